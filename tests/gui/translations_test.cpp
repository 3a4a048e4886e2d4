// A run in a pseudo-locale: every translated letter becomes a Cyrillic one, so that a Latin word that is
// still seen came past the translator. What a cluster calls itself (names, addresses, PostgreSQL's and
// Swarm's own words) is told from that by the snapshot that is shown, not by a list.

#include "tests/gui/support/lived_history.h"
#include "tests/gui/support/painted_words.h"
#include "tests/gui/support/stand.h"
#include "tests/support/sample_snapshots.h"
#include "ui/text/text.h"

#include <QAccessible>
#include <QApplication>
#include <QDir>
#include <QHelpEvent>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace switchyard;
using namespace switchyard::testing;

// A name, not an anonymous namespace: lambdas below capture these types.
namespace translations_test {

/// Shifts a-z and A-Z to Cyrillic; leaves %1, %L1 and %n alone. Notes what was asked for.
class PseudoLocale : public QTranslator
{
public:
    bool isEmpty() const override { return false; }
    QString translate(const char* context, const char* source, const char*, int) const override
    {
        asked_.insert({QString::fromUtf8(context), QString::fromUtf8(source)});
        QString out = QString::fromUtf8(source);
        for (qsizetype i = 0; i < out.size(); ++i) {
            const bool marker = i > 0 && out.at(i - 1) == u'%' && (out.at(i) == u'n' || out.at(i) == u'L');
            const char16_t c = out.at(i).unicode();
            if (!marker && ((c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z')))
                out[i] = QChar(static_cast<char16_t>(c + 0x3CF));
        }
        return out;
    }
    const QSet<QPair<QString, QString>>& asked() const { return asked_; }

private:
    mutable QSet<QPair<QString, QString>> asked_;
};

/// Everything that the cluster itself said, as one text: what is found in it is data.
class ClusterWords
{
public:
    explicit ClusterWords(const ClusterSnapshot& c)
    {
        add({c.cluster, u"practice"_s, u"unix:///run/switchyard/node1/docker.sock"_s, u"dba@desk-14"_s});
        // Names of products and PgBouncer's commands are the same in every language.
        add({u"Switchyard"_s, u"PostgreSQL"_s, u"PAUSE"_s, u"RESUME"_s, u"RECONNECT"_s, u"KILL"_s,
            u"RELOAD"_s});
        if (const SwarmFacts* swarm = c.swarm.lastValue())
            addSwarm(*swarm);
        for (const Member& m : c.members)
            addMember(m);
        for (const Pooler& p : c.poolers)
            addPooler(p);
        for (const Finding& f : c.findings) // what an error said, and names that a finding quotes
            add({f.subject, f.args.value(u"error"_s), f.args.value(u"message"_s),
                f.args.value(u"error_code"_s)});
        if (const Error* e = c.swarm.error())
            add({e->detail, e->code});
    }
    bool contains(const QString& word) const { return all_.contains(word); }

private:
    void add(const QStringList& words) { all_ += words.join(u'\n') + u'\n'; }
    void addSwarm(const SwarmFacts& swarm)
    {
        add({swarm.engine.version});
        for (const docker::Node& n : swarm.nodes)
            add({n.id, n.hostname, n.state, n.stateMessage, n.availability, n.managerReachability});
        for (const auto& n : swarm.nodes) {
            for (auto it = n.labels.begin(); it != n.labels.end(); ++it)
                add({it.key(), it.value()});
        }
        for (const docker::Service& s : swarm.services)
            addService(s);
        for (const docker::Task& t : swarm.tasks)
            add({t.id, t.state, t.error, t.message});
    }
    void addService(const docker::Service& s)
    {
        add({s.id, s.name, s.image, u"tcp"_s}); // a port's protocol is Docker's word
        add(s.constraints.join(u' ').split(u' '));
    }
    void addMember(const Member& m)
    {
        add({m.name, m.serviceName, m.nodeName, m.host, m.taskState, m.taskError, m.image});
        if (const Error* e = m.facts.error())
            add({e->detail, e->code});
        const MemberFacts* f = m.facts.lastValue();
        if (!f)
            return;
        add({f->serverVersion, f->systemIdentifier, f->synchronousStandbyNames, f->replayPause});
        for (const Slot& s : f->replicationSlots)
            add({s.name, s.type, s.walStatus});
        for (const Sender& s : f->senders)
            add({s.applicationName, s.state, s.syncState});
        if (f->receiver)
            add({f->receiver->status, f->receiver->slotName, f->receiver->senderHost});
    }
    void addPooler(const Pooler& p)
    {
        add({p.name, p.serviceName, p.nodeName, p.host, p.taskState, p.image});
        if (const Error* e = p.facts.error())
            add({e->detail, e->code});
        if (const PoolerFacts* f = p.facts.lastValue()) {
            add({f->version});
            for (const PoolDatabase& d : f->databases)
                add({d.name, d.target, d.poolMode});
        }
    }
    QString all_;
};

/// Latin words in `text` that neither the translator nor the cluster can have put there. Letters right behind
/// a digit or a slash belong to a number: "4/7A21F3C8", "842/s"; a capital alone and F1 to F12 name keys; six
/// digits or more of sixteen are the rest of a position.
QStringList strangers(const QString& text, const ClusterWords& data)
{
    static const QRegularExpression word(u"(?<![\\w/.:%])[A-Za-z][\\w.:@/-]*"_s);
    static const QRegularExpression key(u"^([A-Z]|F1?[0-9]|[0-9A-F]{6,8})$"_s);
    static const QStringList units{u"B"_s, u"kB"_s, u"MB"_s, u"GB"_s, u"TB"_s, u"PB"_s, u"EB"_s, u"ms"_s,
        u"s"_s, u"min"_s, u"h"_s, u"d"_s};
    QStringList found;
    for (auto it = word.globalMatch(text); it.hasNext();) {
        QString token = it.next().captured();
        while (token.endsWith(u'.') || token.endsWith(u':') || token.endsWith(u'/'))
            token.chop(1);
        const QString bare = token.section(u'/', 0, 0).section(u':', 0, 0);
        if (key.match(token).hasMatch())
            continue;
        if (!units.contains(bare) && !data.contains(token) && !data.contains(bare))
            found << token;
    }
    return found;
}

/// Texts that are not painted all the time: tooltips, and what a screen reader is told.
QStringList spokenWords(const QWidget& window)
{
    QStringList words;
    for (const auto* widget : window.findChildren<QWidget*>()) {
        if (widget->isVisible())
            words << widget->toolTip() << widget->accessibleName() << widget->accessibleDescription();
    }
    return words;
}

PseudoLocale pseudoLocale;

struct TranslatedSituation
{
    const char* name;
    std::function<ClusterSnapshot()> snapshot;
    Duration later{};
};

const QVector<TranslatedSituation>& translatedSituations()
{
    static const QVector<TranslatedSituation> all{{"empty", [] { return samples::nothingKnown(); }},
        {"live", [] { return samples::healthyCluster(); }},
        {"busy", [] { return samples::clientsWaiting(); }},
        {"trouble", [] { return samples::node3CutOff(); }},
        {"behind", [] { return samples::laggingStandby(); }},
        {"two primaries", [] { return samples::twoPrimaries(); }},
        {"stale", [] { return samples::healthyCluster(); }, 21s}};
    return all;
}

} // namespace translations_test

using namespace translations_test;

class TranslationsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(QCoreApplication::installTranslator(&pseudoLocale)); }
    void init() { failOnAnyWarning(); }

    void nothingIsSeenThatCannotBeTranslated_data()
    {
        QTest::addColumn<int>("situation");
        for (int i = 0; i < translatedSituations().size(); ++i)
            QTest::newRow(translatedSituations()[i].name) << i;
    }
    void nothingIsSeenThatCannotBeTranslated()
    {
        QFETCH(int, situation);
        const TranslatedSituation& it = translatedSituations()[situation];
        const ClusterSnapshot snapshot = it.snapshot();
        const ClusterWords data(snapshot);
        Stand stand(ui::Scheme::Light, samples::sampleInstant());
        samples::fillLivedHistory(stand.history, snapshot);
        stand.clock.advance(it.later);
        stand.window->resize(1440, 900);
        stand.window->show();
        QVERIFY(QTest::qWaitForWindowExposed(stand.window.get()));
        QStringList wrong;
        int seen = 0;
        const auto look = [&](const QString& where) {
            QCoreApplication::sendPostedEvents();
            for (const QString& text : paintedWords(*stand.window) + spokenWords(*stand.window)) {
                ++seen;
                for (const QString& word : strangers(text, data))
                    wrong << u"%1: '%2' in '%3'"_s.arg(where, word, text);
            }
        };
        look(u"before the first snapshot"_s);
        stand.show(snapshot);
        for (int page = 0; page < stand.window->pageCount(); ++page) {
            stand.window->openPage(page);
            look(stand.window->currentPage()->objectName());
        }
        QTest::keyClick(stand.window.get(), Qt::Key_F1);
        look(u"keys"_s);
        QTest::keyClick(stand.window->focusWidget(), Qt::Key_Escape);
        QTest::keyClick(stand.window.get(), Qt::Key_K, Qt::ControlModifier);
        look(u"palette"_s);
        wrong.removeDuplicates();
        QVERIFY2(wrong.isEmpty(), qPrintable(u'\n' + wrong.join(u'\n')));
        QVERIFY2(seen > 300, qPrintable(QString::number(seen)));
    }

    /// Every finding's words, also those that no sample shows.
    void everyFindingCanBeTranslated()
    {
        ClusterSnapshot none;
        none.cluster = u"pg3"_s;
        const ClusterWords data(none);
        for (int code = 0; code <= static_cast<int>(FindingCode::MemberRejoining); ++code) {
            Finding f;
            f.code = static_cast<FindingCode>(code);
            f.subject = u"pg3"_s;
            for (const QString& text : {text::title(f), text::meaning(f), text::remedy(f)})
                QVERIFY2(strangers(text, data).isEmpty(), qPrintable(text));
        }
    }

    void strangersAreFound()
    {
        const ClusterWords data(samples::healthyCluster());
        QCOMPARE(strangers(u"pg1 leads"_s, data), QStringList{u"leads"_s});
        QCOMPARE(strangers(u"12 ms, 1.8 MB, 842/s, 4/7A21F3C8, repmgr_slot_2"_s, data), QStringList());
        QCOMPARE(strangers(u"Ре pg1:5432"_s, data).size(), 0);
    }

    /// What the program asks the translator for must be what lupdate writes into a translation: the same
    /// words in the same context. Else a sentence can be translated as often as one likes and stays English.
    void lupdateSeesWhatIsAskedFor()
    {
        const QTemporaryDir folder;
        const QString ts = folder.filePath(u"all.ts"_s);
        QProcess lupdate;
        lupdate.start(u"/usr/lib/qt6/bin/lupdate"_s,
            {u"-silent"_s, u"-no-obsolete"_s, u"-locations"_s, u"none"_s, u"-I"_s,
                QStringLiteral(SWITCHYARD_SOURCES), QStringLiteral(SWITCHYARD_SOURCES "/ui"),
                QStringLiteral(SWITCHYARD_SOURCES "/app"), u"-ts"_s, ts});
        QVERIFY2(lupdate.waitForFinished(60000), qPrintable(lupdate.errorString()));
        const QString said = QString::fromUtf8(lupdate.readAllStandardError());
        QVERIFY2(!said.contains(u"tr() cannot be called without context"), qPrintable(said));
        QFile file(ts);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QSet<QPair<QString, QString>> known;
        QString context;
        for (QXmlStreamReader xml(&file); !xml.atEnd();) {
            if (xml.readNext() != QXmlStreamReader::StartElement)
                continue;
            if (xml.name() == u"name")
                context = xml.readElementText();
            else if (xml.name() == u"source")
                known.insert({context, xml.readElementText()});
        }
        QVERIFY(known.size() > 200);
        QStringList missing;
        for (const auto& [asked, words] : pseudoLocale.asked()) {
            const bool qts = asked.startsWith(u'Q'); // Qt's own contexts come with Qt's own translations
            if (!qts && !known.contains({asked, words}))
                missing << asked + u": "_s + words;
        }
        missing.sort();
        QVERIFY2(missing.isEmpty(), qPrintable(u'\n' + missing.join(u'\n')));
    }
};

QTEST_MAIN(TranslationsTest)
#include "translations_test.moc"
