#pragma once
// Cuts a stream of JSON objects, one after the other with or without anything between them, into single ones.

#include "core/base/error.h"

#include <QByteArray>

#include <functional>

namespace switchyard::docker {

class JsonSplitter
{
public:
    /// An object of /events has some kilobytes at most.
    static constexpr qsizetype longestObject = 1024 * 1024;

    /// Calls `object` for each object that `bytes` completes; stops when it returns false or an error, and
    /// returns that. "engine.garbage" for anything but objects, white space and record separators (RFC 7464).
    using ObjectSink = std::function<Result<bool>(const QByteArray&)>;
    Result<bool> feed(QByteArrayView bytes, const ObjectSink& object);

private:
    Result<bool> take(char c, const ObjectSink& object);

    QByteArray current_;
    int depth_ = 0;
    bool inString_ = false;
    bool escaped_ = false;
};

} // namespace switchyard::docker
