#pragma once
// What is wrong, above the canvas: each error in a row of 40 px, what follows from it below, indented, in
// rows of 27 px. Warnings without an error stand on their cards and in the window's top line.

#include "ui/theme/theme.h"
#include "ui/topology/inspector_content.h"

#include <QWidget>

class QVBoxLayout;

namespace switchyard::ui::topology {

struct StripRow
{
    FindingContent content;
    bool cause = false;
    QString subject;
    bool operator==(const StripRow&) const = default;
};

/// The rows of a snapshot's findings: each error that follows from nothing else, then what follows from it
/// (what befell members before what befell the Swarm's services); at most `most` rows, the last of which then
/// names the rest.
QVector<StripRow> stripRows(const ClusterSnapshot& snapshot, int most = 4);

class FindingRow : public QWidget
{
    Q_OBJECT
public:
    FindingRow(const Theme& theme, QWidget* parent);
    void setRow(const StripRow& row);
    const StripRow& row() const { return row_; }

Q_SIGNALS:
    void activated(const QString& subject);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    const Theme& theme_;
    StripRow row_;
    bool hovered_ = false;
};

class FindingStrip : public QWidget
{
    Q_OBJECT
public:
    explicit FindingStrip(const Theme& theme, QWidget* parent = nullptr);
    /// Hidden without rows. Rows stay widgets, so that the focus stays where it is.
    void setRows(const QVector<StripRow>& rows);

Q_SIGNALS:
    /// A row was chosen; empty: the row that stands for all others.
    void activated(const QString& subject);

private:
    const Theme& theme_;
    QVBoxLayout* layout_;
    QVector<FindingRow*> rows_;
};

} // namespace switchyard::ui::topology
