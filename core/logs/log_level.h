#pragma once
// How grave a line of a log is, by the forms that the programs of a stack write.

#include <QStringView>

namespace switchyard::logs {

enum class LogLevel {
    Unknown, ///< the line does not say
    Detail,  ///< belongs to the line before: DETAIL, HINT, CONTEXT, STATEMENT
    Debug,
    Info,
    Notice,
    Warning,
    Error,
    Fatal, ///< the session or the program ended: FATAL, PANIC, and what syslog calls CRIT and above
};

/// Pure. Reads the beginning of a line as written by
///   PostgreSQL        "… UTC [71] ERROR:  relation …"      (any log_line_prefix; LOG is Info)
///   PgBouncer         "… UTC [12] WARNING C-0x55…: …"      (LOG is Info, NOISE is Debug)
///   repmgr, repmgrd   "[2026-11-23 22:35:47] [NOTICE] …", "WARNING: …"
///   switchyard-node   "… UTC [switchyard pg1] …"           (decisions: Info)
///   etcd              "{"level":"warn","ts":…}"
LogLevel levelOf(QStringView line);

} // namespace switchyard::logs
