#include "app/ctl/options.h"

#include <QRegularExpression>
#include <QTest>

using namespace switchyard::ctl;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(Options)

namespace {

QStringList words(const char* line)
{
    return QStringList{u"switchyardctl"_s} + QString::fromUtf8(line).split(u' ', Qt::SkipEmptyParts);
}

} // namespace

class CtlOptionsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void understands_data()
    {
        using std::chrono::milliseconds;
        QTest::addColumn<QString>("line");
        QTest::addColumn<Options>("expected");
        const auto row = [](const char* line, const Options& o) {
            QTest::newRow(line) << QString::fromUtf8(line) << o;
        };
        row("--cluster practice status",
            {Command::Status, u"practice"_s, {}, false, false, milliseconds(2000)});
        row("status --json --cluster=practice",
            {Command::Status, u"practice"_s, {}, true, false, milliseconds(2000)});
        row("-c practice lag --watch -t 0.5",
            {Command::Lag, u"practice"_s, {}, false, true, milliseconds(500)});
        row("--profile /tmp/a.json topology",
            {Command::Topology, {}, u"/tmp/a.json"_s, false, false, milliseconds(2000)});
        row("-c a pools", {Command::Pools, u"a"_s, {}, false, false, milliseconds(2000)});
        row("-c a nodes", {Command::Nodes, u"a"_s, {}, false, false, milliseconds(2000)});
        row("--cluster a degrade", {Command::Degrade, u"a"_s, {}, false, false, milliseconds(2000), false});
        row("--cluster a restore --yes",
            {Command::Restore, u"a"_s, {}, false, false, milliseconds(2000), true});
        row("profiles --json", {Command::Profiles, {}, {}, true, false, milliseconds(2000)});
        row("--help", {Command::Help, {}, {}, false, false, milliseconds(2000)});
        row("-V", {Command::Version, {}, {}, false, false, milliseconds(2000)});
    }
    void understands()
    {
        QFETCH(QString, line);
        QFETCH(Options, expected);
        const auto options = parseOptions(words(qPrintable(line)));
        QVERIFY2(options.has_value(), options ? "" : qPrintable(options.error()));
        QVERIFY(*options == expected);
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("names");
        const auto row = [](const char* line, const char* names) {
            QTest::newRow(line) << QString::fromUtf8(line) << QString::fromUtf8(names);
        };
        row("", "status, topology, pools, nodes, lag, degrade, restore or profiles");
        row("--cluster a", "status, topology, pools, nodes, lag, degrade, restore or profiles");
        row("--cluster a status --yes", "--yes");
        row("--cluster a degrade --watch", "--watch");
        row("--cluster a promote", "promote");
        row("--cluster a status lag", "lag");
        row("status", "--cluster NAME");
        row("--cluster a --profile b status", "not both");
        row("--cluster a --frobnicate status", "frobnicate");
        row("status --cluster", "cluster");
        row("-c a status --timeout 0", "\"0\"");
        row("-c a status --timeout -1", "\"-1\"");
        row("-c a status --timeout nan", "nan");
        row("-c a status --timeout 1e9", "1e9");
        row("-c a status --timeout soon", "soon");
        row("profiles --cluster a", "--cluster");
        row("profiles --watch", "--watch");
    }
    void refuses()
    {
        QFETCH(QString, line);
        QFETCH(QString, names);
        const auto options = parseOptions(words(qPrintable(line)));
        QVERIFY(!options.has_value());
        QVERIFY2(options.error().contains(names), qPrintable(options.error()));
    }

    void helpNamesEveryCommand()
    {
        for (const auto& command : {u"status"_s, u"topology"_s, u"pools"_s, u"nodes"_s, u"lag"_s,
                 u"degrade"_s, u"restore"_s, u"profiles"_s})
            QVERIFY2(helpText().contains(u"\n  "_s + command + u' '), qPrintable(command));
    }
};

QTEST_APPLESS_MAIN(CtlOptionsTest)
#include "ctl_options_test.moc"
