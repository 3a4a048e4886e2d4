#include "core/workstation/offers.h"

#include "core/workstation/docker_contexts.h"
#include "core/workstation/libpq_files.h"
#include "core/workstation/ssh_hosts.h"

#include <QDir>
#include <QFileInfo>
#include <QProcessEnvironment>

using namespace Qt::StringLiterals;

namespace switchyard::workstation {

Places placesOfThisUser()
{
    // A copy: the process forgets some of them later, and other threads ask.
    return {QDir::homePath(), [all = QProcessEnvironment::systemEnvironment()](
                                  const char* name) { return all.value(QString::fromLatin1(name)); }};
}

Offers readOffers(const Places& places)
{
    Offers offers;
    addDockerOffers(places, offers);
    const QString socket = u"/var/run/docker.sock"_s;
    if (QFileInfo::exists(socket))
        offers.engines << EngineOffer{EngineOffer::Source::LocalSocket, {}, u"unix://"_s + socket, {}, false};
    addSshOffers(places, offers);
    addLibpqOffers(places, offers);
    return offers;
}

} // namespace switchyard::workstation
