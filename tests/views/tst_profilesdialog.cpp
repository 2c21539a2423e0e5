// SPDX-License-Identifier: GPL-3.0-or-later
// The dialog by real clicks and keys.
#include "models/services/profileendpoint.h"
#include "tests/support/cannedserver.h"
#include "tests/support/fakedialogs.h"
#include "tests/support/fakekeychain.h"
#include "tests/support/sandboxfixture.h"
#include "tests/views/viewchecks.h"
#include "views/common/messagebar.h"
#include "views/common/secretfield.h"
#include "views/shell/profilesdialog.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace gatehouse;
using namespace gatehouse::test;
using namespace std::chrono_literals;

namespace {

struct Bench
{
    QTemporaryDir folder;
    FakeKeychain::World world;
    FakeDialogs dialogs;
    Profiles profiles{folder.filePath("profiles.json")};
    SecretStore secrets{std::make_unique<FakeKeychain>(&world)};
    Connections connections{&profiles, &secrets, [this](const Profile &profile) {
                                return SandboxFixture::defaultArguments()
                                    + QStringList{"--database",
                                                  folder.filePath(profile.id + ".db")};
                            }};
    std::unique_ptr<ProfilesDialog> dialog;

    bool show()
    {
        dialog = std::make_unique<ProfilesDialog>(
            ProfilesDialog::Parts{&profiles, &secrets, &connections, &dialogs});
        QObject::connect(dialog.get(), &ProfilesDialog::connectRequested, dialog.get(),
                         [this](const QString &id) { connections.open(id); });
        QObject::connect(dialog.get(), &ProfilesDialog::disconnectRequested, dialog.get(),
                         [this](const QString &id) { connections.close(id); });
        dialog->show();
        return QTest::qWaitForWindowActive(dialog.get());
    }
    QListView *list() const { return named<QListView>("Connections"); }
    template <class T> T *named(const char *name) const
    {
        for (T *widget : dialog->findChildren<T *>())
            if (widget->accessibleName() == QString::fromUtf8(name) && widget->isVisible())
                return widget;
        return nullptr;
    }
    QLineEdit *edit(const char *name) const { return named<QLineEdit>(name); }
    QPushButton *button(const char *text) const
    {
        for (auto *candidate : dialog->findChildren<QPushButton *>())
            if (candidate->text().remove(u'&') == QString::fromUtf8(text) && candidate->isVisible())
                return candidate;
        return nullptr;
    }
    bool click(const char *text) const
    {
        auto *found = button(text);
        if (!found || !found->isEnabled())
            return false;
        QTest::mouseClick(found, Qt::LeftButton);
        return true;
    }
    bool tool(const char *name) const
    {
        auto *found = named<QToolButton>(name);
        if (!found || !found->isEnabled())
            return false;
        QTest::mouseClick(found, Qt::LeftButton);
        return true;
    }
    void type(const char *field, const QString &text) const
    {
        QLineEdit *line = edit(field);
        line->setFocus();
        QTest::keyClick(line, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(line, Qt::Key_Delete);
        QTest::keyClicks(line, text);
    }
    // By the mouse, as soon as its secrets are there.
    bool choose(int row) const
    {
        const QModelIndex index = list()->model()->index(row, 0);
        QTest::mouseClick(list()->viewport(), Qt::LeftButton, {},
                          list()->visualRect(index).center());
        return loaded();
    }
    bool loaded() const
    {
        return QTest::qWaitFor([this] {
            auto *field = dialog->form()->findChild<SecretField *>();
            return field && field->isEnabledTo(dialog.get());
        });
    }
    QString note() const { return labelTexts(*dialog->form()); }
    QString id(int row) const { return profiles.values().at(row).id; }
    QString nameAt(int row) const { return profiles.values().at(row).name; }
    QString listText(int row) const { return list()->model()->index(row, 0).data().toString(); }
};

} // namespace

class TestProfilesDialog : public QObject
{
    Q_OBJECT

private:
    static void three(Bench &bench)
    {
        for (const char *name : {"Alpha", "Beta", "Gamma"})
            bench.profiles.add({.id = QString(name).toLower(), .name = name, .account = "acc"});
    }

private Q_SLOTS:
    void initTestCase() { qputenv("PATH", GATEHOUSE_BIN_DIR ":" + qgetenv("PATH")); }

    void aNewConnectionByKeys()
    {
        Bench bench;
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
        Bench bench;
        three(bench);
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
        Bench bench;
        three(bench);
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
        Bench bench;
        three(bench);
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
        Bench bench;
        three(bench);
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
        Bench bench;
        three(bench);
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

    void orderByKeysAndDrag()
    {
        Bench bench;
        three(bench);
        QVERIFY(bench.show());
        QVERIFY(bench.choose(0));
        bench.list()->setFocus();
        QTest::keyClick(bench.list(), Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(bench.nameAt(1), "Alpha");
        QCOMPARE(bench.dialog->chosen(), "alpha"); // it stays chosen
        QTest::keyClick(bench.list(), Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(bench.nameAt(2), "Alpha");
        QVERIFY(!bench.named<QToolButton>("Move down")->isEnabled());
        QVERIFY(bench.tool("Move up"));
        QCOMPARE(bench.nameAt(1), "Alpha");
        // What the view does at a drop before the first row.
        auto *model = bench.list()->model();
        std::unique_ptr<QMimeData> data(model->mimeData({model->index(2, 0)}));
        model->dropMimeData(data.get(), Qt::MoveAction, 0, 0, {});
        QCOMPARE(bench.nameAt(0), "Gamma");
        data.reset(model->mimeData({model->index(0, 0)}));
        model->dropMimeData(data.get(), Qt::MoveAction, 3, 0, {});
        QCOMPARE(bench.nameAt(2), "Gamma");
    }

    void duplicate()
    {
        Bench bench;
        three(bench);
        bench.world.secrets.insert("beta/token", "tok");
        QVERIFY(bench.show());
        QVERIFY(bench.choose(1));
        QVERIFY(bench.tool("Duplicate"));
        QVERIFY(bench.loaded());
        QCOMPARE(bench.edit("Name")->text(), "Beta (copy)");
        QCOMPARE(bench.edit("API token")->text(), "tok");
        QTest::mouseClick(bench.named<QCheckBox>("Read-only"), Qt::LeftButton, {}, {8, 8});
        QVERIFY(bench.click("Keep this connection"));
        QTRY_COMPARE(bench.world.secrets.size(), 2);
        const Profile copy = bench.profiles.values().last();
        QVERIFY(copy.readOnly && copy.id != "beta");
        QCOMPARE(bench.world.secrets.value(copy.id + "/token"), "tok");
    }

    void deletionIsConfirmedByName()
    {
        Bench bench;
        three(bench);
        bench.world.secrets.insert("beta/token", "tok");
        bench.world.secrets.insert("alpha/token", "tok");
        QVERIFY(bench.show());
        QVERIFY(bench.choose(1));
        bench.dialogs.confirmed = false;
        bench.list()->setFocus();
        QTest::keyClick(bench.list(), Qt::Key_Delete);
        QTRY_COMPARE(bench.dialogs.confirmations.size(), 1);
        QCOMPARE(bench.dialogs.confirmations.first().typedName, "Beta");
        QCOMPARE(bench.profiles.values().size(), 3);
        bench.dialogs.confirmed = true;
        bench.connections.open("beta");
        QVERIFY(bench.tool("Delete…"));
        QTRY_COMPARE(bench.profiles.values().size(), 2);
        QVERIFY(bench.dialogs.confirmations.last().losses.first().contains("disconnected"));
        QVERIFY(!bench.connections.find("beta"));
        QTRY_COMPARE(bench.world.secrets.keys(), QStringList{"alpha/token"});
        QVERIFY(!bench.dialog->chosen().isEmpty());
        // Delete in a field deletes a letter.
        bench.edit("Name")->setFocus();
        QTest::keyClick(bench.edit("Name"), Qt::Key_Delete);
        QCOMPARE(bench.dialogs.confirmations.size(), 2);
    }

    void connectsAndDisconnects()
    {
        CannedServer server(CannedServer::Reply::result(QJsonArray()));
        Bench bench;
        bench.profiles.add({.id = "one",
                            .name = "One",
                            .backEnd = Profile::BackEnd::Other,
                            .apiUrl = server.url("/v4").toString(),
                            .account = "acc"});
        QVERIFY(bench.show());
        QVERIFY(bench.choose(0));
        bench.type("API token", "typed");
        QVERIFY(bench.click("Save and connect"));
        QTRY_VERIFY(bench.connections.find("one"));
        QTRY_COMPARE(bench.connections.find("one")->state(), Connection::State::Ready);
        const auto detail = [&] {
            return bench.list()->model()->index(0, 0).data(ProfileModel::DetailRole).toString();
        };
        QVERIFY2(detail().contains("connected") && !detail().contains("not connected"),
                 qPrintable(detail()));
        QCOMPARE(bench.connections.find("one")->client()->endpoint().credentials.token, "typed");

        // A change of the token goes on with the same connection.
        Connection *before = bench.connections.find("one");
        bench.type("API token", "newer");
        QVERIFY(bench.click("Save"));
        QTRY_COMPARE(before->client()->endpoint().credentials.token, "newer");
        QCOMPARE(bench.connections.find("one"), before);

        // Another account is asked about first.
        bench.dialogs.confirmed = false;
        bench.type("Account id", "other");
        QVERIFY(bench.click("Save"));
        QTRY_COMPARE(bench.dialogs.confirmations.size(), 1);
        QCOMPARE(bench.profiles.find("one")->account, "acc");
        bench.dialogs.confirmed = true;
        QVERIFY(bench.click("Save"));
        QTRY_COMPARE(bench.profiles.find("one")->account, "other");
        QTRY_COMPARE(bench.connections.find("one")->client()->endpoint().account, "other");

        QVERIFY(bench.click("Disconnect"));
        QVERIFY(!bench.connections.find("one"));
        QVERIFY(detail().contains("not connected"));
        QVERIFY(bench.button("Connect"));
    }

    void connectingForThisRunKeepsNothing()
    {
        CannedServer server(CannedServer::Reply::result(QJsonArray()));
        Bench bench;
        const QString id = bench.profiles.addForThisRun({.id = "//host/acc",
                                                         .name = "Account acc",
                                                         .backEnd = Profile::BackEnd::Other,
                                                         .apiUrl = server.url("/v4").toString(),
                                                         .account = "acc"});
        bench.secrets.keepForThisRun(id, SecretKind::Token, "from-environment");
        QVERIFY(bench.show());
        QVERIFY(bench.choose(0));
        QVERIFY(bench.click("Connect"));
        QTRY_VERIFY(bench.connections.find(id));
        QTRY_COMPARE(bench.connections.find(id)->state(), Connection::State::Ready);
        QVERIFY(bench.world.secrets.isEmpty());
        QVERIFY(!QFile::exists(bench.folder.filePath("profiles.json")));
        QVERIFY(bench.click("Keep this connection"));
        QTRY_COMPARE(bench.world.secrets.value(id + "/token"), "from-environment");
        QTRY_VERIFY(QFile::exists(bench.folder.filePath("profiles.json")));
    }

    void testSaysWhatAnswers()
    {
        CannedServer server([](const CannedServer::Request &request) {
            return request.path.contains("billing")
                ? CannedServer::Reply::error(403, 10000, "Forbidden")
                : CannedServer::Reply::result(QJsonArray());
        });
        Bench bench;
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
        Bench bench;
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

    void exportsAndImports()
    {
        Bench bench;
        three(bench);
        bench.world.secrets.insert("alpha/token", "planted");
        QVERIFY(bench.show());
        QVERIFY(bench.choose(0));
        QTest::mouseClick(bench.list()->viewport(), Qt::LeftButton, Qt::ControlModifier,
                          bench.list()->visualRect(bench.list()->model()->index(2, 0)).center());
        bench.dialogs.path = bench.folder.filePath("out.json");
        QVERIFY(bench.tool("Export…"));
        QTRY_VERIFY(QFile::exists(bench.dialogs.path));
        QTRY_COMPARE(bench.dialog->messages()->keys().size(), 1);
        QFile out(bench.dialogs.path);
        QVERIFY(out.open(QIODevice::ReadOnly));
        const QByteArray document = out.readAll();
        QVERIFY(document.contains("Alpha") && document.contains("Gamma"));
        QVERIFY(!document.contains("Beta") && !document.contains("planted"));

        Profile changed = *bench.profiles.find("gamma");
        changed.budget = 9;
        bench.profiles.update(changed);
        QVERIFY(bench.tool("Import…"));
        QListWidget *found = nullptr;
        QTRY_VERIFY((found = bench.named<QListWidget>("Connections in the file")));
        QCOMPARE(found->count(), 2);
        QVERIFY(found->item(0)->text().contains("the same as"));
        QCOMPARE(found->item(0)->checkState(), Qt::Unchecked);
        QVERIFY(found->item(1)->text().contains("request budget"));
        QCOMPARE(found->item(1)->checkState(), Qt::Checked);
        QVERIFY(bench.click("Import"));
        QCOMPARE(bench.profiles.values().size(), 4);
        QCOMPARE(bench.nameAt(3), "Gamma (2)");
        QCOMPARE(bench.dialog->chosen(), bench.id(3));
        QVERIFY(bench.loaded());

        bench.dialogs.path = bench.folder.filePath("profiles.json"); // no export
        QVERIFY(bench.tool("Import…"));
        QTRY_VERIFY(bench.dialog->messages()->hasError());
        QCOMPARE(bench.profiles.values().size(), 4);
    }

    void aBrokenFileIsSaid()
    {
        Bench bench;
        {
            QFile file(bench.folder.filePath("other.json"));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write("{");
        }
        Profiles broken(bench.folder.filePath("other.json"));
        ProfilesDialog dialog({&broken, &bench.secrets, &bench.connections, &bench.dialogs});
        QVERIFY(labelTexts(*dialog.messages()).contains(".broken-"));
    }

    void budgetIsANumberOrNone()
    {
        Bench bench;
        three(bench);
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

    void everythingHasANameAndFits()
    {
        Bench bench;
        three(bench);
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
