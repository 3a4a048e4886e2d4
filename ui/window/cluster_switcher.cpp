#include "ui/window/cluster_switcher.h"

#include "ui/theme/style_sheet.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/table_paint.h"
#include "ui/widgets/text_line.h"
#include "ui/window/cluster_delegate.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {
constexpr int switcherWidth = 600, switcherRow = 48, mostRows = 10;
}

ClusterSwitcher::ClusterSwitcher(const Theme& theme, QWidget* parent)
    : QFrame(parent, Qt::Popup), theme_(theme), model_(new ClustersModel(this)),
      fitting_(new QSortFilterProxyModel(this)), find_(new QLineEdit(this)), list_(new QListView(this)),
      none_(new TextLine(theme, FontRole::Body, this)), edit_(new QPushButton(tr("&Edit…"), this)),
      close_(new QPushButton(tr("C&lose"), this))
{
    setObjectName(u"clusters"_s);
    setAccessibleName(tr("Clusters"));
    setFixedWidth(switcherWidth);
    fitting_->setSourceModel(model_);
    fitting_->setFilterRole(ClustersModel::NameRole);
    fitting_->setFilterCaseSensitivity(Qt::CaseInsensitive);
    find_->setObjectName(u"clusters.find"_s);
    find_->setAccessibleName(tr("Find a cluster by its name"));
    find_->setPlaceholderText(tr("Type to find a cluster"));
    find_->installEventFilter(this);
    list_->setObjectName(u"clusters.list"_s);
    list_->setAccessibleName(tr("Clusters of this workstation"));
    list_->setModel(fitting_);
    list_->setItemDelegate(new ClusterDelegate(theme, list_));
    list_->setUniformItemSizes(true);
    prepareTable(*list_);
    none_->setAlignment(Qt::AlignHCenter);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(12, 12, 12, 11);
    head->addWidget(find_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(new Rule(theme, this));
    column->addWidget(list_, 1);
    column->addWidget(none_, 1);
    column->addWidget(makeFoot());
    connect(find_, &QLineEdit::textChanged, this, [this](const QString& words) {
        const QString before = currentName();
        fitting_->setFilterFixedString(words);
        chooseName(before);
        showFitting();
    });
    connect(find_, &QLineEdit::returnPressed, this, [this] { choose(list_->currentIndex()); });
    connect(list_, &QListView::clicked, this, &ClusterSwitcher::choose);
    connect(
        list_->selectionModel(), &QItemSelectionModel::currentChanged, this, &ClusterSwitcher::showActions);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    showFitting();
}

QWidget* ClusterSwitcher::makeFoot()
{
    auto* foot = new ui::Panel(theme_, ui::Panel::Edge::Top, ui::Panel::Ground::Raised, this);
    foot->setFixedHeight(41);
    auto* add = new QPushButton(tr("&New cluster…"), foot);
    add->setObjectName(u"clusters.new"_s);
    add->setAccessibleName(tr("Connect to a cluster that is not in the list"));
    edit_->setObjectName(u"clusters.edit"_s);
    edit_->setAccessibleName(tr("Edit the profile of the chosen cluster"));
    close_->setObjectName(u"clusters.close"_s);
    close_->setAccessibleName(tr("Stop asking the chosen cluster"));
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(12, 1, 12, 0);
    row->setSpacing(8);
    for (QPushButton* button : {add, edit_, close_}) {
        setButtonKind(*button, ButtonKind::Secondary, true);
        row->addWidget(button);
    }
    row->insertStretch(1, 1);
    // The popup is gone before what it asks for opens: a popup holds the keyboard.
    connect(add, &QPushButton::clicked, this, [this] {
        close();
        Q_EMIT newRequested();
    });
    connect(edit_, &QPushButton::clicked, this, [this] {
        const QString name = currentName();
        close();
        Q_EMIT editRequested(name);
    });
    connect(close_, &QPushButton::clicked, this, [this] { Q_EMIT closeRequested(currentName()); });
    return foot;
}

void ClusterSwitcher::setRows(const QVector<ClusterRow>& rows)
{
    const QString before = currentName();
    model_->setRows(rows);
    chooseName(before);
    showFitting();
}

QString ClusterSwitcher::currentName() const
{
    return list_->currentIndex().data(ClustersModel::NameRole).toString();
}

void ClusterSwitcher::chooseName(const QString& name)
{
    const int row = model_->rowOf(name);
    const QModelIndex found = row < 0 ? QModelIndex() : fitting_->mapFromSource(model_->index(row));
    const QModelIndex next = found.isValid() ? found : fitting_->index(0, 0);
    if (next != list_->currentIndex())
        list_->setCurrentIndex(next);
    showActions();
}

void ClusterSwitcher::showFitting()
{
    const bool any = fitting_->rowCount() > 0;
    list_->setVisible(any);
    none_->setVisible(!any);
    none_->setRuns({{find_->text().isEmpty() ? tr("There is no cluster profile on this workstation yet")
                                             : tr("No cluster is called like '%1'").arg(find_->text()),
        Ink::Text2}});
}

void ClusterSwitcher::showActions()
{
    const QModelIndex at = fitting_->mapToSource(list_->currentIndex());
    const ClusterRow* row = model_->row(at);
    edit_->setEnabled(row);
    close_->setEnabled(
        row && row->phase != ClusterEntry::Phase::Closed && row->phase != ClusterEntry::Phase::Broken);
}

void ClusterSwitcher::choose(const QModelIndex& index)
{
    const QString name = index.data(ClustersModel::NameRole).toString();
    if (name.isEmpty())
        return;
    close();
    Q_EMIT chosen(name);
}

void ClusterSwitcher::openAt(const QPoint& upperLeft)
{
    find_->clear();
    for (int i = 0; i < model_->rowCount(); ++i) {
        if (model_->row(model_->index(i))->shown)
            chooseName(model_->index(i).data(ClustersModel::NameRole).toString());
    }
    // As high as all of them need now; typing does not make it jump.
    const int rows = std::clamp(model_->rowCount(), 1, mostRows);
    setFixedHeight(2 + 48 + 1 + rows * switcherRow + 41);
    move(upperLeft);
    show();
    find_->setFocus();
}

bool ClusterSwitcher::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != find_ || event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    const int step = key->key() == Qt::Key_Down       ? 1
                     : key->key() == Qt::Key_Up       ? -1
                     : key->key() == Qt::Key_PageDown ? mostRows
                     : key->key() == Qt::Key_PageUp   ? -mostRows
                                                      : 0;
    if (step == 0)
        return QFrame::eventFilter(watched, event);
    const int last = fitting_->rowCount() - 1;
    if (last >= 0)
        list_->setCurrentIndex(fitting_->index(std::clamp(list_->currentIndex().row() + step, 0, last), 0));
    return true;
}

void ClusterSwitcher::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(QPen(theme_.tokens().line2, 1));
    painter.setBrush(theme_.tokens().surface);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace switchyard::ui
