// Where profiles lie, and how they are written so that a crash leaves the old one whole.
#include "core/cluster/profile.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <QStandardPaths>

namespace switchyard {

using namespace Qt::StringLiterals;

namespace {

QString pathOf(const QString& name)
{
    return profileDirectory() + u'/' + name + u".json"_s;
}

} // namespace

QString profileDirectory()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
           u"/switchyard/clusters"_s;
}

Result<ClusterProfile> loadProfile(const QString& name, UnknownFields unknown)
{
    // Checked before it becomes part of a path: "../x" must not leave the directory.
    if (!isProfileName(name))
        return fail(ErrorKind::BadInput, u"profile.field"_s,
            u"name: expected 1 to 64 of A-Z a-z 0-9 . _ - and no dot in front"_s);
    QFile file(pathOf(name));
    if (!file.exists())
        return fail(ErrorKind::NotFound, u"profile.not_found"_s, file.fileName());
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Rejected, u"profile.unreadable"_s,
            u"%1: %2"_s.arg(file.fileName(), file.errorString()));
    // One byte more than parseProfile takes: too large is noticed. The file's name belongs to what is wrong
    // in it.
    return parseProfile(file.read((1 << 20) + 1), name, unknown).map_error([&file](Error error) {
        error.detail = u"%1: %2"_s.arg(file.fileName(), error.detail);
        return error;
    });
}

Result<void> saveProfile(const ClusterProfile& profile)
{
    // What we could not read back must not be written, nor over a file that we cannot read: nothing in it is
    // lost.
    if (auto again = parseProfile(formatProfile(profile), profile.name); !again)
        return tl::unexpected<Error>(again.error());
    QByteArray before;
    if (QFile old(pathOf(profile.name)); old.open(QIODevice::ReadOnly)) {
        before = old.readAll();
        const auto readable = parseProfile(before, profile.name, UnknownFields::Ignore);
        if (!readable && readable.error().code == u"profile.json")
            return tl::unexpected<Error>(readable.error());
    }
    const QByteArray text = formatProfile(profile, before);
    const QString directory = profileDirectory();
    if (!QDir(directory).exists()) {
        if (!QDir().mkpath(directory))
            return fail(ErrorKind::Rejected, u"profile.write"_s, u"%1: cannot be created"_s.arg(directory));
        QFile::setPermissions(directory, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    QSaveFile file(pathOf(profile.name));
    const bool written = file.open(QIODevice::WriteOnly) &&
                         file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) &&
                         file.write(text) == text.size() && file.commit();
    if (!written)
        return fail(
            ErrorKind::Rejected, u"profile.write"_s, u"%1: %2"_s.arg(file.fileName(), file.errorString()));
    return {};
}

Result<void> removeProfile(const QString& name)
{
    QFile file(isProfileName(name) ? pathOf(name) : QString());
    if (!file.exists())
        return fail(ErrorKind::NotFound, u"profile.not_found"_s, name);
    if (!file.remove())
        return fail(
            ErrorKind::Rejected, u"profile.write"_s, u"%1: %2"_s.arg(file.fileName(), file.errorString()));
    return {};
}

QStringList profileNames()
{
    QStringList names;
    for (const QString& file : QDir(profileDirectory()).entryList({u"*.json"_s}, QDir::Files, QDir::Name)) {
        const QString name = file.chopped(5);
        if (isProfileName(name))
            names << name;
    }
    return names;
}

} // namespace switchyard
