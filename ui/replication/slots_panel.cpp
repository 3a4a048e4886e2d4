#include "ui/replication/slots_panel.h"

#include "ui/replication/slots_delegate.h"
#include "ui/text/text.h"
#include "ui/widgets/table_paint.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

SlotsPanel::SlotsPanel(const PageParts& parts, QWidget* parent)
    : Panel(parts.theme, Edge::Card, Ground::Surface, parent), parts_(parts), model_(new SlotsModel(this)),
      view_(new QTableView(this)), title_(new TextLine(parts.theme, FontRole::Body, this)),
      age_(new TextLine(parts.theme, FontRole::Table, this)),
      empty_(new TextLine(parts.theme, FontRole::Table, this))
{
    setObjectName(u"replication.slots"_s);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(16, 0, 16, 0);
    head->addWidget(title_, 1);
    head->addWidget(age_);
    auto* headBox = new QWidget(this);
    headBox->setLayout(head);
    headBox->setFixedHeight(40);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 4);
    column->setSpacing(0);
    column->addWidget(headBox);
    column->addWidget(new Rule(parts.theme, this));
    column->addWidget(view_, 1);
    empty_->setContentsMargins(16, 8, 16, 8);
    empty_->setAlignment(Qt::AlignHCenter);
    empty_->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
    column->addWidget(empty_, 1);

    view_->setObjectName(u"replication.slots.table"_s);
    view_->setAccessibleName(tr("Replication slots"));
    view_->setModel(model_);
    view_->setItemDelegate(new SlotsDelegate(parts.theme, view_));
    prepareTable(*view_);
    view_->setShowGrid(false);
    view_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view_->verticalHeader()->hide();
    view_->verticalHeader()->setDefaultSectionSize(space::row);
    QHeaderView* header = view_->horizontalHeader();
    header->setFixedHeight(28);
    header->setHighlightSections(false);
    header->setMinimumSectionSize(56);
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(SlotsModel::State, QHeaderView::Stretch);
    show(SlotTable{});
}

void SlotsPanel::show(const SlotTable& table)
{
    table_ = table;
    model_->setRows(table.rows);
    model_->setLimit(table.limitBytes);
    const QString owner = table.primary.isEmpty() ? tr("Slots") : tr("Slots on %1").arg(table.primary);
    const QString limit = table.limitBytes
                              ? tr("retained WAL is limited to %1 each").arg(text::bytes(*table.limitBytes))
                              : tr("retained WAL has no limit");
    TextRuns title{{owner, Ink::Text, QFont::DemiBold}};
    if (!table.primary.isEmpty())
        title.push_back({u"   "_s + limit, Ink::Muted});
    title_->setRuns(title);
    view_->setVisible(!table.rows.isEmpty());
    empty_->setVisible(table.rows.isEmpty());
    empty_->setRuns({{table.primary.isEmpty() ? tr("No member is known to lead, so no slots are known")
                                              : tr("%1 has no replication slots").arg(table.primary),
        Ink::Muted}});
    updateAges();
}

void SlotsPanel::resizeEvent(QResizeEvent* event)
{
    Panel::resizeEvent(event);
    // A narrow window keeps what matters for a full disk, and leaves out the rest.
    view_->setColumnHidden(SlotsModel::Kind, width() < 600);
    view_->setColumnHidden(SlotsModel::Share, width() < 560);
}

void SlotsPanel::updateAges()
{
    if (table_.live || !table_.seenAt) {
        age_->setRuns({});
        return;
    }
    const auto old = std::chrono::duration_cast<Duration>(parts_.clock.now().steady - table_.seenAt->steady);
    age_->setRuns({{tr("seen %1").arg(text::age(old)), Ink::Bad, QFont::Medium}});
}

} // namespace switchyard::ui
