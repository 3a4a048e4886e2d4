// What a person asks of the window, with real profiles, locks and observers; the engines are not there.

#include "app/gui/session.h"
#include "tests/gui/support/stand.h"
#include "ui/connect/connect_dialog.h"
#include "ui/connect/password_prompt.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace switchyard;

namespace session_test {

class NoKeychain : public SecretStore
{
public:
    void read(const QString&, std::function<void(Result<Secret>)> got) override
    {
        got(fail(ErrorKind::NotFound, u"keychain.none"_s));
    }
    void write(const QString&, const Secret&, std::function<void(Result<void>)> done) override
    {
        done(fail(ErrorKind::NotFound, u"keychain.none"_s));
    }
    void remove(const QString&, std::function<void(Result<void>)> done) override { done({}); }
};

/// One start of the application, in an order that main() has too.
struct Start
{
    explicit Start(const QDir& home)
        : settings(home.filePath(u"settings.ini"_s), QSettings::IniFormat), clusters(clock, 5000ms),
          window(theme, clock, settings), claims(home), passwords(keychain, theme, window),
          backend({home.path(), [](const char*) { return QString(); }}, passwords, clock),
          session({theme, window, clusters, passwords, backend, settings, &claims})
    {
    }

    SystemClock clock;
    ui::Theme theme{ui::Scheme::Light};
    QSettings settings;
    OpenClusters clusters;
    ui::ClustersWindow window;
    ProfileClaims claims;
    NoKeychain keychain;
    PasswordDesk passwords;
    ConnectBackend backend;
    Session session;
};

} // namespace session_test

using session_test::Start;

class SessionTest : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> home_;

    void write(const QString& name, PasswordSource source = PasswordSource::PassFile) const
    {
        ClusterProfile profile;
        profile.name = profile.clusterLabel = name;
        profile.engine = docker::UnixEndpoint{home_->filePath(u"none.sock"_s)};
        profile.passwordSource = source;
        QVERIFY(saveProfile(profile));
    }
    std::unique_ptr<Start> start(const QStringList& named = {}, bool expected = true) const
    {
        auto started = std::make_unique<Start>(QDir(home_->path()));
        const bool opens = started->session.begin(named);
        if (opens != expected)
            qWarning("begin() said otherwise"); // fails the test
        started->window.show();
        return started;
    }

private Q_SLOTS:
    void init()
    {
        testing::failOnAnyWarning();
        home_ = std::make_unique<QTemporaryDir>();
        qputenv("XDG_CONFIG_HOME", QFile::encodeName(home_->path()));
    }

    void opensWhatWasOpenTheLastTime()
    {
        write(u"a"_s), write(u"b"_s), write(u"c"_s);
        {
            const auto first = start();
            QVERIFY(first->window.openClusters().isEmpty()); // several, and none was ever open
            first->session.openAndShow(u"c"_s);
            first->session.openAndShow(u"a"_s);
            QCOMPARE(first->window.shownCluster(), u"a"_s);
        }
        {
            const auto second = start();
            QCOMPARE(second->window.openClusters(), (QStringList{u"a"_s, u"c"_s}));
            QCOMPARE(second->window.shownCluster(), u"a"_s);
            Q_EMIT second->window.closeRequested(u"a"_s);
            QCOMPARE(second->window.shownCluster(), u"c"_s);
        }
        const auto third = start({u"b"_s, u"a"_s}); // what is named goes before
        QCOMPARE(third->window.openClusters(), (QStringList{u"a"_s, u"b"_s}));
        QCOMPARE(third->window.shownCluster(), u"b"_s);
    }

    void theOnlyProfileOpensByItself()
    {
        write(u"only"_s);
        QCOMPARE(start()->window.shownCluster(), u"only"_s);
    }

    void snapshotsArriveOfAllThatAreOpen()
    {
        write(u"a"_s), write(u"b"_s);
        const auto started = start({u"a"_s, u"b"_s});
        QSet<QString> heard;
        connect(&started->clusters, &OpenClusters::arrived, this,
            [&](const QString& name, const SnapshotPtr& snapshot) {
                QCOMPARE(snapshot->cluster, name);
                heard.insert(name);
            });
        QTRY_COMPARE_WITH_TIMEOUT(heard.size(), 2, 10000);
        Q_EMIT started->window.closeRequested(u"b"_s);
        QVERIFY(!started->clusters.isOpen(u"b"_s));
        heard.clear();
        QTRY_VERIFY_WITH_TIMEOUT(heard.contains(u"a"_s), 10000);
        QVERIFY(!heard.contains(u"b"_s));
    }

    void aSecondStartLeavesToTheFirst()
    {
        write(u"a"_s), write(u"b"_s);
        const auto first = start({u"a"_s});
        const auto both = start({u"a"_s, u"b"_s});
        QCOMPARE(both->window.openClusters(), QStringList{u"b"_s}); // each opens what is free
        first->session.openAndShow(u"b"_s);
        QCOMPARE(first->window.openClusters(), QStringList{u"a"_s});
        Q_EMIT both->window.closeRequested(u"b"_s);
        first->session.openAndShow(u"b"_s); // given back
        QCOMPARE(first->window.shownCluster(), u"b"_s);
    }

    void aProfileThatAsksIsOpenedWithWhatIsTyped()
    {
        write(u"ask"_s, PasswordSource::Ask), write(u"plain"_s);
        const auto started = start({u"ask"_s, u"plain"_s});
        QCOMPARE(started->window.openClusters(), QStringList{u"plain"_s});
        QCOMPARE(started->window.shownCluster(), u"plain"_s);
        auto* prompt = started->window.findChild<ui::PasswordPrompt*>();
        QVERIFY(prompt && prompt->isVisible());
        QTest::keyClicks(prompt->findChild<QLineEdit*>(u"connect.prompt.postgres"_s), u"x"_s);
        QTest::keyClick(prompt->findChild<QPushButton*>(u"passwords.open"_s), Qt::Key_Space);
        QCOMPARE(started->window.shownCluster(), u"ask"_s);
    }

    void whatIsNotGivenIsNotOpened()
    {
        write(u"ask"_s, PasswordSource::Ask);
        const auto started = start();
        auto* prompt = started->window.findChild<ui::PasswordPrompt*>();
        QTest::keyClick(prompt, Qt::Key_Escape);
        QVERIFY(started->window.openClusters().isEmpty());
        QVERIFY(started->claims.claim(u"ask"_s)); // and is not held
        started->session.openAndShow(u"ask"_s);
        QVERIFY(started->window.findChild<ui::PasswordPrompt*>());
    }

    void aNewProfileIsSavedAndOpened()
    {
        const auto started = start();
        Q_EMIT started->window.newRequested();
        auto* dialog = started->window.findChild<ui::ConnectDialog*>();
        QVERIFY(dialog && dialog->isVisible());
        QTest::keyClicks(dialog->findChild<QLineEdit*>(u"connect.name"_s), u"fresh"_s);
        QTest::keyClicks(
            dialog->findChild<QLineEdit*>(u"connect.engine.endpoint"_s), u"unix:///nonexistent.sock"_s);
        QTest::keyClick(dialog->findChild<QPushButton*>(u"connect.save"_s), Qt::Key_Space);
        QCOMPARE(started->window.shownCluster(), u"fresh"_s);
        QCOMPARE(profileNames(), QStringList{u"fresh"_s});

        Q_EMIT started->window.editRequested(u"fresh"_s);
        QTRY_COMPARE(started->window.findChildren<ui::ConnectDialog*>().size(), 1);
        dialog = started->window.findChild<ui::ConnectDialog*>();
        auto* remove = dialog->findChild<QPushButton*>(u"connect.remove"_s);
        QTest::keyClick(remove, Qt::Key_Space);
        QTest::keyClick(remove, Qt::Key_Space);
        QVERIFY(profileNames().isEmpty());
        QVERIFY(started->window.openClusters().isEmpty());
    }

    void aRealTestOfAnEngineThatIsNotThere()
    {
        const auto started = start();
        Q_EMIT started->window.newRequested();
        auto* dialog = started->window.findChild<ui::ConnectDialog*>();
        QTest::keyClicks(dialog->findChild<QLineEdit*>(u"connect.name"_s), u"fresh"_s);
        QTest::keyClicks(
            dialog->findChild<QLineEdit*>(u"connect.engine.endpoint"_s), u"unix:///nonexistent.sock"_s);
        bool ended = false;
        QStringList outcomes;
        connect(&started->backend, &ui::ConnectServices::testLine, this,
            [&](const TestLine& line) { outcomes << QString::number(int(line.outcome)); });
        connect(&started->backend, &ui::ConnectServices::testEnded, this, [&](bool passed, bool cancelled) {
            QVERIFY(!passed && !cancelled);
            ended = true;
        });
        QTest::keyClick(dialog->findChild<QPushButton*>(u"connect.test"_s), Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(ended, 15000);
        QCOMPARE(outcomes, (QStringList{u"0"_s, u"3"_s, u"4"_s, u"4"_s})); // running, failed, twice not tried
    }

    void aBrokenFileIsToldAndKept()
    {
        write(u"good"_s);
        QFile file(profileDirectory() + u"/bad.json"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\n half");
        file.close();
        const auto started = start({u"good"_s});
        Q_EMIT started->window.editRequested(u"bad"_s);
        QVERIFY(!started->window.findChild<ui::ConnectDialog*>());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("{\n half"));
        QCOMPARE(started->window.openClusters(), QStringList{u"good"_s});
    }
};

QTEST_MAIN(SessionTest)
#include "session_test.moc"
