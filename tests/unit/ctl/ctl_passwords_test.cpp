// Passwords for a program in a terminal: a real pseudo-terminal, and a keychain that does as a test says.

#include "app/ctl/passwords.h"

#include <QRegularExpression>
#include <QTest>

#include <pty.h>
#include <termios.h>
#include <unistd.h>

#include <thread>

using namespace Qt::StringLiterals;
using namespace switchyard;

namespace ctl_passwords {

class FixedStore : public SecretStore
{
public:
    void read(const QString& key, std::function<void(Result<Secret>)> got) override
    {
        if (error)
            got(tl::unexpected<Error>(*error));
        else if (!entries.contains(key))
            got(fail(ErrorKind::NotFound, u"keychain.no_entry"_s));
        else
            got(entries.value(key));
    }
    void write(const QString&, const Secret&, std::function<void(Result<void>)>) override {}
    void remove(const QString&, std::function<void(Result<void>)>) override {}

    QMap<QString, Secret> entries;
    std::optional<Error> error;
};

struct Terminal
{
    Terminal() { opened = ::openpty(&person, &program, nullptr, nullptr, nullptr) == 0; }
    ~Terminal()
    {
        ::close(person);
        ::close(program);
    }
    bool echoes() const
    {
        termios now{};
        return tcgetattr(program, &now) == 0 && (now.c_lflag & ECHO);
    }
    int person = -1, program = -1;
    bool opened = false;
};

} // namespace ctl_passwords

using ctl_passwords::FixedStore;
using ctl_passwords::Terminal;

class CtlPasswordsTest : public QObject
{
    Q_OBJECT
private:
    static ClusterProfile profile(PasswordSource source)
    {
        ClusterProfile profile;
        profile.name = u"prod"_s;
        profile.passwordSource = source;
        return profile;
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u"."_s)); }

    void typingIsNotShown_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<bool>("given");
        QTest::addColumn<QByteArray>("read");
        QTest::newRow("a line") << QByteArray("hunter2\n") << true << QByteArray("hunter2");
        QTest::newRow("an empty line") << QByteArray("\n") << true << QByteArray();
        QTest::newRow("corrected") << QByteArray("x\x15hunx\x7fter\n") << true << QByteArray("hunter");
        QTest::newRow("interrupted") << QByteArray("hun\x03") << false << QByteArray();
    }
    void typingIsNotShown()
    {
        QFETCH(QByteArray, typed);
        QFETCH(bool, given);
        QFETCH(QByteArray, read);
        Terminal terminal;
        QVERIFY(terminal.opened && terminal.echoes());
        std::optional<Secret> got;
        {
            int fd = terminal.program;
            std::jthread program([&got, fd] { got = ctl::readHidden(fd, "Password: "); });
            char shown[11] = {};
            for (int at = 0; at < 10;) // the prompt comes after the hiding
                at += static_cast<int>(
                    std::max<ssize_t>(0, ::read(terminal.person, shown + at, std::size_t(10 - at))));
            QCOMPARE(QByteArray(shown), QByteArray("Password: "));
            QVERIFY(!terminal.echoes());
            QCOMPARE(::write(terminal.person, typed.constData(), std::size_t(typed.size())), typed.size());
        }
        QCOMPARE(got.has_value(), given);
        if (given)
            QCOMPARE(got->reveal(), read);
        QVERIFY(terminal.echoes());
    }

    void whatIsNoTerminalIsNotAsked()
    {
        int ends[2];
        QCOMPARE(::pipe(ends), 0);
        QVERIFY(!ctl::readHidden(ends[0], "Password: "));
        ::close(ends[0]);
        ::close(ends[1]);
    }

    void sources()
    {
        FixedStore store;
        QVERIFY(*ctl::passwordsFor(profile(PasswordSource::PassFile), store) == Passwords{});
        store.entries[u"prod/postgres"_s] = Secret("a");
        QVERIFY(*ctl::passwordsFor(profile(PasswordSource::Keychain), store) ==
                (Passwords{Secret("a"), Secret("a")}));
        store.entries[u"prod/pgbouncer"_s] = Secret("b");
        QVERIFY(*ctl::passwordsFor(profile(PasswordSource::Keychain), store) ==
                (Passwords{Secret("a"), Secret("b")}));
    }

    void withoutATerminalTheReasonIsTold()
    {
        // Whatever this test was started from: standard input is none.
        QVERIFY(::freopen("/dev/null", "r", stdin));
        FixedStore store;
        QCOMPARE(
            ctl::passwordsFor(profile(PasswordSource::Ask), store).error().code, u"password.no_terminal"_s);
        store.error = Error{ErrorKind::NotFound, u"keychain.none"_s, {}, {}};
        QCOMPARE(
            ctl::passwordsFor(profile(PasswordSource::Keychain), store).error().code, u"keychain.none"_s);
    }
};

QTEST_GUILESS_MAIN(CtlPasswordsTest)
#include "ctl_passwords_test.moc"
