#include "core/base/clock.h"

#include <QTest>

using namespace switchyard;
using namespace std::chrono_literals;

namespace {

Duration bootTimeAhead()
{
    timespec boot{};
    clock_gettime(CLOCK_BOOTTIME, &boot);
    const SteadyTime reading = SystemClock().now().steady;
    return std::chrono::duration_cast<Duration>(
        reading - SteadyTime(std::chrono::seconds(boot.tv_sec) + std::chrono::nanoseconds(boot.tv_nsec)));
}

} // namespace

class ClockTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// Ages must count the time that the machine slept: that is CLOCK_BOOTTIME and no other.
    void countsWhileTheMachineSleeps()
    {
        const Duration ahead = bootTimeAhead();
        QVERIFY2(ahead >= 0s && ahead < 1s, qPrintable(QString::number(ahead.count())));
    }
    void neverGoesBack()
    {
        const SystemClock clock;
        Instant last = clock.now();
        for (int i = 0; i < 1000; ++i) {
            const Instant next = clock.now();
            QVERIFY(next.steady >= last.steady);
            last = next;
        }
    }
};

QTEST_APPLESS_MAIN(ClockTest)
#include "clock_test.moc"
