#include "core/node/secrets.h"

#include <QFile>

namespace switchyard::node {

using namespace Qt::StringLiterals;

Result<Secret> readSecret(const Paths& paths, const QString& name)
{
    const QString path = paths.secrets + u'/' + name;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return fail(ErrorKind::NotFound, u"node.secret"_s, path + u": "_s + file.errorString());
    QByteArray text = file.readAll();
    while (text.endsWith('\n') || text.endsWith('\r'))
        text.chop(1);
    if (text.isEmpty())
        return fail(ErrorKind::NotFound, u"node.secret"_s, path + u" is empty"_s);
    return Secret(std::move(text));
}

} // namespace switchyard::node
