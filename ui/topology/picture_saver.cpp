#include "ui/topology/picture_saver.h"

#include <QBuffer>
#include <QSaveFile>

namespace switchyard::ui::topology {

namespace {

QString writeWhole(const QByteArray& bytes, const QString& path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return file.errorString();
    return {};
}

QByteArray pngOf(const QImage& picture)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    picture.save(&buffer, "PNG");
    return buffer.data();
}

} // namespace

PictureSaver::PictureSaver(QObject* parent) : QObject(parent)
{
    pool_.setMaxThreadCount(1);
}

PictureSaver::~PictureSaver()
{
    pool_.waitForDone();
}

void PictureSaver::save(const QImage& picture, const QString& path)
{
    pool_.start([this, picture, path] { Q_EMIT finished(path, writeWhole(pngOf(picture), path)); });
}

void PictureSaver::save(const QByteArray& picture, const QString& path)
{
    pool_.start([this, picture, path] { Q_EMIT finished(path, writeWhole(picture, path)); });
}

} // namespace switchyard::ui::topology
