#pragma once
// Joins what the members of one gather say about each other: who streams from whom, how far behind, and which
// member a host name stands for. Pure functions over values.

#include "core/cluster/snapshot.h"

namespace switchyard {

/// The member that a host stands for as seen from inside the stack's networks: its name, its service's name
/// (with or without the stack's prefix), "tasks." before either, or the address and port at which we reach it
/// ourselves
/// (`port` 0 matches any). Null if it is none of them. Names compare without case, as in DNS.
const Member* memberForHost(const QVector<Member>& members, const QString& host, quint16 port = 0);

/// What a pooler's database points at, as member names: "pg1", or "pg2,pg3" for a list of hosts. "host:port"
/// as long as one of them is no member that we know.
QString poolTarget(const QVector<Member>& members, const QString& host, quint16 port);

/// The stream of each member, in order; empty for one that is no standby or whose facts are not live.
///
/// Which end is believed: the standby's own word about its upstream (pg_stat_wal_receiver's sender_host)
/// comes before a sender's row, because a row may be left from a connection that nobody has noticed is gone.
/// `connected` needs both: the receiver says "streaming" and so does the row of that sender. Half an answer
/// is not enough: with the upstream not live, `upstream` and `state` are the receiver's word, `connected` is
/// false and lags that need the other end are empty. The one exception is a standby that lets us see that it
/// has a receiver but not what it says (we lack pg_monitor there): its existence counts as its agreement.
///
/// Bytes: the position of the primary (flush, since only flushed WAL is sent) minus the standby's own
/// written, flushed and replayed positions. They come from one gather, but not from one instant: a standby
/// that answered after the primary may be ahead of it, which is no lag, so never below zero. In a cascade the
/// primary is the one at its root. A standby that nobody sends to is measured against the only live primary
/// if both are on one timeline; across timelines the difference of positions means nothing. Seconds: the
/// sender's write_lag, flush_lag and replay_lag; zero when no byte is left, whatever the sender remembers
/// (those views keep the last measurement of an idle primary).
QVector<std::optional<Stream>> joinStreams(const QVector<Member>& members);

} // namespace switchyard
