#include "core/docker/json_splitter.h"

#include <QTest>

using namespace switchyard;
using namespace switchyard::docker;
using namespace Qt::StringLiterals;

class JsonSplitterTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void splits_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<QVector<QByteArray>>("objects");
        using List = QVector<QByteArray>;
        QTest::newRow("nothing") << QByteArray(" \r\n\t") << List{};
        QTest::newRow("one") << QByteArray("{}") << List{"{}"};
        QTest::newRow("side by side")
            << QByteArray("{\"a\":{\"b\":1}}{\"c\":[{}]}") << List{"{\"a\":{\"b\":1}}", "{\"c\":[{}]}"};
        QTest::newRow("lines") << QByteArray("{\"a\":1}\n\x1e{\"b\":2}\n") << List{"{\"a\":1}", "{\"b\":2}"};
        QTest::newRow("brackets in strings") << QByteArray("{\"a\":\"}{\\\"}\"}{\"b\":\"\\\\\"}")
                                             << List{"{\"a\":\"}{\\\"}\"}", "{\"b\":\"\\\\\"}"};
        QTest::newRow("unfinished") << QByteArray("{\"a\":1}{\"b\":") << List{"{\"a\":1}"};
    }
    void splits()
    {
        QFETCH(QByteArray, wire);
        QFETCH(QVector<QByteArray>, objects);
        for (const qsizetype size : {wire.size(), qsizetype(1)}) {
            JsonSplitter splitter;
            QVector<QByteArray> seen;
            for (qsizetype at = 0; at < wire.size(); at += size) {
                const auto fed = splitter.feed(
                    QByteArrayView(wire).sliced(at, size), [&](const QByteArray& object) -> Result<bool> {
                        seen << object;
                        return true;
                    });
                QVERIFY(fed);
                QVERIFY(*fed);
            }
            QCOMPARE(seen, objects);
        }
    }
    void refusesGarbage_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::newRow("array") << QByteArray("[{}]");
        QTest::newRow("text") << QByteArray("{}x");
        QTest::newRow("closing") << QByteArray("}");
        QTest::newRow("endless") << "{\"" + QByteArray(JsonSplitter::longestObject, 'x');
    }
    void refusesGarbage()
    {
        QFETCH(QByteArray, wire);
        JsonSplitter splitter;
        const auto fed = splitter.feed(wire, [](const QByteArray&) -> Result<bool> { return true; });
        QVERIFY(!fed);
        QCOMPARE(fed.error().code, u"engine.garbage"_s);
    }
    void stopsWhenTold()
    {
        JsonSplitter splitter;
        int seen = 0;
        const auto fed =
            splitter.feed("{}{}{}", [&](const QByteArray&) -> Result<bool> { return ++seen < 2; });
        QVERIFY(fed);
        QVERIFY(!*fed);
        QCOMPARE(seen, 2);
    }
};

QTEST_APPLESS_MAIN(JsonSplitterTest)
#include "json_splitter_test.moc"
