#include "core/docker/json_splitter.h"

namespace switchyard::docker {

using namespace Qt::StringLiterals;

namespace {

bool isBetweenObjects(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\x1e';
}

} // namespace

Result<bool> JsonSplitter::feed(QByteArrayView bytes, const ObjectSink& object)
{
    for (const char c : bytes) {
        if (auto more = take(c, object); !more || !*more)
            return more;
    }
    return true;
}

Result<bool> JsonSplitter::take(char c, const ObjectSink& object)
{
    if (depth_ == 0 && isBetweenObjects(c))
        return true;
    if (depth_ == 0 && c != '{')
        return fail(ErrorKind::Protocol, u"engine.garbage"_s,
            u"the event stream holds something else than objects"_s);
    if (current_.size() >= longestObject)
        return fail(ErrorKind::Protocol, u"engine.garbage"_s, u"an event without an end"_s);
    current_.append(c);
    if (inString_) {
        // Only an unescaped quote ends a string, and brackets within one count for nothing.
        inString_ = escaped_ || c != '"';
        escaped_ = !escaped_ && c == '\\';
        return true;
    }
    if (c == '"')
        inString_ = true;
    else if (c == '{')
        ++depth_;
    else if (c == '}')
        --depth_;
    if (depth_ > 0)
        return true;
    const QByteArray complete = std::exchange(current_, {});
    return object(complete);
}

} // namespace switchyard::docker
