#include "tests/unit/etcd/real_etcd.h"

#include <QElapsedTimer>
#include <QThread>

#include <arpa/inet.h>
#include <csignal>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace switchyard::etcd::testing {

using namespace Qt::StringLiterals;

namespace {

quint16 freePort()
{
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    ::bind(fd, reinterpret_cast<sockaddr*>(&address), size);
    ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size);
    ::close(fd);
    return ntohs(address.sin_port);
}

bool listens(quint16 port)
{
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    const bool open = ::connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    ::close(fd);
    return open;
}

} // namespace

RealEtcd::~RealEtcd()
{
    kill();
}

bool RealEtcd::start()
{
    port_ = freePort();
    const QString client = u"http://127.0.0.1:%1"_s.arg(port_),
                  peer = u"http://127.0.0.1:%1"_s.arg(freePort());
    process_.setProcessChannelMode(QProcess::MergedChannels);
    process_.start(u"/usr/bin/etcd"_s,
        {u"--data-dir"_s, directory_.path() + u"/data"_s, u"--listen-client-urls"_s, client,
            u"--advertise-client-urls"_s, client, u"--listen-peer-urls"_s, peer,
            u"--initial-advertise-peer-urls"_s, peer, u"--initial-cluster"_s, u"default="_s + peer});
    QElapsedTimer timer;
    timer.start();
    while (process_.waitForStarted() && process_.state() == QProcess::Running && timer.elapsed() < 30'000) {
        if (listens(port_)) // it opens this port when it has a leader
            return true;
        QThread::msleep(20);
    }
    qWarning("etcd did not start: %s", process_.readAll().constData());
    return false;
}

void RealEtcd::freeze(bool frozen)
{
    ::kill(static_cast<pid_t>(process_.processId()), frozen ? SIGSTOP : SIGCONT);
}

void RealEtcd::kill()
{
    if (process_.state() == QProcess::NotRunning)
        return;
    process_.kill();
    process_.waitForFinished();
}

} // namespace switchyard::etcd::testing
