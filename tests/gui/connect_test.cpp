// The connection dialog, the question for passwords and the first screen, driven by keyboard.

#include "tests/gui/support/scripted_services.h"
#include "tests/gui/support/stand.h"
#include "ui/connect/connect_dialog.h"
#include "ui/connect/first_run.h"
#include "ui/connect/form_field.h"
#include "ui/connect/password_prompt.h"
#include "ui/connect/test_view.h"
#include "ui/widgets/segmented_control.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace switchyard;
using namespace switchyard::testing;
using namespace switchyard::ui;

class ConnectTest : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> home_;
    std::unique_ptr<Theme> theme_;
    std::unique_ptr<ScriptedServices> services_;
    QPointer<ConnectDialog> dialog_;

    void open(const std::optional<ClusterProfile>& profile = {})
    {
        dialog_ = new ConnectDialog(*theme_, *services_, profile, nullptr);
        dialog_->open();
        QVERIFY(QTest::qWaitForWindowExposed(dialog_));
    }
    template<typename Widget> Widget* find(const char* name) const
    {
        return dialog_->findChild<Widget*>(QString::fromLatin1(name));
    }
    void type(const char* field, const QString& text) const
    {
        auto* line = find<QLineEdit>(field);
        line->clear();
        QTest::keyClicks(line, text);
    }
    void press(const char* button) const { QTest::keyClick(find<QPushButton>(button), Qt::Key_Space); }
    void fillIn() const
    {
        type("connect.name", u"orders-prod"_s);
        type("connect.cluster", u"orders"_s);
        type("connect.engine.endpoint", u"ssh://dba@node1"_s);
    }
    QString complaint(const char* field) const { return find<FormField>(field)->complaint(); }

private Q_SLOTS:
    void init()
    {
        failOnAnyWarning();
        home_ = std::make_unique<QTemporaryDir>();
        qputenv("XDG_CONFIG_HOME", QFile::encodeName(home_->path()));
        theme_ = std::make_unique<Theme>(Scheme::Light);
        services_ = std::make_unique<ScriptedServices>();
        services_->offers = sampleOffers();
    }
    void cleanup()
    {
        delete dialog_;
        services_.reset();
        theme_.reset();
    }

    void savesWhatWasTyped()
    {
        open();
        fillIn();
        QTest::keyClick(find<QCheckBox>("connect.production"), Qt::Key_Space);
        QTest::keyClicks(
            find<QPlainTextEdit>("connect.addresses"), u"pg1 = 127.0.0.1:15432\n\npg2=[::1]:5433"_s);
        QSignalSpy saved(dialog_, &ConnectDialog::saved);
        press("connect.save");
        QCOMPARE(saved.count(), 1);
        QCOMPARE(services_->kept->name, u"orders-prod"_s);
        QCOMPARE(services_->kept->clusterLabel, u"orders"_s);
        QVERIFY(services_->kept->production);
        QCOMPARE(docker::formatEndpoint(services_->kept->engine), u"ssh://dba@node1"_s);
        QCOMPARE(services_->kept->addressOverrides,
            (QMap<QString, QString>{{u"pg1"_s, u"127.0.0.1:15432"_s}, {u"pg2"_s, u"[::1]:5433"_s}}));
        QCOMPARE(services_->kept->passwordSource, PasswordSource::PassFile);
        QTRY_VERIFY(!dialog_);
    }

    void saysAtTheFieldWhatIsWrong()
    {
        open();
        press("connect.test");
        QVERIFY(!services_->tested);
        QVERIFY(!complaint("connect.field.name").isEmpty());
        QVERIFY(find<QLineEdit>("connect.name")->hasFocus());
        fillIn();
        QVERIFY(complaint("connect.field.name").isEmpty()); // typing takes it back
        type("connect.engine.endpoint", u"http://node1"_s);
        press("connect.test");
        QVERIFY(!complaint("connect.field.engine.endpoint").isEmpty());
        type("connect.engine.endpoint", u"tcp://node1:2376"_s);
        type("connect.engine.key", u"/c/key.pem"_s);
        type("connect.engine.ca", u"/c/ca.pem"_s);
        press("connect.test");
        QVERIFY2(complaint("connect.field.engine.certificate").contains(u"come together"_s),
            qPrintable(complaint("connect.field.engine.certificate")));
        type("connect.engine.certificate", u"/c/cert.pem"_s);
        QTest::keyClicks(find<QPlainTextEdit>("connect.addresses"), u"pg1 127.0.0.1"_s);
        press("connect.test");
        QVERIFY2(complaint("connect.field.addresses").contains(u"pg1 127.0.0.1"_s),
            qPrintable(complaint("connect.field.addresses")));
        find<QPlainTextEdit>("connect.addresses")->setPlainText(u"pg1 = 127.0.0.1"_s);
        press("connect.test");
        QVERIFY(complaint("connect.field.addresses").startsWith(u"pg1: "_s));
        find<QPlainTextEdit>("connect.addresses")->clear();
        press("connect.test");
        QVERIFY(services_->tested);
    }

    void offersFillTheFields()
    {
        open();
        QCOMPARE(services_->offersAsked, 1);
        auto* engines = find<QComboBox>("connect.engines");
        QCOMPARE(engines->count(), 4);
        QVERIFY(engines->itemText(1).contains(u"which docker uses now"_s));
        engines->setFocus();
        QTest::keyClick(engines, Qt::Key_Down);
        QCOMPARE(find<QLineEdit>("connect.engine.endpoint")->text(), u"ssh://dba@node1"_s);
        QCOMPARE(find<QLineEdit>("connect.name")->text(), u"orders-prod"_s);
        QVERIFY(!find<QLineEdit>("connect.engine.ca")->isVisible());
        QTest::keyClick(engines, Qt::Key_Down);
        QVERIFY(find<QLineEdit>("connect.engine.ca")->isVisible());
        QCOMPARE(find<QLineEdit>("connect.engine.key")->text(), u"/c/key.pem"_s);
        QCOMPARE(find<QLineEdit>("connect.name")->text(), u"orders-prod"_s); // what is there stays
        auto* logins = find<QComboBox>("connect.logins");
        logins->setFocus();
        QTest::keyClick(logins, Qt::Key_Down);
        QCOMPARE(find<QLineEdit>("connect.postgres.user")->text(), u"monitor"_s);
        QCOMPARE(find<QComboBox>("connect.postgres.sslmode")->currentText(), u"verify-full"_s);
        QTest::keyClick(logins, Qt::Key_Down);
        QCOMPARE(find<QLineEdit>("connect.passfile")->text(), u"/home/dba/.pgpass"_s);
    }

    void testIsToldLineByLine()
    {
        open();
        fillIn();
        press("connect.test");
        auto* lines = find<TestView>("connect.test.lines");
        QCOMPARE(lines->summary(), u"Testing…"_s);
        QCOMPARE(services_->tested->clusterLabel, u"orders"_s);
        const QVector<TestLine> all = sampleTroubledTest();
        Q_EMIT services_->testLine({TestLine::Step::Engine, {}, TestLine::Outcome::Running, {}, {},
            {{u"endpoint"_s, u"ssh://dba@node1"_s}}});
        QCOMPARE(lines->lineCount(), 1);
        for (const TestLine& line : all)
            Q_EMIT services_->testLine(line);
        QCOMPARE(lines->lineCount(), all.size()); // the running one became what came of it
        Q_EMIT services_->testEnded(false, false);
        QCOMPARE(lines->summary(), u"2 things do not work yet"_s);
        QVERIFY(lines->lineText(0).startsWith(u"Docker engine reached. node1 answers"_s));
        QVERIFY(lines->lineText(6).startsWith(u"pg2: not everything is seen"_s));
        QVERIFY2(lines->lineText(9).contains(u"The password came from the keychain"_s),
            qPrintable(lines->lineText(9)));
        press("connect.test"); // again
        QCOMPARE(lines->lineCount(), 0);
        for (const TestLine& line : sampleGoodTest())
            Q_EMIT services_->testLine(line);
        Q_EMIT services_->testEnded(true, false);
        QCOMPARE(lines->summary(), u"Everything works"_s);
    }

    void testCanBeStopped()
    {
        open();
        fillIn();
        press("connect.test");
        press("connect.test");
        QCOMPARE(services_->cancelled, 1);
        QVERIFY(find<TestView>("connect.test.lines")->summary().startsWith(u"Stopped"_s));
        Q_EMIT services_->testLine(sampleGoodTest().first()); // too late
        QCOMPARE(find<TestView>("connect.test.lines")->lineCount(), 0);
        press("connect.test");
        QTest::keyClick(dialog_, Qt::Key_Escape); // closing stops it, too
        QCOMPARE(services_->cancelled, 2);
        QTRY_VERIFY(!dialog_);
    }

    void passwordsGoNowhereButToTheServices()
    {
        open();
        fillIn();
        auto* source = find<SegmentedControl>("connect.source");
        QTest::keyClick(source->button(1), Qt::Key_Space);
        QVERIFY(!find<QLineEdit>("connect.passfile")->isVisible());
        type("connect.password.postgres", u" hunter2"_s);
        press("connect.test");
        QCOMPARE(services_->passwords.postgres.reveal(), QByteArray(" hunter2")); // blanks are part of it
        QCOMPARE(services_->passwords.pgbouncer.reveal(), QByteArray(" hunter2"));
        type("connect.password.pgbouncer", u"other"_s);
        press("connect.save");
        QCOMPARE(services_->passwords.pgbouncer.reveal(), QByteArray("other"));
        QCOMPARE(services_->kept->passwordSource, PasswordSource::Keychain);
        QVERIFY(!formatProfile(*services_->kept).contains("hunter2"));
    }

    void aRefusedSaveKeepsTheDialog()
    {
        services_->refuseSaving = Error{ErrorKind::NotFound, u"keychain.none"_s, {}, {}};
        open();
        fillIn();
        press("connect.save");
        QVERIFY(dialog_ && dialog_->isVisible());
        QVERIFY(find<TextBlock>("connect.notice")->text().contains(u"no keychain"_s));
        services_->refuseSaving.reset();
        press("connect.save");
        QTRY_VERIFY(!dialog_);
    }

    void editsWhatIsThere()
    {
        ClusterProfile profile;
        profile.name = profile.clusterLabel = u"orders-prod"_s;
        profile.engine = docker::UnixEndpoint{u"/run/docker.sock"_s};
        profile.interval = std::chrono::milliseconds(2000);
        profile.passwordSource = PasswordSource::Ask;
        QVERIFY(saveProfile(profile));
        open(profile);
        QVERIFY(!find<QLineEdit>("connect.name")->isEnabled());
        QCOMPARE(find<QLineEdit>("connect.engine.endpoint")->text(), u"unix:///run/docker.sock"_s);
        type("connect.postgres.user", u"dba"_s);
        press("connect.save");
        ClusterProfile expected = profile;
        expected.postgres.user = u"dba"_s;
        QVERIFY(*services_->kept == expected); // and what has no field stays
        QTRY_VERIFY(!dialog_);

        open(profile);
        press("connect.remove");
        QVERIFY(services_->gone.isEmpty()); // asked first
        type("connect.postgres.user", u"x"_s);
        press("connect.remove");
        QVERIFY(services_->gone.isEmpty()); // asked anew
        press("connect.remove");
        QCOMPARE(services_->gone, QStringList{u"orders-prod"_s});
        QTRY_VERIFY(!dialog_);

        open();
        fillIn();
        press("connect.save");
        QVERIFY(complaint("connect.field.name").contains(u"There is a profile of this name"_s));
    }

    void everyControlHasANameAndIsReachedByTab()
    {
        open();
        QSet<QWidget*> reached;
        QWidget* at = find<QLineEdit>("connect.name");
        for (int i = 0; i < 60 && at && !reached.contains(at); ++i) {
            reached.insert(at);
            at = at->nextInFocusChain();
            while (at && (!at->isVisible() || !at->isEnabled() || !(at->focusPolicy() & Qt::TabFocus)))
                at = at->nextInFocusChain();
        }
        for (auto* widget : dialog_->findChildren<QWidget*>()) {
            if (!widget->isVisible() || !widget->isEnabled() || !(widget->focusPolicy() & Qt::TabFocus) ||
                qobject_cast<QScrollBar*>(widget))
                continue;
            QVERIFY2(reached.contains(widget), qPrintable(widget->objectName()));
            QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
        }
    }

    void thePromptGivesWhatIsTyped()
    {
        ClusterProfile profile;
        profile.name = u"orders-prod"_s;
        QPointer<PasswordPrompt> prompt =
            new PasswordPrompt(*theme_, profile, u"The keychain stayed locked."_s, true, nullptr);
        QSignalSpy given(prompt, &PasswordPrompt::given);
        prompt->open();
        QVERIFY(QTest::qWaitForWindowExposed(prompt));
        QTest::keyClicks(prompt->findChild<QLineEdit*>(u"connect.prompt.postgres"_s), u"secret"_s);
        QTest::keyClick(prompt->findChild<QCheckBox*>(u"passwords.keep"_s), Qt::Key_Space);
        QTest::keyClick(prompt->findChild<QLineEdit*>(u"connect.prompt.postgres"_s), Qt::Key_Return);
        QCOMPARE(given.count(), 1);
        QVERIFY(given.first().first().value<Passwords>() == (Passwords{Secret("secret"), Secret("secret")}));
        QCOMPARE(given.first().last().toBool(), false);
        QTRY_VERIFY(!prompt);
    }

    void theFirstScreenLeadsOn()
    {
        FirstRun first(*theme_, u"/home/dba/.config/switchyard/clusters"_s, {});
        first.resize(1272, 820);
        first.show();
        QVERIFY(QTest::qWaitForWindowExposed(&first));
        QSignalSpy wanted(&first, &FirstRun::connectRequested),
            practice(&first, &FirstRun::practiceRequested), stopped(&first, &FirstRun::practiceCancelled);
        const auto button = [&](const char* name) {
            return first.findChild<QPushButton*>(QString::fromLatin1(name));
        };
        QTest::keyClick(button("firstRun.connect"), Qt::Key_Space);
        QCOMPARE(wanted.count(), 1);
        QVERIFY(!button("firstRun.list")->isVisible());
        first.setProfileCount(3);
        QVERIFY(button("firstRun.list")->isVisible());
        QTest::keyClick(button("firstRun.practice"), Qt::Key_Space);
        QCOMPARE(practice.count(), 1);
        first.practiceBegan(true);
        for (int i = 0; i < 9; ++i)
            first.practiceSaid(u"line %1"_s.arg(i));
        const auto words = [&](const char* name) {
            return first.findChild<TextBlock*>(QString::fromLatin1(name))->text();
        };
        QVERIFY(words("firstRun.practice.lines").endsWith(u"line 8"_s));
        QVERIFY(!words("firstRun.practice.lines").contains(u"line 3"_s));
        QTest::keyClick(button("firstRun.practice"), Qt::Key_Space);
        QCOMPARE(stopped.count(), 1);
        first.practiceEnded(false, u"It did not start."_s);
        QCOMPARE(words("firstRun.practice.state"), u"It did not start."_s);
        QTest::keyClick(button("firstRun.practice"), Qt::Key_Space);
        QCOMPARE(practice.count(), 2);
    }
};

QTEST_MAIN(ConnectTest)
#include "connect_test.moc"
