// SPDX-License-Identifier: GPL-3.0-or-later
// The real keychain. GATEHOUSE_KEYCHAIN says in which world: "gnome" (keychainworld.sh has started
// one that is this test's own), or "none".
#include "models/services/keychain.h"
#include "tests/support/await.h"

#include <QDirIterator>
#include <QElapsedTimer>

using namespace gatehouse;
using namespace gatehouse::test;
using Place = Secret::Place;

class TestKeychain : public QObject
{
    Q_OBJECT

private:
    static bool hasKeychain() { return qgetenv("GATEHOUSE_KEYCHAIN") == "gnome"; }

private Q_SLOTS:
    void initTestCase()
    {
        const QByteArray world = qgetenv("GATEHOUSE_KEYCHAIN");
        QVERIFY2(world == "gnome" || world == "none", "run it by ctest");
    }

    void secretsGoWhereTheyCan()
    {
        SecretStore store(makeKeychain());
        QElapsedTimer clock;
        clock.start();
        const Place expected = hasKeychain() ? Place::Keychain : Place::Memory;
        const QString secret = QStringLiteral("pl4nted-töken");
        QCOMPARE(await(store.write("p", SecretKind::Token, secret)).value(), expected);
        QVERIFY2(store.failure().isEmpty() == hasKeychain(), qPrintable(store.failure()));
        QCOMPARE(await(store.read("p", SecretKind::Token)).value(), (Secret{secret, expected}));
        QVERIFY(clock.elapsed() < 20'000); // with a time-out, where it must be
    }

    void itIsThereForAnother()
    {
        SecretStore store(makeKeychain());
        const auto read = await(store.read("p", SecretKind::Token));
        if (!hasKeychain()) {
            QVERIFY(!read);
            QVERIFY(!store.failure().isEmpty());
            return;
        }
        VERIFY_RESULT(read);
        QCOMPARE(read->place, Place::Keychain);
        QCOMPARE(await(store.read("p", SecretKind::Key)).value(), Secret());
        VERIFY_RESULT(await(store.remove("p", SecretKind::Token)));
        QCOMPARE(await(store.read("p", SecretKind::Token)).value(), Secret());
        VERIFY_RESULT(await(store.remove("p", SecretKind::Token)));
    }

    void manyInARow()
    {
        SecretStore store(makeKeychain());
        QList<Call<Place>> writes;
        for (int i = 0; i < 8; ++i)
            writes.append(store.write(QString::number(i), SecretKind::Key, QString::number(i)));
        for (int i = 0; i < 8; ++i)
            QCOMPARE(await(store.read(QString::number(i), SecretKind::Key)).value().text,
                     QString::number(i));
    }

    // No file holds it as it is.
    void nothingIsWrittenInClear()
    {
        SecretStore store(makeKeychain());
        const QByteArray secret = "dist1nctive-secret-of-this-test";
        await(store.write("p", SecretKind::Ngrok, secret));
        int files = 0;
        for (QDirIterator it(QDir::homePath(), QDir::Files | QDir::Hidden,
                             QDirIterator::Subdirectories);
             it.hasNext(); ++files) {
            QFile file(it.next());
            if (file.open(QIODevice::ReadOnly))
                QVERIFY2(!file.readAll().contains(secret), qPrintable(it.filePath()));
        }
        QVERIFY(!hasKeychain() || files > 0);
    }
};

QTEST_GUILESS_MAIN(TestKeychain)
#include "tst_keychain.moc"
