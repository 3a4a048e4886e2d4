#pragma once
// The list that a benchmark writes: {"figure","value","unit","limit","holds"}, limits are upper bounds.

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <optional>
#include <vector>

namespace switchyard::bench {

class Figures
{
public:
    void add(const QString& figure, double value, const QString& unit, std::optional<double> limit = {})
    {
        list_.append(QJsonObject{{QStringLiteral("figure"), figure}, {QStringLiteral("value"), value},
            {QStringLiteral("unit"), unit},
            {QStringLiteral("limit"), limit ? QJsonValue(*limit) : QJsonValue(QJsonValue::Null)},
            {QStringLiteral("holds"), limit ? QJsonValue(value <= *limit) : QJsonValue(QJsonValue::Null)}});
    }
    bool write(const QString& path) const
    {
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(list_).toJson()) > 0;
    }

private:
    QJsonArray list_;
};

inline double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values.empty() ? 0 : values[values.size() / 2];
}

} // namespace switchyard::bench
