#include "ui/connect/offer_words.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {

class OfferWords
{
    Q_DECLARE_TR_FUNCTIONS(switchyard::ui::OfferWords)
};

} // namespace

QString offerWords(const workstation::EngineOffer& offer)
{
    using Source = workstation::EngineOffer::Source;
    QString words;
    switch (offer.source) {
    case Source::DockerHost: words = OfferWords::tr("DOCKER_HOST: %1").arg(offer.url); break;
    case Source::DockerContext:
        words = OfferWords::tr("Docker context %1: %2").arg(offer.name, offer.url);
        break;
    case Source::SshAlias: words = OfferWords::tr("ssh host %1").arg(offer.name); break;
    case Source::LocalSocket: words = OfferWords::tr("This machine's engine: %1").arg(offer.url); break;
    }
    return offer.current ? OfferWords::tr("%1, which docker uses now").arg(words) : words;
}

QString offerWords(const workstation::LoginOffer& offer)
{
    const QString user = offer.user.isEmpty() ? OfferWords::tr("any user") : offer.user;
    const QString host = offer.host.isEmpty() ? OfferWords::tr("any host") : offer.host;
    const QString place = offer.port == 0 ? host : host + u':' + QString::number(offer.port);
    const QString database = offer.database.isEmpty() ? OfferWords::tr("any database") : offer.database;
    const QString login = OfferWords::tr("%1 at %2, %3").arg(user, place, database);
    return offer.source == workstation::LoginOffer::Source::Service
               ? OfferWords::tr("Service %1: %2").arg(offer.name, login)
               : OfferWords::tr("Passfile: %1").arg(login);
}

} // namespace switchyard::ui
