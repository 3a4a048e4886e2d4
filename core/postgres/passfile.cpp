#include "core/postgres/passfile.h"

#include <QDir>
#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace switchyard::postgres {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestFile = 1 << 20; // bytes

/// Takes one field off the front of `rest`, with its separator; empty when no separator follows.
std::optional<QByteArray> takeField(QByteArrayView& rest, bool& any)
{
    QByteArray text;
    bool escaped = false;
    for (qsizetype i = 0; i < rest.size(); ++i) {
        const char c = rest[i];
        if (c == '\\' && i + 1 < rest.size()) {
            escaped = true;
            text += rest[++i];
        } else if (c == ':') {
            any = text == "*" && !escaped;
            rest = rest.sliced(i + 1);
            return text;
        } else {
            text += c;
        }
    }
    return std::nullopt;
}

Secret unescaped(QByteArrayView text)
{
    QByteArray out;
    out.reserve(text.size()); // once, so that growing leaves no copy of the password behind
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size())
            ++i;
        out += text[i];
    }
    return Secret(std::move(out));
}

QString systemError(int number)
{
    return QString::fromLocal8Bit(std::strerror(number));
}

Result<void> checkMode(const struct stat& info, const QString& path)
{
    if (!S_ISREG(info.st_mode))
        return fail(ErrorKind::BadInput, u"passfile.unreadable"_s, path + u": not a plain file"_s);
    if ((info.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return fail(ErrorKind::Rejected, u"passfile.permissions"_s,
            u"%1 has mode %2"_s.arg(path, QString::number(info.st_mode & 07777, 8).rightJustified(4, u'0')),
            u"chmod 600 "_s + path);
    if (info.st_size > largestFile)
        return fail(ErrorKind::BadInput, u"passfile.unreadable"_s, path + u": larger than 1 MiB"_s);
    return {};
}

} // namespace

Result<PassFile> PassFile::load(const QString& path)
{
    // Non-blocking, so that a pipe in the file's place is refused by checkMode instead of waiting for a
    // writer.
    const int fd = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) {
        const int number = errno;
        if (number == ENOENT || number == ENOTDIR)
            return fail(ErrorKind::NotFound, u"passfile.missing"_s, path);
        return fail(ErrorKind::BadInput, u"passfile.unreadable"_s, path + u": "_s + systemError(number));
    }
    QFile file;
    if (!file.open(fd, QIODevice::ReadOnly | QIODevice::Unbuffered, QFileDevice::AutoCloseHandle)) {
        ::close(fd);
        return fail(ErrorKind::BadInput, u"passfile.unreadable"_s, path + u": "_s + file.errorString());
    }
    // The opened file is looked at rather than its name, which may be another file a moment later.
    struct stat info = {};
    if (::fstat(fd, &info) != 0)
        return fail(ErrorKind::BadInput, u"passfile.unreadable"_s, path + u": "_s + systemError(errno));
    if (auto fine = checkMode(info, path); !fine)
        return tl::unexpected(fine.error());
    const Secret text(file.read(largestFile));
    return parse(text.reveal());
}

PassFile PassFile::parse(const QByteArray& text)
{
    PassFile file;
    for (qsizetype from = 0; from < text.size();) {
        qsizetype end = text.indexOf('\n', from);
        if (end < 0)
            end = text.size();
        QByteArrayView line = QByteArrayView(text).sliced(from, end - from);
        from = end + 1;
        if (line.endsWith('\r'))
            line.chop(1);
        if (line.startsWith('#'))
            continue;
        if (auto parsed = parseLine(line))
            file.lines_.push_back(std::move(*parsed));
    }
    return file;
}

std::optional<PassFile::Line> PassFile::parseLine(QByteArrayView line)
{
    Line parsed;
    for (Field* field : {&parsed.host, &parsed.port, &parsed.database, &parsed.user}) {
        auto text = takeField(line, field->any);
        if (!text)
            return std::nullopt;
        field->text = std::move(*text);
    }
    parsed.password = unescaped(line);
    return parsed;
}

std::optional<Secret> PassFile::lookup(
    const QString& host, quint16 port, const QString& database, const QString& user) const
{
    const QByteArray hostName = host.startsWith(u'/') ? QByteArrayLiteral("localhost") : host.toUtf8();
    const QByteArray portText = QByteArray::number(port);
    const QByteArray databaseName = database.toUtf8(), userName = user.toUtf8();
    for (const Line& line : lines_) {
        if (line.host.fits(hostName) && line.port.fits(portText) && line.database.fits(databaseName) &&
            line.user.fits(userName))
            return line.password;
    }
    return std::nullopt;
}

std::vector<PassFile::Entry> PassFile::entries() const
{
    const auto text = [](const Field& field) {
        return field.any ? QString() : QString::fromUtf8(field.text);
    };
    std::vector<Entry> entries;
    entries.reserve(lines_.size());
    for (const Line& line : lines_)
        entries.push_back(
            {text(line.host), text(line.port).toUShort(), text(line.database), text(line.user)});
    return entries;
}

QString defaultPassFile()
{
    return QDir::homePath() + u"/.pgpass"_s;
}

} // namespace switchyard::postgres
