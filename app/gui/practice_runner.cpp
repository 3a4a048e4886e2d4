#include "app/gui/practice_runner.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace switchyard {

namespace {

/// Beside the program in the source tree, below share/ when it is installed.
QString startProgram()
{
    const QDir programs(QCoreApplication::applicationDirPath());
    for (const QString& place : {u"../../resources"_s, u"../share/switchyard/resources"_s}) {
        const QString path = QDir::cleanPath(programs.filePath(place + u"/practice/start"_s));
        if (QFileInfo(path).isExecutable())
            return path;
    }
    return {};
}

} // namespace

Result<QStringList> practiceCommand()
{
    const QString program = startProgram(), pkexec = QStandardPaths::findExecutable(u"pkexec"_s);
    if (program.isEmpty())
        return fail(ErrorKind::NotFound, u"practice.no_files"_s, QCoreApplication::applicationDirPath());
    QStringList command{
        program, u"--node-program"_s, QCoreApplication::applicationDirPath() + u"/switchyard-node"_s};
    if (geteuid() == 0)
        return command;
    if (pkexec.isEmpty())
        return fail(ErrorKind::Rejected, u"practice.not_root"_s, u"sudo "_s + program);
    command.prepend(pkexec);
    return command;
}

PracticeRunner::PracticeRunner(const QStringList& command, QObject* parent)
    : QObject(parent), command_(command)
{
}

PracticeRunner::~PracticeRunner()
{
    // It goes on without us: what it makes is complete or can be completed, half of it would be worse.
    if (process_) {
        process_->disconnect(this);
        process_->setParent(nullptr);
        connect(process_, &QProcess::finished, process_, &QObject::deleteLater);
    }
}

void PracticeRunner::start()
{
    if (process_)
        return;
    cancelled_ = false;
    lastLine_.clear();
    process_ = new QProcess(this);
    process_->setProgram(command_.value(0));
    process_->setArguments(command_.mid(1));
    process_->setProcessChannelMode(QProcess::SeparateChannels);
    connect(process_, &QProcess::readyReadStandardError, this, &PracticeRunner::takeLines);
    connect(process_, &QProcess::finished, this, &PracticeRunner::onFinished);
    connect(process_, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) {
            lastLine_ = process_->errorString();
            onFinished(-1, QProcess::CrashExit);
        }
    });
    process_->start();
}

bool PracticeRunner::canCancel()
{
    return geteuid() == 0;
}

void PracticeRunner::cancel()
{
    if (!process_)
        return;
    cancelled_ = true;
    process_->terminate();
}

void PracticeRunner::takeLines()
{
    process_->setReadChannel(QProcess::StandardError);
    while (process_->canReadLine()) {
        const QString line = QString::fromUtf8(process_->readLine()).trimmed();
        if (line.isEmpty())
            continue;
        lastLine_ = line;
        Q_EMIT said(line);
    }
}

void PracticeRunner::onFinished(int code, QProcess::ExitStatus status)
{
    if (!process_)
        return;
    takeLines();
    const QByteArray output = process_->readAllStandardOutput();
    process_->deleteLater();
    process_ = nullptr;
    if (cancelled_)
        Q_EMIT ended(fail(ErrorKind::Cancelled, u"practice.cancelled"_s));
    else if (status != QProcess::NormalExit || code != 0)
        Q_EMIT ended(fail(ErrorKind::Rejected, u"practice.failed"_s, lastLine_));
    else
        Q_EMIT ended(practiceProfile(output));
}

Result<ClusterProfile> practiceProfile(const QByteArray& status)
{
    const QJsonObject root = QJsonDocument::fromJson(status).object();
    const auto endpoint = docker::parseEndpoint(root.value(u"manager_endpoint"_s).toString());
    if (!endpoint)
        return fail(ErrorKind::Protocol, u"practice.failed"_s, u"it names no manager"_s);
    ClusterProfile profile;
    profile.name = u"practice"_s;
    profile.clusterLabel = root.value(u"cluster"_s).toString(profile.name);
    profile.engine = *endpoint;
    profile.passFile = root.value(u"passwords"_s).toObject().value(u"passfile"_s).toString();
    return profile;
}

} // namespace switchyard
