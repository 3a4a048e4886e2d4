#pragma once
// The lists of the one pooler that is looked at: asked for again and again while somebody looks, else not at
// all.

#include "core/base/fact.h"
#include "ui/pools/pooler_desk.h"

class QTimer;

namespace switchyard::ui {

class PoolWatch : public QObject
{
    Q_OBJECT
public:
    /// Both outlive it.
    PoolWatch(PoolerDesk& desk, const Clock& clock, QObject* parent);

    /// Which pooler; an empty name: none. Asks at once when it is another one than before.
    void setPooler(const QString& pooler, const ServerAddress& address);
    /// Closely: every 2 s, for lists that are read and clients that wait; else every 10 s, for the actions'
    /// plans.
    void setClose(bool close);
    /// Whether anybody looks.
    void setActive(bool active);

    const QString& pooler() const { return pooler_; }
    const Fact<PoolerLists>& lists() const { return lists_; }

Q_SIGNALS:
    void changed(); ///< lists() is another one

private:
    void ask();
    void takeLists(const QString& pooler, const Result<PoolerLists>& lists);

    PoolerDesk& desk_;
    const Clock& clock_;
    QTimer* next_;
    QString pooler_;
    ServerAddress address_;
    Fact<PoolerLists> lists_;
    bool active_ = false, close_ = false;
    bool asked_ = false; ///< the answer about pooler_ is on its way
};

} // namespace switchyard::ui
