#include "core/node/surroundings.h"

#include <QTest>

using namespace switchyard::node;
using namespace Qt::StringLiterals;

class NodeSurroundingsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatChanges()
    {
        const EtcdFacts well{u"etcd-1"_s, true, true, false, 0}, gone{u"etcd-1"_s};
        EtcdFacts alone = well;
        alone.hasLeader = false;
        const Around nothing, good{{well}, false, {}}, lost{{gone}, false, {}}, minority{{alone}, false, {}};
        QCOMPARE(changesIn(nothing, good), QStringList());
        QCOMPARE(changesIn(good, good), QStringList());
        QCOMPARE(changesIn(nothing, lost), QStringList{u"etcd-1 does not answer"_s});
        QCOMPARE(changesIn(good, lost), QStringList{u"etcd-1 does not answer"_s});
        QCOMPARE(changesIn(lost, lost), QStringList());
        QCOMPARE(changesIn(good, minority), QStringList{u"etcd-1 sees no majority of the etcds"_s});
        QCOMPARE(changesIn(lost, good), QStringList{u"etcd-1 is well again"_s});
        QCOMPARE(changesIn(minority, good), QStringList{u"etcd-1 is well again"_s});
        Around full = good;
        full.etcdFull = true;
        QCOMPARE(changesIn(good, full).size(), 1);
        QCOMPARE(changesIn(full, good), QStringList{u"etcd takes writes again"_s});
    }
};

QTEST_APPLESS_MAIN(NodeSurroundingsTest)
#include "node_surroundings_test.moc"
