#include "core/node/member_probe.h"

#include "core/node/report_server.h"

namespace switchyard::node {

using namespace Qt::StringLiterals;

QVector<Peer> MemberProbe::askServers(const QVector<Address>& addresses, const Call& call)
{
    std::vector<postgres::Question> questions;
    for (const Address& address : addresses) {
        postgres::Question question;
        question.target.host = address.host;
        question.target.database = u"repmgr"_s;
        question.target.user = u"switchyard"_s;
        question.target.password = password_;
        question.target.applicationName = u"switchyard-node"_s;
        question.target.session = postgres::Session::Observing;
        question.statements = {serverFactsSql()};
        questions.push_back(std::move(question));
    }
    const auto answers = connector_.queryAll(questions, call);
    QVector<Peer> peers;
    for (qsizetype i = 0; i < addresses.size(); ++i)
        peers << Peer{addresses[i].member, std::nullopt, parseServerFacts(answers[static_cast<size_t>(i)])};
    return peers;
}

QVector<Peer> MemberProbe::ask(const QVector<Address>& addresses, const Call& call)
{
    QStringList hosts;
    for (const Address& address : addresses)
        hosts << address.host;
    QVector<Peer> peers = askServers(addresses, call);
    const auto reports = askReports(hosts, reportPort, {Deadline::in(std::chrono::seconds(1)), call.stop});
    for (qsizetype i = 0; i < peers.size(); ++i) {
        // A name may lead to another member's container for a moment after it moved.
        if (reports[i] && reports[i]->member == peers[i].name)
            peers[i].report = reports[i];
    }
    return peers;
}

} // namespace switchyard::node
