#include "core/base/lsn.h"

#include <QTest>

using switchyard::Lsn;

class LsnTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void printsWhatItRead_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("zero") << QStringLiteral("0/0");
        QTest::newRow("usual") << QStringLiteral("4/7A21F3C8");
        QTest::newRow("largest") << QStringLiteral("FFFFFFFF/FFFFFFFF");
    }
    void printsWhatItRead()
    {
        QFETCH(QString, text);
        const auto lsn = Lsn::parse(text);
        QVERIFY(lsn.has_value());
        QCOMPARE(lsn->toString(), text);
    }
    void refusesWhatIsNone_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* bad : {"", "/", "4", "4/", "/4", "4/G", "123456789/0", "0/123456789", "4/7A/1",
                 "-1/0", "+1/0", " 1/0", "0x1/0"})
            QTest::newRow(bad) << QString::fromLatin1(bad);
    }
    void refusesWhatIsNone()
    {
        QFETCH(QString, text);
        QVERIFY(!Lsn::parse(text).has_value());
    }
    void countsBytesBothWays()
    {
        const Lsn a = *Lsn::parse(u"0/FFFFFFFF"), b = *Lsn::parse(u"1/0");
        QCOMPARE(b.bytesSince(a), 1);
        QCOMPARE(a.bytesSince(b), -1);
    }
};

QTEST_APPLESS_MAIN(LsnTest)
#include "lsn_test.moc"
