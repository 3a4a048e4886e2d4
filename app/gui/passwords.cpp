#include "app/gui/passwords.h"

#include "ui/connect/password_prompt.h"
#include "ui/text/text.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <memory>
#include <utility>

using namespace Qt::StringLiterals;

namespace switchyard {

/// One cluster that waits for its passwords.
struct PasswordDesk::Wait
{
    ClusterProfile profile;
    std::function<void(Result<Passwords>)> got;
    QPointer<ui::PasswordPrompt> prompt;
    bool asked = false;

    void end(Result<Passwords> result)
    {
        const auto call = std::exchange(got, nullptr);
        if (prompt)
            prompt->close();
        if (call)
            call(std::move(result));
    }
};

namespace {

// switchyardctl reads the first two as well.
QString keyOf(const QString& profile, const QString& login)
{
    return profile + u'/' + login;
}

const QString loginNames[] = {u"postgres"_s, u"pgbouncer"_s, u"pgbouncer-admin"_s};

} // namespace

PasswordDesk::PasswordDesk(SecretStore& store, const ui::Theme& theme, QWidget& window)
    : store_(store), theme_(theme), window_(window)
{
}

void PasswordDesk::look(const ClusterProfile& profile, std::function<void(Result<Passwords>)> got)
{
    QStringList keys{keyOf(profile.name, loginNames[0]), keyOf(profile.name, loginNames[1])};
    if (!profile.poolerAdmin.isEmpty())
        keys << keyOf(profile.name, loginNames[2]);
    readAll(std::move(keys), {}, std::move(got));
}

void PasswordDesk::readAll(
    QStringList keys, std::vector<Secret> found, std::function<void(Result<Passwords>)> got)
{
    if (keys.isEmpty())
        return got(Passwords{found[0], found[1], found.size() > 2 ? found[2] : Secret()});
    const QString key = keys.takeFirst();
    store_.read(key, [this, keys, found = std::move(found), got = std::move(got)](Result<Secret> read) {
        // A login without an entry of its own has the first one's password.
        if (!read && (found.empty() || read.error().code != u"keychain.no_entry"))
            return got(tl::unexpected<Error>(read.error()));
        std::vector<Secret> more = found;
        more.push_back(read ? *read : found.front());
        readAll(keys, std::move(more), got);
    });
}

void PasswordDesk::collect(const ClusterProfile& profile, std::function<void(Result<Passwords>)> got)
{
    if (profile.passwordSource == PasswordSource::PassFile)
        return got(Passwords{});
    const auto wait = std::make_shared<Wait>(Wait{profile, std::move(got)});
    if (profile.passwordSource == PasswordSource::Ask)
        return ask(wait, {});
    QTimer::singleShot(patience_, this, [this, wait] {
        if (wait->got && !wait->asked)
            ask(wait, {ErrorKind::Timeout, u"keychain.timeout"_s, {}, {}});
    });
    look(profile, [this, wait](Result<Passwords> found) {
        if (found)
            wait->end(std::move(found));
        else if (wait->got && !wait->asked)
            ask(wait, found.error());
    });
}

void PasswordDesk::ask(const std::shared_ptr<Wait>& wait, const Error& why)
{
    wait->asked = true;
    asked_.emplace_back(wait, why);
    openNextPrompt();
}

void PasswordDesk::openNextPrompt()
{
    while (!prompting_ && !asked_.empty()) {
        const auto [wait, why] = std::move(asked_.front());
        asked_.pop_front();
        if (wait->got) // the keychain may have answered meanwhile
            openPrompt(wait, why);
    }
}

void PasswordDesk::openPrompt(const std::shared_ptr<Wait>& wait, const Error& why)
{
    prompting_ = true;
    const bool keychain = wait->profile.passwordSource == PasswordSource::Keychain;
    const QString reason =
        keychain
            ? text::sentence(why)
            : tr("This profile asks for its passwords each time. They are kept in memory, and nowhere else.");
    auto* prompt = new ui::PasswordPrompt(theme_, wait->profile, reason, keychain, &window_);
    wait->prompt = prompt;
    connect(
        prompt, &ui::PasswordPrompt::given, this, [this, wait](const Passwords& passwords, bool keepThem) {
            const QString name = wait->profile.name;
            if (keepThem)
                keep(name, passwords, [this, name](Result<void> kept) {
                    if (!kept)
                        Q_EMIT keptNot(name, kept.error());
                });
            wait->end(passwords);
        });
    connect(prompt, &QDialog::finished, this, [this, wait] {
        prompting_ = false;
        wait->end(fail(ErrorKind::Cancelled, u"password.not_given"_s)); // unless it has ended well
        openNextPrompt();
    });
    prompt->open();
}

void PasswordDesk::keep(
    const QString& profile, const Passwords& passwords, std::function<void(Result<void>)> done)
{
    Entries entries;
    const Secret* secrets[] = {&passwords.postgres, &passwords.pgbouncer, &passwords.poolerAdmin};
    for (int i = 0; i < 3; ++i) {
        if (!secrets[i]->isEmpty())
            entries.emplace_back(keyOf(profile, loginNames[i]), *secrets[i]);
    }
    writeAll(std::move(entries), std::move(done));
}

void PasswordDesk::writeAll(Entries entries, std::function<void(Result<void>)> done)
{
    if (entries.empty())
        return done({});
    const auto [key, secret] = entries.back();
    entries.pop_back();
    store_.write(key, secret, [this, entries, done = std::move(done)](Result<void> kept) {
        kept ? writeAll(entries, done) : done(std::move(kept));
    });
}

void PasswordDesk::forget(const QString& profile, std::function<void(Result<void>)> done)
{
    QStringList keys;
    for (const QString& login : loginNames)
        keys << keyOf(profile, login);
    removeAll(std::move(keys), std::move(done));
}

void PasswordDesk::removeAll(QStringList keys, std::function<void(Result<void>)> done)
{
    if (keys.isEmpty())
        return done({});
    const QString key = keys.takeFirst();
    store_.remove(key, [this, keys, done = std::move(done)](
                           Result<void> gone) { gone ? removeAll(keys, done) : done(std::move(gone)); });
}

} // namespace switchyard
