// The values behind a finding, as names and values that a person can compare with what the servers say.

#include "ui/text/text.h"
#include "ui/text/words.h"

using namespace Qt::StringLiterals;

namespace switchyard::text {

namespace {

/// Args that link findings, or that only choose between sentences.
bool isInternal(const QString& arg)
{
    static const QStringList names{u"cause_code"_s, u"cause_subject"_s, u"cause_message"_s, u"error_kind"_s,
        u"error_hint"_s, u"foreign"_s, u"last"_s, u"on_standby"_s, u"stopped"_s, u"reason"_s, u"all"_s,
        u"synchronous"_s, u"phase"_s};
    return names.contains(arg);
}

struct EvidenceName
{
    const char* arg;
    const char* name;
};

// In the order in which a person reads them.
constexpr EvidenceName evidenceNames[] = {
    {"member", QT_TRANSLATE_NOOP("switchyard::text::Words", "Member")},
    {"members", QT_TRANSLATE_NOOP("switchyard::text::Words", "Members")},
    {"service", QT_TRANSLATE_NOOP("switchyard::text::Words", "Service")},
    {"node", QT_TRANSLATE_NOOP("switchyard::text::Words", "Node")},
    {"nodes", QT_TRANSLATE_NOOP("switchyard::text::Words", "Nodes")},
    {"pooler", QT_TRANSLATE_NOOP("switchyard::text::Words", "Pooler")},
    {"database", QT_TRANSLATE_NOOP("switchyard::text::Words", "Database")},
    {"address", QT_TRANSLATE_NOOP("switchyard::text::Words", "Address")},
    {"last_role", QT_TRANSLATE_NOOP("switchyard::text::Words", "Role when last seen")},
    {"seen_us", QT_TRANSLATE_NOOP("switchyard::text::Words", "Last read")},
    {"seen_by", QT_TRANSLATE_NOOP("switchyard::text::Words", "Still streams from")},
    {"residents", QT_TRANSLATE_NOOP("switchyard::text::Words", "Ran there")},
    {"state", QT_TRANSLATE_NOOP("switchyard::text::Words", "State")},
    {"availability", QT_TRANSLATE_NOOP("switchyard::text::Words", "Availability")},
    {"message", QT_TRANSLATE_NOOP("switchyard::text::Words", "Swarm says")},
    {"upstream", QT_TRANSLATE_NOOP("switchyard::text::Words", "Upstream")},
    {"receiver", QT_TRANSLATE_NOOP("switchyard::text::Words", "WAL receiver")},
    {"primary", QT_TRANSLATE_NOOP("switchyard::text::Words", "Primary")},
    {"last_primary", QT_TRANSLATE_NOOP("switchyard::text::Words", "Led when last seen")},
    {"standbys", QT_TRANSLATE_NOOP("switchyard::text::Words", "Standbys")},
    {"unread", QT_TRANSLATE_NOOP("switchyard::text::Words", "Not read")},
    {"count", QT_TRANSLATE_NOOP("switchyard::text::Words", "Out of recovery")},
    {"writable", QT_TRANSLATE_NOOP("switchyard::text::Words", "Accept writes")},
    {"timelines", QT_TRANSLATE_NOOP("switchyard::text::Words", "Timelines")},
    {"timeline", QT_TRANSLATE_NOOP("switchyard::text::Words", "Timeline")},
    {"primary_timeline", QT_TRANSLATE_NOOP("switchyard::text::Words", "Timeline of the primary")},
    {"system_identifier", QT_TRANSLATE_NOOP("switchyard::text::Words", "System identifier")},
    {"reference", QT_TRANSLATE_NOOP("switchyard::text::Words", "Compared with")},
    {"skew_us", QT_TRANSLATE_NOOP("switchyard::text::Words", "Clock ahead by")},
    {"lag_bytes", QT_TRANSLATE_NOOP("switchyard::text::Words", "Replay lag")},
    {"lag_us", QT_TRANSLATE_NOOP("switchyard::text::Words", "Replay lag in time")},
    {"limit_bytes", QT_TRANSLATE_NOOP("switchyard::text::Words", "Limit")},
    {"limit_us", QT_TRANSLATE_NOOP("switchyard::text::Words", "Limit in time")},
    {"slot", QT_TRANSLATE_NOOP("switchyard::text::Words", "Slot")},
    {"type", QT_TRANSLATE_NOOP("switchyard::text::Words", "Slot type")},
    {"reader", QT_TRANSLATE_NOOP("switchyard::text::Words", "Read by")},
    {"wal_status", QT_TRANSLATE_NOOP("switchyard::text::Words", "WAL status")},
    {"retained_bytes", QT_TRANSLATE_NOOP("switchyard::text::Words", "Keeps")},
    {"safe_bytes", QT_TRANSLATE_NOOP("switchyard::text::Words", "Until it is lost")},
    {"keep_limit_bytes", QT_TRANSLATE_NOOP("switchyard::text::Words", "max_slot_wal_keep_size")},
    {"wal", QT_TRANSLATE_NOOP("switchyard::text::Words", "Failed WAL file")},
    {"failed", QT_TRANSLATE_NOOP("switchyard::text::Words", "Failures so far")},
    {"last_archived", QT_TRANSLATE_NOOP("switchyard::text::Words", "Last archived")},
    {"files", QT_TRANSLATE_NOOP("switchyard::text::Words", "WAL files waiting")},
    {"names", QT_TRANSLATE_NOOP("switchyard::text::Words", "synchronous_standby_names")},
    {"required", QT_TRANSLATE_NOOP("switchyard::text::Words", "Must confirm")},
    {"have", QT_TRANSLATE_NOOP("switchyard::text::Words", "Confirm")},
    {"says", QT_TRANSLATE_NOOP("switchyard::text::Words", "repmgr says")},
    {"is", QT_TRANSLATE_NOOP("switchyard::text::Words", "PostgreSQL says")},
    {"connections", QT_TRANSLATE_NOOP("switchyard::text::Words", "Connections")},
    {"max_connections", QT_TRANSLATE_NOOP("switchyard::text::Words", "max_connections")},
    {"target", QT_TRANSLATE_NOOP("switchyard::text::Words", "Leads to")},
    {"waiting", QT_TRANSLATE_NOOP("switchyard::text::Words", "Clients waiting")},
    {"max_wait_us", QT_TRANSLATE_NOOP("switchyard::text::Words", "Longest wait")},
    {"servers_active", QT_TRANSLATE_NOOP("switchyard::text::Words", "Server connections in use")},
    {"pool_size", QT_TRANSLATE_NOOP("switchyard::text::Words", "Pool size")},
    {"managers", QT_TRANSLATE_NOOP("switchyard::text::Words", "Managers")},
    {"reachable", QT_TRANSLATE_NOOP("switchyard::text::Words", "Reachable")},
    {"may_lose", QT_TRANSLATE_NOOP("switchyard::text::Words", "May be lost still")},
    {"running", QT_TRANSLATE_NOOP("switchyard::text::Words", "Tasks running")},
    {"desired", QT_TRANSLATE_NOOP("switchyard::text::Words", "Tasks wanted")},
    {"task_state", QT_TRANSLATE_NOOP("switchyard::text::Words", "Newest task")},
    {"failures", QT_TRANSLATE_NOOP("switchyard::text::Words", "Failures")},
    {"within_us", QT_TRANSLATE_NOOP("switchyard::text::Words", "Counted over")},
    {"exit_code", QT_TRANSLATE_NOOP("switchyard::text::Words", "Exit code")},
    {"election", QT_TRANSLATE_NOOP("switchyard::text::Words", "Allowed to lead")},
    {"etcd", QT_TRANSLATE_NOOP("switchyard::text::Words", "etcd")},
    {"well", QT_TRANSLATE_NOOP("switchyard::text::Words", "etcds that take part")},
    {"etcd_count", QT_TRANSLATE_NOOP("switchyard::text::Words", "etcds")},
    {"member_count", QT_TRANSLATE_NOOP("switchyard::text::Words", "Members of the cluster")},
    {"latency_us", QT_TRANSLATE_NOOP("switchyard::text::Words", "Answer took")},
    {"patience_us", QT_TRANSLATE_NOOP("switchyard::text::Words", "Borne for")},
    {"problem", QT_TRANSLATE_NOOP("switchyard::text::Words", "Supervisor says")},
    {"source", QT_TRANSLATE_NOOP("switchyard::text::Words", "Copied from")},
    {"done_bytes", QT_TRANSLATE_NOOP("switchyard::text::Words", "Copied")},
    {"total_bytes", QT_TRANSLATE_NOOP("switchyard::text::Words", "To copy")},
    {"detail", QT_TRANSLATE_NOOP("switchyard::text::Words", "Supervisor says")},
    {"witness", QT_TRANSLATE_NOOP("switchyard::text::Words", "Asked of")},
    {"error", QT_TRANSLATE_NOOP("switchyard::text::Words", "Said")},
    {"error_code", QT_TRANSLATE_NOOP("switchyard::text::Words", "Error code")},
};

QString valueOf(const Finding& f, const QString& arg)
{
    const QByteArray name = arg.toLatin1();
    if (arg == u"seen_us")
        return age(Duration(f.args.value(arg).toLongLong()));
    if (arg.endsWith(u"_us"))
        return durationOf(f, name.constData());
    if (arg.endsWith(u"_bytes"))
        return bytesOf(f, name.constData());
    if (arg == u"last_archived")
        return moment(f.args.value(arg));
    return f.args.value(arg).simplified();
}

} // namespace

QVector<Evidence> evidence(const Finding& finding)
{
    QVector<Evidence> rows;
    QStringList said;
    for (const EvidenceName& entry : evidenceNames) {
        const QString arg = QString::fromLatin1(entry.arg);
        said.append(arg);
        if (!finding.args.value(arg).isEmpty())
            rows.append(
                {QCoreApplication::translate("switchyard::text::Words", entry.name), valueOf(finding, arg)});
    }
    // What a judge notes and nobody named yet is shown all the same, under the judge's own name.
    for (auto it = finding.args.begin(); it != finding.args.end(); ++it) {
        if (!it.value().isEmpty() && !said.contains(it.key()) && !isInternal(it.key()))
            rows.append({it.key(), valueOf(finding, it.key())});
    }
    return rows;
}

QString severityWord(Severity severity)
{
    switch (severity) {
    case Severity::Info: return Words::tr("Note");
    case Severity::Warning: return Words::tr("Warning");
    case Severity::Error: return Words::tr("Error");
    }
    return {};
}

} // namespace switchyard::text
