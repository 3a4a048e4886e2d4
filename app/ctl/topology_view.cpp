#include "app/ctl/views.h"

#include "app/ctl/view_parts.h"
#include "ui/text/text.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace switchyard::ctl {

namespace {

class TreePrinter
{
public:
    TreePrinter(const ClusterSnapshot& snapshot, const Paint& paint) : snapshot_(snapshot), paint_(paint) {}

    QString print()
    {
        QString out;
        // First those that stream from nobody we know, then what only a circle of upstreams holds together.
        for (const bool rest : {false, true}) {
            for (const Member& m : snapshot_.members) {
                const bool root = !m.stream || !snapshot_.member(m.stream->upstream);
                if (!placed_.contains(m.name) && (root || rest))
                    out += branch(m, {}, {});
            }
        }
        return out;
    }

private:
    /// `first` stands before the member's own line, `below` before those under it.
    QString branch(const Member& m, const QString& first, const QString& below)
    {
        placed_.insert(m.name);
        QString out = first + describe(m) + u'\n';
        QVector<const Member*> standbys;
        for (const Member& other : snapshot_.members) {
            if (!placed_.contains(other.name) && other.stream && other.stream->upstream == m.name)
                standbys.append(&other);
        }
        for (const Member* s : standbys) {
            const bool last = s == standbys.last();
            out += branch(*s, below + (last ? u"└ "_s : u"├ "_s), below + (last ? u"  "_s : u"│ "_s));
        }
        return out;
    }

    QString describe(const Member& m) const
    {
        const MemberFacts* f = m.facts.live();
        const QString node = m.nodeName.isEmpty() ? ViewWords::tr("no node") : m.nodeName;
        if (!f)
            return m.name + u"  "_s +
                   paint_(
                       ViewWords::tr("%1 on %2").arg(unknownText(snapshot_, m.facts.at()), node), Tone::Bad);
        if (m.role() == Role::Primary) {
            const QString writes =
                f->writable() ? ViewWords::tr("accepts writes") : ViewWords::tr("refuses writes");
            return paint_(m.name, Tone::Strong) + u"  "_s +
                   ViewWords::tr("primary on %1, timeline %2, ").arg(node).arg(f->timeline) +
                   paint_(writes, f->writable() ? Tone::Good : Tone::Bad);
        }
        QString s = m.name + u"  "_s + ViewWords::tr("standby on %1, ").arg(node) +
                    paint_(streamState(m), streamTone(m));
        if (m.stream && m.stream->connected)
            s += u", "_s +
                 ViewWords::tr("%1 behind").arg(lagWords(m.stream->replayLag, m.stream->replayLagBytes));
        const Member* primary = snapshot_.primary();
        if (!primary || primary->facts.live()->timeline != f->timeline)
            s += u", "_s + ViewWords::tr("timeline %1").arg(f->timeline);
        return s;
    }

    const ClusterSnapshot& snapshot_;
    const Paint& paint_;
    QSet<QString> placed_;
};

QString poolerTree(const ClusterSnapshot& snapshot, const Pooler& p, const Paint& paint)
{
    const QString node = p.nodeName.isEmpty() ? ViewWords::tr("no node") : p.nodeName;
    const PoolerFacts* f = p.facts.live();
    if (!f)
        return p.name + u"  "_s +
               paint(ViewWords::tr("%1 on %2").arg(unknownText(snapshot, p.facts.at()), node), Tone::Bad) +
               u'\n';
    QString out = p.name + u"  "_s + ViewWords::tr("pooler on %1").arg(node) + u'\n';
    for (int i = 0; i < f->databases.size(); ++i) {
        const PoolDatabase& d = f->databases[i];
        out += (i + 1 == f->databases.size() ? u"└ "_s : u"├ "_s) +
               ViewWords::tr("%1 leads to %2")
                   .arg(d.name, d.target.isEmpty() ? ViewWords::tr("nobody") : d.target);
        if (d.paused || d.disabled)
            out +=
                u", "_s + paint(d.disabled ? ViewWords::tr("disabled") : ViewWords::tr("paused"), Tone::Warn);
        out += u'\n';
    }
    return out;
}

} // namespace

QString topologyText(const ClusterSnapshot& snapshot, const Paint& paint)
{
    QString out = headText(snapshot, paint);
    out += snapshot.members.isEmpty() ? ViewWords::tr("No member is known.") + u'\n'
                                      : TreePrinter(snapshot, paint).print();
    if (!snapshot.poolers.isEmpty())
        out += u'\n';
    for (const Pooler& p : snapshot.poolers)
        out += poolerTree(snapshot, p, paint);
    return out;
}

} // namespace switchyard::ctl
