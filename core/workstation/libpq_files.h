#pragma once
// The files in which libpq finds logins (PostgreSQL documentation, "The Connection Service File" and "The
// Password File"). Passwords in them are not taken out.

#include "core/workstation/offers.h"

namespace switchyard::workstation {

/// Services of a pg_service.conf. A line that is none ("workstation.garbage", with its number) ends the
/// reading, as in libpq; the services before it are there.
struct Services
{
    QVector<LoginOffer> found;
    std::optional<Error> problem;
};
Services parseServices(const QByteArray& text);

/// Services of PGSERVICEFILE or ~/.pg_service.conf and of PGSYSCONFDIR, entries of PGPASSFILE or ~/.pgpass.
void addLibpqOffers(const Places& places, Offers& offers);

} // namespace switchyard::workstation
