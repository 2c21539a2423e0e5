// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/await.h"
#include "tests/support/fakekeychain.h"

#include <QSignalSpy>

using namespace gatehouse;
using namespace gatehouse::test;
using namespace std::chrono_literals;
using Place = Secret::Place;

class TestSecretStore : public QObject
{
    Q_OBJECT

private:
    struct Bench
    {
        FakeKeychain::World world;
        SecretStore store{std::make_unique<FakeKeychain>(&world)};
    };

private Q_SLOTS:
    // The keychain was locked; when it answers at last, it must not keep what is no longer wanted.
    void lateWriteOfWhatWasRemoved_data()
    {
        QTest::addColumn<QString>("then");
        QTest::newRow("removed") << QString();
        QTest::newRow("replaced") << QStringLiteral("newer");
    }
    void lateWriteOfWhatWasRemoved()
    {
        QFETCH(const QString, then);
        Bench bench;
        bench.store.setTimeout(20ms);
        bench.world.silent = true;
        QCOMPARE(await(bench.store.write("p", SecretKind::Token, "older")).value_or(Place::None),
                 Place::Memory);
        VERIFY_RESULT(await(bench.store.write("p", SecretKind::Token, then)));
        bench.world.silent = false;
        bench.world.answerHeld();
        QTRY_COMPARE(bench.world.secrets.value("p/token"), then);
        QTRY_VERIFY(bench.store.failure().isEmpty());
        const auto secret = await(bench.store.read("p", SecretKind::Token));
        VERIFY_RESULT(secret);
        QCOMPARE(secret->text, then);
    }

    void writesReadsAndRemoves()
    {
        Bench bench;
        QCOMPARE(await(bench.store.read("p", SecretKind::Token)).value(), Secret());
        QCOMPARE(await(bench.store.write("p", SecretKind::Token, "t")).value(), Place::Keychain);
        QCOMPARE(await(bench.store.write("p", SecretKind::Key, "k")).value(), Place::Keychain);
        QCOMPARE(await(bench.store.write("q", SecretKind::Ngrok, "n")).value(), Place::Keychain);
        QCOMPARE(await(bench.store.read("p", SecretKind::Token)).value(),
                 (Secret{"t", Place::Keychain}));
        QCOMPARE(bench.world.secrets.keys().size(), 3);
        QVERIFY(await(bench.store.remove("p", SecretKind::Token)));
        QVERIFY(await(bench.store.remove("p", SecretKind::Token))); // nothing to remove
        QCOMPARE(await(bench.store.read("p", SecretKind::Token)).value(), Secret());
        QCOMPARE(await(bench.store.write("p", SecretKind::Key, {})).value(), Place::None);
        QCOMPARE(bench.world.secrets.keys(), QStringList{"q/ngrok"});
        QVERIFY(bench.store.failure().isEmpty());
    }

    void oneAtATime()
    {
        Bench bench;
        QList<Call<Place>> writes;
        for (int i = 0; i < 5; ++i)
            writes.append(bench.store.write("p", SecretKind::Token, QStringLiteral("t%1").arg(i)));
        QCOMPARE(await(bench.store.read("p", SecretKind::Token)).value().text, "t4");
        QCOMPARE(bench.world.mostRunning, 1);
        QCOMPARE(bench.world.asked.size(), 6);
    }

    void withoutAKeychain()
    {
        SecretStore store(nullptr);
        QVERIFY(!store.failure().isEmpty());
        QCOMPARE(await(store.write("p", SecretKind::Token, "t")).value(), Place::Memory);
        QCOMPARE(await(store.read("p", SecretKind::Token)).value(), (Secret{"t", Place::Memory}));
        QVERIFY(!await(store.read("p", SecretKind::Key))); // it may be in the keychain
        await(store.remove("p", SecretKind::Token));
        QVERIFY(!await(store.read("p", SecretKind::Token)));
    }

    void brokenKeychain()
    {
        Bench bench;
        bench.world.broken = true;
        QSignalSpy changed(&bench.store, &SecretStore::failureChanged);
        QCOMPARE(await(bench.store.write("p", SecretKind::Token, "t")).value(), Place::Memory);
        QCOMPARE(bench.store.failure(), "out of order");
        QCOMPARE(changed.size(), 1);
        QCOMPARE(await(bench.store.read("p", SecretKind::Token)).value().place, Place::Memory);
        QCOMPARE(bench.store.failure(), "out of order"); // reading from memory says nothing of it
        bench.world.broken = false;
        QCOMPARE(await(bench.store.write("p", SecretKind::Token, "t2")).value(), Place::Keychain);
        QVERIFY(bench.store.failure().isEmpty());
        QCOMPARE(await(bench.store.read("p", SecretKind::Token)).value(),
                 (Secret{"t2", Place::Keychain}));
    }

    void silentKeychain()
    {
        Bench bench;
        bench.store.setTimeout(20ms);
        bench.world.silent = true;
        QSignalSpy changed(&bench.store, &SecretStore::failureChanged);
        QCOMPARE(await(bench.store.write("p", SecretKind::Token, "t")).value(), Place::Memory);
        QVERIFY(!bench.store.failure().isEmpty());
        // It is blocked: nothing else is asked of it, and nothing waits.
        const auto read = await(bench.store.read("p", SecretKind::Key));
        QVERIFY(!read && read.error().message == bench.store.failure());
        QCOMPARE(bench.world.asked.size(), 1);
        // The person unlocks it at last.
        bench.world.silent = false;
        bench.world.answerHeld();
        QVERIFY(bench.store.failure().isEmpty());
        QCOMPARE(changed.size(), 2);
        QCOMPARE(await(bench.store.read("p", SecretKind::Token)).value(),
                 (Secret{"t", Place::Keychain}));
    }

    void forThisRun()
    {
        Bench bench;
        bench.store.keepForThisRun("p", SecretKind::Token, "t");
        QCOMPARE(await(bench.store.read("p", SecretKind::Token)).value(),
                 (Secret{"t", Place::Memory}));
        QVERIFY(bench.world.asked.isEmpty());
    }

    void goesWithQuestionsUnderWay()
    {
        FakeKeychain::World world;
        Call<Secret> first;
        Call<Secret> second;
        {
            SecretStore store(std::make_unique<FakeKeychain>(&world));
            world.silent = true;
            first = store.read("p", SecretKind::Token);
            second = store.read("p", SecretKind::Key);
            QTRY_COMPARE(world.held.size(), 1);
        }
        world.held.clear();
        QCOMPARE(await(first).error().kind, ApiError::Kind::Cancelled);
        QCOMPARE(await(second).error().kind, ApiError::Kind::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestSecretStore)
#include "tst_secretstore.moc"
