#pragma once
// The list of findings: two lines a row, what follows from a cause indented below it.

#include "ui/findings/findings_model.h"
#include "ui/theme/theme.h"

#include <QStyledItemDelegate>
#include <QTreeView>

namespace switchyard::ui {

class FindingsDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    FindingsDelegate(const Theme& theme, const FindingsModel& model, QObject* parent);
    void paint(
        QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    /// The title over two lines instead of title and meaning, when there is no room for both.
    void setNarrow(bool narrow) { narrow_ = narrow; }

private:
    void paintTitle(QPainter& p, const QRectF& box, const FindingLine& line) const;
    void paintTwoLines(
        QPainter& p, const QRectF& box, const QString& first, const QString& second, bool firstMuted) const;

    const Theme& theme_;
    const FindingsModel& model_;
    bool narrow_ = false;
};

class FindingsView : public QTreeView
{
    Q_OBJECT
public:
    FindingsView(const Theme& theme, FindingsModel& model, QWidget* parent = nullptr);

Q_SIGNALS:
    /// Enter or a double click on a finding.
    void opened(const QModelIndex& index);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void drawRow(
        QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    const Theme& theme_;
    FindingsModel& model_;
    FindingsDelegate* delegate_;
};

} // namespace switchyard::ui
