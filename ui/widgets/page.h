#pragma once
// What every page of the window is.

#include "core/base/clock.h"
#include "core/cluster/snapshot.h"
#include "core/history/history.h"
#include "ui/theme/theme.h"
#include "ui/widgets/actions.h"

#include <QWidget>

class QSettings;

namespace switchyard::ui {

class LogPort;

/// What pages are given by the window: references that outlive them.
struct PageParts
{
    Theme& theme;
    const History& history;
    const Clock& clock;
    LogPort* logs = nullptr; ///< null: no logs can be read, and none are offered
};

/// Keys that work on a page, for the keyboard overview: any of `keys` does it.
struct PageKey
{
    QVector<QKeySequence> keys;
    QString does;
};

/// Made when it is first opened. While another page is shown it is told nothing: whatever it collects over
/// time belongs into History or the snapshot.
class Page : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;
    /// A new snapshot (never null); the history already holds its samples. UI thread. Only the shown page
    /// gets each; one that is opened gets the newest first.
    virtual void showSnapshot(const SnapshotPtr& snapshot) = 0;
    /// Called 4 times a second so that ages count on between snapshots.
    virtual void updateAges() {}
    /// What a person chose on this page and finds again after a restart.
    virtual void saveTo(QSettings&) const {}
    virtual void restoreFrom(const QSettings&) {}
    /// What the command palette offers while this page is shown: exports, ranges, filters.
    virtual QVector<Action> offers() { return {}; }
    virtual QVector<PageKey> keys() const { return {}; }

Q_SIGNALS:
    /// Asks the window to show this member, pooler or node on the topology page.
    void inspectRequested(const QString& subject);
};

} // namespace switchyard::ui
