#pragma once
// Starts the practice Swarm as root, without waiting for it: its own lines are told as they come.

#include "core/cluster/profile.h"

#include <QObject>
#include <QProcess>

namespace switchyard {

/// The command that starts it, through pkexec if we are not root: "practice.no_files" (the program `start` is
/// neither in the source tree nor installed), "practice.not_root" (neither root nor pkexec; the detail is
/// what to type).
Result<QStringList> practiceCommand();

class PracticeRunner : public QObject
{
    Q_OBJECT
public:
    explicit PracticeRunner(const QStringList& command, QObject* parent = nullptr);
    ~PracticeRunner() override;

    void start();
    /// What was started by pkexec belongs to root and cannot be stopped from here.
    static bool canCancel();
    void cancel(); ///< ended() follows

Q_SIGNALS:
    void said(const QString& line);
    /// The profile that leads to it (not saved yet), or "practice.failed" (the detail is the last line) or
    /// "practice.cancelled".
    void ended(const switchyard::Result<switchyard::ClusterProfile>& profile);

private:
    void takeLines();
    void onFinished(int code, QProcess::ExitStatus status);

    QStringList command_;
    QProcess* process_ = nullptr;
    QString lastLine_;
    bool cancelled_ = false;
};

/// The profile of a practice Swarm whose `status --json` this is; "practice.failed" for anything else.
Result<ClusterProfile> practiceProfile(const QByteArray& status);

} // namespace switchyard
