#pragma once
// Where in a JSON text something stands, so that whoever edits the file by hand finds it.

#include <QByteArray>
#include <QString>

namespace switchyard {

struct JsonPlace
{
    int line = 0;   ///< from 1; 0: not found
    int column = 0; ///< from 1, in characters
    bool operator==(const JsonPlace&) const = default;
};

/// The place of a byte of the text.
JsonPlace placeOfByte(const QByteArray& json, qsizetype offset);

/// The place of an object's field, named with dots from the outermost object on ("engine.endpoint"). The text
/// is valid JSON; the last of several fields of one name counts, as in QJsonDocument. A field that is not
/// there has the place of the innermost object on its way that is, or none.
JsonPlace placeOfField(const QByteArray& json, const QString& field);

} // namespace switchyard
