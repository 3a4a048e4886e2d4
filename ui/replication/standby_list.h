#pragma once
#include "ui/replication/lag_panel.h"

class QGridLayout;

namespace switchyard::ui {

/// The panels of all standbys, two in a row, those that the filter lets through.
class StandbyList : public QWidget
{
    Q_OBJECT
public:
    explicit StandbyList(const PageParts& parts, QWidget* parent = nullptr);
    void showSnapshot(const ClusterSnapshot& snapshot, const LagLimits& limits);
    /// Shows standbys whose name, upstream, node or sync state contain it; empty shows all.
    void setFilter(const QString& words);
    const QVector<LagPanel*>& panels() const { return panels_; } ///< of all standbys, shown or not
    QVector<LagPanel*> shown() const;
    int overLimit() const { return overLimit_; } ///< standbys that are further behind than they should be

Q_SIGNALS:
    void panelAdded(switchyard::ui::LagPanel* panel);

private:
    void keepPanels(const ClusterSnapshot& snapshot);
    void arrange();

    const PageParts parts_;
    QGridLayout* grid_;
    QVector<LagPanel*> panels_;
    QVector<LagPanel*> arranged_;
    QHash<QString, QString> searchable_; ///< by standby
    QString filter_;
    int overLimit_ = 0;
};

} // namespace switchyard::ui
