#pragma once
// A window as a test holds it: a clock that stands still until it is moved, settings in a directory that
// goes.

#include "core/history/history.h"
#include "tests/gui/support/scripted_desk.h"
#include "tests/gui/support/scripted_logs.h"
#include "ui/window/main_window.h"

#include <QSettings>
#include <QTemporaryDir>

#include <memory>

namespace switchyard::testing {

class StandingClock final : public Clock
{
public:
    explicit StandingClock(Instant at) : at_(at) {}
    Instant now() const override { return at_; }
    void advance(Duration by)
    {
        at_.wall += std::chrono::duration_cast<WallTime::duration>(by);
        at_.steady += by;
    }

private:
    Instant at_;
};

class Stand
{
public:
    explicit Stand(ui::Scheme scheme, Instant at);
    /// A new window on the same settings, as after a restart.
    void reopen();
    void show(const ClusterSnapshot& snapshot);
    template<typename Widget> Widget* find(const char* name) const
    {
        return window->findChild<Widget*>(QString::fromLatin1(name));
    }

    QTemporaryDir directory;
    StandingClock clock;
    ui::Theme theme;
    History history;
    ScriptedLogs logs;
    std::unique_ptr<QSettings> settings;
    ScriptedDesk desk;
    int refreshes = 0;
    QVector<std::chrono::milliseconds> intervals;
    std::unique_ptr<ui::MainWindow> window;
};

/// Any warning fails the running test, but for what the offscreen platform says of itself. Call in init().
void failOnAnyWarning();

} // namespace switchyard::testing
