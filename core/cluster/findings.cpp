#include "core/cluster/findings.h"

#include "core/cluster/findings_context.h"

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;

namespace switchyard {

namespace {

/// Indexes of the drafts that each draft follows from. A draft never follows from itself.
QVector<QVector<int>> resolveCauses(const QVector<FindingDraft>& drafts)
{
    QVector<QVector<int>> causes(drafts.size());
    for (int i = 0; i < drafts.size(); ++i) {
        for (const FindingKey& key : drafts[i].causes) {
            for (int j = 0; j < drafts.size(); ++j) {
                const Finding& other = drafts[j].finding;
                if (j != i && other.code == key.code && other.subject == key.subject &&
                    !causes[i].contains(j))
                    causes[i].append(j);
            }
        }
    }
    return causes;
}

/// How much a finding weighs with all that follows from it, so that the cause of an error stands before a
/// warning that stands alone. `ranks` is filled by passes: as many as the longest chain is enough.
QVector<int> weigh(const QVector<FindingDraft>& drafts, const QVector<QVector<int>>& causes)
{
    QVector<int> ranks;
    for (const FindingDraft& d : drafts)
        ranks.append(d.finding.code == FindingCode::TwoPrimaries ? 3 : static_cast<int>(d.finding.severity));
    for (int pass = 0; pass < drafts.size(); ++pass) {
        bool changed = false;
        for (int i = 0; i < drafts.size(); ++i) {
            for (const int cause : causes[i]) {
                if (ranks[cause] < ranks[i]) {
                    ranks[cause] = ranks[i];
                    changed = true;
                }
            }
        }
        if (!changed)
            break;
    }
    return ranks;
}

/// Causes before symptoms, and among what could come next the heaviest. Should causes ever form a circle, the
/// heaviest of them comes next all the same: nothing is lost.
QVector<int> order(const QVector<FindingDraft>& drafts, const QVector<QVector<int>>& causes)
{
    const QVector<int> ranks = weigh(drafts, causes);
    QVector<int> ordered;
    QVector<bool> placed(drafts.size(), false);
    const auto key = [&](int i) {
        const bool waits = std::any_of(causes[i].begin(), causes[i].end(), [&](int c) { return !placed[c]; });
        const Finding& f = drafts[i].finding;
        return std::make_tuple(waits, -ranks[i], -static_cast<int>(f.severity), f.code, f.subject);
    };
    while (ordered.size() < drafts.size()) {
        int best = -1;
        for (int i = 0; i < drafts.size(); ++i) {
            if (!placed[i] && (best < 0 || key(i) < key(best)))
                best = i;
        }
        placed[best] = true;
        ordered.append(best);
    }
    return ordered;
}

/// Follows first causes to where they end.
int rootOf(int index, const QVector<QVector<int>>& causes)
{
    int root = index;
    for (int step = 0; step < causes.size() && !causes[root].isEmpty(); ++step)
        root = causes[root].first();
    return root;
}

QVector<Finding> assemble(const FindingContext& c)
{
    const QVector<QVector<int>> causes = resolveCauses(c.drafts);
    const QVector<int> ordered = order(c.drafts, causes);
    QVector<int> placeOf(c.drafts.size());
    for (int place = 0; place < ordered.size(); ++place)
        placeOf[ordered[place]] = place;

    QVector<Finding> findings;
    for (const int i : ordered) {
        Finding f = c.drafts[i].finding;
        const Finding* earlier = c.earlier(f.code, f.subject);
        f.since = earlier ? earlier->since : c.now.observedAt.wall;
        f.sinceSteady = earlier ? earlier->sinceSteady : c.now.observedAt.steady;
        for (const int cause : causes[i])
            f.causes.append(placeOf[cause]);
        const int root = rootOf(i, causes);
        if (root != i) {
            const Finding& cause = c.drafts[root].finding;
            f.args.insert(u"cause_code"_s, QString::number(static_cast<int>(cause.code)));
            f.args.insert(u"cause_subject"_s, cause.subject);
            f.args.insert(u"cause_message"_s, cause.args.value(u"message"_s));
        }
        findings.append(std::move(f));
    }
    return findings;
}

} // namespace

QVector<Finding> findFindings(
    const ClusterSnapshot& current, const ClusterSnapshot* previous, const FindingLimits& limits)
{
    FindingContext c(current, previous, limits);
    judgeSwarm(c);
    judgeMembers(c);
    judgeRoles(c);
    judgeRepmgr(c);
    judgeReplication(c);
    judgeWal(c);
    judgeConsensus(c);
    judgePoolers(c);
    return assemble(c);
}

} // namespace switchyard
