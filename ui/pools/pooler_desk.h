#pragma once
// What the pools page may ask for beside snapshots. The real one works on threads of its own; tests script
// one.

#include "core/pooler/run_pooler_action.h"

#include <QObject>

namespace switchyard::ui {

/// UI thread. All calls return at once; what they asked for arrives later as a signal on the same thread.
class PoolerDesk : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Who acts on the poolers; empty: the profile names nobody, so nothing may be done.
    virtual QString adminUser() const = 0;
    /// Asks one pooler for its clients, servers and users, once.
    virtual void readLists(const QString& pooler, const ServerAddress& address) = 0;
    /// Runs one action, with its lines in the audit log. Not called again before acted().
    virtual void act(const ActionOrder& order) = 0;

Q_SIGNALS:
    void listsRead(const QString& pooler, const switchyard::Result<switchyard::PoolerLists>& lists);
    void acted(const switchyard::ActionOutcome& outcome);
};

} // namespace switchyard::ui
