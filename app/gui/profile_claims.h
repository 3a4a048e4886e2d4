#pragma once
// One window per profile and person: who opens a profile claims it, and who comes later asks the first to
// come forward.

#include <QDir>
#include <QLocalServer>
#include <QObject>

#include <map>
#include <memory>

namespace switchyard {

/// UI thread. A claim is a lock on NAME.lock in the runtime directory, which the kernel gives back when its
/// holder is gone, however it went; the holder listens on NAME.sock, and clears away one that a crash left
/// there.
class ProfileClaims : public QObject
{
    Q_OBJECT
public:
    /// `directory` is its owner's alone; see runtimeDirectory().
    explicit ProfileClaims(const QDir& directory, QObject* parent = nullptr);
    ~ProfileClaims() override;

    /// True: ours now (or before). False: another process has it. Where no lock can be made, everybody may.
    bool claim(const QString& name);
    void release(const QString& name);
    /// Asks the process that has the profile to come forward with it; `answered` follows, at the latest after
    /// 3 s.
    void askToRaise(const QString& name);

Q_SIGNALS:
    void raiseRequested(const QString& name);             ///< somebody asked us
    void answered(const QString& name, bool cameForward); ///< whom we asked

private:
    struct Claim
    {
        int lock = -1; ///< file descriptor
        std::unique_ptr<QLocalServer> server;
    };
    void listen(const QString& name, QLocalServer& server);
    QString path(const QString& name, const char* suffix) const;

    QDir directory_;
    std::map<QString, Claim> claims_;
};

/// $XDG_RUNTIME_DIR/switchyard, or switchyard-UID in the directory for temporary files; made if it is not
/// there. Empty if it cannot be made, or belongs to somebody else.
QString runtimeDirectory();

} // namespace switchyard
