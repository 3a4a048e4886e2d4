#include "core/node/templates.h"

namespace switchyard::node {

using namespace Qt::StringLiterals;

namespace {

QByteArray escaped(QByteArray text, const QByteArray& characters, char escape)
{
    for (qsizetype i = text.size() - 1; i >= 0; --i) {
        if (characters.contains(text[i]))
            text.insert(i, escape);
    }
    return text;
}

bool belongsToOneMember(const QByteArray& line)
{
    const QByteArray name = line.left(line.indexOf('=')).trimmed();
    return name == "primary_conninfo" || name == "primary_slot_name" || name == "synchronous_standby_names" ||
           name == "cluster_name";
}

} // namespace

Result<QByteArray> fillTemplate(const QByteArray& text, const QMap<QByteArray, QByteArray>& values)
{
    QByteArray result;
    qsizetype at = 0;
    while (at < text.size()) {
        const auto begin = text.indexOf('@', at);
        const auto end = begin < 0 ? -1 : text.indexOf('@', begin + 1);
        const QByteArray name = end < 0 ? QByteArray() : text.mid(begin + 1, end - begin - 1);
        const bool isName = !name.isEmpty() && std::all_of(name.begin(), name.end(),
                                                   [](char c) { return (c >= 'A' && c <= 'Z') || c == '_'; });
        if (!isName) { // an @ of the text's own, or none left
            const auto next = begin < 0 ? text.size() : begin + 1;
            result += text.mid(at, next - at);
            at = next;
            continue;
        }
        if (!values.contains(name))
            return fail(ErrorKind::BadInput, u"node.template"_s,
                u"the template asks for @%1@, which has no value"_s.arg(QString::fromLatin1(name)));
        result += text.mid(at, begin - at) + values.value(name);
        at = end + 1;
    }
    return result;
}

QString synchronousNames(const QStringList& standbys)
{
    return standbys.isEmpty() ? QString() : u"ANY 1 (\"%1\")"_s.arg(standbys.join(u"\", \""_s));
}

QByteArray memberConf(const Settings& settings, const QStringList& synchronousStandbys)
{
    return u"# Written by switchyard-node.\n"
           "cluster_name = '%1'\n"
           "synchronous_standby_names = '%2'\n"_s.arg(settings.name, synchronousNames(synchronousStandbys))
               .toUtf8();
}

QMap<QByteArray, QByteArray> repmgrValues(const Settings& settings)
{
    return {{"NODE_ID", QByteArray::number(nodeId(settings.name))}, {"NAME", settings.name.toUtf8()},
        {"REPLICATION_HOST", settings.replicationHost(settings.name).toUtf8()},
        {"PASSFILE", settings.paths.passFile().toUtf8()}, {"DATA", settings.paths.data().toUtf8()}};
}

QString primaryConninfo(const Settings& settings, const QString& upstream)
{
    if (upstream.isEmpty())
        return {};
    return u"host=%1 port=5432 user=replicator application_name=%2 connect_timeout=2 tcp_user_timeout=3000 "
           "keepalives_idle=5 keepalives_interval=2 keepalives_count=3 passfile=%3"_s.arg(
               settings.replicationHost(upstream), settings.name, settings.paths.passFile());
}

QByteArray standbyAutoConf(const QByteArray& existing, const Settings& settings, const QString& upstream)
{
    QByteArray text;
    for (const QByteArray& line : existing.split('\n')) {
        if (!line.isEmpty() && !belongsToOneMember(line))
            text += line + '\n';
    }
    text += "primary_conninfo = '" + primaryConninfo(settings, upstream).toUtf8() + "'\n";
    text += "primary_slot_name = '" + (upstream.isEmpty() ? QByteArray() : slotName(settings.name).toUtf8()) +
            "'\n";
    return text;
}

QByteArray passFileLine(const QString& user, const Secret& password)
{
    return "*:*:*:" + escaped(user.toUtf8(), ":\\", '\\') + ':' + escaped(password.reveal(), ":\\", '\\') +
           '\n';
}

QByteArray userListLine(const QString& user, const QByteArray& secret)
{
    const auto quoted = [](QByteArray text) { return '"' + escaped(std::move(text), "\"", '"') + '"'; };
    return quoted(user.toUtf8()) + ' ' + quoted(secret) + '\n';
}

QByteArray sqlLiteral(const QByteArray& text)
{
    const QByteArray quoted = '\'' + escaped(escaped(text, "'", '\''), "\\", '\\') + '\'';
    return text.contains('\\') ? " E" + quoted : quoted;
}

} // namespace switchyard::node
