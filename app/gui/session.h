#pragma once
// What a person asks of the window, carried out: which clusters are open, and which will be the next time.

#include "app/gui/connect_backend.h"
#include "app/gui/open_clusters.h"
#include "app/gui/profile_claims.h"

#include <QObject>
#include <QSet>
#include <QSettings>

namespace switchyard {

class Session : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        const ui::Theme& theme;
        ui::ClustersWindow& window;
        OpenClusters& clusters;
        PasswordDesk& passwords;
        ConnectBackend& backend;
        QSettings& settings;
        ProfileClaims* claims; ///< null: several windows may have the same profile (instruments)
    };
    explicit Session(const Parts& parts);

    /// Opens these, or those that were open the last time, or the only one there is. False: all of them are
    /// open in another window, which was asked to come forward; the application ends when it has answered.
    bool begin(const QStringList& named);

    void openAndShow(const QString& name);
    void connectNew(); ///< the dialog for a profile that is not there yet

Q_SIGNALS:
    void profilesChanged(int count);

private:
    void connectWindow();
    QStringList remembered() const;
    void listProfiles();
    void open(const QString& name, std::chrono::milliseconds delay);
    void openWith(
        const ClusterProfile& profile, const Result<Passwords>& passwords, std::chrono::milliseconds delay);
    void showAny(); ///< if something is open and nothing is shown
    void close(const QString& name);
    void edit(const QString& name);
    void showDialog(const std::optional<ClusterProfile>& profile, const QString& unknownFields);
    void onSaved(const QString& name);
    void onRemoved(const QString& name);
    void leaveTo(const QString& elsewhere);
    void setEntry(const QString& name, ui::ClusterEntry::Phase phase, const QString& sentence = {});
    void remember() const;

    Parts parts_;
    QSet<QString> opening_; ///< wait for their passwords
    QString wanted_;        ///< is shown as soon as it is open
    bool leaving_ = false;  ///< the application ends: what was open is remembered already
};

} // namespace switchyard
