#include "ui/text/text.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace switchyard;
using namespace Qt::StringLiterals;

namespace {

/// All that docker_api.h, connector.h, endpoint.h and profile.h document.
const char* const documentedCodes[] = {"engine.unreachable", "engine.timeout", "engine.tls", "engine.denied",
    "engine.not_a_manager", "engine.no_leader", "engine.not_found", "engine.conflict", "engine.garbage",
    "engine.too_old", "engine.error", "pg.resolve", "pg.unreachable", "pg.timeout", "pg.auth", "pg.starting",
    "pg.lost", "pg.tls", "pg.sql", "pg.garbage", "pg.cancelled", "endpoint.scheme", "endpoint.host",
    "endpoint.port", "endpoint.path", "profile.json", "profile.field", "profile.secret", "profile.not_found",
    "profile.unreadable", "profile.write", "passfile.missing", "passfile.permissions", "passfile.unreadable",
    "member.no_address", "engine.cancelled", "keychain.none", "keychain.denied", "keychain.no_entry",
    "keychain.timeout", "keychain.error", "password.not_given", "workstation.unreadable",
    "workstation.garbage", "practice.no_files", "practice.not_root", "practice.failed", "practice.cancelled",
    "password.no_terminal"};

} // namespace

class ErrorsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void everyCodeHasItsOwnSentence()
    {
        QSet<QString> sentences;
        for (const char* code : documentedCodes) {
            // The same kind for all: who falls back to the kind's words is found out by meeting another.
            const QString s = text::sentence({ErrorKind::Internal, QString::fromLatin1(code), {}, {}});
            QVERIFY2(!sentences.contains(s), code);
            QVERIFY2(s != text::sentence({ErrorKind::Internal, u"no.such_code"_s, {}, {}}), code);
            QVERIFY2(s.endsWith(u'.') && !s.contains(u'%') && !s.contains(u".."), qPrintable(s));
            sentences.insert(s);
        }
        QCOMPARE(sentences.size(), static_cast<qsizetype>(std::size(documentedCodes)));
    }

    void sentences_data()
    {
        QTest::addColumn<Error>("error");
        QTest::addColumn<QString>("expected");
        QTest::newRow("detail and a code's advice")
            << Error{ErrorKind::Unreachable, u"pg.unreachable"_s, u"10.77.0.3:5432: Connection refused.\n"_s,
                   {}}
            << u"No connection to the server could be made: 10.77.0.3:5432: Connection refused. Check that "
               u"it runs and "
               u"that its port can be reached from here."_s;
        QTest::newRow("a hint replaces the advice")
            << Error{ErrorKind::NotFound, u"profile.not_found"_s, u"staging"_s, u"Did you mean stage"_s}
            << u"There is no such profile: staging. Did you mean stage."_s;
        QTest::newRow("a hint that is a code")
            << Error{ErrorKind::Rejected, u"engine.tls"_s, u"path: not a file"_s, u"tls.files"_s}
            << u"No trusted connection to the Docker engine could be made: path: not a file. Check the paths "
               u"of ca.pem, "
               u"cert.pem and key.pem in the profile."_s;
        QTest::newRow("SQLSTATE is no advice")
            << Error{ErrorKind::Rejected, u"pg.sql"_s, u"permission denied"_s, u"42501"_s}
            << u"The server refused a query: permission denied. SQLSTATE 42501. Check that the login has the "
               u"role "
               u"pg_monitor."_s;
        QTest::newRow("unknown code") << Error{ErrorKind::Timeout, u"new.code"_s, u"after 1.0 s"_s, {}}
                                      << u"No answer came in time: after 1.0 s."_s;
        QTest::newRow("markers in a detail stay as they are")
            << Error{ErrorKind::Protocol, u"new.code"_s, u"got %1 and %2"_s, {}}
            << u"The other side's answer makes no sense: got %1 and %2."_s;
        Error lost{ErrorKind::Timeout, u"pg.cancelled"_s, {}, {}};
        lost.outcomeUnknown = true;
        QTest::newRow("outcome unknown")
            << lost
            << u"The question was withdrawn before the server answered. Whether it took "
               u"effect is unknown: look before repeating it."_s;
    }
    void sentences()
    {
        QFETCH(Error, error);
        QTEST(text::sentence(error), "expected");
    }
};

QTEST_APPLESS_MAIN(ErrorsTest)
#include "errors_test.moc"
