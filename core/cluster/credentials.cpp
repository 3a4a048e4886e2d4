#include "core/cluster/credentials.h"

#include <QFileInfo>

namespace switchyard {

using namespace Qt::StringLiterals;

Credentials::Credentials(const ClusterProfile& profile, Passwords passwords)
    : source_(profile.passwordSource), poolerAdmin_(profile.poolerAdmin), passwords_(std::move(passwords)),
      path_(profile.passFile.isEmpty() ? postgres::defaultPassFile() : profile.passFile),
      mayBeMissing_(profile.passFile.isEmpty()), file_(postgres::PassFile{})
{
}

void Credentials::refresh(bool again)
{
    if (source_ != PasswordSource::PassFile)
        return;
    const QFileInfo info(path_);
    const Stamp stamp{info.lastModified(), info.exists() ? info.size() : -1};
    // A file that could not be used is tried each time: new permissions leave its date and size as they were.
    if (readAt_ == stamp && file_ && !again)
        return;
    readAt_ = stamp;
    file_ = postgres::PassFile::load(path_);
    if (!file_ && mayBeMissing_ && file_.error().code == u"passfile.missing")
        file_ = postgres::PassFile{};
}

Result<Secret> Credentials::passwordFor(
    const QString& host, quint16 port, const ClusterProfile::Login& login) const
{
    if (source_ != PasswordSource::PassFile) {
        if (login.database != consoleDatabase)
            return passwords_.postgres;
        const bool admin = login.user == poolerAdmin_ && !passwords_.poolerAdmin.isEmpty();
        return admin ? passwords_.poolerAdmin : passwords_.pgbouncer;
    }
    if (!file_)
        return tl::unexpected<Error>(file_.error());
    return file_->lookup(host, port, login.database, login.user).value_or(Secret{});
}

Error Credentials::explain(
    Error refused, const QString& host, quint16 port, const ClusterProfile::Login& login) const
{
    if (source_ == PasswordSource::Keychain)
        refused.hint = u"password.keychain"_s;
    else if (source_ == PasswordSource::Ask)
        refused.hint = u"password.ask"_s;
    else if (file_ && !file_->lookup(host, port, login.database, login.user))
        refused.hint = u"no line of %1 fits %2:%3:%4:%5"_s.arg(
            path_, host, QString::number(port), login.database, login.user);
    return refused;
}

} // namespace switchyard
