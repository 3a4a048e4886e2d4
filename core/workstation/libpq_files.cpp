#include "core/workstation/libpq_files.h"

#include "core/postgres/passfile.h"
#include "core/workstation/small_file.h"

using namespace Qt::StringLiterals;

namespace switchyard::workstation {

namespace {

void setKey(LoginOffer& offer, const QString& key, const QString& value)
{
    if (key == u"host" || (key == u"hostaddr" && offer.host.isEmpty()))
        offer.host = value;
    else if (key == u"port")
        offer.port = value.toUShort();
    else if (key == u"dbname")
        offer.database = value;
    else if (key == u"user")
        offer.user = value;
    else if (key == u"sslmode")
        offer.sslMode = value;
    else if (key == u"passfile")
        offer.passFile = value;
}

void addServices(const QString& path, Offers& offers)
{
    const auto text = readSmallFile(path, offers);
    if (!text)
        return;
    const Services services = parseServices(*text);
    offers.logins += services.found;
    if (services.problem)
        offers.problems << inFile(path, *services.problem);
}

void addPassFile(const QString& path, Offers& offers)
{
    auto file = postgres::PassFile::load(path);
    if (!file) {
        if (file.error().code != u"passfile.missing")
            offers.problems << file.error();
        return;
    }
    for (const auto& entry : file->entries()) {
        LoginOffer offer;
        offer.source = LoginOffer::Source::PassFile;
        offer.host = entry.host;
        offer.port = entry.port;
        offer.database = entry.database;
        offer.user = entry.user;
        offer.passFile = path;
        if (!offers.logins.contains(offer))
            offers.logins << offer;
    }
}

} // namespace

Services parseServices(const QByteArray& text)
{
    Services services;
    int number = 0;
    for (const QByteArray& raw : text.split('\n')) {
        ++number;
        const QString line = QString::fromUtf8(raw).trimmed();
        if (line.isEmpty() || line.startsWith(u'#'))
            continue;
        const auto equals = line.indexOf(u'=');
        if (line.startsWith(u'[') && line.endsWith(u']')) {
            LoginOffer offer;
            offer.source = LoginOffer::Source::Service;
            offer.name = line.mid(1, line.size() - 2);
            services.found << offer;
        } else if (equals > 0 && !services.found.isEmpty()) {
            setKey(services.found.last(), line.left(equals).trimmed(), line.mid(equals + 1).trimmed());
        } else {
            services.problem = Error{ErrorKind::BadInput, u"workstation.garbage"_s,
                equals > 0 ? u"line %1 stands before the first [service]"_s.arg(number)
                           : u"line %1 is neither [service] nor key=value"_s.arg(number),
                {}};
            break;
        }
    }
    return services;
}

void addLibpqOffers(const Places& places, Offers& offers)
{
    const auto orElse = [&](const char* variable, const QString& otherwise) {
        const QString given = places.variable(variable);
        return given.isEmpty() ? otherwise : given;
    };
    addServices(orElse("PGSERVICEFILE", places.home + u"/.pg_service.conf"_s), offers);
    addServices(orElse("PGSYSCONFDIR", u"/etc/postgresql-common"_s) + u"/pg_service.conf"_s, offers);
    addPassFile(orElse("PGPASSFILE", places.home + u"/.pgpass"_s), offers);
}

} // namespace switchyard::workstation
