#include "ui/text/text.h"
#include "ui/text/words.h"

using namespace Qt::StringLiterals;

namespace switchyard::text {

namespace {

/// "Services and nodes are shown as they were 14 s ago. "
QString swarmAge(const Finding& f)
{
    if (!has(f, "seen_us"))
        return Words::tr("Nothing of the Swarm was read yet.");
    return Words::tr("Nodes and services are shown as they were %1.")
        .arg(age(Duration(f.args.value(u"seen_us"_s).toLongLong())));
}

QString residentsOf(const Finding& f)
{
    return has(f, "residents") ? Words::tr("%1 ran there.").arg(listed(word(f, "residents")))
                               : Words::tr("Nothing of this cluster runs there.");
}

} // namespace

FindingWords engineUnreachable(const Finding& f)
{
    return {Words::tr("The Docker engine does not answer") + colonDetail(f.args.value(u"error"_s)),
        swarmAge(f),
        Words::tr("Check that the engine runs and can be reached, or give another manager in the profile.")};
}

FindingWords engineNotManager(const Finding& f)
{
    return {Words::tr("The engine is not a Swarm manager") + colonDetail(f.args.value(u"error"_s)),
        swarmAge(f), Words::tr("Only managers know the Swarm: put a manager's address into the profile.")};
}

FindingWords engineNoQuorum(const Finding& f)
{
    return {Words::tr("The Swarm has no leader") + colonDetail(f.args.value(u"error"_s)),
        Words::tr("Running containers run on, but nothing is restarted, moved or deployed."),
        Words::tr("Bring back managers until more than half of them are reachable.")};
}

FindingWords engineProblem(const Finding& f)
{
    return {Words::tr("The Docker engine cannot be used") + colonDetail(f.args.value(u"error"_s)),
        happened(errorOf(f)) + u' ' + swarmAge(f), advice(errorOf(f))};
}

FindingWords nothingDiscovered(const Finding& f)
{
    return {Words::tr("The Swarm has no service of %1").arg(f.subject),
        Words::tr("No service carries its label io.switchyard.cluster, so nothing of it can be shown."),
        Words::tr("Deploy the stack, or correct the field cluster of the profile.")};
}

FindingWords nodeDown(const Finding& f)
{
    const QString message = f.args.value(u"message"_s);
    const QString what = clause(f.code, f.subject, message);
    if (message.contains(u"heartbeat"))
        return {Words::tr("%1: Swarm misses its heartbeats").arg(what),
            residentsOf(f) + u' ' + Words::tr("It may run on unseen."),
            Words::tr("Do not start its members elsewhere by hand. Check its power and its network.")};
    return {Words::tr("%1: Swarm calls it %2").arg(what, word(f, "state")) + colonDetail(message),
        residentsOf(f), Words::tr("Check the machine and its Docker engine.")};
}

FindingWords nodeDrained(const Finding& f)
{
    const bool paused = f.args.value(u"availability"_s) == u"pause";
    return {paused ? Words::tr("%1 is paused").arg(f.subject) : Words::tr("%1 is drained").arg(f.subject),
        paused ? Words::tr("Swarm starts no new task there; those that run stay.")
               : Words::tr("Swarm runs no task there."),
        Words::tr("Set its availability to active when the work on it is done.")};
}

FindingWords managersDegraded(const Finding& f)
{
    const int mayLose = f.args.value(u"may_lose"_s).toInt();
    const QString left = mayLose == 0 ? Words::tr("If one more is lost, nothing in the Swarm can change.")
                         : mayLose == 1
                             ? Words::tr("One more may be lost before the Swarm stands still.")
                             : Words::tr("%1 more may be lost before the Swarm stands still.").arg(mayLose);
    return {Words::tr("%1 of %2 Swarm managers are reachable").arg(word(f, "reachable"), word(f, "managers")),
        Words::tr("Not reachable: %1.").arg(listed(word(f, "nodes"))) + u' ' + left,
        Words::tr("Bring them back before work on another manager begins.")};
}

FindingWords serviceShort(const Finding& f)
{
    QString why = has(f, "task_state") ? Words::tr("Its newest task is %1").arg(word(f, "task_state")) +
                                             colonDetail(f.args.value(u"error"_s)) + u'.'
                                       : Words::tr("Swarm has made no task for it.");
    return {Words::tr("%1 runs %2 of %3 tasks").arg(f.subject, word(f, "running"), word(f, "desired")),
        why + u' ' + Words::tr("Swarm starts it as soon as a node that fits is there."),
        Words::tr(
            "If that lasts, compare what its placement and its reservations ask for with the nodes that "
            "are up.")};
}

FindingWords taskFailing(const Finding& f)
{
    const QString title = f.args.value(u"failures"_s) == u"1"
                              ? Words::tr("%1 failed").arg(f.subject)
                              : Words::tr("%1 failed %2 times within %3")
                                    .arg(f.subject, word(f, "failures"), durationOf(f, "within_us"));
    QString why = Words::tr("Last on %1").arg(word(f, "node")) + colonDetail(f.args.value(u"error"_s)) + u'.';
    if (has(f, "exit_code"))
        why += u' ' + Words::tr("It ended with code %1.").arg(word(f, "exit_code"));
    return {title, why, Words::tr("The service's log says more.")};
}

} // namespace switchyard::text
