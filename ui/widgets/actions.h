#pragma once
// Everything that can be done in the window, in one list: what keys do, what the palette finds, what the
// keyboard overview shows. Whoever offers something adds it here; nobody has to know who else does.

#include <QKeySequence>
#include <QString>
#include <QVector>

#include <functional>

class QWidget;

namespace switchyard::ui {

struct Action
{
    QString id;                ///< stable, for tests and logs: "page.topology"
    QString group;             ///< "Pages": the heading it stands under
    QString title;             ///< what happens, as a command: "Look again now"
    QKeySequence keys;         ///< may be empty
    std::function<void()> run; ///< UI thread; returns at once
    QString also;              ///< further words to be found by, translated; not shown
};

/// UI thread. Handed on by reference; outlives all who were given it.
class Actions
{
public:
    using Source = std::function<QVector<Action>()>;

    void add(Action action) { fixed_.append(std::move(action)); }
    /// What depends on the moment (members, clusters, the page that is shown) is asked for when it is needed.
    /// Keys of such actions are only shown: whoever offers them also listens for them.
    void addSource(Source source) { sources_.append(std::move(source)); }
    /// In the order in which they were added; sources after what is fixed.
    QVector<Action> all() const;
    /// Makes the keys of all that was added so far work in `window`.
    void bindKeys(QWidget& window) const;

private:
    QVector<Action> fixed_;
    QVector<Source> sources_;
};

} // namespace switchyard::ui
