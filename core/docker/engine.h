#pragma once
// DockerApi over HTTP to a real engine.

#include "core/docker/docker_api.h"
#include "core/docker/endpoint.h"
#include "core/docker/http_client.h"

namespace switchyard::docker {

class Engine final : public DockerApi
{
public:
    explicit Engine(std::unique_ptr<StreamFactory> streams);

    Result<EngineInfo> info(const Call& call) override;
    Result<QVector<Node>> nodes(const Call& call) override;
    Result<QVector<Service>> services(const Labels& labels, const Call& call) override;
    Result<QVector<Task>> tasks(const Call& call) override;
    Result<QVector<Config>> configs(const Labels& labels, const Call& call) override;
    Result<QVector<Network>> networks(const Labels& labels, const Call& call) override;
    Result<void> serviceLogs(const QString& serviceId, const LogOptions& options,
        const std::function<bool(const LogLine&)>& sink, const Call& call) override;
    Result<void> events(const std::function<bool(const Event&)>& sink, const Call& call) override;

private:
    Result<QByteArray> get(const QByteArray& path, const Call& call);
    template<typename T>
    Result<T> getAs(const QByteArray& path, Result<T> (*parse)(const QByteArray&), const Call& call);
    Result<void> stream(
        const QByteArray& path, const HttpClient::Sink& sink, bool* answered, const Call& call);
    Result<void> negotiate(const Call& call);
    Result<QString> askVersion(const Call& call);
    void forgetVersionIfLost(const Error& error);

    HttpClient client_;
    QString apiVersion_; ///< empty until negotiated, and again after the connection was lost
};

/// An engine at `endpoint`; connects with the first call.
std::unique_ptr<DockerApi> makeEngine(const Endpoint& endpoint);

/// `?filters=` for labels as the API wants it: {"label":["key=value","key"]}, JSON, percent-encoded. Empty
/// for none.
QByteArray labelFilters(const Labels& labels);

} // namespace switchyard::docker
