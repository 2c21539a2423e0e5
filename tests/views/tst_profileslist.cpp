// SPDX-License-Identifier: GPL-3.0-or-later
// The list of connections in the dialog, by real clicks and keys.
#include "tests/support/cannedserver.h"
#include "tests/views/profilesbench.h"
#include "views/common/messagebar.h"

#include <QCheckBox>
#include <QJsonArray>
#include <QListWidget>

using namespace gatehouse;
using namespace gatehouse::test;

class TestProfilesList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("PATH", GATEHOUSE_BIN_DIR ":" + qgetenv("PATH")); }

    void orderByKeysAndDrag()
    {
        ProfilesBench bench;
        bench.addThree();
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
        ProfilesBench bench;
        bench.addThree();
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
        ProfilesBench bench;
        bench.addThree();
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
        ProfilesBench bench;
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
        ProfilesBench bench;
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

    void exportsAndImports()
    {
        ProfilesBench bench;
        bench.addThree();
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
        ProfilesBench bench;
        {
            QFile file(bench.folder.filePath("other.json"));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write("{");
        }
        Profiles broken(bench.folder.filePath("other.json"));
        ProfilesDialog dialog({&broken, &bench.secrets, &bench.connections, &bench.dialogs});
        QVERIFY(labelTexts(*dialog.messages()).contains(".broken-"));
    }
};

QTEST_MAIN(TestProfilesList)

#include "tst_profileslist.moc"
