#include "core/workstation/ssh_hosts.h"

#include "core/workstation/small_file.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace switchyard::workstation {

namespace {

constexpr int deepestInclude = 16; // READCONF_MAX_DEPTH of OpenSSH

/// Words as ssh reads them: blanks between, "…" around what has blanks in it; a # begins a comment.
QStringList wordsOf(QStringView line)
{
    QStringList words;
    QString word;
    bool quoted = false, any = false;
    for (const QChar c : line) {
        if (c == u'"') {
            quoted = !quoted;
            any = true;
        } else if (!quoted && c == u'#' && word.isEmpty()) {
            break;
        } else if (!quoted && c.isSpace()) {
            if (any || !word.isEmpty())
                words << std::exchange(word, {});
            any = false;
        } else {
            word += c;
        }
    }
    if (any || !word.isEmpty())
        words << word;
    return words;
}

/// "Host a b", "Host=a" and "Host = a" are the same.
QStringList lineWords(QString line)
{
    line = line.trimmed();
    const auto isKeyword = [](QChar c) { return c.isLetterOrNumber(); };
    const auto end = std::find_if_not(line.begin(), line.end(), isKeyword) - line.begin();
    const QString rest = line.mid(end).trimmed();
    if (rest.startsWith(u'='))
        line = line.left(end) + u' ' + rest.mid(1);
    return wordsOf(line);
}

bool namesOneHost(const QString& pattern)
{
    return !pattern.isEmpty() && !pattern.contains(u'*') && !pattern.contains(u'?') &&
           !pattern.startsWith(u'!');
}

QStringList filesOf(const QString& pattern, const QString& home)
{
    QString path = pattern;
    if (path.startsWith(u"~/"))
        path = home + path.mid(1);
    else if (!path.startsWith(u'/'))
        path = home + u"/.ssh/"_s + path;
    const QFileInfo info(path);
    if (!info.fileName().contains(u'*') && !info.fileName().contains(u'?'))
        return {path};
    QStringList files;
    const QDir directory(info.path());
    for (const QString& name : directory.entryList({info.fileName()}, QDir::Files | QDir::Hidden, QDir::Name))
        files << directory.filePath(name);
    return files;
}

void addHostsOf(const QString& path, const Places& places, int depth, QStringList& hosts, Offers& offers)
{
    const auto text = depth > deepestInclude ? std::nullopt : readSmallFile(path, offers);
    if (!text)
        return;
    for (const SshLine& line : parseSshConfig(*text)) {
        if (line.kind == SshLine::Kind::Include) {
            for (const QString& file : filesOf(line.word, places.home))
                addHostsOf(file, places, depth + 1, hosts, offers);
        } else if (!hosts.contains(line.word)) {
            hosts << line.word;
        }
    }
}

} // namespace

QVector<SshLine> parseSshConfig(const QByteArray& text)
{
    QVector<SshLine> lines;
    for (const QString& line : QString::fromUtf8(text).split(u'\n')) {
        const QStringList words = lineWords(line);
        const QString keyword = words.value(0).toLower();
        if (keyword != u"host" && keyword != u"include")
            continue;
        const auto kind = keyword == u"host" ? SshLine::Kind::Host : SshLine::Kind::Include;
        for (const QString& word : words.mid(1)) {
            if (kind == SshLine::Kind::Include || namesOneHost(word))
                lines << SshLine{kind, word};
        }
    }
    return lines;
}

void addSshOffers(const Places& places, Offers& offers)
{
    QStringList hosts;
    addHostsOf(places.home + u"/.ssh/config"_s, places, 0, hosts, offers);
    for (const QString& host : hosts) {
        EngineOffer offer;
        offer.source = EngineOffer::Source::SshAlias;
        offer.name = host;
        offer.url = u"ssh://"_s + host;
        if (docker::parseEndpoint(offer.url))
            offers.engines << offer;
    }
}

} // namespace switchyard::workstation
