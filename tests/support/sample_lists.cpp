#include "tests/support/sample_lists.h"

using namespace Qt::StringLiterals;

namespace switchyard::samples {

namespace {

using namespace std::chrono_literals;

class Connections
{
public:
    Connections()
    {
        lists_.poolerTime = QDateTime(QDate(2026, 11, 25), QTime(13, 2, 17), Qt::UTC);
        lists_.queryWaitTimeout = 60s;
        lists_.serverLoginRetry = 1s;
    }

    void add(const PoolDatabase& database)
    {
        const bool crowded = database.clientsWaiting > 0;
        for (int i = 0; i < database.serversActive + database.serversIdle; ++i) {
            PoolServer server = serverOf(database);
            if (i < database.serversActive) {
                const bool idle = crowded && i < 3;
                PoolClient client = clientOf(database, idle ? u"invoice-worker"_s : u"checkout"_s);
                client.state = u"active"_s;
                client.link = server.id;
                client.running = idle ? 0ms : 2ms * (1 + i);
                client.requestedAt = lists_.poolerTime.addSecs(idle ? -41 + 15 * i : 0);
                server.link = client.id;
                lists_.clients.append(client);
            }
            lists_.servers.append(server);
        }
        for (int i = 0; i < database.clientsWaiting; ++i) {
            PoolClient client = clientOf(database, u"checkout"_s);
            client.state = u"waiting"_s;
            client.running = database.maxWait - 210ms * i;
            lists_.clients.append(client);
        }
        for (int i = database.serversActive; i < database.clientsActive; ++i) {
            PoolClient client = clientOf(database, u"web"_s);
            client.state = u"active"_s;
            client.requestedAt = lists_.poolerTime.addSecs(-1 - i);
            lists_.clients.append(client);
        }
    }
    PoolerLists take()
    {
        lists_.users = {
            {u"app"_s, {}}, {u"pooladmin"_s, {}}, {u"reporting"_s, u"session"_s}, {u"switchyard"_s, {}}};
        return lists_;
    }

private:
    QString id() { return u"0x%1"_s.arg(0x5600'0000 + 0x230 * ++number_, 0, 16); }
    PoolClient clientOf(const PoolDatabase& database, const QString& application)
    {
        PoolClient client;
        client.id = id();
        client.user = u"app"_s;
        client.database = database.name;
        client.applicationName = application;
        client.address = u"10.0.4.%1"_s.arg(17 + number_ % 5);
        if (application == u"invoice-worker")
            client.address = u"10.0.4.17"_s;
        client.port = static_cast<quint16>(40'000 + number_);
        client.connectedAt = lists_.poolerTime.addSecs(-3600 - number_);
        client.requestedAt = lists_.poolerTime;
        return client;
    }
    PoolServer serverOf(const PoolDatabase& database)
    {
        PoolServer server;
        server.id = id();
        server.user = u"app"_s;
        server.database = database.name;
        server.state = u"idle"_s;
        server.address = u"10.0.1.11"_s;
        server.port = 5432;
        server.backendPid = 18'000 + number_;
        server.connectedAt = lists_.poolerTime.addSecs(-600 - number_);
        return server;
    }

    PoolerLists lists_;
    int number_ = 0;
};

} // namespace

PoolerLists listsOf(const ClusterSnapshot& snapshot, const QString& pooler)
{
    Connections connections;
    for (const Pooler& each : snapshot.poolers) {
        const PoolerFacts* facts = each.facts.lastValue();
        for (const PoolDatabase& database :
            facts&& each.name == pooler ? facts->databases : QVector<PoolDatabase>())
            connections.add(database);
    }
    return connections.take();
}

} // namespace switchyard::samples
