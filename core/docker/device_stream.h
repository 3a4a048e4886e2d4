#pragma once
// A Stream over any QIODevice, used without an event loop: waits in short slices on the thread that owns it.

#include "core/docker/stream.h"

#include <QIODevice>

namespace switchyard::docker {

class DeviceStream : public Stream
{
public:
    Result<void> write(const QByteArray& bytes, const Call& call) override;
    Result<QByteArray> read(const Call& call) override;

protected:
    virtual QIODevice& device() = 0;
    /// The peer can send nothing any more (what it sent before may still be in the device's buffer).
    virtual bool ended() = 0;
    /// Bytes accepted by write() that have not left yet.
    virtual qint64 unsent() { return device().bytesToWrite(); }
    /// Why it ended, if the transport knows: asked once it has ended. `call` bounds the asking.
    virtual std::optional<Error> endReason(const Call& call) = 0;

private:
    Result<QByteArray> end(const Call& call);
};

} // namespace switchyard::docker
