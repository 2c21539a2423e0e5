// SPDX-License-Identifier: GPL-3.0-or-later
// One connection in the dialog, by real clicks and keys.
#include "tests/support/cannedserver.h"
#include "tests/views/profilesbench.h"

#include <QCheckBox>
#include <QComboBox>
#include <QJsonArray>
#include <QListWidget>
#include <QSignalSpy>

using namespace gatehouse;
using namespace gatehouse::test;

class TestProfilesDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("PATH", GATEHOUSE_BIN_DIR ":" + qgetenv("PATH")); }

    void aNewConnectionByKeys()
    {
        ProfilesBench bench;
        QVERIFY(bench.show());
        QTest::keyClick(bench.dialog.get(), Qt::Key_N, Qt::ControlModifier);
        QVERIFY(bench.loaded());
        QVERIFY(!QFile::exists(bench.folder.filePath("profiles.json"))); // nothing is kept yet
        QVERIFY(bench.edit("Name")->hasFocus());
        QTest::keyClicks(bench.edit("Name"), "Production"); // what was there is selected
        QVERIFY(!bench.button("Keep this connection")->isEnabled()); // no account
        QVERIFY(!bench.button("Keep this connection")->toolTip().isEmpty());
        bench.type("Account id", "0123456789abcdef0123456789abcdef");
        bench.type("API token", "tok-1");
        QVERIFY(bench.note().contains("not kept yet"));
        QTest::keyClick(bench.dialog.get(), Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE(Profiles(bench.folder.filePath("profiles.json")).values().size(), 1);
        const Profile profile = bench.profiles.values().first();
        QCOMPARE(profile.name, "Production");
        QCOMPARE(profile.budget, 1200);
        QVERIFY(!profile.color.isEmpty());
        QCOMPARE(bench.world.secrets.value(profile.id + "/token"), "tok-1");
        QVERIFY(bench.note().contains("in the keychain"));
        QVERIFY(!bench.button("Save")->isEnabled());
        QVERIFY(!bench.dialog->form()->isDirty());
    }

    void problemsAsTyped()
    {
        ProfilesBench bench;
        bench.addThree();
        QVERIFY(bench.show());
        QVERIFY(bench.choose(0));
        bench.type("Name", "Beta");
        QVERIFY(bench.note().contains("Another connection has this name"));
        QVERIFY(!bench.button("Save")->isEnabled());
        bench.type("Name", "Alpha 2");
        QVERIFY(!bench.note().contains("Another connection"));
        QVERIFY(bench.button("Save")->isEnabled());
        bench.type("Account id", "a b");
        QVERIFY(bench.note().contains("no blanks"));
        QVERIFY(bench.click("Revert"));
        QCOMPARE(bench.edit("Account id")->text(), "acc");
        QCOMPARE(bench.edit("Name")->text(), "Alpha");
        QVERIFY(!bench.dialog->form()->isDirty());
    }

    void fieldsFollowTheBackEnd()
    {
        ProfilesBench bench;
        bench.addThree();
        QVERIFY(bench.show());
        QVERIFY(bench.choose(0));
        QVERIFY(!bench.edit("Address") && bench.edit("Account id") && bench.edit("API token"));
        auto *backEnd = bench.named<QComboBox>("Back end");
        backEnd->setFocus();
        QTest::keyClick(backEnd, Qt::Key_End);
        QVERIFY(bench.edit("Address"));
        bench.type("Address", "http://proxy.example/v4");
        QVERIFY(bench.note().contains("Only https"));
        bench.type("Address", "https://proxy.example/v4");
        QVERIFY(!bench.note().contains("Only https"));
        QTest::keyClick(bench.named<QComboBox>("Sign in with"), Qt::Key_Down);
        QVERIFY(bench.edit("E-mail") && bench.edit("API key") && !bench.edit("API token"));
        QTest::keyClick(backEnd, Qt::Key_Up);
        QCOMPARE(backEnd->currentText(), "Sandbox on this machine");
        QVERIFY(!bench.edit("Account id") && !bench.edit("API key"));
        QVERIFY(!bench.button("Test connection")->isEnabled()); // it does not run
    }

    void editsSurviveChoosingAndClosing()
    {
        ProfilesBench bench;
        bench.addThree();
        bench.world.secrets.insert("alpha/token", "kept");
        QVERIFY(bench.show());
        QVERIFY(bench.choose(0));
        QCOMPARE(bench.edit("API token")->text(), "kept");
        bench.type("Name", "Alpha edited");
        bench.type("API token", "typed");
        QCOMPARE(bench.listText(0), "Alpha •");
        QVERIFY(bench.choose(1));
        QCOMPARE(bench.edit("Name")->text(), "Beta");
        QCOMPARE(bench.edit("API token")->text(), QString()); // not Alpha's
        bench.dialog->close();
        bench.dialog->show();
        QVERIFY(bench.choose(0));
        QCOMPARE(bench.edit("Name")->text(), "Alpha edited");
        QCOMPARE(bench.edit("API token")->text(), "typed");
        QVERIFY(bench.click("Save"));
        QTRY_COMPARE(bench.world.secrets.value("alpha/token"), "typed");
        QTRY_COMPARE(bench.nameAt(0), "Alpha edited");
        QCOMPARE(bench.listText(0), "Alpha edited");
        // An emptied secret is removed.
        bench.type("API token", "");
        QVERIFY(bench.click("Save"));
        QTRY_VERIFY(!bench.world.secrets.contains("alpha/token"));
    }

    void editsWhileTheKeychainIsSilent()
    {
        ProfilesBench bench;
        bench.addThree();
        bench.world.secrets.insert("alpha/token", "kept");
        bench.world.silent = true;
        QVERIFY(bench.show());
        QTest::mouseClick(bench.list()->viewport(), Qt::LeftButton, {},
                          bench.list()->visualRect(bench.list()->model()->index(0, 0)).center());
        QTRY_VERIFY(!bench.world.held.isEmpty());
        QVERIFY(!bench.edit("API token")->isEnabled());
        bench.type("Name", "Typed");
        bench.world.silent = false;
        bench.world.answerHeld();
        QVERIFY(bench.loaded());
        QCOMPARE(bench.edit("Name")->text(), "Typed");
        QCOMPARE(bench.edit("API token")->text(), "kept");
        QVERIFY(bench.click("Save"));
        QTRY_COMPARE(bench.nameAt(0), "Typed");
        QCOMPARE(bench.world.secrets.value("alpha/token"), "kept");
    }

    void withoutAKeychainItSaysSo()
    {
        ProfilesBench bench;
        bench.addThree();
        bench.world.broken = true;
        QVERIFY(bench.show());
        QVERIFY(bench.choose(0));
        QVERIFY2(bench.note().contains("for this session only"), qPrintable(bench.note()));
        QVERIFY(bench.note().contains("out of order"));
        bench.type("API token", "typed");
        QVERIFY(bench.click("Save"));
        QTRY_VERIFY(!bench.button("Save")->isEnabled());
        QVERIFY(bench.note().contains("for this session only"));
        QVERIFY(bench.choose(1));
        QVERIFY(bench.choose(0));
        QCOMPARE(bench.edit("API token")->text(), "typed");
    }

    void testSaysWhatAnswers()
    {
        CannedServer server([](const CannedServer::Request &request) {
            return request.path.contains("billing")
                ? CannedServer::Reply::error(403, 10000, "Forbidden")
                : CannedServer::Reply::result(QJsonArray());
        });
        ProfilesBench bench;
        bench.profiles.add({.id = "one",
                            .name = "One",
                            .backEnd = Profile::BackEnd::Other,
                            .apiUrl = server.url("/v4").toString(),
                            .account = "acc"});
        QVERIFY(bench.show());
        QSignalSpy requests(bench.dialog.get(), &ProfilesDialog::requestChanged);
        QVERIFY(bench.choose(0));
        bench.type("API token", "unsaved");
        QVERIFY(bench.click("Test connection"));
        auto *found = bench.named<QListWidget>("What the test found");
        QVERIFY(found);
        QTRY_VERIFY(labelTexts(*bench.dialog).contains("works in part"));
        QCOMPARE(found->count(), 4);
        QVERIFY(found->item(2)->text().contains("AI Gateway Read"));
        QVERIFY(!found->item(2)->icon().isNull());
        QCOMPARE(server.requests().first().header("authorization"), "Bearer unsaved");
        QVERIFY(requests.size() > 0);
        QVERIFY(bench.tool("Close the test's results"));
        QVERIFY(!found->isVisible());
    }

    void testIsCancelled()
    {
        CannedServer server(CannedServer::Reply{.silent = true});
        ProfilesBench bench;
        bench.profiles.add({.id = "one",
                            .name = "One",
                            .backEnd = Profile::BackEnd::Other,
                            .apiUrl = server.url("/v4").toString(),
                            .account = "acc"});
        QVERIFY(bench.show());
        QVERIFY(bench.choose(0));
        QVERIFY(bench.click("Test connection"));
        QTRY_COMPARE(server.requests().size(), 1);
        QVERIFY(!bench.button("Test connection")->isEnabled());
        QVERIFY(bench.tool("Cancel the test"));
        QTRY_VERIFY(bench.button("Test connection")->isEnabled());
        QVERIFY(labelTexts(*bench.dialog).contains("does not work"));
    }

    void budgetIsANumberOrNone()
    {
        ProfilesBench bench;
        bench.addThree();
        QVERIFY(bench.show());
        QVERIFY(bench.choose(0));
        auto *tick = bench.named<QCheckBox>("Request budget in requests in 5 minutes: has a value");
        QVERIFY(tick && !tick->isChecked());
        tick->setFocus();
        QTest::keyClick(tick, Qt::Key_Space);
        QVERIFY(bench.click("Save"));
        QTRY_COMPARE(bench.profiles.find("alpha")->budget, 1200);
        QTest::keyClick(tick, Qt::Key_Space);
        QVERIFY(bench.click("Save"));
        QTRY_COMPARE(bench.profiles.find("alpha")->budget, 0);
    }

    void aKeptSecretGoesElsewhereOnlyAfterAQuestion()
    {
        ProfilesBench bench;
        bench.addThree();
        bench.world.secrets.insert("alpha/token", "kept");
        QVERIFY(bench.show());
        QVERIFY(bench.choose(0));
        QTest::keyClick(bench.named<QComboBox>("Back end"), Qt::Key_End);
        bench.type("Address", "https://proxy.example/v4");
        bench.dialogs.confirmed = false;
        QVERIFY(bench.click("Save"));
        QTRY_COMPARE(bench.dialogs.confirmations.size(), 1);
        QVERIFY(bench.dialogs.confirmations.last().losses.join(' ').contains("proxy.example"));
        QVERIFY(bench.dialog->form()->isDirty());
        QCOMPARE(bench.profiles.find("alpha")->backEnd, Profile::BackEnd::Cloudflare);

        bench.type("API token", "entered for the new address");
        QVERIFY(bench.click("Save"));
        QTRY_COMPARE(bench.profiles.find("alpha")->apiUrl, "https://proxy.example/v4");
        QCOMPARE(bench.dialogs.confirmations.size(), 1);

        bench.dialogs.confirmed = true;
        bench.type("Address", "https://other.example/v4");
        QVERIFY(bench.click("Save"));
        QTRY_COMPARE(bench.profiles.find("alpha")->apiUrl, "https://other.example/v4");
        QCOMPARE(bench.dialogs.confirmations.size(), 2);
    }

    void aSandboxHasNoBudgetUnlessOneIsSet()
    {
        ProfilesBench bench;
        QVERIFY(bench.show());
        QTest::keyClick(bench.dialog.get(), Qt::Key_N, Qt::ControlModifier);
        QVERIFY(bench.loaded());
        auto *tick = bench.named<QCheckBox>("Request budget in requests in 5 minutes: has a value");
        QVERIFY(tick->isChecked());
        auto *backEnd = bench.named<QComboBox>("Back end");
        while (backEnd->currentText() != "Sandbox on this machine")
            QTest::keyClick(backEnd, Qt::Key_Down);
        QVERIFY(!tick->isChecked());
        QVERIFY(bench.click("Keep this connection"));
        QTRY_COMPARE(bench.profiles.values().size(), 1);
        QCOMPARE(bench.profiles.values().first().budget, 0);
    }

    void everythingHasANameAndFits()
    {
        ProfilesBench bench;
        bench.addThree();
        QVERIFY(bench.show());
        QVERIFY(bench.choose(0));
        auto *backEnd = bench.named<QComboBox>("Back end");
        backEnd->setCurrentIndex(2);
        bench.type("ngrok address", "https://api.ngrok.ai");
        QVERIFY(bench.edit("ngrok token"));
        QCOMPARE(unnamedFocusable(*bench.dialog), QStringList());
        QVERIFY(bench.dialog->minimumSizeHint().width() <= 1024);
        QVERIFY(bench.dialog->minimumSizeHint().height() <= 640);
    }
};

QTEST_MAIN(TestProfilesDialog)

#include "tst_profilesdialog.moc"
