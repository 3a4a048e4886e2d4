// Writes pictures of connecting, light and dark, beside those of the pages: the list of clusters, the dialog
// in every state, the question for passwords, the first screen.

#include "tests/gui/support/clusters_stand.h"
#include "tests/gui/support/lived_history.h"
#include "tests/gui/support/scripted_services.h"
#include "tests/support/sample_snapshots.h"
#include "ui/connect/connect_dialog.h"
#include "ui/connect/first_run.h"
#include "ui/connect/password_prompt.h"
#include "ui/text/text.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/segmented_control.h"
#include "ui/window/cluster_switcher.h"

#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace switchyard;
using namespace switchyard::testing;

namespace {

const QString pictureFolder = QDir::currentPath() + u"/screenshots"_s;

void saveAs(const QString& name, const ui::Theme& theme, const QPixmap& picture)
{
    QVERIFY(QDir().mkpath(pictureFolder));
    const QString file =
        pictureFolder + u'/' + name + (theme.tokens().dark ? u"-dark.png"_s : u"-light.png"_s);
    QVERIFY2(picture.save(file), qPrintable(file));
}

// Words that must be readable in full.
void checkNothingIsCut(const QWidget& widget)
{
    for (const auto* line : widget.findChildren<ui::TextLine*>())
        QVERIFY2(!line->isVisible() || !line->isElided(), qPrintable(line->text()));
}

ClusterProfile editedProfile()
{
    ClusterProfile profile;
    profile.name = u"orders-prod"_s;
    profile.clusterLabel = u"orders"_s;
    profile.production = true;
    profile.engine = docker::SshEndpoint{u"dba"_s, u"node1"_s, 0};
    profile.passwordSource = PasswordSource::Keychain;
    profile.addressOverrides = {{u"pg1"_s, u"127.0.0.1:15432"_s}};
    return profile;
}

} // namespace

class ConnectPictures : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void switcher_data() { looks(); }
    void switcher()
    {
        QFETCH(bool, dark);
        ClustersStand stand(dark ? ui::Scheme::Dark : ui::Scheme::Light, samples::sampleInstant());
        showFive(stand);
        samples::fillLivedHistory(stand.asked.at(u"orders-prod"_s).history, samples::healthyCluster());
        stand.window->resize(1440, 900);
        stand.window->show();
        QVERIFY(QTest::qWaitForWindowExposed(stand.window.get()));
        stand.clock.advance(std::chrono::milliseconds(400));
        auto* others = stand.window->view()->findChild<ui::Badge*>(u"top.cluster.others"_s);
        QTRY_COMPARE(others->text(), u"2"_s);
        QTest::keyClick(stand.window.get(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        auto* list = stand.find<ui::ClusterSwitcher>("clusters");
        QTRY_VERIFY(list->isVisible());
        QVERIFY(QTest::qWaitForWindowExposed(list));
        QPixmap picture = stand.window->grab();
        QPainter(&picture).drawPixmap(stand.window->mapFromGlobal(list->pos()), list->grab());
        QCOMPARE(picture.toImage().pixelColor(4, 500), stand.theme.tokens().rail);
        saveAs(u"switcher"_s, stand.theme, picture);
    }

    void dialog_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<QString>("state");
        for (const bool dark : {false, true}) {
            for (const char* state : {"empty", "wrong", "running", "failed", "good"})
                QTest::addRow("%s-%s", state, dark ? "dark" : "light") << dark << QString::fromLatin1(state);
        }
    }
    void dialog()
    {
        QFETCH(bool, dark);
        QFETCH(QString, state);
        ui::Theme theme(dark ? ui::Scheme::Dark : ui::Scheme::Light);
        theme.applyTo(*qApp);
        ScriptedServices services;
        services.offers = sampleOffers();
        if (state == u"wrong")
            services.offers.problems = {{ErrorKind::BadInput, u"workstation.garbage"_s,
                u"/home/dba/.docker/config.json: unterminated object at byte 7"_s, {}}};
        const bool isNew = state == u"empty" || state == u"wrong";
        auto* dialog = new ui::ConnectDialog(
            theme, services, isNew ? std::nullopt : std::optional(editedProfile()), nullptr);
        const QPointer<ui::ConnectDialog> guard(dialog);
        dialog->open();
        QVERIFY(QTest::qWaitForWindowExposed(dialog));
        auto* test = dialog->findChild<QPushButton*>(u"connect.test"_s);
        if (state != u"empty")
            QTest::keyClick(test, Qt::Key_Space);
        const QVector<TestLine> lines = state == u"good" ? sampleGoodTest() : sampleTroubledTest();
        if (!isNew) {
            for (TestLine line : lines) {
                if (state == u"running" && line.step > TestLine::Step::Found)
                    line.outcome = TestLine::Outcome::Running;
                if (state != u"running" || line.step != TestLine::Step::Rights)
                    Q_EMIT services.testLine(line);
            }
        }
        if (state == u"failed" || state == u"good")
            Q_EMIT services.testEnded(state == u"good", false);

        QTRY_VERIFY(dialog->grab().toImage().pixelColor(2, 2) == theme.tokens().surface);
        checkNothingIsCut(*dialog);
        saveAs(u"connect-"_s + state, theme, dialog->grab());
        delete guard;
    }

    void prompt_data() { looks(); }
    void prompt()
    {
        QFETCH(bool, dark);
        ui::Theme theme(dark ? ui::Scheme::Dark : ui::Scheme::Light);
        theme.applyTo(*qApp);
        const QPointer<ui::PasswordPrompt> prompt = new ui::PasswordPrompt(theme, editedProfile(),
            text::sentence({ErrorKind::Timeout, u"keychain.timeout"_s, {}, {}}), true, nullptr);
        prompt->open();
        QVERIFY(QTest::qWaitForWindowExposed(prompt));
        checkNothingIsCut(*prompt);
        saveAs(u"passwords"_s, theme, prompt->grab());
        delete prompt;
    }

    void firstRun_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<QString>("state");
        for (const bool dark : {false, true}) {
            for (const char* state : {"first", "practising", "refused"})
                QTest::addRow("%s-%s", state, dark ? "dark" : "light") << dark << QString::fromLatin1(state);
        }
    }
    void firstRun()
    {
        QFETCH(bool, dark);
        QFETCH(QString, state);
        ClustersStand stand(dark ? ui::Scheme::Dark : ui::Scheme::Light, samples::sampleInstant());
        const Error notRoot{ErrorKind::Rejected, u"practice.not_root"_s,
            u"sudo /usr/share/switchyard/resources/practice/start"_s, {}};
        auto* page = new ui::FirstRun(stand.theme, u"/home/dba/.config/switchyard/clusters"_s,
            state == u"refused" ? text::sentence(notRoot) : QString());
        stand.window->setWelcome(page);
        if (state == u"practising") {
            page->setProfileCount(3);
            page->practiceBegan(true);
            page->practiceSaid(u"[  0.4 s] making the network of the nodes"_s);
            page->practiceSaid(u"[  1.9 s] three engines answer"_s);
            page->practiceSaid(u"13:02:31 build-image: taking Debian's packages"_s);
        }
        stand.window->resize(1440, 900);
        stand.window->show();
        QVERIFY(QTest::qWaitForWindowExposed(stand.window.get()));
        QTRY_COMPARE(stand.window->grab().toImage().pixelColor(4, 500), stand.theme.tokens().win);
        checkNothingIsCut(*stand.window);
        saveAs(u"first-run-"_s + state, stand.theme, stand.window->grab());
        stand.window->resize(1024, 640);
        QTRY_COMPARE(stand.window->size(), QSize(1024, 640)); // all of it fits the smallest window
        QVERIFY(page->minimumSizeHint().height() <= 640);
    }

private:
    static void looks()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
};

QTEST_MAIN(ConnectPictures)
#include "connect_pictures.moc"
