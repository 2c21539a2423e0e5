// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/savedfilters.h"

#include <QTemporaryDir>
#include <QTest>

using namespace gatehouse;

class TestSavedFilters : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keptInOrderAndPerProfile();
    void recentOnes();
    void exportAndImport();
    void refusedImports_data();
    void refusedImports();
};

void TestSavedFilters::keptInOrderAndPerProfile()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("settings.ini"));
    {
        Settings settings(file);
        SavedFilters filters(&settings, QStringLiteral("a/b"));
        QVERIFY(filters.values().isEmpty());
        filters.save(QStringLiteral("slow"), QStringLiteral("duration>2s"));
        filters.save(QStringLiteral("dear"), QStringLiteral("cost>0.5 \"a b\""));
        filters.save(QStringLiteral("slow"), QStringLiteral("duration>5s"));
    }
    Settings settings(file);
    SavedFilters filters(&settings, QStringLiteral("a/b"));
    const QList<SavedFilter> wanted{{"slow", "duration>5s", {}}, {"dear", "cost>0.5 \"a b\"", {}}};
    QCOMPARE(filters.values(), wanted);
    QVERIFY(SavedFilters(&settings, QStringLiteral("other")).values().isEmpty());
}

void TestSavedFilters::recentOnes()
{
    const QTemporaryDir folder;
    Settings settings(folder.filePath(QStringLiteral("settings.ini")));
    SavedFilters filters(&settings, QStringLiteral("p"));
    filters.addRecent({});
    QVERIFY(filters.recent().isEmpty());
    for (int i = 0; i < 30; ++i)
        filters.addRecent(QStringLiteral("cost>%1").arg(i));
    filters.addRecent(QStringLiteral("cost>20"));
    QCOMPARE(filters.recent().size(), SavedFilters::maxRecent);
    QCOMPARE(filters.recent().mid(0, 3), QStringList({"cost>20", "cost>29", "cost>28"}));
    QCOMPARE(filters.recent().count(QStringLiteral("cost>20")), 1);
}

void TestSavedFilters::exportAndImport()
{
    const QTemporaryDir folder;
    Settings settings(folder.filePath(QStringLiteral("settings.ini")));
    SavedFilters from(&settings, QStringLiteral("from"));
    from.save(QStringLiteral("slow"), QStringLiteral("duration>2s"));
    from.save(QStringLiteral("dear"), QStringLiteral("cost>0.5"));
    const auto read = SavedFilters::readImport(SavedFilters::exported(from.values()));
    QVERIFY(read);
    SavedFilters to(&settings, QStringLiteral("to"));
    to.save(QStringLiteral("slow"), QStringLiteral("duration>9s"));
    QCOMPARE(to.add(*read), 2);
    QCOMPARE(to.add(*read), 0); // all of it is there
    QStringList names;
    for (const SavedFilter &filter : to.values())
        names.append(filter.name);
    QCOMPARE(names, QStringList({"slow", "slow (2)", "dear"}));
    QCOMPARE(to.values().first().filter, QStringLiteral("duration>9s"));
}

void TestSavedFilters::refusedImports_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("other") << QByteArray(R"({"profiles": []})");
    QTest::newRow("no list") << QByteArray(R"({"gatehouse_log_filters": {}})");
    QTest::newRow("no name") << QByteArray(R"({"gatehouse_log_filters": [{"filter": "a"}]})");
    QTest::newRow("no filter") << QByteArray(
        R"({"gatehouse_log_filters": [{"name": "a", "filter": "cost>x"}]})");
}

void TestSavedFilters::refusedImports()
{
    QFETCH(QByteArray, document);
    const auto filters = SavedFilters::readImport(document);
    QVERIFY(!filters);
    QVERIFY(!filters.error().text().isEmpty());
}

QTEST_GUILESS_MAIN(TestSavedFilters)
#include "tst_savedfilters.moc"
