#include "core/cluster/member_sql.h"

namespace switchyard {

// What the text relies on:
// - Counters and positions travel as text: a JSON number is a double to many readers.
// - query_to_xml() is the one SQL function that runs a text as a statement. A name that this server or our
// role
//   does not have (repmgr, a function of version 14, a directory that only pg_monitor may list) would fail
//   the whole statement when it is parsed or begun; as a text inside CASE it does not exist until it is known
//   to work.
// - A primary's timeline is that of the segment it writes: its control file still has the old one right after
// a
//   promotion. A standby's is the newest that it has received or restarted from.
// - default_transaction_read_only is the server's only if its value does not come from a setting of our role,
//   our database or our session; those say nothing of what others may do, and count as "off".
// - The history file of a timeline and the supervisor's word are read through functions that our stack makes
// for
//   pg_monitor (core/node/roles_sql.cpp); elsewhere the history is read only where somebody granted
//   pg_read_file().
// - to_jsonb(row)->>'column' is NULL, rather than an error, for a column that an older version lacks.
// - No database sizes and no catalogs that grow: this runs every second.
const char* const memberSql = R"sql(
WITH place AS MATERIALIZED (
  SELECT pg_is_in_recovery() AS standby, current_setting('archive_mode') AS archive_mode,
    (SELECT has_schema_privilege(oid, 'USAGE') FROM pg_namespace WHERE nspname = 'repmgr') AS repmgr_usable
), position AS MATERIALIZED (
  SELECT
    CASE WHEN NOT standby THEN pg_current_wal_insert_lsn() END AS inserted,
    CASE WHEN NOT standby THEN pg_current_wal_flush_lsn() END AS flushed,
    CASE WHEN standby THEN pg_last_wal_receive_lsn() END AS received,
    CASE WHEN standby THEN pg_last_wal_replay_lsn() END AS replayed,
    CASE WHEN standby THEN GREATEST(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn())
      ELSE pg_current_wal_lsn() END AS here
  FROM place
), receiver AS MATERIALIZED (
  SELECT to_jsonb(r) - 'conninfo' AS j FROM pg_stat_wal_receiver r
), line AS MATERIALIZED (
  SELECT CASE WHEN standby
    THEN GREATEST((SELECT timeline_id FROM pg_control_checkpoint()), (SELECT (j->>'received_tli')::int FROM receiver))
    ELSE ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::int END AS timeline
  FROM place
), activity AS MATERIALIZED (
  SELECT count(*) AS connections,
    max(clock_timestamp() - xact_start) FILTER (WHERE pid <> pg_backend_pid()) AS longest
  FROM pg_stat_activity
  WHERE backend_type = 'client backend' OR backend_type IS NULL AND datid IS NOT NULL
)
SELECT json_build_object(
  'version', current_setting('server_version'),
  'system_identifier', (SELECT system_identifier::text FROM pg_control_system()),
  'standby', standby,
  'read_only', CASE WHEN current_setting('default_transaction_read_only') = 'on' THEN
    (SELECT source NOT IN ('user', 'database', 'database user', 'client', 'session')
     FROM pg_settings WHERE name = 'default_transaction_read_only') ELSE false END,
  'timeline', timeline,
  'history', CASE
    WHEN timeline > 1 AND has_function_privilege(to_regprocedure('switchyard.timeline_history(int)'), 'EXECUTE') THEN
      query_to_xml(format('SELECT switchyard.timeline_history(%s) AS v', timeline), false, true, '')::text
    WHEN timeline > 1 AND has_function_privilege('pg_read_file(text,bigint,bigint,boolean)', 'EXECUTE') THEN
      query_to_xml(format('SELECT pg_read_file(%L, 0, 65536, true) AS v',
        'pg_wal/' || lpad(upper(to_hex(timeline)), 8, '0') || '.history'), false, true, '')::text END,
  'insert', inserted, 'flush', flushed, 'received', received, 'replayed', replayed,
  'last_replayed_at', CASE WHEN standby THEN pg_last_xact_replay_timestamp() END,
  'replay_pause', CASE
    WHEN NOT standby THEN NULL
    WHEN current_setting('server_version_num')::int >= 140000
      THEN query_to_xml('SELECT pg_get_wal_replay_pause_state() AS v', false, true, '')::text
    WHEN pg_is_wal_replay_paused() THEN '<row><v>paused</v></row>' ELSE '<row><v>not paused</v></row>' END,
  'receiver', (SELECT j FROM receiver),
  'senders', (SELECT json_agg(json_build_object(
      'application_name', application_name, 'client_addr', host(client_addr), 'state', state, 'sync_state', sync_state,
      'sent', sent_lsn, 'write', write_lsn, 'flush', flush_lsn, 'replay', replay_lsn,
      'write_lag_us', (extract(epoch FROM write_lag) * 1000000)::bigint::text,
      'flush_lag_us', (extract(epoch FROM flush_lag) * 1000000)::bigint::text,
      'replay_lag_us', (extract(epoch FROM replay_lag) * 1000000)::bigint::text) ORDER BY application_name, pid)
    FROM pg_stat_replication),
  'slots', (SELECT json_agg(json_build_object(
      'name', slot_name, 'type', slot_type, 'active', active, 'wal_status', to_jsonb(s)->>'wal_status',
      'restart', restart_lsn, 'retained', pg_wal_lsn_diff(here, restart_lsn)::text,
      'safe', to_jsonb(s)->>'safe_wal_size') ORDER BY slot_name)
    FROM pg_replication_slots s),
  'archiver', (SELECT json_build_object(
      'archived', archived_count::text, 'failed', failed_count::text, 'last_failed_wal', last_failed_wal,
      'last_archived_at', last_archived_time, 'last_failed_at', last_failed_time) FROM pg_stat_archiver),
  'archiving', archive_mode = 'always' OR archive_mode = 'on' AND NOT standby,
  'ready', CASE
    WHEN archive_mode <> 'off' AND has_function_privilege('pg_ls_archive_statusdir()', 'EXECUTE') THEN
      query_to_xml('SELECT count(*) AS v FROM pg_ls_archive_statusdir() WHERE name LIKE ''%.ready''',
        false, true, '')::text END,
  'repmgr', CASE WHEN repmgr_usable THEN
    CASE WHEN has_table_privilege(to_regclass('repmgr.nodes'), 'SELECT') THEN query_to_xml(
      'SELECT json_build_object(''local'', repmgr.get_local_node_id(), ''running'', repmgr.repmgrd_is_running(),
         ''paused'', repmgr.repmgrd_is_paused(), ''nodes'', (SELECT json_agg(json_build_object(''id'', node_id,
           ''name'', node_name, ''type'', type, ''upstream'', upstream_node_id, ''active'', active,
           ''priority'', priority) ORDER BY node_id) FROM repmgr.nodes)) AS v', false, true, '')::text END END,
  'supervisor', CASE WHEN has_function_privilege(to_regprocedure('switchyard.supervisor()'), 'EXECUTE') THEN
    query_to_xml('SELECT switchyard.supervisor() AS v', false, true, '')::text END,
  'backups', CASE WHEN to_regclass('pg_stat_progress_basebackup') IS NOT NULL
      AND EXISTS (SELECT FROM pg_stat_replication WHERE state = 'backup') THEN
    query_to_xml('SELECT json_agg(json_build_object(''receiver'', application_name,
        ''done'', backup_streamed::text, ''total'', backup_total::text) ORDER BY pid) AS v
      FROM pg_stat_progress_basebackup JOIN pg_stat_replication USING (pid)', false, true, '')::text END,
  'connections', connections,
  'max_connections', current_setting('max_connections')::int,
  'transactions', (SELECT sum(xact_commit + xact_rollback)::text FROM pg_stat_database),
  'longest_us', (extract(epoch FROM longest) * 1000000)::bigint::text,
  'synchronous_standby_names', current_setting('synchronous_standby_names'),
  'max_slot_keep', pg_size_bytes(current_setting('max_slot_wal_keep_size', true))::text,
  'started_at', pg_postmaster_start_time(),
  'server_time', clock_timestamp(),
  'sees_all', pg_has_role('pg_read_all_stats', 'USAGE') AND repmgr_usable IS NOT FALSE
) AS facts
FROM place, position, line, activity)sql";

} // namespace switchyard
