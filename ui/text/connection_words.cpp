#include "ui/text/connection_words.h"

#include "ui/text/text.h"
#include "ui/text/words.h"

using namespace Qt::StringLiterals;

namespace switchyard::text {

namespace {

using Step = TestLine::Step;
using Outcome = TestLine::Outcome;

QString counted(const QString& count, const QString& one, const QString& many)
{
    return count == u"1" ? one : many.arg(count);
}

TestWords engineWords(const TestLine& line)
{
    const auto arg = [&](const char* name) { return line.args.value(QString::fromLatin1(name)); };
    switch (line.outcome) {
    case Outcome::Passed:
        return {Words::tr("Docker engine reached"),
            Words::tr("%1 answers at %2, Docker %3, API %4")
                .arg(arg("name"), arg("endpoint"), arg("version"), arg("api"))};
    case Outcome::Failed: return {Words::tr("Docker engine not reached"), sentence(line.error)};
    default: return {Words::tr("Docker engine"), Words::tr("asking %1").arg(arg("endpoint"))};
    }
}

TestWords managerWords(const TestLine& line)
{
    switch (line.outcome) {
    case Outcome::Passed:
        return {Words::tr("It is a Swarm manager"),
            Words::tr("%1, %2").arg(
                counted(line.args.value(u"nodes"_s), Words::tr("1 node"), Words::tr("%1 nodes")),
                counted(line.args.value(u"managers"_s), Words::tr("1 of them a manager"),
                    Words::tr("%1 of them managers")))};
    case Outcome::Failed: return {Words::tr("It cannot tell about a Swarm"), sentence(line.error)};
    default: return {Words::tr("Swarm manager"), Words::tr("asking for its nodes")};
    }
}

QString nothingFound(const TestLine& line)
{
    const QString cluster = line.args.value(u"cluster"_s), others = line.args.value(u"others"_s);
    const QString none = Words::tr(
        "No service on this Swarm has the labels io.switchyard.cluster=%1 and io.switchyard.member.")
                             .arg(cluster);
    const QString help =
        others.isEmpty() ? Words::tr("Deploy the stack, or add the labels to the services that are there.")
                         : Words::tr("There are: %1. Correct the field Cluster.").arg(others);
    return none + u' ' + help;
}

TestWords foundWords(const TestLine& line)
{
    const QString cluster = line.args.value(u"cluster"_s);
    const QString members =
        counted(line.args.value(u"members"_s), Words::tr("1 member"), Words::tr("%1 members"));
    switch (line.outcome) {
    case Outcome::Passed:
        return {Words::tr("Cluster %1 found").arg(cluster),
            Words::tr("%1, %2").arg(members,
                counted(line.args.value(u"poolers"_s), Words::tr("1 pooler"), Words::tr("%1 poolers")))};
    case Outcome::Warned:
        return {Words::tr("Cluster %1 found, without poolers").arg(cluster),
            Words::tr(
                "%1; no service has the label io.switchyard.role=pgbouncer, so the page Pools stays empty")
                .arg(members)};
    case Outcome::Failed:
        if (line.error.code != u"cluster.nothing_found")
            return {Words::tr("The services were not read"), sentence(line.error)};
        return {Words::tr("No member of cluster %1 found").arg(cluster), nothingFound(line)};
    default: return {Words::tr("Services of the cluster"), Words::tr("asking for services and tasks")};
    }
}

QString place(const TestLine& line)
{
    return Words::tr("%1 as %2").arg(line.args.value(u"address"_s), line.args.value(u"user"_s));
}

QString refusal(const TestLine& line)
{
    if (line.error.code == u"pg.auth")
        return Words::tr("%1: reached, but not logged in").arg(line.subject);
    return line.error.kind == ErrorKind::Unreachable || line.error.kind == ErrorKind::Timeout
               ? Words::tr("%1: not reached").arg(line.subject)
               : Words::tr("%1: not read").arg(line.subject);
}

TestWords loginWords(const TestLine& line)
{
    const bool standby = line.args.value(u"role"_s) == u"standby";
    switch (line.outcome) {
    case Outcome::Passed:
        return {Words::tr("%1: logged in").arg(line.subject),
            Words::tr("%1, PostgreSQL %2, %3")
                .arg(place(line), line.args.value(u"version"_s),
                    standby ? Words::tr("standby") : Words::tr("primary"))};
    case Outcome::Failed: return {refusal(line), place(line) + u": "_s + sentence(line.error)};
    default: return {line.subject, Words::tr("connecting to %1").arg(place(line))};
    }
}

TestWords rightsWords(const TestLine& line)
{
    const QString user = line.args.value(u"user"_s);
    if (line.outcome == Outcome::Warned)
        return {Words::tr("%1: not everything is seen").arg(line.subject),
            Words::tr(
                "%1 lacks pg_monitor or the right to read repmgr's tables: some states, lags, the archiver's "
                "backlog or repmgr's view stay unknown. On the primary, in the database repmgr: GRANT "
                "pg_monitor "
                "TO %1; GRANT USAGE ON SCHEMA repmgr TO %1; GRANT SELECT ON ALL TABLES IN SCHEMA repmgr TO "
                "%1;")
                .arg(user)};
    return {Words::tr("%1: everything is seen").arg(line.subject),
        Words::tr("%1 has the rights of pg_monitor").arg(user)};
}

TestWords consoleWords(const TestLine& line)
{
    switch (line.outcome) {
    case Outcome::Passed:
        return {Words::tr("%1: console answers").arg(line.subject),
            Words::tr("%1, PgBouncer %2, %3")
                .arg(place(line), line.args.value(u"version"_s),
                    counted(line.args.value(u"databases"_s), Words::tr("1 database"),
                        Words::tr("%1 databases")))};
    case Outcome::Failed: return {refusal(line), place(line) + u": "_s + sentence(line.error)};
    default: return {line.subject, Words::tr("connecting to %1").arg(place(line))};
    }
}

TestWords skippedWords(const TestLine& line)
{
    const QString what = line.step == Step::Manager ? Words::tr("Swarm manager: not tried")
                                                    : Words::tr("Members and poolers: not tried");
    return {what, line.after == Step::Engine ? Words::tr("because the engine was not reached")
                                             : Words::tr("because only a manager knows them")};
}

} // namespace

TestWords testWords(const TestLine& line)
{
    if (line.outcome == Outcome::Skipped)
        return skippedWords(line);
    switch (line.step) {
    case Step::Engine: return engineWords(line);
    case Step::Manager: return managerWords(line);
    case Step::Found: return foundWords(line);
    case Step::Login: return loginWords(line);
    case Step::Rights: return rightsWords(line);
    case Step::Console: return consoleWords(line);
    }
    return {};
}

} // namespace switchyard::text
