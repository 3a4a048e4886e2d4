// One window per profile: two "processes" side by side, with the real locks and sockets.

#include "app/gui/profile_claims.h"
#include "tests/gui/support/stand.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace switchyard;

class ClaimsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { testing::failOnAnyWarning(); }

    void theSecondAsksTheFirstToComeForward()
    {
        const QTemporaryDir place;
        ProfileClaims first{QDir(place.path())}, second{QDir(place.path())};
        QVERIFY(first.claim(u"prod"_s));
        QVERIFY(first.claim(u"prod"_s)); // it has it already
        QVERIFY(!second.claim(u"prod"_s));
        QVERIFY(second.claim(u"lab"_s)); // another profile, another window
        QSignalSpy raised(&first, &ProfileClaims::raiseRequested);
        QSignalSpy answered(&second, &ProfileClaims::answered);
        second.askToRaise(u"prod"_s);
        QVERIFY(answered.wait());
        QCOMPARE(answered.first(), (QVariantList{u"prod"_s, true}));
        QCOMPARE(raised.count(), 1);
        QCOMPARE(raised.first(), QVariantList{u"prod"_s});
    }

    void whatIsGivenBackIsFree()
    {
        const QTemporaryDir place;
        ProfileClaims second{QDir(place.path())};
        {
            ProfileClaims first{QDir(place.path())};
            QVERIFY(first.claim(u"a"_s) && first.claim(u"b"_s));
            first.release(u"a"_s);
            QVERIFY(second.claim(u"a"_s));
            QVERIFY(!second.claim(u"b"_s));
        }
        QVERIFY(second.claim(u"b"_s));
    }

    void aSocketThatACrashLeftIsInNobodysWay()
    {
        const QTemporaryDir place;
        const QByteArray path = QFile::encodeName(place.filePath(u"prod.sock"_s));
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        qstrncpy(address.sun_path, path.constData(), sizeof address.sun_path);
        const int left = ::socket(AF_UNIX, SOCK_STREAM, 0);
        QCOMPARE(::bind(left, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
        ::close(left); // the file stays, nobody listens
        ProfileClaims first{QDir(place.path())}, second{QDir(place.path())};
        QVERIFY(first.claim(u"prod"_s));
        QSignalSpy answered(&second, &ProfileClaims::answered);
        second.askToRaise(u"prod"_s);
        QVERIFY(answered.wait());
        QCOMPARE(answered.first().last().toBool(), true);
    }

    void aHolderThatDoesNotListenIsTold()
    {
        const QTemporaryDir place;
        const int lock = ::open(QFile::encodeName(place.filePath(u"prod.lock"_s)).constData(),
            O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        QCOMPARE(::flock(lock, LOCK_EX | LOCK_NB), 0);
        ProfileClaims second{QDir(place.path())};
        QVERIFY(!second.claim(u"prod"_s));
        QSignalSpy answered(&second, &ProfileClaims::answered);
        second.askToRaise(u"prod"_s);
        QVERIFY(answered.wait());
        QCOMPARE(answered.first().last().toBool(), false);
        ::close(lock);
    }

    void theRuntimeDirectoryIsItsOwnersAlone()
    {
        const QTemporaryDir place;
        qputenv("XDG_RUNTIME_DIR", QFile::encodeName(place.path()));
        const QString directory = runtimeDirectory();
        QCOMPARE(directory, place.filePath(u"switchyard"_s));
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QVERIFY(!(QFile::permissions(directory) & others));
        QVERIFY(QDir(directory).removeRecursively());
        QVERIFY(QFile::link(place.path(), directory)); // not where somebody else's link leads
        QCOMPARE(runtimeDirectory(), QString());
    }
};

QTEST_GUILESS_MAIN(ClaimsTest)
#include "claims_test.moc"
