#include "app/ctl/commit_mode_command.h"

#include "core/cluster/commit_mode.h"
#include "ui/text/text.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <thread>

using namespace Qt::StringLiterals;

namespace switchyard::ctl {

namespace {

class CommitModeWords
{
    Q_DECLARE_TR_FUNCTIONS(switchyard::ctl::CommitMode)
};

constexpr auto askingTime = std::chrono::seconds(10);
constexpr auto seenWithin = std::chrono::seconds(5);

void say(const Options& options, Screen& screen, const QString& outcome, const QString& text)
{
    if (options.json)
        screen.print(QString::fromUtf8(
            QJsonDocument(QJsonObject{{u"outcome"_s, outcome}, {u"text"_s, text}}).toJson()));
    else
        screen.print(text + u'\n');
}

/// Whether the primary is seen to go by it before long.
bool isSeen(
    CommitMode wanted, const Options& options, const ClusterProfile& profile, const ObserverParts& parts)
{
    for (const auto deadline = Deadline::in(seenWithin); !deadline.passed();) {
        if (isInMode(*observeOnce(profile, parts, options.timeout), wanted))
            return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
    return false;
}

} // namespace

ExitCode changeCommitMode(
    const Options& options, const ClusterProfile& profile, const ObserverParts& parts, Screen& screen)
{
    const CommitMode wanted =
        options.command == Command::Degrade ? CommitMode::Degraded : CommitMode::Restored;
    const SnapshotPtr snapshot = observeOnce(profile, parts, options.timeout);
    const CommitModePlan plan = planCommitMode(*snapshot, wanted);
    const QString means = text::commitModePlanText(plan);
    if (plan.refused) {
        say(options, screen, u"refused"_s, means);
        return plan.refused == NoCommitMode::NobodyAnswers ? CouldNotLook : Unhealthy;
    }
    if (!options.yes) {
        say(options, screen, u"planned"_s,
            means + u'\n' + CommitModeWords::tr("Nothing was changed. Run it again with --yes to do it."));
        return Healthy;
    }
    const auto connector = parts.makeConnector();
    const auto done = performCommitMode(plan, *snapshot, profile, *connector, {Deadline::in(askingTime)});
    if (!done) {
        screen.complain(text::sentence(done.error()));
        return Unhealthy;
    }
    if (!isSeen(wanted, options, profile, parts)) {
        screen.complain(CommitModeWords::tr("%1 took it, but within %2 no primary was seen to go by it. Look "
                                            "again with switchyardctl status.")
                            .arg(plan.asked, text::duration(seenWithin)));
        return Unhealthy;
    }
    say(options, screen, u"done"_s,
        wanted == CommitMode::Degraded
            ? CommitModeWords::tr(
                  "Done: commits wait for no standby. Run switchyardctl restore when standbys stream again.")
            : CommitModeWords::tr("Done: commits wait until a standby has them."));
    return Healthy;
}

} // namespace switchyard::ctl
