#pragma once
#include "core/cluster/lag_limits.h"
#include "ui/theme/theme.h"

#include <QDialog>
#include <QStringList>
#include <QVector>

class QGridLayout;
class QLineEdit;

namespace switchyard::ui {

class TextLine;

/// Thresholds of lag: for all standbys, and for each one that differs. Says what it could not read, and
/// closes only when it could read all.
class ThresholdsDialog : public QDialog
{
    Q_OBJECT
public:
    ThresholdsDialog(
        const Theme& theme, const LagLimits& limits, const QStringList& standbys, QWidget* parent);

Q_SIGNALS:
    void limitsChosen(const switchyard::LagLimits& limits);

private:
    struct Row
    {
        QString standby; ///< empty: all
        QLineEdit* time = nullptr;
        QLineEdit* bytes = nullptr;
    };
    void addRow(QGridLayout& grid, const QString& standby, const LagLimits& limits);
    void save();
    /// False after saying what cannot be read. An empty field takes what holds for all.
    bool readRow(const Row& row, LagLimit& limit);
    bool refuse(QLineEdit& field, const QString& why);

    const Theme& theme_;
    QVector<Row> rows_;
    TextLine* problem_;
};

} // namespace switchyard::ui
