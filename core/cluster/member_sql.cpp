#include "core/cluster/member_sql.h"

namespace switchyard {

namespace {

// What the texts rely on:
// - Counters and positions travel as text: a JSON number is a double to many readers.
// - query_to_xml() is the one SQL function that runs a text as a statement. A name that this server or our
//   role does not have (repmgr, a function of version 14, a directory that only pg_monitor may list) would
//   fail the whole statement when it is parsed or begun; as a text inside CASE it does not exist until it is
//   known to work. It plans that text each time, so only the full statement does it.
// - The views of activity, replication and slots each read all backends, or join catalogs for names that
//   nobody asks for here; their functions are read once instead.
// - A primary's timeline is that of the segment it writes: its control file still has the old one right after
//   a promotion. A standby's is the newest that it has received or restarted from.
// - default_transaction_read_only is the server's only if its value does not come from a setting of our role,
//   our database or our session; those say nothing of what others may do, and count as "off".
// - The history file of a timeline and the supervisor's word are read through functions that our stack makes
// for
//   pg_monitor (core/node/roles_sql.cpp); elsewhere the history is read only where somebody granted
//   pg_read_file().
// - to_jsonb(row)->>'column' is NULL, rather than an error, for a column that an older version lacks.
// - No database sizes and no catalogs that grow: this runs every second.

/// The server's moment, in both statements.
constexpr auto sharedBegin = R"sql(WITH place AS MATERIALIZED (
  SELECT pg_is_in_recovery() AS standby
), backends AS MATERIALIZED (
  SELECT pid, datid, application_name, client_addr, backend_type, xact_start FROM pg_stat_get_activity(NULL)
), position AS MATERIALIZED (
  SELECT standby,
    CASE WHEN standby THEN GREATEST(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn())
      ELSE pg_current_wal_lsn() END AS here,
    CASE WHEN standby
      THEN (SELECT GREATEST(timeline_id, received_tli)
            FROM pg_control_checkpoint() LEFT JOIN pg_stat_get_wal_receiver() ON true)
      ELSE ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::int END AS timeline
  FROM place
), activity AS MATERIALIZED (
  SELECT count(*) AS connections,
    max(clock_timestamp() - xact_start) FILTER (WHERE pid <> pg_backend_pid()) AS longest
  FROM backends
  WHERE backend_type = 'client backend' OR backend_type IS NULL AND datid IS NOT NULL
)
SELECT json_build_object(
  'standby', standby,
  'timeline', timeline,
  'insert', CASE WHEN NOT standby THEN pg_current_wal_insert_lsn() END,
  'flush', CASE WHEN NOT standby THEN pg_current_wal_flush_lsn() END,
  'received', CASE WHEN standby THEN pg_last_wal_receive_lsn() END,
  'replayed', CASE WHEN standby THEN pg_last_wal_replay_lsn() END,
  'last_replayed_at', CASE WHEN standby THEN pg_last_xact_replay_timestamp() END,
  'receiver', CASE WHEN standby THEN (SELECT to_jsonb(r) - 'conninfo' FROM pg_stat_wal_receiver r) END,
  'senders', (SELECT json_agg(json_build_object(
      'application_name', application_name, 'client_addr', host(client_addr), 'state', state, 'sync_state', sync_state,
      'sent', sent_lsn, 'write', write_lsn, 'flush', flush_lsn, 'replay', replay_lsn,
      'write_lag_us', (extract(epoch FROM write_lag) * 1000000)::bigint::text,
      'flush_lag_us', (extract(epoch FROM flush_lag) * 1000000)::bigint::text,
      'replay_lag_us', (extract(epoch FROM replay_lag) * 1000000)::bigint::text) ORDER BY application_name, pid)
    FROM pg_stat_get_wal_senders() JOIN backends USING (pid)),
  'archiver', (SELECT json_build_object(
      'archived', archived_count::text, 'failed', failed_count::text, 'last_failed_wal', last_failed_wal,
      'last_archived_at', last_archived_time, 'last_failed_at', last_failed_time) FROM pg_stat_get_archiver()),
  'connections', connections,
  'longest_us', (extract(epoch FROM longest) * 1000000)::bigint::text,
  'transactions', (SELECT sum(pg_stat_get_db_xact_commit(oid) + pg_stat_get_db_xact_rollback(oid))::text
    FROM (SELECT oid FROM pg_database UNION ALL SELECT 0) AS d),
  'synchronous_standby_names', current_setting('synchronous_standby_names'),
  'read_only_setting', current_setting('default_transaction_read_only'),
  'slot_keep_setting', current_setting('max_slot_wal_keep_size', true),
  'sees_statistics', pg_has_role('pg_read_all_stats', 'USAGE'),
  'started_at', pg_postmaster_start_time(),
  'server_time', clock_timestamp())sql";

constexpr auto sharedEnd = R"sql(
) AS facts
FROM position, activity)sql";

constexpr auto repmgrObject = R"sql(json_build_object(
    'local', repmgr.get_local_node_id(), 'running', repmgr.repmgrd_is_running(), 'paused', repmgr.repmgrd_is_paused(),
    'nodes', (SELECT json_agg(json_build_object('id', node_id, 'name', node_name, 'type', type,
      'upstream', upstream_node_id, 'active', active, 'priority', priority) ORDER BY node_id) FROM repmgr.nodes)))sql";

/// What only changes with the marks, and what needs a guard as long as the server is not known. Here and
/// below, @NAME@ is replaced.
constexpr auto fullFields = R"sql(,
  'version', current_setting('server_version'),
  'version_num', current_setting('server_version_num')::int,
  'system_identifier', (SELECT system_identifier::text FROM pg_control_system()),
  'read_only', CASE WHEN current_setting('default_transaction_read_only') = 'on' THEN
    (SELECT source NOT IN ('user', 'database', 'database user', 'client', 'session')
     FROM pg_settings WHERE name = 'default_transaction_read_only') ELSE false END,
  'history', CASE
    WHEN timeline > 1 AND has_function_privilege(to_regprocedure('switchyard.timeline_history(int)'), 'EXECUTE') THEN
      query_to_xml(format('SELECT switchyard.timeline_history(%s) AS v', timeline), false, true, '')::text
    WHEN timeline > 1 AND has_function_privilege('pg_read_file(text,bigint,bigint,boolean)', 'EXECUTE') THEN
      query_to_xml(format('SELECT pg_read_file(%L, 0, 65536, true) AS v',
        'pg_wal/' || lpad(upper(to_hex(timeline)), 8, '0') || '.history'), false, true, '')::text END,
  'replay_pause', CASE
    WHEN NOT standby THEN NULL
    WHEN current_setting('server_version_num')::int >= 140000
      THEN query_to_xml('SELECT pg_get_wal_replay_pause_state() AS v', false, true, '')::text
    WHEN pg_is_wal_replay_paused() THEN 'paused' ELSE 'not paused' END,
  'slots', (SELECT json_agg(json_build_object(
      'name', slot_name, 'type', slot_type, 'active', active, 'wal_status', to_jsonb(s)->>'wal_status',
      'restart', restart_lsn, 'retained', pg_wal_lsn_diff(here, restart_lsn)::text,
      'safe', to_jsonb(s)->>'safe_wal_size') ORDER BY slot_name)
    FROM pg_get_replication_slots() s),
  'archiving', current_setting('archive_mode') = 'always' OR current_setting('archive_mode') = 'on' AND NOT standby,
  'ready', CASE
    WHEN current_setting('archive_mode') <> 'off'
      AND has_function_privilege('pg_ls_archive_statusdir()', 'EXECUTE') THEN
      query_to_xml('SELECT count(*) AS v FROM pg_ls_archive_statusdir() WHERE name LIKE ''%.ready''',
        false, true, '')::text END,
  'repmgr_usable', (SELECT has_schema_privilege(oid, 'USAGE') FROM pg_namespace WHERE nspname = 'repmgr'),
  'repmgr', CASE WHEN (SELECT has_schema_privilege(oid, 'USAGE') FROM pg_namespace WHERE nspname = 'repmgr') THEN
    CASE WHEN has_table_privilege(to_regclass('repmgr.nodes'), 'SELECT') THEN
      query_to_xml('SELECT @REPMGR@ AS v', false, true, '')::text END END,
  'supervisor_usable', has_function_privilege(to_regprocedure('switchyard.supervisor()'), 'EXECUTE'),
  'supervisor', CASE WHEN has_function_privilege(to_regprocedure('switchyard.supervisor()'), 'EXECUTE') THEN
    query_to_xml('SELECT switchyard.supervisor() AS v', false, true, '')::text END,
  'backups', CASE WHEN to_regclass('pg_stat_progress_basebackup') IS NOT NULL
      AND EXISTS (SELECT FROM pg_stat_get_wal_senders() WHERE state = 'backup') THEN
    query_to_xml('SELECT json_agg(json_build_object(''receiver'', application_name,
        ''done'', backup_streamed::text, ''total'', backup_total::text) ORDER BY pid) AS v
      FROM pg_stat_progress_basebackup JOIN pg_stat_replication USING (pid)', false, true, '')::text END,
  'max_connections', current_setting('max_connections')::int,
  'max_slot_keep', pg_size_bytes(current_setting('max_slot_wal_keep_size', true))::text)sql";

constexpr auto briefBackups = R"sql(,
  'backups', CASE WHEN EXISTS (SELECT FROM pg_stat_get_wal_senders() WHERE state = 'backup') THEN
    (SELECT json_agg(json_build_object('receiver', application_name,
        'done', backup_streamed::text, 'total', backup_total::text) ORDER BY pid)
      FROM pg_stat_progress_basebackup JOIN backends USING (pid)) END)sql";

constexpr auto briefFields = R"sql(,
  'slots', (SELECT json_agg(json_build_object(
      'name', slot_name, 'type', slot_type, 'active', active, 'restart', restart_lsn,
      'retained', pg_wal_lsn_diff(here, restart_lsn)::text@SINCE_13@) ORDER BY slot_name)
    FROM pg_get_replication_slots()),
  'replay_pause', CASE WHEN standby THEN @PAUSE@ END)sql";

} // namespace

QByteArray fullMemberSql()
{
    const QByteArray quoted = QByteArray(repmgrObject).replace("'", "''");
    return sharedBegin + QByteArray(fullFields).replace("@REPMGR@", quoted) + sharedEnd;
}

QByteArray briefMemberSql(const MemberTraits& traits)
{
    QByteArray fields = briefFields;
    fields.replace("@SINCE_13@",
        traits.version >= 130000 ? ", 'wal_status', wal_status, 'safe', safe_wal_size::text" : "");
    fields.replace("@PAUSE@",
        traits.version >= 140000 ? "pg_get_wal_replay_pause_state()"
                                 : "CASE WHEN pg_is_wal_replay_paused() THEN 'paused' ELSE 'not paused' END");
    if (traits.version >= 130000)
        fields += briefBackups;
    if (traits.supervisor)
        fields += ",\n  'supervisor', switchyard.supervisor()";
    if (traits.repmgr)
        fields += QByteArray(",\n  'repmgr', ") + repmgrObject;
    return sharedBegin + fields + sharedEnd;
}

} // namespace switchyard
