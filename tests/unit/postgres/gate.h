#pragma once
// A peer that misbehaves to order: what stands between us and a server, or in a server's place.

#include <QByteArray>

#include <atomic>
#include <list>
#include <mutex>
#include <thread>

namespace switchyard::test {

/// Listens on a free loopback port and serves all its connections on one thread of its own. The orders may be
/// changed at any time.
class Gate
{
public:
    struct Orders
    {
        QByteArray greeting;      ///< said as soon as somebody connects
        QByteArray reply;         ///< said to the first bytes that arrive
        bool closeAfter = false;  ///< close when greeting or reply has been said
        quint16 forwardTo = 0;    ///< a loopback port to pass everything on to; 0: nobody
        qint64 answerBytes = -1;  ///< close both sides after so many more bytes of answer; -1: never
        bool holdAnswers = false; ///< pass on what is asked, but keep the answers back
    };
    explicit Gate(Orders orders);
    ~Gate();
    Gate(const Gate&) = delete;
    Gate& operator=(const Gate&) = delete;

    quint16 port() const { return port_; }
    void order(const Orders& orders);
    void dropAll(); ///< closes every connection, at once
    int accepted() const { return accepted_; }

private:
    struct Link
    {
        int client = -1, server = -1;
        bool replied = false;
        bool over = false;
    };
    void serve();
    void welcome();
    void fromClient(Link& link);
    void fromServer(Link& link);
    static void end(Link& link);

    Orders orders_;
    std::mutex mutex_;
    std::list<Link> links_;
    int listener_ = -1;
    quint16 port_ = 0;
    std::atomic<int> accepted_{0};
    std::atomic<bool> over_{false};
    std::thread thread_;
};

} // namespace switchyard::test
