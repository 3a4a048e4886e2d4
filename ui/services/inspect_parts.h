#pragma once
// What the inspections of services and nodes share.

#include "core/cluster/task_history.h"
#include "ui/services/inspect.h"

namespace switchyard::ui {

/// "3 min ago"; "unknown when" for no time.
QString agoWords(const QDateTime& then, const QDateTime& now);
/// "for 48 min"; empty for no time.
QString spanWords(const QDateTime& since, const QDateTime& now);

enum class Place { Said, Known }; ///< whether a line has to name the node

/// A task in one line: "running on node1 for 48 min", "failed on node2 3 min ago: task: non-zero exit (1)",
/// "last known as running on node3, which is down". `subject` leads it; the node is null while it has none.
MarkedLine taskLine(const docker::Task& task, const QString& subject, const docker::Node* node,
    const QDateTime& now, Place place = Place::Said);
/// "slot 2", or nothing where the service has one.
QString slotWords(const docker::Task& task, const docker::Service& service);

KeyValue fact(const QString& key, const QString& value, Ink ink = Ink::Text);

} // namespace switchyard::ui
