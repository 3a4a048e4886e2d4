#include "ui/services/log_model.h"

#include "ui/text/text.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

using logs::LogLevel;
using logs::LogRecord;

namespace {

struct LogWords
{
    Q_DECLARE_TR_FUNCTIONS(Logs)
};

} // namespace

QString levelWord(LogLevel level)
{
    switch (level) {
    case LogLevel::Unknown:
    case LogLevel::Detail: return {};
    case LogLevel::Debug: return LogWords::tr("DEBUG");
    case LogLevel::Info: return LogWords::tr("INFO");
    case LogLevel::Notice: return LogWords::tr("NOTICE");
    case LogLevel::Warning: return LogWords::tr("WARNING");
    case LogLevel::Error: return LogWords::tr("ERROR");
    case LogLevel::Fatal: return LogWords::tr("FATAL");
    }
    return {};
}

QString markWords(const LogRecord& record)
{
    switch (record.kind) {
    case LogRecord::Kind::Line: return {};
    case LogRecord::Kind::Lost:
        return LogWords::tr("The log is not read from here on. %1")
            .arg(record.error ? text::sentence(*record.error) : QString());
    case LogRecord::Kind::Resumed: return LogWords::tr("The log is read again");
    case LogRecord::Kind::Gap: return LogWords::tr("Lines before this one may be missing");
    }
    return {};
}

LogModel::LogModel(QObject* parent) : QAbstractTableModel(parent), buffer_(mostLines, mostCharacters)
{
}

void LogModel::merge(QVector<LogRecord> fresh)
{
    for (const LogRecord& record : fresh)
        longest_ = std::max(longest_, record.text.size());
    buffer_.merge(std::move(fresh), {[this](qsizetype first, qsizetype count, const auto& apply) {
                                         beginInsertRows({}, static_cast<int>(first),
                                             static_cast<int>(first + count) - 1);
                                         apply();
                                         endInsertRows();
                                     },
                                        [this](qsizetype count, const auto& apply) {
                                            beginRemoveRows({}, 0, static_cast<int>(count) - 1);
                                            apply();
                                            endRemoveRows();
                                        }});
}

void LogModel::clear()
{
    beginResetModel();
    buffer_.clear();
    longest_ = 0;
    endResetModel();
}

void LogModel::setNames(const logs::LogNames& names)
{
    if (names.services == names_.services && names.tasks == names_.tasks)
        return;
    names_ = names;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, Source), index(rowCount() - 1, Source));
}

int LogModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(buffer_.size());
}

int LogModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LogModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= buffer_.size())
        return {};
    const LogRecord& record = buffer_.at(index.row());
    if (role == Qt::ToolTipRole)
        return index.column() == Message ? record.text : QString();
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Time: return QDateTime::fromMSecsSinceEpoch(record.atMs).toString(u"HH:mm:ss.zzz"_s);
    case Source: return nameOf(record, names_);
    case Level: return levelWord(record.level);
    case Message: return record.text;
    default: return {};
    }
}

QVariant LogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time: return tr("Time");
    case Source: return tr("From");
    case Level: return tr("Level");
    case Message: return tr("Message");
    default: return {};
    }
}

} // namespace switchyard::ui
