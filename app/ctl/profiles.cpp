#include "app/ctl/profiles.h"

#include "app/ctl/screen.h"
#include "app/ctl/table.h"
#include "app/ctl/view_parts.h"
#include "ui/text/text.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace switchyard::ctl {

Result<ClusterProfile> findProfile(const Options& options)
{
    if (options.profileFile.isEmpty())
        return loadProfile(options.cluster);
    QFile file(options.profileFile);
    if (!file.open(QIODevice::ReadOnly)) {
        const bool missing = !file.exists();
        return fail(missing ? ErrorKind::NotFound : ErrorKind::BadInput,
            missing ? u"profile.not_found"_s : u"profile.unreadable"_s, options.profileFile,
            missing ? ViewWords::tr("Check the path after --profile.") : QString());
    }
    return parseProfile(file.readAll(), QFileInfo(file).completeBaseName());
}

int listProfiles(bool json, Screen& screen)
{
    Table table({{u"PROFILE"_s}, {u"ENGINE"_s}, {u"KIND"_s}});
    QJsonArray list;
    for (const QString& name : profileNames()) {
        const auto profile = loadProfile(name);
        if (!profile) {
            const QString why = text::sentence(profile.error());
            table.add({{name}, {why, Tone::Bad}});
            list.append(QJsonObject{{u"name"_s, name}, {u"engine"_s, QJsonValue::Null}, {u"error"_s, why}});
            continue;
        }
        const QString engine = docker::formatEndpoint(profile->engine);
        table.add(
            {{name}, {engine}, {profile->production ? ViewWords::tr("production") : ViewWords::tr("other")}});
        list.append(QJsonObject{{u"name"_s, name}, {u"engine"_s, engine},
            {u"production"_s, profile->production}, {u"error"_s, QJsonValue::Null}});
    }
    QString out;
    if (json)
        out = QString::fromUtf8(QJsonDocument(QJsonObject{{u"profiles"_s, list}}).toJson());
    else if (table.isEmpty())
        out = ViewWords::tr("There are no profiles in %1.").arg(profileDirectory()) + u'\n';
    else
        out = table.render(Paint(screen.colour()));
    return screen.print(out) ? Healthy : CouldNotLook;
}

} // namespace switchyard::ctl
