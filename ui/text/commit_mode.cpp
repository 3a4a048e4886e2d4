#include "core/cluster/commit_mode.h"
#include "ui/text/text.h"
#include "ui/text/words.h"

using namespace Qt::StringLiterals;

namespace switchyard::text {

namespace {

QString refusal(const CommitModePlan& plan)
{
    switch (*plan.refused) {
    case NoCommitMode::NobodyAnswers:
        return Words::tr("No member answers whose supervisor could be asked. Bring one back first.");
    case NoCommitMode::AlreadySo:
        return plan.wanted == CommitMode::Degraded
                   ? Words::tr("Waiting for standbys is turned off already: there is nothing to do.")
                   : Words::tr("Commits wait for a standby already: there is nothing to do.");
    case NoCommitMode::NeverWaits:
        return Words::tr("This cluster was deployed to wait for no standby (--asynchronous): there is "
                         "nothing to turn off or on.");
    case NoCommitMode::EtcdSilent:
        return Words::tr(
            "No member that answers can reach etcd, where this is kept. Bring the etcds back first.");
    }
    return {};
}

QString confirmingNow(const CommitModePlan& plan)
{
    if (plan.primary.isEmpty())
        return Words::tr("Nobody leads now; whoever leads next goes by it.");
    if (plan.confirming.isEmpty())
        return Words::tr("No standby confirms the commits of %1 now: they wait.").arg(plan.primary);
    return Words::tr("Commits of %1 are confirmed by %2 now.")
        .arg(plan.primary, listed(plan.confirming.join(u", "_s)));
}

QString degradeMeaning(const CommitModePlan& plan)
{
    const QString loses = plan.nearestBehindBytes
                              ? Words::tr("If the primary died now, %1 that no standby has would be lost.")
                                    .arg(bytes(*plan.nearestBehindBytes))
                              : Words::tr("No standby streams: if the primary is lost before one is back, "
                                          "all that was written until then is lost.");
    return Words::tr(
               "Within a second commits wait for no standby, and those that wait now are acknowledged.") +
           u' ' + loses;
}

} // namespace

QString commitModePlanText(const CommitModePlan& plan)
{
    if (plan.refused)
        return refusal(plan);
    const QString means = plan.wanted == CommitMode::Degraded
                              ? degradeMeaning(plan)
                              : Words::tr("Within a second commits wait again until a standby has them. "
                                          "While no standby streams, they do not return.");
    const QString asks =
        Words::tr("Asked of %1: %2").arg(plan.asked, QString::fromUtf8(commitModeSql(plan.wanted)));
    return QStringList{confirmingNow(plan), means, asks}.join(u'\n');
}

} // namespace switchyard::text
