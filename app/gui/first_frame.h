#pragma once
// Prints when a window's first frame was painted, on the monotonic clock that python's time.monotonic_ns()
// reads.

#include <QEvent>
#include <QObject>
#include <QTimer>
#include <QWidget>

#include <cstdio>
#include <ctime>
#include <functional>

namespace switchyard {

/// Prints "NAME-ns N" once the window was painted after this was made, then calls `then`.
class FirstFrame : public QObject
{
public:
    FirstFrame(QWidget& window, const char* name, std::function<void()> then)
        : QObject(&window), name_(name), then_(std::move(then))
    {
        window.installEventFilter(this);
    }

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        // The event after the first paint has run: the frame is in the backing store then.
        if (event->type() == QEvent::Paint && !seen_) {
            seen_ = true;
            QTimer::singleShot(0, this, [this] {
                timespec now{};
                clock_gettime(CLOCK_MONOTONIC, &now);
                std::printf(
                    "%s-ns %lld\n", name_, static_cast<long long>(now.tv_sec) * 1'000'000'000 + now.tv_nsec);
                std::fflush(stdout);
                then_();
            });
        }
        return QObject::eventFilter(watched, event);
    }

private:
    const char* name_;
    std::function<void()> then_;
    bool seen_ = false;
};

} // namespace switchyard
