#pragma once
#include "ui/findings/finding_lines.h"

#include <QAbstractTableModel>

namespace switchyard::ui {

/// The lines as rows; changes row by row, so that choice and scroll position stay.
class FindingsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Title, SeverityWord, Subject, Since, ColumnCount };
    enum DataRole { KeyRole = Qt::UserRole + 1 };
    using QAbstractTableModel::QAbstractTableModel;

    void setLines(const QVector<FindingLine>& lines, const Instant& now);
    /// Only the ages change.
    void setNow(const Instant& now);
    const QVector<FindingLine>& lines() const { return lines_; }
    const FindingLine* line(const QModelIndex& index) const;
    FindingTimes times(int row) const { return times_.value(row); }
    QModelIndex indexOf(const QString& key) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    QString words(const FindingLine& line, int row, int column) const;
    QString spoken(const FindingLine& line, int row) const;

    QVector<FindingLine> lines_;
    QVector<FindingTimes> times_;
    Instant now_;
};

} // namespace switchyard::ui
