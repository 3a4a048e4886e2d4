// Whatever an engine answers: every parser takes it or says what was wrong with it, and no stream reader
// crashes.

#include "core/docker/engine_error.h"
#include "core/docker/engine_json.h"
#include "core/docker/json_splitter.h"
#include "core/docker/log_demultiplexer.h"

#include <cstdint>
#include <cstdlib>

using namespace switchyard;
using namespace switchyard::docker;

namespace {

template<typename T> void check(const Result<T>& result)
{
    // An error without words would leave a person with nothing.
    if (!result && (result.error().detail.isEmpty() || result.error().code.isEmpty()))
        std::abort();
}

void splitEvents(const QByteArray& bytes)
{
    JsonSplitter splitter;
    check(splitter.feed(bytes, [](const QByteArray& object) -> Result<bool> {
        check(parseEvent(object));
        return true;
    }));
}

void splitLogs(const QByteArray& bytes)
{
    LogDemultiplexer demultiplexer;
    const auto sink = [](const LogLine& line) {
        return line.text.size() <= 2 * LogDemultiplexer::longestLine;
    };
    check(demultiplexer.feed(bytes, sink));
    check(demultiplexer.finish(sink));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 1)
        return 0;
    const QByteArray bytes(reinterpret_cast<const char*>(data + 1), static_cast<qsizetype>(size - 1));
    // The first byte chooses the reader, so that each input stays an answer to one question.
    switch (data[0] % 10) {
    case 0: check(parseInfo(bytes)); break;
    case 1: check(parseNodes(bytes)); break;
    case 2: check(parseServices(bytes)); break;
    case 3: check(parseTasks(bytes)); break;
    case 4: check(parseConfigs(bytes)); break;
    case 5: check(parseNetworks(bytes)); break;
    case 6: check(parseApiVersion(bytes)); break;
    case 7: splitEvents(bytes); break;
    case 8: splitLogs(bytes); break;
    default:
        if (engineError(500, bytes).detail.isEmpty())
            std::abort();
    }
    return 0;
}
