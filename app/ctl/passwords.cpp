#include "app/ctl/passwords.h"

#include "app/ctl/view_parts.h"

#include <QEventLoop>
#include <QTimer>

#include <csignal>
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <memory>

using namespace Qt::StringLiterals;

namespace switchyard::ctl {

namespace {

constexpr std::chrono::seconds keychainPatience{5};
constexpr qsizetype longestPassword = 4096;

/// Signals wait while the terminal hides what is typed, so that none leaves it so.
class HiddenTyping
{
public:
    explicit HiddenTyping(int fd) : fd_(fd)
    {
        sigset_t all;
        sigemptyset(&all);
        for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP})
            sigaddset(&all, signal);
        sigprocmask(SIG_BLOCK, &all, &before_);
        good_ = tcgetattr(fd, &shown_) == 0;
        termios hidden = shown_;
        hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO | ISIG | ICANON); // keys come as bytes, ^C too
        hidden.c_cc[VMIN] = 1;
        hidden.c_cc[VTIME] = 0;
        good_ = good_ && tcsetattr(fd, TCSAFLUSH, &hidden) == 0;
    }
    ~HiddenTyping()
    {
        if (good_)
            tcsetattr(fd_, TCSADRAIN, &shown_);
        sigprocmask(SIG_SETMASK, &before_, nullptr);
    }
    HiddenTyping(const HiddenTyping&) = delete;
    HiddenTyping& operator=(const HiddenTyping&) = delete;
    bool good() const { return good_; }

private:
    int fd_;
    bool good_ = false;
    termios shown_{};
    sigset_t before_{};
};

constexpr char interrupt = '\x03', endOfInput = '\x04', eraseLine = '\x15', backspace = '\b', erase = '\x7f';

void writeAll(int fd, const QByteArray& text)
{
    for (qsizetype at = 0; at < text.size();) {
        const auto written = ::write(fd, text.constData() + at, static_cast<std::size_t>(text.size() - at));
        if (written <= 0)
            return;
        at += written;
    }
}

Result<Secret> fromStore(SecretStore& store, const QString& key)
{
    // The answer may come when nobody waits for it any more.
    struct Question
    {
        QEventLoop loop;
        Result<Secret> answer = fail(ErrorKind::Timeout, u"keychain.timeout"_s);
    };
    const auto question = std::make_shared<Question>();
    store.read(key, [question](Result<Secret> got) {
        question->answer = std::move(got);
        // Queued, for a store that answers before the loop runs.
        QMetaObject::invokeMethod(&question->loop, &QEventLoop::quit, Qt::QueuedConnection);
    });
    QTimer::singleShot(keychainPatience, &question->loop, &QEventLoop::quit);
    question->loop.exec();
    return question->answer;
}

Result<Passwords> fromTerminal(const ClusterProfile& profile, const Error& otherwise)
{
    const int terminal = ::isatty(STDIN_FILENO) ? ::open("/dev/tty", O_RDWR | O_CLOEXEC) : -1;
    if (terminal < 0)
        return tl::unexpected<Error>(otherwise);
    const auto prompt = [](const QString& words) { return words.toUtf8() + ": "; };
    const auto postgres = readHidden(
        terminal, prompt(ViewWords::tr("Password of PostgreSQL user %1").arg(profile.postgres.user)));
    const auto console =
        postgres
            ? readHidden(terminal, prompt(ViewWords::tr("Password of PgBouncer user %1 (empty: the same)")
                                              .arg(profile.pgbouncer.user)))
            : std::nullopt;
    ::close(terminal);
    if (!postgres || !console)
        return fail(ErrorKind::Cancelled, u"password.not_given"_s);
    return Passwords{*postgres, console->isEmpty() ? *postgres : *console};
}

} // namespace

std::optional<Secret> readHidden(int fd, const QByteArray& prompt)
{
    const HiddenTyping hidden(fd);
    if (!hidden.good())
        return std::nullopt;
    writeAll(fd, prompt);
    QByteArray line;
    line.reserve(longestPassword); // once, so that growing leaves no copy behind
    char c = 0;
    bool given = false;
    while (line.size() < longestPassword && ::read(fd, &c, 1) == 1) {
        given = c == '\n';
        if (given || c == interrupt || c == endOfInput)
            break;
        if (c == eraseLine)
            line.truncate(0);
        else if (c == erase || c == backspace)
            line.chop(1);
        else
            line += c;
    }
    writeAll(fd, "\n");
    Secret secret(std::move(line));
    return given ? std::optional(std::move(secret)) : std::nullopt;
}

Result<Passwords> passwordsFor(const ClusterProfile& profile, SecretStore& store)
{
    switch (profile.passwordSource) {
    case PasswordSource::PassFile: return Passwords{};
    case PasswordSource::Ask:
        return fromTerminal(profile, {ErrorKind::NotFound, u"password.no_terminal"_s, profile.name, {}});
    case PasswordSource::Keychain: break;
    }
    const auto postgres = fromStore(store, profile.name + u"/postgres"_s);
    if (!postgres)
        return fromTerminal(profile, postgres.error());
    const auto console = fromStore(store, profile.name + u"/pgbouncer"_s);
    if (!console && console.error().code != u"keychain.no_entry")
        return fromTerminal(profile, console.error());
    return Passwords{*postgres, console.value_or(*postgres)};
}

} // namespace switchyard::ctl
