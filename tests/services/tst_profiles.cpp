// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/profiles.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace gatehouse;

class TestProfiles : public QObject
{
    Q_OBJECT

private:
    QString file() const { return m_folder->filePath("deeper/profiles.json"); }
    void write(const QByteArray &data) const
    {
        QDir(m_folder->path()).mkpath("deeper");
        QFile out(file());
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(data);
    }
    QByteArray read() const
    {
        QFile in(file());
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }
    QStringList asideFiles() const
    {
        return QDir(m_folder->filePath("deeper")).entryList({"profiles.json.broken-*"});
    }
    static QStringList names(const Profiles &profiles)
    {
        QStringList names;
        for (const Profile &profile : profiles.values())
            names.append(profile.name);
        return names;
    }

    std::unique_ptr<QTemporaryDir> m_folder;

private Q_SLOTS:
    // What the environment speaks of at every start may have been kept, and changed, by the person.
    void offeredAgainItStaysAsItWasKept()
    {
        QTemporaryDir folder;
        Profiles profiles(folder.filePath("profiles.json"));
        profiles.addForThisRun({.id = "//api/a", .name = "Environment", .account = "a"});
        profiles.keep("//api/a");
        Profile kept = *profiles.find("//api/a");
        kept.name = "Production";
        kept.readOnly = true;
        profiles.update(kept);
        profiles.addForThisRun({.id = "//api/a", .name = "Environment", .account = "a"});
        QCOMPARE(*profiles.find("//api/a"), kept);
        QCOMPARE(*Profiles(folder.filePath("profiles.json")).find("//api/a"), kept);
    }

    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void everyChangeIsKept()
    {
        QString a;
        {
            Profiles profiles(file());
            QVERIFY(profiles.isFirstStart());
            QVERIFY(!QFile::exists(file()));
            QSignalSpy changed(&profiles, &Profiles::changed);
            a = profiles.add({.name = "A"});
            profiles.add({.name = "B"});
            const QString c = profiles.add({.name = "C"});
            QVERIFY(!a.isEmpty() && a != c);
            profiles.move(c, 0);
            profiles.setOpen(a, true);
            Profile changedOne = *profiles.find(a);
            changedOne.account = "acc";
            profiles.update(changedOne);
            QCOMPARE(changed.size(), 6);
            QCOMPARE(names(profiles), QStringList({"C", "A", "B"}));
            profiles.remove(c);
        }
        Profiles profiles(file());
        QVERIFY(!profiles.isFirstStart());
        QCOMPARE(names(profiles), QStringList({"A", "B"}));
        QVERIFY(profiles.find(a)->open);
        QCOMPARE(profiles.find(a)->account, "acc");
        QCOMPARE(QFile::permissions(file()) & (QFile::ReadGroup | QFile::ReadOther),
                 QFile::Permissions());
        QVERIFY(profiles.problem().isEmpty());
    }

    void thoseOfThisRunAreNotWritten()
    {
        Profiles profiles(file());
        const QString a = profiles.addForThisRun({.id = "//host/acc", .name = "A"});
        QCOMPARE(a, "//host/acc");
        QVERIFY(!QFile::exists(file()));
        profiles.setOpen(a, true);
        profiles.add({.name = "B"});
        QVERIFY(!read().contains("//host/acc"));
        QCOMPARE(names(Profiles(file())), QStringList{"B"});
        profiles.keep(a);
        QVERIFY(!profiles.isForThisRun(a));
        QCOMPARE(names(Profiles(file())), names(profiles));
        QCOMPARE(profiles.values().size(), 2);
    }

    void twoProgramsDoNotUndoEachOther()
    {
        Profiles one(file());
        const QString a = one.add({.name = "A"});
        Profiles other(file());
        other.add({.name = "B"});
        const QString run = one.addForThisRun({.name = "Run"});
        Profile renamed = *one.find(a);
        renamed.name = "A2";
        one.update(renamed);
        QCOMPARE(names(one), QStringList({"A2", "B", "Run"}));
        other.add({.name = "C"});
        QCOMPARE(names(other), QStringList({"A2", "B", "C"}));
        QVERIFY(one.isForThisRun(run));
    }

    void brokenFilesAreKeptAside_data()
    {
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<int>("readable");
        QTest::newRow("no JSON") << QByteArray("{\"version\": 1, \"prof") << 0;
        QTest::newRow("a list") << QByteArray("[]") << 0;
        QTest::newRow("no list") << QByteArray(R"({"version": 1, "profiles": 3})") << 0;
        QTest::newRow("no version") << QByteArray(R"({"profiles": []})") << 0;
        QTest::newRow("one wrong profile")
            << QByteArray(R"({"version": 1, "profiles": [{"name": 3}, )")
                + QJsonDocument(toJson(Profile{.id = "x", .name = "X"}).toObject()).toJson() + "]}"
            << 1;
        QTest::newRow("empty") << QByteArray() << 0;
    }
    void brokenFilesAreKeptAside()
    {
        QFETCH(const QByteArray, data);
        QFETCH(const int, readable);
        write(data);
        Profiles profiles(file());
        QVERIFY(!profiles.isFirstStart());
        QCOMPARE(profiles.values().size(), readable);
        QVERIFY2(profiles.problem().contains(".broken-"), qPrintable(profiles.problem()));
        profiles.add({.name = "New"});
        QCOMPARE(asideFiles().size(), 1);
        QFile aside(m_folder->filePath("deeper/" + asideFiles().constFirst()));
        QVERIFY(aside.open(QIODevice::ReadOnly));
        QCOMPARE(aside.readAll(), data);
        QCOMPARE(Profiles(file()).values().size(), readable + 1);
    }

    void newerFilesAreLeftAlone()
    {
        const QByteArray data = R"({"version": 2, "profiles": {"a": 1}})";
        write(data);
        Profiles profiles(file());
        QVERIFY2(profiles.problem().contains("newer"), qPrintable(profiles.problem()));
        const QString id = profiles.add({.name = "New"});
        QVERIFY(profiles.find(id));
        QCOMPARE(read(), data);
        QVERIFY(asideFiles().isEmpty());
    }

    void unknownMembersStay()
    {
        QJsonObject profile = toJson(Profile{.id = "x", .name = "X"}).toObject();
        profile["later"] = "kept";
        write(QJsonDocument(
                  QJsonObject{{"version", 1}, {"profiles", QJsonArray{profile}}, {"more", 7}})
                  .toJson());
        Profiles profiles(file());
        profiles.setOpen("x", true);
        const QJsonObject now = QJsonDocument::fromJson(read()).object();
        QCOMPARE(now["more"], 7);
        QCOMPARE(now["profiles"][0]["later"], "kept");
        QCOMPARE(now["profiles"][0]["open"], true);
    }

    void doubleIdsAreTakenApart()
    {
        const QJsonObject profile = toJson(Profile{.id = "x", .name = "X"}).toObject();
        write(QJsonDocument(QJsonObject{{"version", 1}, {"profiles", QJsonArray{profile, profile}}})
                  .toJson());
        Profiles profiles(file());
        QCOMPARE(profiles.values().size(), 2);
        QVERIFY(profiles.values().at(0).id != profiles.values().at(1).id);
    }

    void whatCannotBeWrittenIsSaid()
    {
        QDir(m_folder->path()).mkpath("deeper/profiles.json"); // a folder is in its place
        Profiles profiles(file());
        QVERIFY(!profiles.problem().isEmpty());
        QVERIFY(profiles.find(profiles.add({.name = "A"})));
    }

    void uniqueNames()
    {
        Profiles profiles(file());
        QCOMPARE(profiles.uniqueName("A"), "A");
        profiles.add({.name = "A"});
        profiles.add({.name = "A (2)"});
        QCOMPARE(profiles.uniqueName("A"), "A (3)");
    }

    void exportAndImport()
    {
        Profiles here(file());
        Profile with{.id = "one", .name = "One", .account = "acc", .open = true};
        with.unknown = {{"token", "planted"}};
        here.add(with);
        here.add({.id = "two", .name = "Two"});
        here.add({.id = "three", .name = "Three"});
        const QByteArray document = here.exported({"one", "two"});
        QVERIFY(!document.contains("planted") && !document.contains("Three"));

        // Elsewhere, where "two" is there as it is, and "one" is something else.
        Profiles there(m_folder->filePath("there.json"));
        there.add({.id = "two", .name = "Two"});
        there.add({.id = "one", .name = "One", .account = "mine", .budget = 5});
        const auto imports = there.readImport(document);
        QVERIFY(imports);
        QCOMPARE(imports->size(), 2);
        QCOMPARE(imports->at(0).kind, Profiles::Import::Kind::Changed);
        QCOMPARE(imports->at(0).differences, QStringList({"account", "request budget"}));
        QVERIFY(!imports->at(0).profile.open);
        QCOMPARE(imports->at(1).kind, Profiles::Import::Kind::Same);
        const QStringList ids = there.import({imports->at(0).profile});
        QVERIFY(ids.constFirst() != "one");
        QCOMPARE(there.find("one")->account, "mine"); // nothing here is changed
        QCOMPARE(there.find(ids.constFirst())->account, "acc");
        QCOMPARE(there.find(ids.constFirst())->name, "One (2)");

        Profiles empty(m_folder->filePath("empty.json"));
        QCOMPARE(empty.readImport(document)->at(0).kind, Profiles::Import::Kind::New);
        QCOMPARE(empty.import({imports->at(0).profile}), QStringList{"one"});
        // An id that a connection of the command line would have.
        QVERIFY(empty.import({{.id = "//api.cloudflare.com/client/v4/a", .name = "X"}})
                    .constFirst()
                    .size()
                == 36);
    }

    void wrongImportsAreRefused()
    {
        Profiles profiles(file());
        for (const char *document :
             {"", "[]", "{}", R"({"format": "gatehouse-profiles", "profiles": 1})",
              R"({"format": "gatehouse-profiles", "version": 9, "profiles": []})",
              R"({"format": "gatehouse-profiles", "version": 1, "profiles": [{"id": 1}]})"})
            QVERIFY2(!profiles.readImport(document), document);
    }
};

QTEST_GUILESS_MAIN(TestProfiles)
#include "tst_profiles.moc"
