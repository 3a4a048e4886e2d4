#include "ui/topology/list_view.h"

#include "ui/topology/list_model.h"
#include "ui/widgets/table_paint.h"

#include <QHeaderView>
#include <QPainter>
#include <QScopedValueRollback>
#include <QStyledItemDelegate>

namespace switchyard::ui::topology {

using namespace Qt::StringLiterals;

namespace {

constexpr double cellBefore = 8, firstBefore = 16, markRoom = 20;

class ListDelegate : public QStyledItemDelegate
{
public:
    ListDelegate(const Theme& theme, const ListModel& model, QObject* parent)
        : QStyledItemDelegate(parent), theme_(theme), model_(model)
    {
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Tokens& t = theme_.tokens();
        paintCellGround(*painter, option, t);
        const ListRow& row = model_.row(index.row());
        QRectF box = QRectF(option.rect)
                         .adjusted(index.column() == ListModel::Name ? firstBefore : cellBefore, 0, -4, 0);
        TextRun run{index.data().toString(), row.live ? Ink::Text2 : Ink::Muted, QFont::Normal, false};
        if (index.column() == ListModel::Name) {
            run.ink = row.live ? Ink::Text : Ink::Text2;
            run.weight = QFont::DemiBold;
        }
        if (index.column() == ListModel::State) {
            painter->setRenderHint(QPainter::Antialiasing);
            paintStateMark(*painter, QRectF(box.left(), box.center().y() - 7, 14, 14), row.mark, t);
            box.setLeft(box.left() + markRoom);
            run.ink = row.mark == Mark::Ok ? run.ink : inkOf(stateOf(row.mark));
        }
        if (index.column() == ListModel::Seen && !row.live)
            run.ink = Ink::Bad;
        paintRuns(*painter, box, {run}, theme_, FontRole::Table);
    }

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const TextRun run{index.data().toString(), Ink::Text, QFont::DemiBold, false};
        const double extra = index.column() == ListModel::Name    ? firstBefore
                             : index.column() == ListModel::State ? cellBefore + markRoom
                                                                  : cellBefore;
        return {static_cast<int>(runsWidth({run}, theme_, FontRole::Table) + extra) + 10,
            QStyledItemDelegate::sizeHint(option, index).height()};
    }

private:
    const Theme& theme_;
    const ListModel& model_;
};

} // namespace

ListView::ListView(const Theme& theme, QWidget* parent) : QTableView(parent), model_(new ListModel(this))
{
    setObjectName(u"topologyList"_s);
    setAccessibleName(tr("Topology as a list"));
    setModel(model_);
    setItemDelegate(new ListDelegate(theme, *model_, this));
    prepareTable(*this);
    setShowGrid(false);
    setWordWrap(false);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(space::row);
    QHeaderView* header = horizontalHeader();
    header->setFixedHeight(28);
    header->setHighlightSections(false);
    header->setMinimumSectionSize(48);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setSectionResizeMode(QHeaderView::Interactive);
    header->setSectionResizeMode(ListModel::Figures, QHeaderView::Stretch);
    static constexpr int widths[ListModel::ColumnCount] = {108, 86, 112, 80, 0, 152, 60, 84};
    for (int column = 0; column < ListModel::ColumnCount; ++column) {
        if (column != ListModel::Figures)
            setColumnWidth(column, widths[column]);
    }
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void ListView::setRows(const QVector<ListRow>& rows)
{
    const QScopedValueRollback quiet(following_, true);
    model_->setRows(rows);
}

void ListView::select(const ObjectId& subject)
{
    const QScopedValueRollback quiet(following_, true);
    const int row = model_->rowOf(subject);
    if (row < 0) {
        setCurrentIndex({});
        return;
    }
    if (!currentIndex().isValid() || currentIndex().row() != row)
        setCurrentIndex(model_->index(row, ListModel::Name));
}

void ListView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTableView::currentChanged(current, previous);
    if (!following_ && current.isValid())
        Q_EMIT activated(model_->row(current.row()).subject);
}

} // namespace switchyard::ui::topology
