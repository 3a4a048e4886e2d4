#include "core/postgres/resolver.h"

#include <QTest>

#include <future>

using namespace switchyard;
using namespace switchyard::postgres;
using namespace Qt::StringLiterals;

class ResolverTest : public QObject
{
    Q_OBJECT

    static bool rings(const WakeUp& wakeUp)
    {
        pollfd waits = wakeUp.waitsFor();
        const bool rung = ::poll(&waits, 1, 10'000) == 1;
        wakeUp.silence();
        return rung;
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void takesAddressesAsTheyAre_data()
    {
        QTest::addColumn<QString>("host");
        QTest::newRow("v4") << u"10.77.0.1"_s;
        QTest::newRow("v6") << u"fe80::1"_s;
        QTest::newRow("loopback") << u"::1"_s;
    }
    void takesAddressesAsTheyAre()
    {
        QFETCH(QString, host);
        Resolver resolver(std::make_shared<WakeUp>(),
            [](const QByteArray&) -> Addresses { return fail(ErrorKind::Internal, u"asked"_s); });
        const auto answer = resolver.addresses(host);
        QVERIFY(answer.has_value());
        QCOMPARE(answer->value(), QVector<QByteArray>{host.toLatin1()});
    }

    void asksOnceAndKeepsTheAnswer()
    {
        auto wakeUp = std::make_shared<WakeUp>();
        std::promise<void> gate;
        std::shared_future<void> opened(gate.get_future());
        auto asked = std::make_shared<std::atomic<int>>(0);
        Resolver resolver(wakeUp, [=](const QByteArray& host) -> Addresses {
            ++*asked;
            opened.wait();
            return QVector<QByteArray>{"192.0.2.1", "for " + host};
        });
        QVERIFY(!resolver.addresses(u"db1"_s).has_value());
        QVERIFY(!resolver.addresses(u"db1"_s).has_value());
        gate.set_value();
        QVERIFY(rings(*wakeUp));
        const QVector<QByteArray> expected{"192.0.2.1", "for db1"};
        QCOMPARE(resolver.addresses(u"db1"_s).value().value(), expected);
        QCOMPARE(resolver.addresses(u"db1"_s).value().value(), expected);
        QCOMPARE(asked->load(), 1);
        resolver.forget(u"db1"_s);
        if (!resolver.addresses(u"db1"_s)) // unless the thread was quicker
            QVERIFY(rings(*wakeUp));
        QCOMPARE(resolver.addresses(u"db1"_s).value().value(), expected);
        QCOMPARE(asked->load(), 2);
    }

    void saysWhyThereIsNone()
    {
        auto wakeUp = std::make_shared<WakeUp>();
        Resolver resolver(wakeUp, [](const QByteArray&) -> Addresses {
            return fail(ErrorKind::Unreachable, u"pg.resolve"_s, u"nobody knows"_s);
        });
        auto answer = resolver.addresses(u"db1"_s);
        if (!answer) {
            QVERIFY(rings(*wakeUp));
            answer = resolver.addresses(u"db1"_s);
        }
        QVERIFY(answer.has_value() && !answer->has_value());
        QCOMPARE(answer->error().detail, u"nobody knows"_s);
        QCOMPARE(resolver.addresses(QString()).value().error().code, u"pg.resolve"_s);
    }

    void doesNotWaitForALookupWhenItGoes()
    {
        std::promise<void> gate;
        std::shared_future<void> opened(gate.get_future());
        std::promise<void> ended;
        auto end = std::make_shared<std::promise<void>>(std::move(ended));
        auto atEnd = end->get_future();
        {
            Resolver resolver(std::make_shared<WakeUp>(), [opened, end](const QByteArray&) -> Addresses {
                opened.wait();
                end->set_value();
                return QVector<QByteArray>{};
            });
            QVERIFY(!resolver.addresses(u"db1"_s).has_value());
        }
        gate.set_value();
        QCOMPARE(atEnd.wait_for(std::chrono::seconds(10)), std::future_status::ready);
    }

    void asksTheSystem()
    {
        const auto local = lookUpHost("localhost");
        QVERIFY(local.has_value());
        QVERIFY(local->contains("127.0.0.1") || local->contains("::1"));
        // Longer than a name may be, so that no name server is asked.
        const QByteArray impossible = QByteArray(70, 'x') + ".invalid";
        const auto none = lookUpHost(impossible);
        QVERIFY(!none.has_value());
        QCOMPARE(none.error().code, u"pg.resolve"_s);
        QVERIFY(none.error().detail.startsWith(QString::fromLatin1(impossible) + u": "_s));
    }
};

QTEST_APPLESS_MAIN(ResolverTest)
#include "resolver_test.moc"
