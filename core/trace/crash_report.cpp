#include "core/trace/crash_report.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>
#include <cstring>
#include <ctime>

#include <execinfo.h>
#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace switchyard {

namespace {

constexpr std::array deadlySignals{SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
constexpr std::size_t keptLines = 40, keptBytes = 300, mostFrames = 64;

/// All that the handler needs lies here ready, in memory that is there from the start: a signal brings no
/// pointer along, and the heap may be what is broken.
struct CrashState
{
    std::array<char, 512> directory{};
    std::array<char, 64> version{};
    std::array<std::array<char, keptBytes>, keptLines> lines{};
    std::atomic<std::size_t> nextLine{0};
    std::array<struct sigaction, deadlySignals.size()> before{};
    std::array<char, 65536> stack{};
    std::atomic_flag dying = ATOMIC_FLAG_INIT;
};
CrashState crash;

void put(int file, const char* words)
{
    [[maybe_unused]] const auto written = ::write(file, words, std::strlen(words));
}

/// `value` in decimal, with at least `digits` digits.
void putNumber(int file, long value, int digits = 1)
{
    std::array<char, 24> text{};
    std::size_t at = text.size() - 1;
    for (int i = 0; value > 0 || i < digits; ++i, value /= 10)
        text[--at] = static_cast<char>('0' + value % 10);
    put(file, text.data() + at);
}

/// Civil date of a day since 1970 (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms",
/// civil_from_days); gmtime_r is not on the list of safe functions.
void putMoment(int file, long seconds)
{
    const long day = seconds / 86400, ofDay = seconds % 86400;
    const long z = day + 719468, era = z / 146097, doe = z - era * 146097;
    const long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    const long doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
    const long month = mp < 10 ? mp + 3 : mp - 9;
    putNumber(file, yoe + era * 400 + (month <= 2 ? 1 : 0), 4);
    put(file, "-"), putNumber(file, month, 2);
    put(file, "-"), putNumber(file, doy - (153 * mp + 2) / 5 + 1, 2);
    put(file, " "), putNumber(file, ofDay / 3600, 2);
    put(file, ":"), putNumber(file, ofDay / 60 % 60, 2);
    put(file, ":"), putNumber(file, ofDay % 60, 2);
    put(file, " UTC");
}

const char* signalWords(int number)
{
    switch (number) {
    case SIGSEGV: return "SIGSEGV, memory that is not ours was used";
    case SIGBUS: return "SIGBUS, memory could not be reached";
    case SIGFPE: return "SIGFPE, a calculation has no result";
    case SIGILL: return "SIGILL, an instruction is none";
    case SIGABRT: return "SIGABRT, the program gave up (an assertion or an exception that nobody caught)";
    default: return "a deadly signal";
    }
}

/// "DIRECTORY/crash-<seconds>-<pid>.txt"; the digits of both, the most significant first.
int openReport(long seconds)
{
    std::array<char, 600> path{};
    std::size_t at = 0;
    const auto add = [&](const char* words) {
        for (; *words && at + 1 < path.size(); ++words)
            path[at++] = *words;
    };
    const auto addNumber = [&](long value) {
        std::array<char, 24> text{};
        std::size_t first = text.size() - 1;
        do
            text[--first] = static_cast<char>('0' + value % 10);
        while ((value /= 10) > 0);
        add(text.data() + first);
    };
    add(crash.directory.data()), add("/crash-"), addNumber(seconds), add("-"), addNumber(::getpid());
    add(".txt");
    return ::open(path.data(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
}

void writeReport(int file, int number, long seconds)
{
    put(file, "Switchyard "), put(file, crash.version.data()), put(file, " ended unexpectedly at ");
    putMoment(file, seconds);
    put(file, "\nSignal: "), putNumber(file, number), put(file, " ("), put(file, signalWords(number));
    put(file, ")\nProcess: "), putNumber(file, ::getpid());
    put(file, "\n\nBacktrace (addr2line -Cfe PROGRAM OFFSET names the lines):\n");
    std::array<void*, mostFrames> frames{};
    ::backtrace_symbols_fd(frames.data(), ::backtrace(frames.data(), mostFrames), file);
    put(file, "\nLast log lines:\n");
    const std::size_t next = crash.nextLine.load();
    for (std::size_t i = 0; i < keptLines; ++i) {
        const auto& line = crash.lines[(next + i) % keptLines];
        if (line[0])
            put(file, line.data()), put(file, "\n");
    }
}

void onDeadlySignal(int number)
{
    // A crash in here, or in a second thread meanwhile, must not come back: the default action follows
    // anyway.
    if (!crash.dying.test_and_set()) {
        const long seconds = ::time(nullptr);
        if (const int file = openReport(seconds); file >= 0) {
            writeReport(file, number, seconds);
            ::close(file);
        }
    }
    ::signal(number, SIG_DFL);
    ::raise(number);
}

template<std::size_t size> void copyInto(std::array<char, size>& to, const QByteArray& from)
{
    to.fill('\0');
    std::copy_n(
        from.constData(), std::min<std::size_t>(static_cast<std::size_t>(from.size()), size - 1), to.data());
}

} // namespace

CrashReporter::CrashReporter(const QString& directory, const QString& version)
{
    copyInto(crash.directory, QFile::encodeName(directory));
    copyInto(crash.version, version.toUtf8());
    std::array<void*, 4> frames{};
    ::backtrace(frames.data(), frames.size()); // loads libgcc now, which the handler may not
    stack_t stack{};
    stack.ss_sp = crash.stack.data();
    stack.ss_size = crash.stack.size();
    ::sigaltstack(&stack, nullptr);
    struct sigaction action
    {
    };
    action.sa_handler = onDeadlySignal;
    action.sa_flags = SA_ONSTACK;
    ::sigemptyset(&action.sa_mask);
    for (std::size_t i = 0; i < deadlySignals.size(); ++i)
        ::sigaction(deadlySignals[i], &action, &crash.before[i]);
}

CrashReporter::~CrashReporter()
{
    for (std::size_t i = 0; i < deadlySignals.size(); ++i)
        ::sigaction(deadlySignals[i], &crash.before[i], nullptr);
    stack_t none{};
    none.ss_flags = SS_DISABLE;
    ::sigaltstack(&none, nullptr);
}

void CrashReporter::remember(const QByteArray& line)
{
    copyInto(crash.lines[crash.nextLine.fetch_add(1) % keptLines], line);
}

QVector<CrashReport> crashReports(const QString& directory)
{
    QVector<CrashReport> reports;
    const QFileInfoList files =
        QDir(directory).entryInfoList({u"crash-*-*.txt"_s}, QDir::Files, QDir::Name | QDir::Reversed);
    for (const QFileInfo& file : files) {
        const qint64 seconds = file.fileName().section(u'-', 1, 1).toLongLong();
        reports.append({file.filePath(), QDateTime::fromSecsSinceEpoch(seconds)});
    }
    std::stable_sort(reports.begin(), reports.end(),
        [](const CrashReport& a, const CrashReport& b) { return a.at > b.at; });
    return reports;
}

} // namespace switchyard
