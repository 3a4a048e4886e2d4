// Passwords before a cluster is opened, with keychains that answer, are locked, say nothing, or are not
// there.

#include "app/gui/passwords.h"
#include "tests/gui/support/stand.h"
#include "ui/connect/password_prompt.h"

#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace switchyard;
using namespace switchyard::testing;

namespace passwords_test {

/// Answers at once, with an error, or only when a test says so.
class TestStore : public SecretStore
{
public:
    void read(const QString& key, std::function<void(Result<Secret>)> got) override
    {
        if (silent) {
            waiting.push_back([this, key, got] { answer(key, got); });
            return;
        }
        answer(key, got);
    }
    void write(const QString& key, const Secret& secret, std::function<void(Result<void>)> done) override
    {
        if (error)
            return done(tl::unexpected<Error>(*error));
        entries[key] = secret;
        done({});
    }
    void remove(const QString& key, std::function<void(Result<void>)> done) override
    {
        entries.remove(key);
        done({});
    }
    void unlock()
    {
        silent = false;
        for (const auto& answerNow : std::exchange(waiting, {}))
            answerNow();
    }

    QMap<QString, Secret> entries;
    std::optional<Error> error;
    bool silent = false;
    std::vector<std::function<void()>> waiting;

private:
    void answer(const QString& key, const std::function<void(Result<Secret>)>& got) const
    {
        if (error)
            return got(tl::unexpected<Error>(*error));
        if (!entries.contains(key))
            return got(fail(ErrorKind::NotFound, u"keychain.no_entry"_s));
        got(entries.value(key));
    }
};

} // namespace passwords_test

using passwords_test::TestStore;

class PasswordsTest : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<TestStore> store_;
    std::unique_ptr<ui::Theme> theme_;
    std::unique_ptr<QWidget> window_;
    std::unique_ptr<PasswordDesk> desk_;
    QVector<Result<Passwords>> got_;

    static ClusterProfile profile(PasswordSource source, const QString& name = u"prod"_s)
    {
        ClusterProfile profile;
        profile.name = name;
        profile.passwordSource = source;
        return profile;
    }
    void collect(const ClusterProfile& profile)
    {
        desk_->collect(profile, [this](Result<Passwords> result) { got_ << std::move(result); });
    }
    QList<ui::PasswordPrompt*> prompts() const
    {
        QList<ui::PasswordPrompt*> visible;
        for (auto* prompt : window_->findChildren<ui::PasswordPrompt*>()) {
            if (prompt->isVisible())
                visible << prompt;
        }
        return visible;
    }
    void give(const QString& password) const
    {
        auto* line = prompts().first()->findChild<QLineEdit*>(u"connect.prompt.postgres"_s);
        QTest::keyClicks(line, password);
        QTest::keyClick(line, Qt::Key_Return);
    }

private Q_SLOTS:
    void init()
    {
        failOnAnyWarning();
        store_ = std::make_unique<TestStore>();
        theme_ = std::make_unique<ui::Theme>(ui::Scheme::Light);
        window_ = std::make_unique<QWidget>();
        window_->show();
        desk_ = std::make_unique<PasswordDesk>(*store_, *theme_, *window_);
        got_.clear();
    }
    void cleanup()
    {
        desk_.reset();
        window_.reset();
    }

    void aPassfileNeedsNobody()
    {
        collect(profile(PasswordSource::PassFile));
        QVERIFY(got_.value(0) && got_.size() == 1);
        QVERIFY(prompts().isEmpty());
    }

    void theKeychainAnswers()
    {
        desk_->keep(u"prod"_s, {Secret("a"), Secret("b")}, [](const Result<void>& kept) { QVERIFY(kept); });
        collect(profile(PasswordSource::Keychain));
        QVERIFY(*got_.at(0) == (Passwords{Secret("a"), Secret("b")}));
        store_->entries.remove(u"prod/pgbouncer"_s); // one for both
        collect(profile(PasswordSource::Keychain));
        QVERIFY(*got_.at(1) == (Passwords{Secret("a"), Secret("a")}));
        desk_->forget(u"prod"_s, [](const Result<void>& gone) { QVERIFY(gone); });
        QVERIFY(store_->entries.isEmpty());
    }

    void aKeychainWithoutAnEntryIsFilled()
    {
        collect(profile(PasswordSource::Keychain));
        QCOMPARE(prompts().size(), 1);
        QVERIFY(prompts().first()->accessibleDescription().contains(u"no password for this cluster"_s));
        give(u"typed"_s);
        QVERIFY(*got_.at(0) == (Passwords{Secret("typed"), Secret("typed")}));
        QCOMPARE(store_->entries.value(u"prod/postgres"_s).reveal(), QByteArray("typed"));
    }

    void aKeychainThatIsNotThereIsSaid()
    {
        store_->error = Error{ErrorKind::NotFound, u"keychain.none"_s, u"no bus"_s, {}};
        QSignalSpy keptNot(desk_.get(), &PasswordDesk::keptNot);
        collect(profile(PasswordSource::Keychain));
        QVERIFY(prompts().first()->accessibleDescription().contains(u"Choose a passfile"_s));
        give(u"typed"_s);
        QVERIFY(got_.at(0)); // opened all the same
        QCOMPARE(keptNot.count(), 1);
    }

    void aSilentKeychainIsNotWaitedFor()
    {
        desk_->setPatience(20ms);
        store_->silent = true;
        store_->entries[u"prod/postgres"_s] = Secret("kept");
        collect(profile(PasswordSource::Keychain));
        QVERIFY(got_.isEmpty());
        QTRY_COMPARE(prompts().size(), 1);
        QVERIFY(prompts().first()->accessibleDescription().contains(u"has not answered yet"_s));
        store_->unlock(); // whoever is first counts, and the question goes
        QCOMPARE(got_.size(), 1);
        QCOMPARE(got_.at(0)->postgres.reveal(), QByteArray("kept"));
        QTRY_VERIFY(prompts().isEmpty());
        QCOMPARE(got_.size(), 1);
    }

    void whoTypesBeforeTheKeychainAnswersIsNotOverruled()
    {
        desk_->setPatience(20ms);
        store_->silent = true;
        store_->entries[u"prod/postgres"_s] = Secret("kept");
        collect(profile(PasswordSource::Keychain));
        QTRY_COMPARE(prompts().size(), 1);
        give(u"typed"_s);
        store_->unlock();
        QCOMPARE(got_.size(), 1);
        QCOMPARE(got_.at(0)->postgres.reveal(), QByteArray("typed"));
    }

    void manyAreAskedOneAfterTheOther()
    {
        for (const QString& name : {u"a"_s, u"b"_s, u"c"_s})
            collect(profile(PasswordSource::Ask, name));
        QCOMPARE(prompts().size(), 1);
        give(u"1"_s);
        QTRY_COMPARE(prompts().size(), 1);
        QVERIFY(prompts().first()->windowTitle().contains(u"b"_s));
        QTest::keyClick(prompts().first(), Qt::Key_Escape);
        QCOMPARE(got_.at(1).error().code, u"password.not_given"_s);
        QTRY_COMPARE(prompts().size(), 1);
        give(u"3"_s);
        QCOMPARE(got_.size(), 3);
        QVERIFY(store_->entries.isEmpty()); // asked for means kept nowhere
    }
};

QTEST_MAIN(PasswordsTest)
#include "passwords_test.moc"
