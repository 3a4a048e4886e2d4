#pragma once
// The lines of a log, in a fixed pitch: levels marked by word and colour, what was searched for highlighted.

#include "ui/services/log_model.h"
#include "ui/theme/theme.h"

#include <QStyledItemDelegate>
#include <QTreeView>

namespace switchyard::ui {

class LogDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    LogDelegate(const Theme& theme, const LogModel& model, QObject* parent)
        : QStyledItemDelegate(parent), theme_(theme), model_(model)
    {
    }
    static constexpr int rowHeight = 20;

    void setNeedle(const QString& needle) { needle_ = needle; }
    void paint(
        QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {40, rowHeight}; }

private:
    void paintLevel(QPainter& p, const QRectF& box, logs::LogLevel level, const QString& word) const;
    void paintMessage(QPainter& p, const QRectF& box, const logs::LogRecord& record, bool current) const;

    const Theme& theme_;
    const LogModel& model_;
    QString needle_;
};

class LogView : public QTreeView
{
    Q_OBJECT
public:
    LogView(const Theme& theme, LogModel& model, QWidget* parent = nullptr);

    /// Adds lines without the scroll bar's movement being taken for a person's.
    void merge(const QVector<logs::LogRecord>& fresh);
    void scrollToNewest();
    void setNeedle(const QString& needle);
    /// The selected lines, all if none is, as lineOf() writes them.
    QString selectedText() const;

Q_SIGNALS:
    void leftNewest();    ///< a person scrolled away from the newest line
    void reachedNewest(); ///< or came back to it
    void copyRequested();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void drawBranches(QPainter*, const QRect&, const QModelIndex&) const override {}
    void drawRow(
        QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void fitColumns();
    void onScrolled(int value);

    const Theme& theme_;
    LogModel& model_;
    LogDelegate* delegate_;
    bool ours_ = false; ///< it is us who move the scroll bar
};

} // namespace switchyard::ui
