#include "ui/services/inspect_parts.h"

#include "ui/text/text.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {

struct TaskWords
{
    Q_DECLARE_TR_FUNCTIONS(Tasks)
};

Mark markOfTask(const docker::Task& task)
{
    if (task.state == u"running")
        return task.desiredState == u"running" ? Mark::Ok : Mark::Running;
    if (task.state == u"failed" || task.state == u"rejected")
        return Mark::Bad;
    if (task.state == u"pending" && task.nodeId.isEmpty())
        return task.desiredState == u"shutdown" ? Mark::Hollow : Mark::Bad;
    if (task.state == u"orphaned")
        return Mark::Unknown;
    return holdsItsNode(task) || task.nodeId.isEmpty() ? Mark::Running : Mark::Hollow;
}

QString stateWord(const docker::Task& task)
{
    if (task.state == u"running" && task.desiredState != u"running")
        return TaskWords::tr("stopping");
    if (task.state == u"pending" && task.nodeId.isEmpty())
        return TaskWords::tr("waiting for a node");
    if (task.state == u"shutdown")
        return TaskWords::tr("stopped");
    if (task.state == u"rejected")
        return TaskWords::tr("rejected by its node");
    return task.state; // Swarm's own word
}

bool lasts(const docker::Task& task)
{
    return holdsItsNode(task) || task.nodeId.isEmpty();
}

} // namespace

QString agoWords(const QDateTime& then, const QDateTime& now)
{
    return then.isValid() ? text::age(std::chrono::milliseconds(then.msecsTo(now)))
                          : TaskWords::tr("unknown when");
}

QString spanWords(const QDateTime& since, const QDateTime& now)
{
    if (!since.isValid())
        return {};
    // Whole seconds: what lasts for minutes is not measured in milliseconds.
    const auto span = std::chrono::seconds(std::max<qint64>(0, since.secsTo(now)));
    return TaskWords::tr("for %1").arg(text::duration(span));
}

MarkedLine taskLine(const docker::Task& task, const QString& subject, const docker::Node* node,
    const QDateTime& now, Place place)
{
    // What a node that is gone runs is nobody's knowledge.
    const bool nodeGone = node && node->state != u"ready" && holdsItsNode(task);
    const Mark mark = nodeGone ? Mark::Unknown : markOfTask(task);
    TextRuns runs;
    if (!subject.isEmpty())
        runs.append({subject + u' ', Ink::Text, QFont::Medium});
    QString words = stateWord(task);
    if (nodeGone)
        words =
            TaskWords::tr("last known as %1 on %2, which is %3").arg(task.state, node->hostname, node->state);
    else if (node && place == Place::Said)
        words = TaskWords::tr("%1 on %2").arg(words, node->hostname);
    const bool notable = mark == Mark::Bad;
    runs.append({words, notable ? Ink::Bad : Ink::Text2, notable ? QFont::Medium : QFont::Normal});
    if (!nodeGone)
        runs.append({u' ' + (lasts(task) ? spanWords(task.statusAt, now) : agoWords(task.statusAt, now)),
            Ink::Muted});
    if (!task.error.isEmpty())
        runs.append({u": "_s + task.error, Ink::Text2});
    // "task: non-zero exit (137)" says it already.
    if (task.exitCode && *task.exitCode != 0 && !task.error.contains(QString::number(*task.exitCode)))
        runs.append({TaskWords::tr(", exit code %1").arg(*task.exitCode), Ink::Text2});
    return {mark, runs};
}

QString slotWords(const docker::Task& task, const docker::Service& service)
{
    return service.global || service.replicas <= 1 || task.slot == 0
               ? QString()
               : TaskWords::tr("slot %1").arg(task.slot);
}

KeyValue fact(const QString& key, const QString& value, Ink ink)
{
    return {key, {{value, ink}}};
}

} // namespace switchyard::ui
