#include "core/trace/qt_messages.h"

#include <atomic>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace switchyard {

namespace {

std::atomic<LogFile*> messageLog{nullptr}; // Qt's handler is a function without a place for its own data

LogLevel levelOf(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg: return LogLevel::Debug;
    case QtInfoMsg: return LogLevel::Info;
    case QtWarningMsg: return LogLevel::Warning;
    case QtCriticalMsg:
    case QtFatalMsg: return LogLevel::Error;
    }
    return LogLevel::Error;
}

void handleMessage(QtMsgType type, const QMessageLogContext& context, const QString& message)
{
    const LogLevel level = levelOf(type);
    const QString topic = context.category && qstrcmp(context.category, "default") != 0
                              ? QString::fromLatin1(context.category)
                              : u"qt"_s;
    if (LogFile* log = messageLog.load())
        log->write(level, topic, message);
    if (level >= LogLevel::Warning)
        std::fprintf(stderr, "switchyard: %s\n", qPrintable(forLog(message)));
}

} // namespace

QtMessages::QtMessages(LogFile& log)
{
    messageLog = &log;
    qInstallMessageHandler(handleMessage);
}

QtMessages::~QtMessages()
{
    qInstallMessageHandler(nullptr);
    messageLog = nullptr;
}

} // namespace switchyard
