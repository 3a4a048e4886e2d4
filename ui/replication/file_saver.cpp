#include "ui/replication/file_saver.h"

#include <QSaveFile>

namespace switchyard::ui {

bool FileSaver::save(const QString& path, std::function<bool(QIODevice&)> write)
{
    if (busy_)
        return false;
    busy_ = true;
    thread_ = std::jthread([this, path, write = std::move(write)] {
        QSaveFile file(path);
        const bool fine = file.open(QIODevice::WriteOnly) && write(file) && file.commit();
        const QString problem = fine ? QString() : file.errorString();
        // Queued: this object joins the thread before it goes, so it is there to be told.
        QMetaObject::invokeMethod(
            this,
            [this, path, problem] {
                busy_ = false;
                Q_EMIT finished(path, problem);
            },
            Qt::QueuedConnection);
    });
    return true;
}

} // namespace switchyard::ui
