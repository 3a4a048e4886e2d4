#include "core/docker/engine.h"

#include "core/docker/api_version.h"
#include "core/docker/engine_error.h"
#include "core/docker/engine_json.h"
#include "core/docker/json_splitter.h"
#include "core/docker/log_demultiplexer.h"
#include "core/docker/streams.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

namespace switchyard::docker {

using namespace Qt::StringLiterals;
using Next = HttpClient::Next;

namespace {

Next nextIf(bool more)
{
    return more ? Next::More : Next::Enough;
}

// Seconds since 1970 with a fraction, as the API takes them.
QByteArray sinceQuery(const QDateTime& since)
{
    if (!since.isValid())
        return {};
    const qint64 ms = since.toMSecsSinceEpoch();
    return "&since=" + QByteArray::number(ms / 1000) + '.' +
           QByteArray::number(ms % 1000).rightJustified(3, '0');
}

QByteArray withQuery(const QByteArray& path, const QByteArray& query)
{
    return query.isEmpty() ? path : path + (path.contains('?') ? "&" : "?") + query;
}

} // namespace

QByteArray labelFilters(const Labels& labels)
{
    if (labels.isEmpty())
        return {};
    QJsonArray wanted;
    for (auto label = labels.begin(); label != labels.end(); ++label)
        wanted << (label.value().isEmpty() ? label.key() : label.key() + u'=' + label.value());
    const QByteArray json = QJsonDocument(QJsonObject{{u"label"_s, wanted}}).toJson(QJsonDocument::Compact);
    return "filters=" + json.toPercentEncoding();
}

Engine::Engine(std::unique_ptr<StreamFactory> streams) : client_(std::move(streams))
{
}

Result<QString> Engine::askVersion(const Call& call)
{
    const auto ping = client_.get("/_ping", call);
    if (!ping)
        return tl::unexpected(ping.error());
    if (ping->header.status / 100 != 2)
        return tl::unexpected(engineError(ping->header.status, ping->body));
    if (!ping->header.apiVersion.isEmpty())
        return QString::fromLatin1(ping->header.apiVersion);
    // A proxy in between may have dropped the header.
    const auto version = client_.get("/version", call);
    if (!version)
        return tl::unexpected(version.error());
    if (version->header.status / 100 != 2)
        return tl::unexpected(engineError(version->header.status, version->body));
    return parseApiVersion(version->body);
}

Result<void> Engine::negotiate(const Call& call)
{
    if (!apiVersion_.isEmpty())
        return {};
    const auto spoken = askVersion(call);
    if (!spoken)
        return tl::unexpected(spoken.error());
    const auto agreed = negotiateApiVersion(*spoken);
    if (!agreed)
        return tl::unexpected(agreed.error());
    apiVersion_ = *agreed;
    return {};
}

void Engine::forgetVersionIfLost(const Error& error)
{
    // Whoever answers the next time may be another engine, or this one upgraded.
    if (error.connectionLost)
        apiVersion_.clear();
}

Result<QByteArray> Engine::get(const QByteArray& path, const Call& call)
{
    if (auto agreed = negotiate(call); !agreed)
        return tl::unexpected(agreed.error());
    auto answer = client_.get("/v" + apiVersion_.toLatin1() + path, call);
    if (!answer) {
        forgetVersionIfLost(answer.error());
        return tl::unexpected(answer.error());
    }
    if (answer->header.status / 100 != 2)
        return tl::unexpected(engineError(answer->header.status, answer->body));
    return std::move(answer->body);
}

Result<void> Engine::stream(
    const QByteArray& path, const HttpClient::Sink& sink, bool* answered, const Call& call)
{
    if (auto agreed = negotiate(call); !agreed)
        return tl::unexpected(agreed.error());
    const auto answer = client_.stream("/v" + apiVersion_.toLatin1() + path, sink, answered, call);
    if (!answer) {
        forgetVersionIfLost(answer.error());
        return tl::unexpected(answer.error());
    }
    if (answer->header.status != 200)
        return tl::unexpected(engineError(answer->header.status, answer->body));
    return {};
}

template<typename T>
Result<T> Engine::getAs(const QByteArray& path, Result<T> (*parse)(const QByteArray&), const Call& call)
{
    const auto body = get(path, call);
    if (!body)
        return tl::unexpected(body.error());
    return parse(*body);
}

Result<EngineInfo> Engine::info(const Call& call)
{
    auto info = getAs("/info", parseInfo, call);
    if (info)
        info->apiVersion = apiVersion_;
    return info;
}

Result<QVector<Node>> Engine::nodes(const Call& call)
{
    return getAs("/nodes", parseNodes, call);
}

Result<QVector<Service>> Engine::services(const Labels& labels, const Call& call)
{
    return getAs(withQuery("/services?status=true", labelFilters(labels)), parseServices, call);
}

Result<QVector<Task>> Engine::tasks(const Call& call)
{
    return getAs("/tasks", parseTasks, call);
}

Result<QVector<Config>> Engine::configs(const Labels& labels, const Call& call)
{
    return getAs(withQuery("/configs", labelFilters(labels)), parseConfigs, call);
}

Result<QVector<Network>> Engine::networks(const Labels& labels, const Call& call)
{
    return getAs(withQuery("/networks", labelFilters(labels)), parseNetworks, call);
}

Result<void> Engine::serviceLogs(const QString& serviceId, const LogOptions& options,
    const std::function<bool(const LogLine&)>& sink, const Call& call)
{
    const QByteArray tail = options.tail < 0 ? QByteArray("all") : QByteArray::number(options.tail);
    const QByteArray path = "/services/" + QUrl::toPercentEncoding(serviceId) +
                            "/logs?stdout=1&stderr=1&timestamps=1&details=1&tail=" + tail +
                            (options.follow ? "&follow=1" : "") + sinceQuery(options.since);
    LogDemultiplexer demultiplexer;
    bool enough = false;
    const auto take = [&](QByteArrayView bytes) -> Result<Next> {
        const auto more = demultiplexer.feed(bytes, sink);
        if (!more)
            return tl::unexpected(more.error());
        enough = !*more;
        return nextIf(*more);
    };
    const auto streamed = stream(path, take, nullptr, call);
    // Following a quiet service until the deadline is success: engines before Docker 26 do not even begin
    // their answer before the first line.
    if (!streamed && !(options.follow && streamed.error().kind == ErrorKind::Timeout))
        return streamed;
    if (enough)
        return {};
    if (const auto finished = demultiplexer.finish(sink); !finished && streamed)
        return tl::unexpected(finished.error());
    if (!demultiplexer.complaint().isEmpty())
        return fail(ErrorKind::Rejected, u"engine.error"_s, demultiplexer.complaint());
    return {};
}

Result<void> Engine::events(const std::function<bool(const Event&)>& sink, const Call& call)
{
    JsonSplitter splitter;
    bool enough = false;
    const auto takeObject = [&](const QByteArray& json) -> Result<bool> {
        const auto event = parseEvent(json);
        if (!event)
            return tl::unexpected(event.error());
        enough = !sink(*event);
        return !enough;
    };
    const auto take = [&](QByteArrayView bytes) -> Result<Next> {
        return splitter.feed(bytes, takeObject).map(nextIf);
    };
    bool answered = false;
    const auto streamed = stream("/events", take, &answered, call);
    if (!streamed && answered && streamed.error().kind == ErrorKind::Timeout)
        return {};
    if (!streamed || enough)
        return streamed;
    return tl::unexpected(Error{
        ErrorKind::Unreachable, u"engine.unreachable"_s, u"the engine ended the event stream"_s, {}, true});
}

std::unique_ptr<DockerApi> makeEngine(const Endpoint& endpoint)
{
    return std::make_unique<Engine>(makeStreams(endpoint));
}

} // namespace switchyard::docker
