#include "core/cluster/json_place.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cctype>

using namespace Qt::StringLiterals;

namespace switchyard {

namespace {

/// Walks over valid JSON and notes where the field with the longest fitting path begins.
class FieldFinder
{
public:
    FieldFinder(const QByteArray& json, const QString& field) : json_(json), field_(field) {}

    qsizetype find()
    {
        value({});
        return found_;
    }

private:
    void value(const QString& path)
    {
        skipBlanks();
        if (at_ >= json_.size())
            return;
        switch (json_[at_]) {
        case '{': object(path); break;
        case '[': list(); break;
        case '"': text(); break;
        default: at_ = std::max(at_ + 1, endOfWord());
        }
    }
    void object(const QString& path)
    {
        ++at_;
        for (skipBlanks(); at_ < json_.size() && json_[at_] != '}'; skipBlanks()) {
            if (json_[at_] != '"') {
                ++at_; // a comma
                continue;
            }
            const qsizetype began = at_;
            const QString name = text();
            const QString here = path.isEmpty() ? name : path + u'.' + name;
            note(here, began);
            skipBlanks();
            ++at_; // the colon
            value(here);
        }
        ++at_;
    }
    void list()
    {
        ++at_;
        for (skipBlanks(); at_ < json_.size() && json_[at_] != ']'; skipBlanks()) {
            if (json_[at_] == ',')
                ++at_;
            else
                value(u"[]"_s); // nothing in a list has a name of ours
        }
        ++at_;
    }
    QString text()
    {
        const qsizetype began = at_++;
        while (at_ < json_.size() && json_[at_] != '"')
            at_ += json_[at_] == '\\' ? 2 : 1;
        at_ = std::min(at_ + 1, json_.size());
        const QByteArray wrapped = "{\"k\":" + json_.mid(began, at_ - began) + '}';
        return QJsonDocument::fromJson(wrapped).object().value(u"k"_s).toString(); // undoes escapes
    }
    void note(const QString& path, qsizetype began)
    {
        const bool fits = field_ == path || field_.startsWith(path + u'.');
        if (fits && path.size() >= longest_) {
            longest_ = path.size();
            found_ = began;
        }
    }
    void skipBlanks()
    {
        while (at_ < json_.size() && std::isspace(static_cast<unsigned char>(json_[at_])))
            ++at_;
    }
    qsizetype endOfWord() const
    {
        qsizetype end = at_;
        while (end < json_.size() && !std::isspace(static_cast<unsigned char>(json_[end])) &&
               QByteArrayView(",]}").indexOf(json_[end]) < 0)
            ++end;
        return end;
    }

    const QByteArray& json_;
    const QString field_;
    qsizetype at_ = 0, found_ = -1, longest_ = 0;
};

} // namespace

JsonPlace placeOfByte(const QByteArray& json, qsizetype offset)
{
    const QByteArray before = json.left(std::clamp<qsizetype>(offset, 0, json.size()));
    const qsizetype lineStart = before.lastIndexOf('\n') + 1;
    return {static_cast<int>(before.count('\n')) + 1,
        static_cast<int>(QString::fromUtf8(before.mid(lineStart)).size()) + 1};
}

JsonPlace placeOfField(const QByteArray& json, const QString& field)
{
    const qsizetype found = FieldFinder(json, field).find();
    return found < 0 ? JsonPlace{} : placeOfByte(json, found);
}

} // namespace switchyard
