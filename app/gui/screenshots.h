#pragma once
// `switchyard --screenshots DIR`: pictures of every page on live data, light and dark, without anybody at the
// keyboard.

#include "ui/window/clusters_window.h"

#include <QDir>
#include <QObject>

namespace switchyard {

/// Waits until `snapshots` snapshots came (or `patience` seconds), then saves
/// DIR/<page>-<light|dark>.png for each page and quits the application: exit code 0, or 1 when a picture
/// could not be written.
class Screenshots : public QObject
{
    Q_OBJECT
public:
    Screenshots(
        ui::ClustersWindow& window, ui::Theme& theme, const QDir& folder, int snapshots, int patience);
    void onSnapshot();

private:
    void begin();
    void pose();
    void take();
    QString path() const;
    int pages() const;

    ui::ClustersWindow& window_;
    ui::Theme& theme_;
    QDir folder_;
    int wanted_;
    bool begun_ = false, saved_ = true;
    int next_ = 0; ///< number of the picture: pages in light first, then in dark
};

} // namespace switchyard
