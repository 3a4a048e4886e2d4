#include "app/ctl/screen.h"

#include <QByteArray>
#include <QtGlobal>

#include <cstdio>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace switchyard::ctl {

Screen::Screen()
    : terminal_(isatty(STDOUT_FILENO) == 1), colour_(terminal_ && qEnvironmentVariableIsEmpty("NO_COLOR"))
{
}

bool Screen::print(const QString& text)
{
    const QByteArray bytes = text.toUtf8();
    const auto size = static_cast<size_t>(bytes.size());
    return std::fwrite(bytes.constData(), 1, size, stdout) == size && std::fflush(stdout) == 0;
}

bool Screen::redraw(const QString& text)
{
    if (!terminal_) {
        const bool first = !drawn_;
        drawn_ = true;
        return print(first ? text : u'\n' + text);
    }
    // Overwrite line by line and clear what is left, instead of clearing first: nothing flickers.
    QString frame = text;
    frame.replace(u"\n"_s, u"\x1b[K\n"_s);
    const QString begin = drawn_ ? u"\x1b[H"_s : u"\x1b[2J\x1b[H"_s;
    drawn_ = true;
    return print(begin + frame + u"\x1b[J"_s);
}

void Screen::complain(const QString& sentence)
{
    const QByteArray line = "switchyardctl: " + sentence.trimmed().toUtf8() + '\n';
    std::fwrite(line.constData(), 1, static_cast<size_t>(line.size()), stderr);
}

} // namespace switchyard::ctl
