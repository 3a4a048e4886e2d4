#include "core/workstation/docker_contexts.h"

#include "core/workstation/small_file.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace switchyard::workstation {

namespace {

Result<QJsonObject> objectOf(const QByteArray& json)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(json, &problem);
    if (problem.error != QJsonParseError::NoError)
        return fail(ErrorKind::BadInput, u"workstation.garbage"_s,
            u"%1 at byte %2"_s.arg(problem.errorString()).arg(problem.offset));
    if (!document.isObject())
        return fail(ErrorKind::BadInput, u"workstation.garbage"_s, u"expected a JSON object"_s);
    return document.object();
}

std::optional<docker::TlsFiles> tlsIn(
    const QString& directory, const std::function<bool(const QString&)>& exists)
{
    const auto file = [&](const QString& name) {
        const QString path = directory + u'/' + name;
        return exists(path) ? path : QString();
    };
    const docker::TlsFiles tls{file(u"ca.pem"_s), file(u"cert.pem"_s), file(u"key.pem"_s)};
    return tls == docker::TlsFiles{} ? std::nullopt : std::optional(tls);
}

} // namespace

Result<EngineOffer> parseDockerContext(
    const QByteArray& json, const QString& tlsDirectory, const std::function<bool(const QString&)>& exists)
{
    const auto root = objectOf(json);
    if (!root)
        return tl::unexpected<Error>(root.error());
    EngineOffer offer;
    offer.source = EngineOffer::Source::DockerContext;
    offer.name = root->value(u"Name"_s).toString();
    offer.url =
        root->value(u"Endpoints"_s).toObject().value(u"docker"_s).toObject().value(u"Host"_s).toString();
    if (offer.name.isEmpty() || offer.url.isEmpty())
        return fail(ErrorKind::BadInput, u"workstation.garbage"_s, u"it names no context or no engine"_s);
    if (const auto endpoint = docker::parseEndpoint(offer.url); !endpoint)
        return fail(ErrorKind::BadInput, u"workstation.garbage"_s,
            u"context %1 has the engine '%2', which is no address that we know"_s.arg(offer.name, offer.url));
    if (offer.url.startsWith(u"tcp:"))
        offer.tls = tlsIn(tlsDirectory, exists);
    return offer;
}

Result<QString> parseCurrentContext(const QByteArray& json)
{
    return objectOf(json).map(
        [](const QJsonObject& root) { return root.value(u"currentContext"_s).toString(); });
}

std::optional<EngineOffer> offerOfVariables(const QString& host, bool tlsVerify, const QString& certPath)
{
    if (host.isEmpty())
        return std::nullopt;
    EngineOffer offer;
    offer.source = EngineOffer::Source::DockerHost;
    offer.url = host;
    offer.current = true;
    if (tlsVerify && host.startsWith(u"tcp:"))
        offer.tls =
            docker::TlsFiles{certPath + u"/ca.pem"_s, certPath + u"/cert.pem"_s, certPath + u"/key.pem"_s};
    return offer;
}

void addDockerOffers(const Places& places, Offers& offers)
{
    const QString given = places.variable("DOCKER_CONFIG");
    const QString directory = given.isEmpty() ? places.home + u"/.docker"_s : given;
    const QString certificates = places.variable("DOCKER_CERT_PATH");
    const auto variables = offerOfVariables(places.variable("DOCKER_HOST"),
        !places.variable("DOCKER_TLS_VERIFY").isEmpty(), certificates.isEmpty() ? directory : certificates);
    if (variables)
        offers.engines << *variables;
    QString current = places.variable("DOCKER_CONTEXT");
    if (const auto config = readSmallFile(directory + u"/config.json"_s, offers);
        config && current.isEmpty()) {
        if (const auto named = parseCurrentContext(*config))
            current = *named;
        else
            offers.problems << inFile(directory + u"/config.json"_s, named.error());
    }
    const QString meta = directory + u"/contexts/meta"_s;
    const auto exists = [](const QString& path) { return QFileInfo::exists(path); };
    for (const QString& id : QDir(meta).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
        const QString path = meta + u'/' + id + u"/meta.json"_s;
        const auto text = readSmallFile(path, offers);
        if (!text)
            continue;
        auto offer = parseDockerContext(*text, directory + u"/contexts/tls/"_s + id + u"/docker"_s, exists);
        if (!offer) {
            offers.problems << inFile(path, offer.error());
            continue;
        }
        offer->current = !variables && offer->name == current;
        offers.engines << *offer;
    }
}

} // namespace switchyard::workstation
