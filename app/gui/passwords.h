#pragma once
// The passwords of a profile before it is opened: from the keychain, or from the person at the keyboard.

#include "core/base/secret_store.h"
#include "core/cluster/credentials.h"

#include <QObject>

#include <functional>
#include <list>
#include <memory>
#include <utility>
#include <vector>

class QWidget;

namespace switchyard {

namespace ui {
class Theme;
}

/// UI thread; nothing here waits. Answers of a cluster that was asked for again, or given up, are dropped.
class PasswordDesk : public QObject
{
    Q_OBJECT
public:
    /// All outlive this; prompts open over `window`.
    PasswordDesk(SecretStore& store, const ui::Theme& theme, QWidget& window);

    /// Calls `got` once: with the passwords, or an error of SecretStore or "password.not_given". A keychain
    /// that does not answer within `patience` is not waited for: the person may type instead, and whoever is
    /// first counts.
    void collect(const ClusterProfile& profile, std::function<void(Result<Passwords>)> got);
    /// From the keychain only, without asking the person: for a test of a connection.
    void look(const ClusterProfile& profile, std::function<void(Result<Passwords>)> got);
    /// Puts those that are not empty into the keychain.
    void keep(const QString& profile, const Passwords& passwords, std::function<void(Result<void>)> done);
    void forget(const QString& profile, std::function<void(Result<void>)> done);

    void setPatience(std::chrono::milliseconds patience) { patience_ = patience; }

Q_SIGNALS:
    void keptNot(
        const QString& profile, const switchyard::Error& error); ///< opened, but not kept for the next time

private:
    struct Wait;
    using Entries = std::vector<std::pair<QString, Secret>>;
    void readAll(QStringList keys, std::vector<Secret> found, std::function<void(Result<Passwords>)> got);
    void writeAll(Entries entries, std::function<void(Result<void>)> done);
    void removeAll(QStringList keys, std::function<void(Result<void>)> done);
    void ask(const std::shared_ptr<Wait>& wait, const Error& why);
    void openPrompt(const std::shared_ptr<Wait>& wait, const Error& why);
    void openNextPrompt();

    SecretStore& store_;
    const ui::Theme& theme_;
    QWidget& window_;
    std::chrono::milliseconds patience_{5000};
    bool prompting_ = false;
    std::list<std::pair<std::shared_ptr<Wait>, Error>> asked_; ///< one prompt at a time
};

} // namespace switchyard
