#pragma once
#include "core/history/history.h"
#include "ui/replication/csv_export.h"
#include "ui/replication/file_saver.h"
#include "ui/widgets/time_span.h"

#include <QImage>
#include <QStringList>

#include <functional>

class QTimer;
class QWidget;

namespace switchyard::ui {

/// What is exported, as the page has it at the moment of the question.
struct ExportSource
{
    QString cluster;
    QStringList members; ///< those shown, and the primary
    TimeSpan span;
    std::function<QImage()> picture; ///< UI thread
};

/// Asks where to, and writes the page's charts as a picture or its samples as a table.
class Exporter : public QObject
{
    Q_OBJECT
public:
    enum class Kind { Png, Csv };
    Exporter(const History& history, QWidget* parent);
    void ask(Kind kind, ExportSource source);

Q_SIGNALS:
    /// fine: whether the file was written; sentence: what happened, and what to do if it was not.
    void told(bool fine, const QString& sentence);

private:
    void write(Kind kind, const QString& path);
    void collectNext();
    void tell(const QString& path, const QString& problem);

    const History& history_;
    QWidget* parent_;
    FileSaver* saver_;
    QTimer* collect_; ///< one member per turn of the event loop, so that the window goes on
    ExportSource source_;
    QString path_;
    QVector<CsvMember> collected_;
};

} // namespace switchyard::ui
