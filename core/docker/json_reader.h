#pragma once
// Reading an engine's JSON: what is absent or null has its default (Go leaves out what is empty), what is
// there but of another type is a problem with the path of its field. Unknown fields are nobody's business.

#include "core/base/error.h"
#include "core/docker/types.h"

#include <QJsonObject>

namespace switchyard::docker {

/// The first problem of a document; shared by all the readers of it.
class JsonProblem
{
public:
    void note(const QString& path, const QString& what);
    bool found() const { return !text_.isEmpty(); }
    /// ErrorKind::Protocol "engine.garbage", detail "[2].Spec.Name: not a string".
    Error error() const;

private:
    QString text_;
};

/// One object of the document. Cheap to copy; must not outlive its JsonProblem.
class JsonReader
{
public:
    JsonReader(QJsonObject object, QString path, JsonProblem& problem)
        : object_(std::move(object)), path_(std::move(path)), problem_(&problem)
    {
    }

    bool has(QLatin1StringView key) const;
    QString string(QLatin1StringView key) const;
    /// As string(), but absent or empty is a problem too: without it the object cannot be told from others.
    QString id(QLatin1StringView key) const;
    bool boolean(QLatin1StringView key) const;
    std::int64_t integer(QLatin1StringView key) const;
    std::uint64_t count(QLatin1StringView key) const; ///< an integer >= 0
    std::optional<std::uint64_t> optionalCount(QLatin1StringView key) const;
    quint16 port(QLatin1StringView key) const;
    Labels labels(QLatin1StringView key) const; ///< an object of strings
    QStringList strings(QLatin1StringView key) const;
    QByteArray base64(QLatin1StringView key) const;
    /// RFC 3339 with up to nanoseconds, cut to milliseconds; invalid if absent or Go's zero time.
    QDateTime time(QLatin1StringView key) const;

    JsonReader object(QLatin1StringView key) const;
    QVector<JsonReader> objects(QLatin1StringView key) const; ///< an array of objects

private:
    QString pathOf(QLatin1StringView key) const;
    /// The value unless absent or null, checked to be of `type`.
    std::optional<QJsonValue> value(QLatin1StringView key, QJsonValue::Type type, const QString& name) const;

    QJsonObject object_;
    QString path_;
    JsonProblem* problem_;
};

/// "2026-11-23T22:35:47.123456789Z"; nothing for what is not a time.
std::optional<QDateTime> parseTime(QStringView text);

} // namespace switchyard::docker
