#include "app/gui/measure.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimer>

#include <cstdio>
#include <numeric>

namespace switchyard {

using namespace Qt::StringLiterals;

namespace {

/// VmRSS of proc(5); 0 where there is none.
qint64 residentKilobytes()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const auto lines = status.readAll().split('\n');
    for (const QByteArray& line : lines) {
        if (line.startsWith("VmRSS:"))
            return line.mid(6).trimmed().split(' ').value(0).toLongLong();
    }
    return 0;
}

} // namespace

Measure::Measure(int seconds, QObject* parent) : QObject(parent)
{
    QTimer::singleShot(std::chrono::seconds(1), this, [this, seconds] {
        meter_.reset();
        snapshots_ = 0;
        QTimer::singleShot(std::chrono::seconds(seconds), this, [this] {
            print();
            QCoreApplication::quit();
        });
    });
}

void Measure::onSnapshot(const QString& cluster, const SnapshotPtr& snapshot)
{
    ++snapshots_;
    samples_[cluster] = snapshot->generation;
}

void Measure::print() const
{
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count();
    const auto samples = std::accumulate(samples_.begin(), samples_.end(), std::uint64_t{0});
    const QJsonObject measured{{u"longest_busy_ms"_s, static_cast<double>(meter_.longest().count()) / 1000},
        {u"busy_over_16_ms"_s, meter_.stretchesOver(std::chrono::milliseconds(16))},
        {u"snapshots"_s, snapshots_}, {u"samples"_s, static_cast<qint64>(samples)}, {u"seconds"_s, seconds},
        {u"resident_kb"_s, residentKilobytes()}};
    std::printf("%s\n", QJsonDocument(measured).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
}

} // namespace switchyard
