#include "ui/replication/exporter.h"

#include <QDateTime>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QTimer>

#include <memory>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

Exporter::Exporter(const History& history, QWidget* parent)
    : QObject(parent), history_(history), parent_(parent), saver_(new FileSaver(this)),
      collect_(new QTimer(this))
{
    collect_->setInterval(0);
    connect(collect_, &QTimer::timeout, this, &Exporter::collectNext);
    connect(saver_, &FileSaver::finished, this, &Exporter::tell);
}

void Exporter::ask(Kind kind, ExportSource source)
{
    source_ = std::move(source);
    const QString when = QDateTime::fromMSecsSinceEpoch(source_.span.toMs).toString(u"yyyyMMdd-HHmmss"_s);
    const QString suffix = kind == Kind::Png ? u"png"_s : u"csv"_s;
    auto* dialog = new QFileDialog(
        parent_, kind == Kind::Png ? tr("Save the charts as a picture") : tr("Save the samples as a table"));
    dialog->setObjectName(u"replication.export.dialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setNameFilter(kind == Kind::Png ? tr("Pictures (*.png)") : tr("Tables (*.csv)"));
    dialog->setDefaultSuffix(suffix);
    dialog->selectFile(u"%1-replication-%2.%3"_s.arg(source_.cluster, when, suffix));
    connect(
        dialog, &QFileDialog::fileSelected, this, [this, kind](const QString& path) { write(kind, path); });
    dialog->open();
}

void Exporter::write(Kind kind, const QString& path)
{
    path_ = path;
    if (kind == Kind::Csv) {
        collected_.clear();
        collect_->start();
        return;
    }
    const QImage image = source_.picture();
    if (!saver_->save(path, [image](QIODevice& out) { return image.save(&out, "PNG"); }))
        Q_EMIT told(false, tr("The file before is still being written: export again when it is done"));
}

void Exporter::collectNext()
{
    if (collected_.size() < source_.members.size()) {
        collected_ << csvMember(
            history_, source_.members[collected_.size()], source_.span, csvBuckets(source_.members.size()));
        return;
    }
    collect_->stop();
    const auto table = std::make_shared<const QVector<CsvMember>>(std::move(collected_));
    collected_ = {};
    if (!saver_->save(path_, [table](QIODevice& out) { return writeCsv(*table, out); }))
        Q_EMIT told(false, tr("The file before is still being written: export again when it is done"));
}

void Exporter::tell(const QString& path, const QString& problem)
{
    const QString shown = QDir::toNativeSeparators(path);
    if (problem.isEmpty())
        Q_EMIT told(true, tr("Saved %1").arg(shown));
    else
        Q_EMIT told(false, tr("%1 was not written: %2. Nothing was left half done; choose another place")
                               .arg(shown, problem));
}

} // namespace switchyard::ui
