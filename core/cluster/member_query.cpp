#include "core/cluster/member_query.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QXmlStreamReader>

namespace switchyard {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> garbage(const QString& what)
{
    return fail(ErrorKind::Protocol, u"pg.garbage"_s, what);
}

/// A JSON object of the statement; what is missing or null reads as empty.
class Fields
{
public:
    explicit Fields(QJsonObject object) : object_(std::move(object)) {}

    QString text(QStringView name) const { return object_.value(name).toString(); }
    bool flag(QStringView name) const { return object_.value(name).toBool(); }
    int count(QStringView name) const { return object_.value(name).toInt(); }
    std::optional<Lsn> lsn(QStringView name) const { return Lsn::parse(text(name)); }
    QDateTime time(QStringView name) const
    {
        return QDateTime::fromString(text(name), Qt::ISODateWithMs).toUTC();
    }
    std::optional<int> optionalCount(QStringView name) const
    {
        const QJsonValue value = object_.value(name);
        return value.isDouble() ? std::optional<int>(value.toInt()) : std::nullopt;
    }
    /// A number that travels as text.
    std::optional<std::int64_t> number(QStringView name) const
    {
        bool fine = false;
        const std::int64_t value = text(name).toLongLong(&fine);
        return fine ? std::optional<std::int64_t>(value) : std::nullopt;
    }
    std::optional<Duration> microseconds(QStringView name) const
    {
        const auto value = number(name);
        return value ? std::optional<Duration>(*value) : std::nullopt;
    }
    /// A text, which query_to_xml() may have wrapped as <row><v>…</v></row>.
    QString unwrapped(QStringView name) const
    {
        const QString all = text(name);
        if (!all.startsWith(u'<'))
            return all;
        QXmlStreamReader reader(all);
        while (!reader.atEnd()) {
            if (reader.readNext() == QXmlStreamReader::StartElement && reader.name() == u"v")
                return reader.readElementText();
        }
        return {};
    }
    bool has(QStringView name) const { return object_.contains(name) && !object_.value(name).isNull(); }
    Fields part(QStringView name) const { return Fields(object_.value(name).toObject()); }
    /// An object, which may be wrapped as a text; empty if it is null.
    std::optional<Fields> unwrappedPart(QStringView name) const
    {
        if (!has(name))
            return std::nullopt;
        const QJsonValue value = object_.value(name);
        return Fields(
            value.isObject() ? value.toObject() : QJsonDocument::fromJson(unwrapped(name).toUtf8()).object());
    }
    /// A list, which may be wrapped as a text.
    template<typename T> QVector<T> unwrappedList(QStringView name, T (*read)(const Fields&)) const
    {
        const QJsonValue value = object_.value(name);
        if (value.isArray())
            return list(name, read);
        return Fields({{u"list"_s, QJsonDocument::fromJson(unwrapped(name).toUtf8()).array()}})
            .list(u"list", read);
    }
    QJsonObject only(std::initializer_list<QStringView> names) const
    {
        QJsonObject some;
        for (const QStringView name : names)
            some.insert(name, object_.value(name));
        return some;
    }

    template<typename T> QVector<T> list(QStringView name, T (*read)(const Fields&)) const
    {
        QVector<T> values;
        const QJsonArray array = object_.value(name).toArray();
        for (qsizetype i = 0; i < array.size(); ++i)
            values.append(read(Fields(array.at(i).toObject())));
        return values;
    }

private:
    QJsonObject object_;
};

Sender readSender(const Fields& f)
{
    return {.applicationName = f.text(u"application_name"),
        .clientAddress = f.text(u"client_addr"),
        .state = f.text(u"state"),
        .syncState = f.text(u"sync_state"),
        .sent = f.lsn(u"sent"),
        .write = f.lsn(u"write"),
        .flush = f.lsn(u"flush"),
        .replay = f.lsn(u"replay"),
        .writeLag = f.microseconds(u"write_lag_us"),
        .flushLag = f.microseconds(u"flush_lag_us"),
        .replayLag = f.microseconds(u"replay_lag_us")};
}

Slot readSlot(const Fields& f)
{
    return {.name = f.text(u"name"),
        .type = f.text(u"type"),
        .active = f.flag(u"active"),
        .walStatus = f.text(u"wal_status"),
        .restart = f.lsn(u"restart"),
        .retainedBytes = f.number(u"retained"),
        .safeBytes = f.number(u"safe")};
}

/// The columns of pg_stat_wal_receiver; version 12 has one position, received_lsn, in the place of two.
Receiver readReceiver(const Fields& f)
{
    const bool before13 = f.has(u"received_lsn");
    return {.status = f.text(u"status"),
        .senderHost = f.text(u"sender_host"),
        .senderPort = static_cast<quint16>(f.count(u"sender_port")),
        .slotName = f.text(u"slot_name"),
        .receivedTimeline = f.count(u"received_tli"),
        .written = f.lsn(before13 ? u"received_lsn" : u"written_lsn"),
        .flushed = f.lsn(before13 ? u"received_lsn" : u"flushed_lsn"),
        .latestEnd = f.lsn(u"latest_end_lsn"),
        .lastMessageAt = f.time(u"last_msg_receipt_time")};
}

BaseBackup readBackup(const Fields& f)
{
    return {.receiver = f.text(u"receiver"),
        .doneBytes = f.number(u"done").value_or(0),
        .totalBytes = f.number(u"total")};
}

void readArchiver(const Fields& f, Archiver& archiver)
{
    const Fields counters = f.part(u"archiver");
    archiver.archived = counters.number(u"archived").value_or(0);
    archiver.failed = counters.number(u"failed").value_or(0);
    archiver.lastFailedWal = counters.text(u"last_failed_wal");
    archiver.lastArchivedAt = counters.time(u"last_archived_at");
    archiver.lastFailedAt = counters.time(u"last_failed_at");
}

RepmgrNode readRepmgrNode(const Fields& f)
{
    return {.id = f.count(u"id"),
        .name = f.text(u"name"),
        .type = f.text(u"type"),
        .upstreamId = f.optionalCount(u"upstream"),
        .active = f.flag(u"active"),
        .priority = f.count(u"priority")};
}

Repmgr readRepmgr(const Fields& f)
{
    Repmgr repmgr{.nodes = f.list(u"nodes", readRepmgrNode),
        .localNodeId = f.optionalCount(u"local"),
        .daemonRunning = f.flag(u"running"),
        .daemonPaused = f.flag(u"paused")};
    if (repmgr.localNodeId == -1) // repmgr's UNKNOWN_NODE_ID: no repmgrd has told it since the server began
        repmgr.localNodeId.reset();
    return repmgr;
}

/// What both statements say.
void readMoment(const Fields& f, MemberFacts& facts)
{
    facts.inRecovery = f.flag(u"standby");
    facts.timeline = f.count(u"timeline");
    facts.insert = f.lsn(u"insert");
    facts.flush = f.lsn(u"flush");
    facts.received = f.lsn(u"received");
    facts.replayed = f.lsn(u"replayed");
    facts.lastReplayedTransactionAt = f.time(u"last_replayed_at");
    facts.replayPause = f.unwrapped(u"replay_pause");
    facts.receiver.reset();
    if (f.has(u"receiver"))
        facts.receiver = readReceiver(f.part(u"receiver"));
    facts.senders = f.list(u"senders", readSender);
    facts.replicationSlots = f.list(u"slots", readSlot);
    facts.backups = f.unwrappedList(u"backups", readBackup);
    readArchiver(f, facts.archiver);
    facts.repmgr.reset();
    if (const auto repmgr = f.unwrappedPart(u"repmgr"))
        facts.repmgr = readRepmgr(*repmgr);
    facts.connections = f.count(u"connections");
    facts.transactions = f.number(u"transactions").value_or(0);
    facts.longestTransaction = f.microseconds(u"longest_us");
    facts.synchronousStandbyNames = f.text(u"synchronous_standby_names");
    facts.startedAt = f.time(u"started_at");
    facts.serverTime = f.time(u"server_time");
    facts.supervisor = parseSupervisor(f.unwrapped(u"supervisor"), facts.serverTime.toMSecsSinceEpoch());
}

/// What only the full one says.
void readServer(const Fields& f, MemberFacts& facts)
{
    facts.serverVersion = f.text(u"version").section(u' ', 0, 0); // without the packager's words
    facts.systemIdentifier = f.text(u"system_identifier");
    facts.readOnlyDefault = f.flag(u"read_only");
    facts.timelineHistory = parseTimelineHistory(f.unwrapped(u"history"));
    facts.archiver.enabled = f.flag(u"archiving");
    bool counted = false;
    const int ready = f.unwrapped(u"ready").toInt(&counted);
    if (counted) {
        facts.archiver.readyFiles = ready;
        facts.archiver.readyCountedAt = f.time(u"server_time");
    }
    facts.maxConnections = f.count(u"max_connections");
    facts.maxSlotKeepBytes = f.number(u"max_slot_keep");
    if (facts.maxSlotKeepBytes == -1)
        facts.maxSlotKeepBytes.reset();
    facts.canSeeAll = f.flag(u"sees_statistics") && (!f.has(u"repmgr_usable") || f.flag(u"repmgr_usable"));
}

QJsonObject marksOf(const Fields& f)
{
    return f.only({u"started_at", u"standby", u"timeline", u"read_only_setting", u"slot_keep_setting",
        u"sees_statistics"});
}

Result<Fields> fieldsOf(const QVector<postgres::Rows>& answer)
{
    if (answer.size() != 1 || answer[0].rows.size() != 1 || answer[0].rows[0].size() != 1 ||
        !answer[0].rows[0][0])
        return garbage(u"the member's facts are not one row with one value"_s);
    QJsonParseError problem;
    const auto document = QJsonDocument::fromJson(*answer[0].rows[0][0], &problem);
    if (!document.isObject())
        return garbage(u"the member's facts are no JSON object: "_s + problem.errorString());
    return Fields(document.object());
}

std::optional<Error> lacks(const Fields& fields, std::initializer_list<QStringView> names)
{
    for (const QStringView name : names) {
        if (!fields.has(name))
            return garbage(u"the member's facts lack "_s + name.toString()).value();
    }
    return std::nullopt;
}

} // namespace

Result<MemberReading> parseFullAnswer(const QVector<postgres::Rows>& answer)
{
    const auto fields = fieldsOf(answer);
    if (!fields)
        return tl::unexpected<Error>(fields.error());
    if (const auto error =
            lacks(*fields, {u"version", u"system_identifier", u"standby", u"timeline", u"server_time"}))
        return tl::unexpected<Error>(*error);
    MemberReading reading;
    readMoment(*fields, reading.facts);
    readServer(*fields, reading.facts);
    reading.traits = {
        fields->count(u"version_num"), reading.facts.repmgr.has_value(), fields->flag(u"supervisor_usable")};
    reading.marks = marksOf(*fields);
    return reading;
}

Result<std::optional<MemberFacts>> parseBriefAnswer(
    const QVector<postgres::Rows>& answer, const MemberReading& full)
{
    const auto fields = fieldsOf(answer);
    if (!fields)
        return tl::unexpected<Error>(fields.error());
    if (const auto error = lacks(*fields, {u"standby", u"timeline", u"server_time"}))
        return tl::unexpected<Error>(*error);
    if (marksOf(*fields) != full.marks)
        return std::nullopt;
    MemberFacts facts = full.facts;
    readMoment(*fields, facts);
    return facts;
}

} // namespace switchyard
