#pragma once
// Saves pictures to files without letting the window wait: the picture is drawn at once, compressed and
// written by a worker.

#include <QImage>
#include <QObject>
#include <QThreadPool>

namespace switchyard::ui::topology {

class PictureSaver : public QObject
{
    Q_OBJECT
public:
    explicit PictureSaver(QObject* parent = nullptr);
    ~PictureSaver() override; ///< what has begun is written to its end

    void save(const QImage& picture, const QString& path); ///< as PNG
    void save(const QByteArray& picture, const QString& path);

Q_SIGNALS:
    /// `error` is the system's word for what went wrong; empty: it is saved.
    void finished(const QString& path, const QString& error);

private:
    QThreadPool pool_;
};

} // namespace switchyard::ui::topology
