#include "core/cluster/json_place.h"

#include <QTest>

using namespace switchyard;
using namespace Qt::StringLiterals;

class JsonPlaceTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void bytes()
    {
        const QByteArray text = "{\n \"ä\": x\n}";
        QCOMPARE(placeOfByte(text, 0), (JsonPlace{1, 1}));
        QCOMPARE(placeOfByte(text, text.indexOf('x')), (JsonPlace{2, 7})); // characters, not bytes
        QCOMPARE(placeOfByte(text, 1000), (JsonPlace{3, 2}));
        QCOMPARE(placeOfByte({}, 0), (JsonPlace{1, 1}));
    }

    void fields_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<int>("line");
        QTest::newRow("on top") << u"b"_s << 3;
        QTest::newRow("inside") << u"b.c"_s << 4;
        QTest::newRow("after a list of objects with the same names") << u"d"_s << 6;
        QTest::newRow("the last of two") << u"twice"_s << 8;
        QTest::newRow("escaped") << u"e\"f"_s << 9;
        QTest::newRow("a name with a dot") << u"g.h"_s << 10;
        QTest::newRow("not there: its object") << u"b.zzz"_s << 3;
        QTest::newRow("not there at all") << u"zzz"_s << 0;
        QTest::newRow("a beginning is no match") << u"bc"_s << 0;
    }
    void fields()
    {
        const QByteArray text = "{\n"                                   // 1
                                " \"a\": \"} \\\" {\",\n"               // 2
                                " \"b\": {\n"                           // 3
                                "  \"c\": -1.5e3, \"x\": null},\n"      // 4
                                " \"list\": [{\"d\": 1}, [], \"d\"],\n" // 5
                                " \"d\": true,\n"                       // 6
                                " \"twice\": 1,\n"                      // 7
                                " \"twice\": 2,\n"                      // 8
                                " \"e\\\"f\": 3,\n"                     // 9
                                " \"g.h\": 4\n"                         // 10
                                "}";
        QFETCH(QString, field);
        QFETCH(int, line);
        QCOMPARE(placeOfField(text, field).line, line);
    }
};

QTEST_APPLESS_MAIN(JsonPlaceTest)
#include "json_place_test.moc"
