#pragma once
#include "ui/widgets/page.h"

#include <QFrame>

class QScrollArea;
class QVBoxLayout;

namespace switchyard::ui {

/// One finding: mark, what it is, what it means, since when. Enter or a click goes to its subject.
class FindingRow : public QWidget
{
    Q_OBJECT
public:
    FindingRow(const Theme& theme, const Finding& finding, QWidget* parent = nullptr);

Q_SIGNALS:
    void activated(const QString& subject);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    const Theme& theme_;
    QString subject_;
};

/// All findings, causes first and what follows from them indented below. Esc or a click outside closes it.
class FindingsPopup : public QFrame
{
    Q_OBJECT
public:
    explicit FindingsPopup(const Theme& theme, QWidget* parent = nullptr);
    void showFindings(const QVector<Finding>& findings);
    /// Opens with its upper right corner there (global).
    void openAt(const QPoint& upperRight);

Q_SIGNALS:
    void inspectRequested(const QString& subject);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void moveFocus(int by);

    const Theme& theme_;
    QVector<Finding> findings_;
    QVector<FindingRow*> rows_;
    QScrollArea* scroll_;
    QVBoxLayout* column_;
};

} // namespace switchyard::ui
