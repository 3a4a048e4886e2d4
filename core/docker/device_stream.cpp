#include "core/docker/device_stream.h"

#include "core/net/waiting.h"

namespace switchyard::docker {

using namespace Qt::StringLiterals;
using namespace net;

namespace {

// As much as one read hands on: keeps a peer that floods us from growing one buffer without end.
constexpr qint64 readAtMost = 256 * 1024;

} // namespace

Result<void> DeviceStream::write(const QByteArray& bytes, const Call& call)
{
    if (auto stop = mustReturn(call, u"sending the request"_s))
        return tl::unexpected(std::move(*stop));
    if (!ended() && device().write(bytes) == bytes.size()) {
        while (unsent() > 0 && !ended()) {
            if (auto stop = mustReturn(call, u"sending the request"_s))
                return tl::unexpected(std::move(*stop));
            device().waitForBytesWritten(nextSliceMs(call));
        }
    }
    // An end met while writing is left to read(): a peer that refuses often says why before it closes.
    return {};
}

Result<QByteArray> DeviceStream::read(const Call& call)
{
    for (;;) {
        if (const QByteArray bytes = device().read(readAtMost); !bytes.isEmpty())
            return bytes;
        if (ended())
            return end(call);
        if (auto stop = mustReturn(call, u"waiting for the answer"_s))
            return tl::unexpected(std::move(*stop));
        device().waitForReadyRead(nextSliceMs(call));
    }
}

Result<QByteArray> DeviceStream::end(const Call& call)
{
    auto reason = endReason(call);
    if (!reason)
        return QByteArray();
    reason->connectionLost = true;
    return tl::unexpected(std::move(*reason));
}

} // namespace switchyard::docker
