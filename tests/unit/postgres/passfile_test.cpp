#include "core/postgres/passfile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace switchyard;
using postgres::PassFile;
using namespace Qt::StringLiterals;

class PassFileTest : public QObject
{
    Q_OBJECT

    QString written(const QTemporaryDir& dir, const QByteArray& text, mode_t mode)
    {
        const QString path = dir.filePath(u"passfile"_s);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            return {};
        file.close();
        return ::chmod(QFile::encodeName(path).constData(), mode) == 0 ? path : QString();
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void findsTheLineThatFits_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("host");
        QTest::addColumn<QByteArray>("expected"); // null: no line fits
        const auto row = [](const char* name, const char* text, const char* host, const char* expected) {
            QTest::newRow(name) << QByteArray(text) << QString::fromUtf8(host)
                                << (expected ? QByteArray(expected) : QByteArray());
        };
        row("exact", "db1:5432:repmgr:sy:geheim\n", "db1", "geheim");
        row("no newline at the end", "db1:5432:repmgr:sy:geheim", "db1", "geheim");
        row("carriage return", "db1:5432:repmgr:sy:geheim\r\n", "db1", "geheim");
        row("other host", "db2:5432:repmgr:sy:geheim\n", "db1", nullptr);
        row("other port", "db1:5433:repmgr:sy:geheim\n", "db1", nullptr);
        row("other database", "db1:5432:postgres:sy:geheim\n", "db1", nullptr);
        row("other user", "db1:5432:repmgr:root:geheim\n", "db1", nullptr);
        row("wildcards", "*:*:*:*:any\n", "db1", "any");
        row("first match wins", "*:*:*:*:first\ndb1:5432:repmgr:sy:second\n", "db1", "first");
        row("specific first", "db1:5432:repmgr:sy:mine\n*:*:*:*:any\n", "db1", "mine");
        row("comment", "#db1:5432:repmgr:sy:no\ndb1:5432:repmgr:sy:yes\n", "db1", "yes");
        row("empty lines", "\n\n  \ndb1:5432:repmgr:sy:yes\n", "db1", "yes");
        row("too few fields", "db1:5432:repmgr:geheim\n", "db1", nullptr);
        row("colon in the password", "db1:5432:repmgr:sy:a:b\n", "db1", "a:b");
        row("escapes in the password", "db1:5432:repmgr:sy:a\\:b\\\\c\n", "db1", "a:b\\c");
        row("backslash at the end", "db1:5432:repmgr:sy:a\\\n", "db1", "a\\");
        row("blanks belong to the password", "db1:5432:repmgr:sy: a b \n", "db1", " a b ");
        row("IPv6 with escapes", "fe80\\:\\:1:5432:repmgr:sy:six\n", "fe80::1", "six");
        row("escaped star is a name", "\\*:5432:repmgr:sy:no\n", "db1", nullptr);
        row("escaped star fits a star", "\\*:5432:repmgr:sy:star\n", "*", "star");
        row("star is no prefix", "db*:5432:repmgr:sy:no\n", "db1", nullptr);
        row("prefix is no match", "db:5432:repmgr:sy:no\n", "db1", nullptr);
        row("socket directory", "localhost:5432:repmgr:sy:local\n", "/run/postgresql", "local");
        row("UTF-8", "db1:5432:repmgr:sy:gr\xc3\xbc\xc3\x9f\n", "db1", "gr\xc3\xbc\xc3\x9f");
        row("empty password", "db1:5432:repmgr:sy:\n", "db1", "");
        row("empty file", "", "db1", nullptr);
    }
    void findsTheLineThatFits()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, host);
        QFETCH(QByteArray, expected);
        const auto found = PassFile::parse(text).lookup(host, 5432, u"repmgr"_s, u"sy"_s);
        QCOMPARE(found.has_value(), !expected.isNull());
        if (found)
            QCOMPARE(found->reveal(), expected);
    }

    void readsAFileThatIsOurs()
    {
        const QTemporaryDir dir;
        const QString path = written(dir, "db1:5432:repmgr:sy:geheim\n", 0600);
        const auto file = PassFile::load(path);
        QVERIFY(file.has_value());
        QCOMPARE(file->lookup(u"db1"_s, 5432, u"repmgr"_s, u"sy"_s).value().reveal(), "geheim");
    }

    void refusesAFileThatOthersMayRead_data()
    {
        QTest::addColumn<int>("mode");
        for (const int mode : {0640, 0604, 0620, 0602, 0610, 0777})
            QTest::addRow("%04o", static_cast<unsigned>(mode)) << mode;
    }
    void refusesAFileThatOthersMayRead()
    {
        QFETCH(int, mode);
        const QTemporaryDir dir;
        const QString path = written(dir, "*:*:*:*:geheim\n", static_cast<mode_t>(mode));
        const auto file = PassFile::load(path);
        QVERIFY(!file.has_value());
        QCOMPARE(file.error().code, u"passfile.permissions"_s);
        QCOMPARE(file.error().kind, ErrorKind::Rejected);
        QVERIFY(file.error().detail.contains(QString::number(mode, 8)));
        QCOMPARE(file.error().hint, u"chmod 600 "_s + path);
        QVERIFY(!file.error().detail.contains(u"geheim"_s));
    }

    void saysWhatIsNoFile()
    {
        const QTemporaryDir dir;
        QCOMPARE(PassFile::load(dir.filePath(u"none"_s)).error().code, u"passfile.missing"_s);
        QCOMPARE(PassFile::load(dir.path()).error().code, u"passfile.unreadable"_s);
        const QString pipe = dir.filePath(u"pipe"_s);
        QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
        QCOMPARE(PassFile::load(pipe).error().code, u"passfile.unreadable"_s);
        const QString large = written(dir, QByteArray((1 << 20) + 1, 'x'), 0600);
        QCOMPARE(PassFile::load(large).error().code, u"passfile.unreadable"_s);
    }
};

QTEST_APPLESS_MAIN(PassFileTest)
#include "passfile_test.moc"
