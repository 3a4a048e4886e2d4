#include "core/node/report_server.h"

#include <QElapsedTimer>
#include <QTest>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace switchyard;
using namespace switchyard::node;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Accepts (in the kernel's backlog) and never says anything. Port 0 if it could not listen.
class SilentListener
{
public:
    SilentListener()
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* any = reinterpret_cast<sockaddr*>(&address);
        if (::bind(fd_, any, size) == 0 && ::listen(fd_, 4) == 0 && ::getsockname(fd_, any, &size) == 0)
            port = ntohs(address.sin_port);
    }
    ~SilentListener() { ::close(fd_); }
    SilentListener(const SilentListener&) = delete;
    SilentListener& operator=(const SilentListener&) = delete;
    quint16 port = 0;

private:
    int fd_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
};

const Report report{u"pg1"_s, Phase::Primary, {DiskKind::Data, u"73"_s, 2, false, {}, {}}};

} // namespace

class NodeReportServerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void tellsTheNewestReport()
    {
        ReportServer server;
        QVERIFY(server.start(0, report).has_value());
        const QStringList hosts{u"127.0.0.1"_s};
        QCOMPARE(askReports(hosts, server.port(), {Deadline::in(20s)}).first(), std::optional(report));
        const Report later{u"pg1"_s, Phase::Stopping, report.disk};
        server.set(later);
        QCOMPARE(askReports(hosts, server.port(), {Deadline::in(20s)}).first(), std::optional(later));
    }

    void oneThatAnswersIsHeardBesideOneThatIsNotThere()
    {
        ReportServer server;
        QVERIFY(server.start(0, report).has_value());
        const auto reports = askReports(
            {u"127.0.0.1"_s, u"no-such-host.invalid"_s, u"127.0.0.1"_s}, server.port(), {Deadline::in(20s)});
        QCOMPARE(reports.size(), 3);
        QVERIFY(reports[0] && !reports[1] && reports[2]);
    }

    void aSilentOneCostsItsDeadline()
    {
        const SilentListener silent;
        QVERIFY(silent.port != 0);
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!askReports({u"127.0.0.1"_s}, silent.port, {Deadline::in(300ms)}).first());
        QVERIFY(timer.elapsed() >= 299);
        QVERIFY(timer.elapsed() < 20'000);
    }

    void aPortIsTakenOnce()
    {
        ReportServer first, second;
        QVERIFY(first.start(0, report).has_value());
        const auto started = second.start(first.port(), report);
        QVERIFY(!started.has_value());
        QCOMPARE(started.error().code, u"node.report_port"_s);
    }
};

QTEST_GUILESS_MAIN(NodeReportServerTest)
#include "node_report_server_test.moc"
