#pragma once
#include "ui/window/clusters_model.h"

#include <QFrame>

class QLineEdit;
class QListView;
class QPushButton;
class QSortFilterProxyModel;

namespace switchyard::ui {

class TextLine;

/// All clusters of this workstation, each with its state, one sentence and its age. Typing finds one, Enter
/// opens it, Esc or a click outside closes the list.
class ClusterSwitcher : public QFrame
{
    Q_OBJECT
public:
    explicit ClusterSwitcher(const Theme& theme, QWidget* parent = nullptr);
    /// Live while the list is open.
    void setRows(const QVector<ClusterRow>& rows);
    /// Opens with its upper left corner there (global), with the shown cluster chosen.
    void openAt(const QPoint& upperLeft);

Q_SIGNALS:
    void chosen(const QString& name);
    void closeRequested(const QString& name);
    void editRequested(const QString& name);
    void newRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeFoot();
    void choose(const QModelIndex& index);
    void chooseName(const QString& name);
    void showFitting();
    void showActions();
    QString currentName() const;

    const Theme& theme_;
    ClustersModel* model_;
    QSortFilterProxyModel* fitting_;
    QLineEdit* find_;
    QListView* list_;
    TextLine* none_;
    QPushButton *edit_, *close_;
};

} // namespace switchyard::ui
