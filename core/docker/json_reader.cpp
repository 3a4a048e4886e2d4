#include "core/docker/json_reader.h"

#include <QJsonArray>

namespace switchyard::docker {

using namespace Qt::StringLiterals;

void JsonProblem::note(const QString& path, const QString& what)
{
    if (text_.isEmpty())
        text_ = (path.isEmpty() ? u"the answer"_s : path) + u": "_s + what;
}

Error JsonProblem::error() const
{
    return {ErrorKind::Protocol, u"engine.garbage"_s, text_};
}

QString JsonReader::pathOf(QLatin1StringView key) const
{
    return path_.isEmpty() ? QString(key) : path_ + u'.' + key;
}

std::optional<QJsonValue> JsonReader::value(
    QLatin1StringView key, QJsonValue::Type type, const QString& name) const
{
    const QJsonValue value = object_.value(key);
    if (value.isUndefined() || value.isNull())
        return std::nullopt;
    if (value.type() != type) {
        problem_->note(pathOf(key), u"not "_s + name);
        return std::nullopt;
    }
    return value;
}

bool JsonReader::has(QLatin1StringView key) const
{
    const QJsonValue value = object_.value(key);
    return !value.isUndefined() && !value.isNull();
}

QString JsonReader::string(QLatin1StringView key) const
{
    const auto found = value(key, QJsonValue::String, u"a string"_s);
    return found ? found->toString() : QString();
}

QString JsonReader::id(QLatin1StringView key) const
{
    QString text = string(key);
    if (text.isEmpty())
        problem_->note(pathOf(key), u"missing"_s);
    return text;
}

bool JsonReader::boolean(QLatin1StringView key) const
{
    const auto found = value(key, QJsonValue::Bool, u"true or false"_s);
    return found && found->toBool();
}

std::int64_t JsonReader::integer(QLatin1StringView key) const
{
    const auto found = value(key, QJsonValue::Double, u"a number"_s);
    if (!found)
        return 0;
    // toInteger gives the default back for fractions and for what does not fit: two defaults tell.
    const qint64 number = found->toInteger(0);
    if (number == 0 && found->toInteger(1) == 1)
        problem_->note(pathOf(key), u"not a whole number"_s);
    return number;
}

std::uint64_t JsonReader::count(QLatin1StringView key) const
{
    const std::int64_t number = integer(key);
    if (number < 0) {
        problem_->note(pathOf(key), u"negative"_s);
        return 0;
    }
    return static_cast<std::uint64_t>(number);
}

std::optional<std::uint64_t> JsonReader::optionalCount(QLatin1StringView key) const
{
    return has(key) ? std::optional(count(key)) : std::nullopt;
}

quint16 JsonReader::port(QLatin1StringView key) const
{
    const std::uint64_t number = count(key);
    if (number > 65535) {
        problem_->note(pathOf(key), u"not a port"_s);
        return 0;
    }
    return static_cast<quint16>(number);
}

Labels JsonReader::labels(QLatin1StringView key) const
{
    Labels result;
    const auto found = value(key, QJsonValue::Object, u"an object"_s);
    const QJsonObject pairs = found ? found->toObject() : QJsonObject();
    for (auto pair = pairs.begin(); pair != pairs.end(); ++pair) {
        if (!pair.value().isString())
            problem_->note(pathOf(key) + u"[\""_s + pair.key() + u"\"]"_s, u"not a string"_s);
        result.insert(pair.key(), pair.value().toString());
    }
    return result;
}

QStringList JsonReader::strings(QLatin1StringView key) const
{
    QStringList result;
    const auto found = value(key, QJsonValue::Array, u"an array"_s);
    const QJsonArray array = found ? found->toArray() : QJsonArray();
    for (qsizetype i = 0; i < array.size(); ++i) {
        if (!array.at(i).isString())
            problem_->note(pathOf(key) + u"[%1]"_s.arg(i), u"not a string"_s);
        result << array.at(i).toString();
    }
    return result;
}

QByteArray JsonReader::base64(QLatin1StringView key) const
{
    const auto decoded =
        QByteArray::fromBase64Encoding(string(key).toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        problem_->note(pathOf(key), u"not base64"_s);
    return *decoded;
}

QDateTime JsonReader::time(QLatin1StringView key) const
{
    const QString text = string(key);
    if (text.isEmpty())
        return {};
    const auto at = parseTime(text);
    if (!at)
        problem_->note(pathOf(key), u"not a time"_s);
    return at && at->date().year() > 1 ? *at : QDateTime();
}

JsonReader JsonReader::object(QLatin1StringView key) const
{
    const auto found = value(key, QJsonValue::Object, u"an object"_s);
    return {found ? found->toObject() : QJsonObject(), pathOf(key), *problem_};
}

QVector<JsonReader> JsonReader::objects(QLatin1StringView key) const
{
    QVector<JsonReader> result;
    const auto found = value(key, QJsonValue::Array, u"an array"_s);
    const QJsonArray array = found ? found->toArray() : QJsonArray();
    for (qsizetype i = 0; i < array.size(); ++i) {
        const QString path = pathOf(key) + u"[%1]"_s.arg(i);
        if (!array.at(i).isObject())
            problem_->note(path, u"not an object"_s);
        result << JsonReader(array.at(i).toObject(), path, *problem_);
    }
    return result;
}

std::optional<QDateTime> parseTime(QStringView text)
{
    // Cut the fraction to milliseconds ourselves: rounding up would put a fact into the future.
    QString cut = text.toString();
    if (const auto dot = cut.indexOf(u'.'); dot >= 0) {
        qsizetype end = dot + 1;
        while (end < cut.size() && cut[end].isDigit())
            ++end;
        if (end == dot + 1)
            return std::nullopt;
        cut = cut.first(dot) + u'.' + cut.sliced(dot + 1, std::min<qsizetype>(3, end - dot - 1)) +
              cut.sliced(end);
    }
    const QDateTime at = QDateTime::fromString(cut, Qt::ISODateWithMs);
    if (!at.isValid() || at.timeSpec() == Qt::LocalTime)
        return std::nullopt;
    return at.toUTC();
}

} // namespace switchyard::docker
