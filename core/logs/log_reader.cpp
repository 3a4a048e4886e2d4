#include "core/logs/log_reader.h"

#include "core/logs/service_stream.h"

#include <atomic>
#include <thread>
#include <vector>

namespace switchyard::logs {

struct LogReader::Private
{
    /// One service, on one thread.
    struct Reading
    {
        std::atomic<bool> done = false;
        std::jthread thread; ///< last: it is joined before the rest goes
    };

    void read(std::uint64_t number, const QString& serviceId, const std::stop_token& stop) const
    {
        const auto api = makeApi();
        const auto emitRecords = [this, number](
                                     QVector<LogRecord> records) { sink(number, std::move(records)); };
        ServiceStream(serviceId, clock, options, emitRecords).run(*api, stop);
    }

    const MakeApi makeApi;
    const Clock& clock;
    const Sink sink;
    const Options options;
    std::uint64_t choice = 0;
    std::vector<std::unique_ptr<Reading>> readings;
};

LogReader::LogReader(MakeApi makeApi, const Clock& clock, Sink sink, const Options& options)
    : d_(new Private{std::move(makeApi), clock, std::move(sink), options})
{
}

LogReader::LogReader(MakeApi makeApi, const Clock& clock, Sink sink)
    : LogReader(std::move(makeApi), clock, std::move(sink), Options())
{
}

LogReader::~LogReader()
{
    // All are asked before any is joined: they stop side by side.
    for (const auto& reading : d_->readings)
        reading->thread.request_stop();
    d_->readings.clear();
}

std::uint64_t LogReader::follow(const QStringList& serviceIds)
{
    Private& d = *d_;
    for (const auto& reading : d.readings)
        reading->thread.request_stop();
    std::erase_if(d.readings, [](const auto& reading) { return reading->done.load(); });
    const std::uint64_t number = ++d.choice;
    for (const QString& id : serviceIds) {
        auto reading = std::make_unique<Private::Reading>();
        Private::Reading* mine = reading.get();
        mine->thread = std::jthread([&d, mine, number, id](const std::stop_token& stop) {
            d.read(number, id, stop);
            mine->done = true;
        });
        d.readings.push_back(std::move(reading));
    }
    return number;
}

} // namespace switchyard::logs
