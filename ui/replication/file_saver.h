#pragma once
// Writes a file on a thread of its own: a home directory on a slow network must not hold up the window.

#include <QObject>

#include <functional>
#include <thread>

class QIODevice;

namespace switchyard::ui {

class FileSaver : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    /// `write` runs on that thread and touches nothing of the window; false means that the device failed. The
    /// file appears whole or not at all. One at a time: false while another is being written.
    bool save(const QString& path, std::function<bool(QIODevice&)> write);

Q_SIGNALS:
    /// problem: the system's words, empty when it was written. On the thread of this object.
    void finished(const QString& path, const QString& problem);

private:
    bool busy_ = false;
    std::jthread thread_;
};

} // namespace switchyard::ui
