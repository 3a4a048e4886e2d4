#include "core/node/state_file.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace switchyard;
using namespace switchyard::node;
using namespace Qt::StringLiterals;

class NodeStateFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void isReadAsItWasWritten()
    {
        const QTemporaryDir dir;
        Paths paths;
        paths.run = dir.path();
        QCOMPARE(readStatus(paths).error().code, u"node.not_running"_s);
        const Status status{{u"pg1"_s, Phase::Cloning, {}, u"copying pg2"_s}, 1'790'000'000'123};
        QVERIFY(writeStatus(paths, status).has_value());
        QCOMPARE(*readStatus(paths), status);
        QFile file(stateFile(paths));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{") == 1);
        file.close();
        QCOMPARE(readStatus(paths).error().code, u"node.state"_s);
    }

    void tellsReadersOfTheLead()
    {
        const QTemporaryDir dir;
        Paths paths;
        paths.run = dir.path();
        LeadFacts lead{true, {}, u"pg1"_s, false, true, std::chrono::milliseconds(3),
            std::chrono::milliseconds(4000), {}};
        lead.around.etcds = {{u"etcd-1"_s, true, true, true, 20'480}};
        lead.around.members = {Report{u"pg3"_s, Phase::Rewinding, {}, u"back to pg1"_s}};
        QVERIFY(writeStatus(paths, {{u"pg1"_s, Phase::Primary, {}}, 1}, lead).has_value());
        QVERIFY(readStatus(paths).has_value());
        QFile file(stateFile(paths));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        for (const char* part :
            {R"("leader":"pg1")", R"("patience_ms":4000)", R"("name":"etcd-1")", R"("phase":"rewinding")"})
            QVERIFY2(text.contains(part), text.constData());
    }

    void judges_data()
    {
        QTest::addColumn<int>("phase");
        QTest::addColumn<qint64>("ageMs");
        QTest::addColumn<bool>("answers");
        QTest::addColumn<bool>("healthy");
        const auto row = [](const char* name, Phase phase, qint64 ageMs, bool answers, bool healthy) {
            QTest::newRow(name) << static_cast<int>(phase) << ageMs << answers << healthy;
        };
        row("primary", Phase::Primary, 500, true, true);
        row("primary that does not answer", Phase::Primary, 500, false, false);
        row("standby that does not answer", Phase::Standby, 500, false, false);
        row("pooler that does not answer", Phase::Pooling, 500, false, false);
        row("waiting", Phase::Waiting, 500, false, true);
        row("cloning for hours", Phase::Cloning, 500, false, true);
        row("recovering", Phase::Starting, 500, false, true);
        row("stopping", Phase::Stopping, 500, false, true);
        row("the supervisor hangs", Phase::Primary, 31'000, true, false);
    }

    void judges()
    {
        QFETCH(int, phase);
        QFETCH(qint64, ageMs);
        QFETCH(bool, answers);
        const Status status{{u"pg1"_s, static_cast<Phase>(phase), {}, u"the reason"_s}, 1'000'000};
        const Health health = judgeHealth(status, 1'000'000 + ageMs, answers);
        QTEST(health.healthy, "healthy");
        QVERIFY(health.text.contains(u"the reason"_s));
    }

    void noSupervisorIsNotHealthy()
    {
        const Result<Status> none = fail(ErrorKind::NotFound, u"node.not_running"_s, u"/run/x"_s);
        QVERIFY(!judgeHealth(none, 0, true).healthy);
    }
};

QTEST_GUILESS_MAIN(NodeStateFileTest)
#include "node_state_file_test.moc"
