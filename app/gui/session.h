#pragma once
// What a person asks of the window, carried out: which clusters are open, and which will be the next time.

#include "app/gui/open_clusters.h"
#include "app/gui/profile_claims.h"

#include <QObject>
#include <QSettings>

namespace switchyard {

class Session : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        ui::ClustersWindow& window;
        OpenClusters& clusters;
        QSettings& settings;
        ProfileClaims* claims; ///< null: several windows may have the same profile (instruments)
    };
    explicit Session(const Parts& parts);

    /// Opens these, or those that were open the last time, or the only one there is. False: all of them are
    /// open in another window, which was asked to come forward; the application ends when it has answered.
    bool begin(const QStringList& named);

private:
    QStringList remembered() const;
    void listProfiles();
    bool open(const QString& name, std::chrono::milliseconds delay);
    void openAndShow(const QString& name);
    void complain(const QString& name, const QString& sentence);
    void remember() const;

    Parts parts_;
    bool leaving_ = false; ///< the application ends: what was open is remembered already
};

} // namespace switchyard
