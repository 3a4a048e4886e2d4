#include "ui/topology/finding_strip.h"

#include "ui/widgets/icons.h"

#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace switchyard::ui::topology {

using namespace Qt::StringLiterals;

namespace {

constexpr int causeHeight = 40, consequenceHeight = 27;

/// The finding that this one follows from and that follows from nothing itself.
int rootOf(const QVector<Finding>& findings, int index)
{
    for (int steps = 0; steps < findings.size() && !findings[index].causes.isEmpty(); ++steps)
        index = findings[index].causes.first();
    return index;
}

/// Services and managers say the same thing again that a member's loss says: they come last.
bool isOfSwarm(FindingCode code)
{
    return code == FindingCode::ServiceShort || code == FindingCode::TaskFailing ||
           code == FindingCode::ManagersDegraded;
}

QVector<int> consequencesOf(const QVector<Finding>& findings, int root)
{
    QVector<int> found;
    for (int i = 0; i < findings.size(); ++i) {
        if (i != root && findings[i].severity != Severity::Info && rootOf(findings, i) == root)
            found.append(i);
    }
    std::stable_partition(found.begin(), found.end(), [&](int i) { return !isOfSwarm(findings[i].code); });
    return found;
}

StripRow rowOf(const ClusterSnapshot& snapshot, int index, bool cause)
{
    return {findingContents(snapshot, {index}).first(), cause, snapshot.findings[index].subject};
}

} // namespace

QVector<StripRow> stripRows(const ClusterSnapshot& snapshot, int most)
{
    const QVector<Finding>& findings = snapshot.findings;
    QVector<StripRow> rows;
    for (int root = 0; root < findings.size(); ++root) {
        if (!findings[root].causes.isEmpty() || findings[root].severity != Severity::Error)
            continue;
        rows.append(rowOf(snapshot, root, true));
        for (int i : consequencesOf(findings, root))
            rows.append(rowOf(snapshot, i, false));
    }
    if (rows.size() <= most)
        return rows;
    QStringList others;
    for (qsizetype i = most - 1; i < rows.size(); ++i)
        others << rows[i].content.title;
    rows.resize(most - 1);
    StripRow rest;
    rest.content.mark = Mark::Hollow;
    rest.content.title = FindingStrip::tr("%n more:", nullptr, static_cast<int>(others.size()));
    rest.content.explanation = others.join("; "_L1);
    rows.append(rest);
    return rows;
}

FindingRow::FindingRow(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme)
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void FindingRow::setRow(const StripRow& row)
{
    setFixedHeight(row.cause ? causeHeight : consequenceHeight);
    if (row == row_)
        return;
    row_ = row;
    setAccessibleName(row.content.title);
    setAccessibleDescription(row.content.explanation + u' ' + row.content.at);
    setToolTip(row.content.explanation);
    update();
}

void FindingRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens& t = theme_.tokens();
    const State state = stateOf(row_.content.mark);
    painter.fillRect(rect(), row_.cause ? t.state(state).tint : hovered_ ? t.raised : t.surface);
    painter.setPen(QPen(t.line, 1));
    painter.drawLine(QPointF(0, height() - 0.5), QPointF(width(), height() - 0.5));
    const double mark = row_.cause ? 16 : 14, left = row_.cause ? 16 : 40, middle = (height() - 1) / 2.0;
    paintStateMark(painter, {left, middle - mark / 2, mark, mark}, row_.content.mark, t);
    paintIcon(painter, QRectF(width() - 26, middle - 6, 12, 12), Icon::ChevronRight,
        hovered_     ? t.text
        : row_.cause ? inkColor(inkOf(state), t)
                     : t.muted);
    const double right = width() - 34;
    const QString at = row_.cause ? tr("since %1").arg(row_.content.at) : row_.content.at;
    const TextRuns since{{at, row_.cause ? inkOf(state) : Ink::Muted, QFont::Normal, false}};
    const double sinceWidth = runsWidth(since, theme_, FontRole::Table);
    paintRuns(painter, QRectF(right - sinceWidth - 1, 0, sinceWidth + 1, height() - 1), since, theme_,
        FontRole::Table, Qt::AlignRight);
    TextRuns runs{{row_.content.title, Ink::Text, QFont::DemiBold, false}};
    const bool more = row_.cause || row_.subject.isEmpty();
    if (more && !row_.content.explanation.isEmpty())
        runs.append({u"  "_s + row_.content.explanation, Ink::Text2, QFont::Normal, false});
    const double textLeft = left + mark + (row_.cause ? 16 : 18);
    paintRuns(painter, QRectF(textLeft, 0, right - sinceWidth - 24 - textLeft, height() - 1), runs, theme_,
        row_.cause ? FontRole::Body : FontRole::Table);
    if (hasFocus()) {
        painter.setPen(QPen(t.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(
            QRectF(rect()).adjusted(4, 2, -4, -3), space::controlRadius, space::controlRadius);
    }
}

void FindingRow::keyPressEvent(QKeyEvent* event)
{
    const int key = event->key();
    if (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Space)
        Q_EMIT activated(row_.subject);
    else if (key == Qt::Key_Down)
        focusNextChild();
    else if (key == Qt::Key_Up)
        focusPreviousChild();
    else
        QWidget::keyPressEvent(event);
}

void FindingRow::mousePressEvent(QMouseEvent*)
{
    Q_EMIT activated(row_.subject);
}

void FindingRow::enterEvent(QEnterEvent*)
{
    hovered_ = true;
    update();
}

void FindingRow::leaveEvent(QEvent*)
{
    hovered_ = false;
    update();
}

FindingStrip::FindingStrip(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme)
{
    layout_ = new QVBoxLayout(this);
    layout_->setContentsMargins(0, 0, 0, 0);
    layout_->setSpacing(0);
    setAccessibleName(tr("Findings"));
    setVisible(false);
}

void FindingStrip::setRows(const QVector<StripRow>& rows)
{
    while (rows_.size() < rows.size()) {
        auto* row = new FindingRow(theme_, this);
        row->setObjectName(u"finding.%1"_s.arg(rows_.size()));
        connect(row, &FindingRow::activated, this, &FindingStrip::activated);
        layout_->addWidget(row);
        rows_.append(row);
    }
    for (int i = 0; i < rows_.size(); ++i) {
        if (i < rows.size())
            rows_[i]->setRow(rows[i]);
        rows_[i]->setVisible(i < rows.size());
    }
    setVisible(!rows.isEmpty());
}

} // namespace switchyard::ui::topology
