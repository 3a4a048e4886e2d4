#include "ui/replication/thresholds_dialog.h"

#include "ui/text/quantities.h"
#include "ui/text/text.h"
#include "ui/theme/style_sheet.h"
#include "ui/widgets/text_block.h"
#include "ui/widgets/text_line.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

ThresholdsDialog::ThresholdsDialog(
    const Theme& theme, const LagLimits& limits, const QStringList& standbys, QWidget* parent)
    : QDialog(parent), theme_(theme), problem_(new TextLine(theme, FontRole::Table, this))
{
    setObjectName(u"replication.thresholds"_s);
    setWindowTitle(tr("Thresholds of lag"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(12);
    column->addWidget(new TextBlock(theme, FontRole::Body, this,
        {{tr("A standby that is further behind than this is warned of: on this page, in the findings and on "
             "the "
             "bell. An empty field takes what holds for all standbys."),
            Ink::Text2}}));
    auto* content = new QWidget(this);
    content->setProperty("scrollContent", true);
    auto* grid = new QGridLayout(content);
    grid->setContentsMargins(0, 0, 8, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    const QStringList heads{tr("Standby"), tr("Behind in time"), tr("Behind in bytes")};
    for (int i = 0; i < heads.size(); ++i)
        grid->addWidget(
            new TextLine(theme, FontRole::Caption, content, {{heads[i], Ink::Muted, QFont::Medium}}), 0, i);
    addRow(*grid, {}, limits);
    for (const QString& standby : standbys)
        addRow(*grid, standby, limits);
    grid->setColumnStretch(0, 1);
    grid->setRowStretch(static_cast<int>(rows_.size()) + 1, 1);
    auto* scroll = new QScrollArea(this);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setMinimumHeight(std::min(360, 40 * static_cast<int>(rows_.size() + 1)));
    scroll->setWidget(content);
    column->addWidget(scroll, 1);
    problem_->setObjectName(u"replication.thresholds.problem"_s);
    column->addWidget(problem_);

    auto* save = new QPushButton(tr("Warn above these"), this);
    save->setObjectName(u"replication.thresholds.save"_s);
    setButtonKind(*save, ButtonKind::Primary, false);
    save->setDefault(true);
    connect(save, &QPushButton::clicked, this, &ThresholdsDialog::save);
    auto* cancel = new QPushButton(tr("Leave as they were"), this);
    cancel->setObjectName(u"replication.thresholds.cancel"_s);
    cancel->setAutoDefault(false);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    auto* foot = new QHBoxLayout;
    foot->addStretch(1);
    foot->addWidget(cancel);
    foot->addWidget(save);
    column->addLayout(foot);
    setMinimumWidth(480);
}

void ThresholdsDialog::addRow(QGridLayout& grid, const QString& standby, const LagLimits& limits)
{
    const bool own = standby.isEmpty() || limits.ofStandby.contains(standby);
    const LagLimit limit = limits.of(standby);
    const QString name = standby.isEmpty() ? tr("All standbys") : standby;
    Row row{standby, new QLineEdit(this), new QLineEdit(this)};
    row.time->setObjectName(u"replication.thresholds.time."_s + standby);
    row.time->setAccessibleName(tr("%1, behind in time").arg(name));
    row.bytes->setObjectName(u"replication.thresholds.bytes."_s + standby);
    row.bytes->setAccessibleName(tr("%1, behind in bytes").arg(name));
    row.time->setPlaceholderText(text::duration(limits.all.time));
    row.bytes->setPlaceholderText(text::bytes(limits.all.bytes));
    if (own) {
        row.time->setText(text::duration(limit.time));
        row.bytes->setText(text::bytes(limit.bytes));
    }
    const int line = static_cast<int>(rows_.size()) + 1;
    grid.addWidget(new TextLine(theme_, FontRole::Table, this,
                       {{name, Ink::Text, standby.isEmpty() ? QFont::DemiBold : QFont::Normal}}),
        line, 0);
    grid.addWidget(row.time, line, 1);
    grid.addWidget(row.bytes, line, 2);
    rows_.push_back(row);
}

bool ThresholdsDialog::refuse(QLineEdit& field, const QString& why)
{
    problem_->setRuns({{why, Ink::Bad, QFont::Medium}});
    field.setFocus();
    field.selectAll();
    return false;
}

bool ThresholdsDialog::readRow(const Row& row, LagLimit& limit)
{
    const QString time = row.time->text().trimmed(), bytes = row.bytes->text().trimmed();
    if (!time.isEmpty()) {
        const auto read = text::parseDuration(time);
        if (!read || read->count() == 0)
            return refuse(
                *row.time, tr("\"%1\" is no length of time: write it as 80 ms, 1.5 s or 2 min").arg(time));
        limit.time = *read;
    }
    if (!bytes.isEmpty()) {
        const auto read = text::parseBytes(bytes);
        if (!read || *read == 0)
            return refuse(
                *row.bytes, tr("\"%1\" is no amount: write it as 512 kB, 16 MB or 1 GB").arg(bytes));
        limit.bytes = *read;
    }
    return true;
}

void ThresholdsDialog::save()
{
    LagLimits limits;
    for (const Row& row : rows_) {
        LagLimit limit = row.standby.isEmpty() ? LagLimit{} : limits.all;
        if (!readRow(row, limit))
            return;
        if (row.standby.isEmpty())
            limits.all = limit;
        else if (limit != limits.all)
            limits.ofStandby.insert(row.standby, limit);
    }
    Q_EMIT limitsChosen(limits);
    accept();
}

} // namespace switchyard::ui
