#include "core/node/server.h"

#include <QTest>

using namespace switchyard::node;
using namespace Qt::StringLiterals;

namespace {

// As PostgreSQL 15 writes it.
const QByteArray lockFile =
    "66\n/var/lib/postgresql/data\n1790000000\n5432\n/run/postgresql\n*\n  5432001        3\n";

} // namespace

class NodeServerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void knowsWhenTheServerIsReady_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("ready");
        QTest::newRow("ready") << lockFile + "ready   \n" << true;
        QTest::newRow("starting") << lockFile + "starting\n" << false;
        QTest::newRow("standby before consistency") << lockFile + "standby \n" << false;
        QTest::newRow("stopping") << lockFile + "stopping\n" << false;
        QTest::newRow("not written yet") << lockFile << false;
        QTest::newRow("empty") << QByteArray() << false;
        QTest::newRow("an earlier server's") << QByteArray("67" + lockFile.mid(2)) + "ready   \n" << false;
    }

    void knowsWhenTheServerIsReady()
    {
        QFETCH(QByteArray, text);
        QTEST(isReadyLockFile(text, 66), "ready");
    }
};

QTEST_GUILESS_MAIN(NodeServerTest)
#include "node_server_test.moc"
