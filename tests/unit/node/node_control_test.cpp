#include "core/node/control.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace switchyard;
using namespace switchyard::node;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class NodeControlTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void aRequestIsTakenOnceAndAnswered()
    {
        const QTemporaryDir directory;
        const QString path = directory.filePath(u"control"_s);
        Control control;
        QVERIFY(control.start(path).has_value());
        QVERIFY(!(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteOther)));
        QVERIFY(!control.take());
        std::jthread supervisor([&](const std::stop_token& stop) {
            while (!control.waitForRequest(10s, stop)) {
            }
            const auto words = control.take();
            const bool again = control.take().has_value();
            control.answer({words == QStringList({u"demote"_s, u"pg2"_s}) && !again, u"two\nlines"_s});
        });
        const auto reply = askControl(path, {u"demote"_s, u"pg2"_s}, {Deadline::in(10s)});
        QVERIFY(reply.has_value());
        QCOMPARE(*reply, (Reply{true, u"two lines"_s}));
    }

    void saysThatNobodyIsThere()
    {
        const QTemporaryDir directory;
        const auto reply = askControl(directory.filePath(u"none"_s), {u"promote"_s}, {Deadline::in(1s)});
        QCOMPARE(reply.error().code, u"node.not_running"_s);
    }

    void anEmptyRequestIsRefused()
    {
        const QTemporaryDir directory;
        Control control;
        QVERIFY(control.start(directory.filePath(u"control"_s)).has_value());
        const auto reply = askControl(directory.filePath(u"control"_s), {}, {Deadline::in(10s)});
        QVERIFY(reply && !reply->done);
        QVERIFY(!control.take());
    }

    void aBusySupervisorIsSaid()
    {
        const QTemporaryDir directory;
        const QString path = directory.filePath(u"control"_s);
        auto control = std::make_unique<Control>();
        QVERIFY(control->start(path).has_value());
        const auto reply = askControl(path, {u"promote"_s}, {Deadline::in(200ms)});
        QCOMPARE(reply.error().code, u"node.busy"_s);
        control.reset(); // and its end waits for nobody
    }
};

QTEST_GUILESS_MAIN(NodeControlTest)
#include "node_control_test.moc"
