#pragma once
// What the files of ui/text share. Not for use outside this folder.

#include "core/cluster/snapshot.h"

#include <QCoreApplication>

namespace switchyard::text {

/// The translation context of every sentence. English has no plural forms without a translation file, so a
/// count of one gets a sentence of its own.
class Words
{
    Q_DECLARE_TR_FUNCTIONS(switchyard::text::Words)
};

struct FindingWords
{
    QString title;
    QString meaning;      ///< what it means for the cluster
    QString remedy;       ///< what to do about it
    bool saysWhy = false; ///< the title names the cause itself: no "because" after it
};

// Reading a finding's args; a missing one reads as "unknown", never as zero.
QString word(const Finding& f, const char* name);
QString bytesOf(const Finding& f, const char* name);
QString durationOf(const Finding& f, const char* name);
/// An ISO moment as local date and time, "2026-11-23 13:02:17"; what is none stays as it is.
QString moment(const QString& iso);
bool has(const Finding& f, const char* name);
/// The error that a finding about reading is made of, for sentence().
Error errorOf(const Finding& f);
/// The two halves of sentence(): "What happened: detail." and what it means or what helps, never empty.
QString happened(const Error& error);
QString advice(const Error& error);
/// "pg1, pg2, pg3" as "pg1, pg2 and pg3".
QString listed(const QString& commaSeparated);
/// ": refused" or nothing, to end a sentence's first half with what the failing part said.
QString colonDetail(const QString& detail);

/// The finding as the shortest main clause, without a capital or a stop: "node3 is cut off". For the
/// headline, and after "because". Needs only the subject and, of a node, the engine's message.
QString clause(FindingCode code, const QString& subject, const QString& message);

// The words of one code each.
FindingWords engineUnreachable(const Finding& f);
FindingWords engineNotManager(const Finding& f);
FindingWords engineNoQuorum(const Finding& f);
FindingWords engineProblem(const Finding& f);
FindingWords nothingDiscovered(const Finding& f);
FindingWords nodeDown(const Finding& f);
FindingWords nodeDrained(const Finding& f);
FindingWords managersDegraded(const Finding& f);
FindingWords serviceShort(const Finding& f);
FindingWords taskFailing(const Finding& f);

FindingWords memberUnreachable(const Finding& f);
FindingWords memberAuthFailed(const Finding& f);
FindingWords memberProblem(const Finding& f);
FindingWords memberLimitedRights(const Finding& f);
FindingWords connectionsNearLimit(const Finding& f);
FindingWords clockSkew(const Finding& f);
FindingWords noPrimary(const Finding& f);
FindingWords twoPrimaries(const Finding& f);
FindingWords primaryReadOnly(const Finding& f);
FindingWords systemIdentifierDiffers(const Finding& f);
FindingWords timelineDiffers(const Finding& f);

FindingWords standbyNotStreaming(const Finding& f);
FindingWords replayLagHigh(const Finding& f);
FindingWords replayPaused(const Finding& f);
FindingWords slotInactive(const Finding& f);
FindingWords slotRetains(const Finding& f);
FindingWords slotLost(const Finding& f);
FindingWords archiverFailing(const Finding& f);
FindingWords archiverBacklog(const Finding& f);
FindingWords syncNotSatisfied(const Finding& f);
FindingWords repmgrMissing(const Finding& f);
FindingWords repmgrDisagrees(const Finding& f);
FindingWords repmgrdNotRunning(const Finding& f);
FindingWords repmgrdPaused(const Finding& f);

FindingWords poolerUnreachable(const Finding& f);
FindingWords poolerAuthFailed(const Finding& f);
FindingWords poolerProblem(const Finding& f);
FindingWords poolerWrongTarget(const Finding& f);
FindingWords poolPaused(const Finding& f);
FindingWords clientsWaiting(const Finding& f);

FindingWords etcdNoMajority(const Finding& f);
FindingWords etcdLost(const Finding& f);
FindingWords etcdSlow(const Finding& f);
FindingWords etcdFull(const Finding& f);
FindingWords commitsUnprotected(const Finding& f);
FindingWords failoverLimited(const Finding& f);
FindingWords memberRejoining(const Finding& f);

} // namespace switchyard::text
