#include "core/workstation/small_file.h"

#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace switchyard::workstation {

namespace {
constexpr qint64 largestSettings = 1 << 20;
}

std::optional<QByteArray> readSmallFile(const QString& path, Offers& offers)
{
    const QFileInfo info(path);
    if (!info.exists())
        return std::nullopt;
    // A pipe in a settings file's place would be read for ever.
    const auto refuse = [&](const QString& why) {
        offers.problems << Error{ErrorKind::Rejected, u"workstation.unreadable"_s, path + u": "_s + why, {}};
        return std::nullopt;
    };
    if (!info.isFile())
        return refuse(u"not a plain file"_s);
    if (info.size() > largestSettings)
        return refuse(u"larger than 1 MiB"_s);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return refuse(file.errorString());
    return file.read(largestSettings);
}

Error inFile(const QString& path, Error error)
{
    error.detail = path + u": "_s + error.detail;
    return error;
}

} // namespace switchyard::workstation
