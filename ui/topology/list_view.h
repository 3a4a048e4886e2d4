#pragma once
// The topology as a list: the canvas's facts in words, one row for each thing on it.

#include "ui/theme/theme.h"
#include "ui/topology/list_rows.h"

#include <QTableView>

namespace switchyard::ui::topology {

class ListModel;

class ListView : public QTableView
{
    Q_OBJECT
public:
    explicit ListView(const Theme& theme, QWidget* parent = nullptr);
    void setRows(const QVector<ListRow>& rows);
    /// Follows the page's choice without answering it.
    void select(const ObjectId& subject);

Q_SIGNALS:
    /// A person moved to this row.
    void activated(const switchyard::ui::topology::ObjectId& subject);

protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    ListModel* model_;
    bool following_ = false;
};

} // namespace switchyard::ui::topology
