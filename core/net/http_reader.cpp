#include "core/net/http_reader.h"

// Beast 1.81 asserts that at least five bytes wait when a last chunk is looked at again (parse_chunk_header),
// which a peer that sends "0", CR, LF and then one byte more makes untrue and which nothing there depends on:
// its assertions are about its caller, and must not let a peer end a debug build.
#define BOOST_DISABLE_ASSERTS
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

namespace switchyard::net {

using namespace Qt::StringLiterals;
namespace http = boost::beast::http;

namespace {

// More interim answers than this before the real one is a peer playing games.
constexpr int mostInterimAnswers = 16;
constexpr QByteArrayView greeting = "HTTP/1.";

tl::unexpected<Error> garbage(const QString& detail)
{
    return fail(ErrorKind::Protocol, u"engine.garbage"_s, detail);
}

QByteArrayView view(boost::beast::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

} // namespace

/// Beast calls back with the parts; the body goes straight on, so that a stream costs no memory. Not eager:
/// it stops after the header, which is judged before any of the body is handed on.
class HttpReader::Parser final : public http::basic_parser<false>
{
public:
    Parser(const Body& body, const HttpLimits& limits) : body_(body)
    {
        header_limit(limits.headerBytes);
        if (limits.bodyBytes == 0)
            body_limit(boost::none);
        else
            body_limit(limits.bodyBytes);
    }

    int status = 0;
    QByteArray apiVersion, contentType, contentEncoding, transferEncoding;

private:
    using Code = boost::beast::error_code;
    using Text = boost::beast::string_view;

    void on_request_impl(http::verb, Text, Text, int, Code&) override {}
    void on_response_impl(int code, Text, int, Code&) override { status = code; }
    void on_field_impl(http::field field, Text name, Text value, Code&) override
    {
        if (field == http::field::content_type)
            contentType = view(value).toByteArray();
        else if (field == http::field::content_encoding)
            contentEncoding = view(value).toByteArray();
        else if (field == http::field::transfer_encoding)
            transferEncoding = view(value).toByteArray();
        else if (boost::beast::iequals(name, "Api-Version"))
            apiVersion = view(value).toByteArray();
    }
    void on_header_impl(Code&) override {}
    void on_body_init_impl(const boost::optional<std::uint64_t>&, Code&) override {}
    std::size_t on_body_impl(Text part, Code&) override { return handOn(part); }
    void on_chunk_header_impl(std::uint64_t, Text, Code&) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, Text part, Code&) override { return handOn(part); }
    void on_finish_impl(Code&) override {}

    std::size_t handOn(Text part)
    {
        if (!part.empty())
            body_(view(part));
        return part.size();
    }

    const Body& body_;
};

HttpReader::HttpReader(Body body, HttpLimits limits)
    : body_(std::move(body)), limits_(limits), parser_(std::make_unique<Parser>(body_, limits_))
{
}

HttpReader::~HttpReader() = default;

Result<void> HttpReader::feed(QByteArrayView bytes)
{
    pending_.append(bytes);
    // The parser would wait for a whole line; a peer that speaks something else may never send one.
    const QByteArrayView beginning =
        QByteArrayView(pending_).first(std::min<qsizetype>(pending_.size(), greeting.size()));
    if (!greeted_ && !greeting.startsWith(beginning))
        return garbage(u"not an HTTP answer"_s);
    started_ = started_ || !bytes.isEmpty();
    greeted_ = greeted_ || pending_.size() >= greeting.size();
    QByteArrayView rest = pending_;
    bool needsMore = false;
    while (!needsMore && !rest.isEmpty() && !done()) {
        if (auto result = step(rest, needsMore); !result)
            return result;
    }
    pending_.remove(0, pending_.size() - rest.size());
    // Body parts are handed on at once, so only unfinished headers wait here.
    if (!done() && pending_.size() > limits_.headerBytes)
        return garbage(u"not an HTTP answer: header limit exceeded"_s);
    return {};
}

Result<void> HttpReader::step(QByteArrayView& rest, bool& needsMore)
{
    boost::beast::error_code code;
    const boost::asio::const_buffer buffer(rest.data(), static_cast<std::size_t>(rest.size()));
    rest = rest.sliced(static_cast<qsizetype>(parser_->put(buffer, code)));
    needsMore = code == http::error::need_more;
    if (code && !needsMore)
        return garbage(u"not an HTTP answer: "_s + QString::fromStdString(code.message()));
    if (parser_->is_header_done() && !headerTaken_)
        return takeHeader();
    return {};
}

Result<void> HttpReader::takeHeader()
{
    if (parser_->status == 101)
        return garbage(u"the peer changed the protocol without being asked"_s);
    if (parser_->status / 100 == 1) {
        if (++interimAnswers_ > mostInterimAnswers)
            return garbage(u"no end of interim answers"_s);
        parser_ = std::make_unique<Parser>(body_, limits_);
        return {};
    }
    if (!parser_->contentEncoding.isEmpty() && parser_->contentEncoding.toLower() != "identity")
        return garbage(
            u"content encoding that was not asked for: "_s + QString::fromLatin1(parser_->contentEncoding));
    if (!parser_->transferEncoding.isEmpty() && !parser_->chunked())
        return garbage(
            u"transfer encoding that was not asked for: "_s + QString::fromLatin1(parser_->transferEncoding));
    headerTaken_ = true;
    header_.status = parser_->status;
    header_.apiVersion = parser_->apiVersion.trimmed();
    header_.contentType = parser_->contentType.left(parser_->contentType.indexOf(';')).trimmed().toLower();
    return {};
}

bool HttpReader::endOfStream()
{
    // A body that lasts until the end is the only thing that the end completes.
    if (!headerTaken_ || !parser_->need_eof())
        return done();
    boost::beast::error_code code;
    parser_->put_eof(code);
    return !code;
}

bool HttpReader::started() const
{
    return started_;
}

bool HttpReader::done() const
{
    return headerTaken_ && parser_->is_done();
}

const HttpHeader* HttpReader::header() const
{
    return headerTaken_ ? &header_ : nullptr;
}

bool HttpReader::reusable() const
{
    return done() && parser_->keep_alive() && pending_.isEmpty();
}

} // namespace switchyard::net
