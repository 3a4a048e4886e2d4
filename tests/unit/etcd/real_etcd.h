#pragma once
// A real etcd of one member, for one test program: in a directory of its own, on ports that are free.

#include <QProcess>
#include <QTemporaryDir>

namespace switchyard::etcd::testing {

class RealEtcd
{
public:
    ~RealEtcd();
    /// Blocks until it answers; false, with its log in a warning, if it does not within 30 s.
    bool start();
    void freeze(bool frozen); ///< SIGSTOP, SIGCONT
    void kill();
    quint16 port() const { return port_; }

private:
    QTemporaryDir directory_;
    QProcess process_;
    quint16 port_ = 0;
};

} // namespace switchyard::etcd::testing
