#pragma once
#include "core/logs/log_buffer.h"
#include "core/logs/log_file.h"

#include <QAbstractTableModel>

namespace switchyard::ui {

/// Lines of several logs, merged by time, in bounded memory. Rows come and go; none is reset but by clear().
class LogModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Time, Source, Level, Message, ColumnCount };
    static constexpr qsizetype mostLines = 20'000;
    static constexpr qsizetype mostCharacters = 8'000'000;

    explicit LogModel(QObject* parent = nullptr);

    void merge(QVector<logs::LogRecord> fresh);
    void clear();
    void setNames(const logs::LogNames& names);
    const logs::LogNames& names() const { return names_; }
    const logs::LogRecord& record(int row) const { return buffer_.at(row); }
    const QVector<logs::LogRecord>& records() const { return buffer_.records(); }
    std::int64_t dropped() const { return buffer_.dropped(); }
    qsizetype longestText() const { return longest_; } ///< in characters, since the last clear()

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    logs::LogBuffer buffer_;
    logs::LogNames names_;
    qsizetype longest_ = 0;
};

QString levelWord(logs::LogLevel level); ///< "ERROR"; empty for what has none
/// What a mark in the log says: a loss with its reason, that it goes on, or a gap.
QString markWords(const logs::LogRecord& record);

} // namespace switchyard::ui
