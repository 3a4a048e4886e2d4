#include "core/docker/device_stream.h"
#include "core/docker/streams.h"
#include "core/net/waiting.h"

#include <QProcess>

namespace switchyard::docker {

using namespace Qt::StringLiterals;
using namespace net;

namespace {

// As much of what ssh complained about as is kept; only its last line is shown.
constexpr qsizetype complaintsKept = 4096;

QStringList sshArguments(const SshEndpoint& endpoint)
{
    QStringList arguments{u"-T"_s, u"-o"_s, u"BatchMode=yes"_s};
    if (!endpoint.user.isEmpty())
        arguments << u"-l"_s << endpoint.user;
    if (endpoint.port)
        arguments << u"-p"_s << QString::number(endpoint.port);
    // After "--" nothing is taken for an option, whatever a profile holds.
    return arguments << u"--"_s << endpoint.host << u"docker"_s << u"system"_s << u"dial-stdio"_s;
}

class SshStream final : public DeviceStream
{
public:
    SshStream()
    {
        QObject::connect(
            &process_, &QProcess::readyReadStandardError, &process_, [this] { keepComplaints(); });
    }
    ~SshStream() override
    {
        process_.disconnect();
        if (process_.state() != QProcess::NotRunning) {
            process_.kill();
            process_.waitForFinished();
        }
    }

    Result<void> start(const QStringList& arguments)
    {
        process_.start(u"ssh"_s, arguments);
        // Returns as soon as the program was executed or was not found: nothing remote is waited for.
        if (!process_.waitForStarted())
            return fail(ErrorKind::Unreachable, u"engine.unreachable"_s, u"ssh: "_s + process_.errorString());
        return {};
    }

protected:
    QIODevice& device() override { return process_; }
    bool ended() override { return process_.state() != QProcess::Running; }
    std::optional<Error> endReason(const Call& call) override;

private:
    void keepComplaints()
    {
        complaints_ += process_.readAllStandardError();
        complaints_ = complaints_.last(std::min(complaints_.size(), complaintsKept));
    }

    QByteArray complaints_;
    QProcess process_;
};

std::optional<Error> SshStream::endReason(const Call&)
{
    keepComplaints();
    const QString all = QString::fromUtf8(complaints_).trimmed();
    if (all.isEmpty() && process_.exitStatus() == QProcess::NormalExit && process_.exitCode() == 0)
        return std::nullopt;
    const QString lastLine = all.sliced(all.lastIndexOf(u'\n') + 1).trimmed();
    const QString detail = lastLine.isEmpty() ? u"ssh ended with exit code %1"_s.arg(process_.exitCode())
                                              : u"ssh: "_s + lastLine;
    // ssh tells its own refusals and those of the far docker only in words.
    for (const auto& words :
        {u"Permission denied"_s, u"permission denied"_s, u"Host key verification failed"_s}) {
        if (all.contains(words))
            return Error{ErrorKind::Rejected, u"engine.denied"_s, detail, {}};
    }
    return Error{ErrorKind::Unreachable, u"engine.unreachable"_s, detail, {}};
}

class SshStreams final : public StreamFactory
{
public:
    explicit SshStreams(SshEndpoint endpoint) : endpoint_(std::move(endpoint)) {}
    QByteArray host() const override { return "docker"; }

    Result<std::unique_ptr<Stream>> open(const Call& call) override
    {
        if (auto stop = mustReturn(call, u"starting ssh"_s))
            return tl::unexpected(std::move(*stop));
        auto stream = std::make_unique<SshStream>();
        if (auto started = stream->start(sshArguments(endpoint_)); !started)
            return tl::unexpected(started.error());
        return stream;
    }

private:
    SshEndpoint endpoint_;
};

} // namespace

std::unique_ptr<StreamFactory> makeSshStreams(SshEndpoint endpoint)
{
    return std::make_unique<SshStreams>(std::move(endpoint));
}

} // namespace switchyard::docker
