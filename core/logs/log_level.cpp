#include "core/logs/log_level.h"

#include <QHash>
#include <QString>

#include <optional>

namespace switchyard::logs {

using namespace Qt::StringLiterals;

namespace {

// A level stands near the beginning; what comes later is a message that may quote anything.
constexpr qsizetype longestPrefix = 200;
constexpr int mostWords = 14;

std::optional<LogLevel> levelNamed(QStringView word)
{
    static const QHash<QString, LogLevel> names{{u"DEBUG"_s, LogLevel::Debug}, {u"DEBUG1"_s, LogLevel::Debug},
        {u"DEBUG2"_s, LogLevel::Debug}, {u"DEBUG3"_s, LogLevel::Debug}, {u"DEBUG4"_s, LogLevel::Debug},
        {u"DEBUG5"_s, LogLevel::Debug}, {u"NOISE"_s, LogLevel::Debug}, {u"LOG"_s, LogLevel::Info},
        {u"INFO"_s, LogLevel::Info}, {u"NOTICE"_s, LogLevel::Notice}, {u"WARN"_s, LogLevel::Warning},
        {u"WARNING"_s, LogLevel::Warning}, {u"ERROR"_s, LogLevel::Error}, {u"FATAL"_s, LogLevel::Fatal},
        {u"PANIC"_s, LogLevel::Fatal}, {u"DPANIC"_s, LogLevel::Fatal}, {u"CRIT"_s, LogLevel::Fatal},
        {u"ALERT"_s, LogLevel::Fatal}, {u"EMERG"_s, LogLevel::Fatal}, {u"DETAIL"_s, LogLevel::Detail},
        {u"HINT"_s, LogLevel::Detail}, {u"CONTEXT"_s, LogLevel::Detail}, {u"STATEMENT"_s, LogLevel::Detail},
        {u"QUERY"_s, LogLevel::Detail}, {u"LOCATION"_s, LogLevel::Detail}};
    const auto it = names.constFind(word.toString());
    return it == names.constEnd() ? std::nullopt : std::optional(*it);
}

// {"level":"warn", …}
LogLevel levelOfJson(QStringView line)
{
    constexpr QLatin1StringView key("\"level\":\"");
    const auto at = line.indexOf(key);
    if (at < 0)
        return LogLevel::Unknown;
    const QStringView rest = line.sliced(at + key.size());
    const auto end = rest.indexOf(u'"');
    return end < 0 ? LogLevel::Unknown
                   : levelNamed(rest.first(end).toString().toUpper()).value_or(LogLevel::Unknown);
}

/// The level that a word stands for, by how it is written: "ERROR:", "[NOTICE]", or bare right after the
/// process number in brackets, or as the line's first word.
std::optional<LogLevel> levelOfWord(QStringView word, bool afterBrackets)
{
    if (word.endsWith(u':'))
        return levelNamed(word.chopped(1));
    if (word.startsWith(u'[') && word.endsWith(u']') && word.size() > 2)
        return levelNamed(word.sliced(1, word.size() - 2));
    return afterBrackets ? levelNamed(word) : std::nullopt;
}

} // namespace

LogLevel levelOf(QStringView line)
{
    const QStringView head = line.first(std::min(line.size(), longestPrefix));
    if (head.startsWith(u'{'))
        return levelOfJson(head);
    if (head.startsWith(u'\t') || head.startsWith(u' '))
        return LogLevel::Detail; // a message of several lines goes on
    bool afterBrackets = false;
    int words = 0;
    for (const QStringView word : head.tokenize(u' ', Qt::SkipEmptyParts)) {
        if (++words > mostWords)
            break;
        if (word == u"[switchyard")
            return LogLevel::Info;
        if (const auto level = levelOfWord(word, afterBrackets))
            return *level;
        afterBrackets = word.endsWith(u']');
    }
    return LogLevel::Unknown;
}

} // namespace switchyard::logs
