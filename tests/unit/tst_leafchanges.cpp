// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/leafchanges.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace gatehouse;

class TestLeafChanges : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changes_data();
    void changes();
    void conflicts_data();
    void conflicts();
};

static QJsonValue json(const char *text)
{
    return QJsonDocument::fromJson(QByteArray("[") + text + "]").array().at(0);
}

static QString place(const LeafPath &path)
{
    return path.isEmpty() ? QStringLiteral(".") : path.join(u'/');
}

void TestLeafChanges::changes_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QStringList>("places");
    const auto row = [](const char *name, const char *before, const char *after,
                        const QStringList &places) {
        QTest::newRow(name) << QString::fromUtf8(before) << QString::fromUtf8(after) << places;
    };
    row("same", R"({"a":{"b":1}})", R"({"a":{"b":1}})", {});
    row("plain", "1", "2", {"."});
    row("set", "null", R"({"a":1})", {"."});
    row("deep", R"({"a":{"b":1,"c":1},"d":1})", R"({"a":{"b":2,"c":1}})", {"a/b", "d"});
    row("plain list", R"({"a":["x"]})", R"({"a":["x","y"]})", {"a"});
    row("items by number", R"([{"u":1},{"u":2}])", R"([{"u":1},{"u":3},{"u":4}])", {"1/u", "2"});
    row("items by id", R"([{"id":"x","u":1},{"id":"y","u":1}])", R"([{"id":"y","u":2}])",
        {"=x", "=y/u"});
    row("order", R"([{"id":"x"},{"id":"y"}])", R"([{"id":"y"},{"id":"x"}])", {"."});
    row("an id twice", R"([{"id":"x"},{"id":"x"}])", R"([{"id":"x"},{"id":"y"}])", {"1/id"});
}

void TestLeafChanges::changes()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QFETCH(QStringList, places);
    QStringList found;
    for (const LeafChange &change : leafChanges(json(qPrintable(before)), json(qPrintable(after))))
        found.append(place(change.path));
    QCOMPARE(found, places);
}

void TestLeafChanges::conflicts_data()
{
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("mine");
    QTest::addColumn<QString>("theirs");
    QTest::addColumn<QStringList>("places"); // "+": of an edited one
    QTest::addColumn<QString>("taken"); // theirs where nothing was edited, else mine
    const auto row = [](const char *name, const char *base, const char *mine, const char *theirs,
                        const QStringList &places, const char *taken) {
        QTest::newRow(name) << QString::fromUtf8(base) << QString::fromUtf8(mine)
                            << QString::fromUtf8(theirs) << places << QString::fromUtf8(taken);
    };
    row("none", R"({"a":1})", R"({"a":2})", R"({"a":1})", {}, R"({"a":2})");
    row("apart", R"({"a":1,"b":{"c":1}})", R"({"a":2,"b":{"c":1}})", R"({"a":1,"b":{"c":2}})",
        {"b/c"}, R"({"a":2,"b":{"c":2}})");
    row("both", R"({"a":1})", R"({"a":2})", R"({"a":3})", {"a+"}, R"({"a":2})");
    row("the same", R"({"a":1})", R"({"a":2})", R"({"a":2})", {}, R"({"a":2})");
    row("removed", R"({"a":1,"b":1})", R"({"a":2,"b":1})", R"({"a":1})", {"b"}, R"({"a":2})");
    row("added", R"({"a":1})", R"({"a":2})", R"({"a":1,"b":1})", {"b"}, R"({"a":2,"b":1})");
    row("items with ids", R"([{"id":"x","u":1},{"id":"y","u":1}])",
        R"([{"id":"x","u":2},{"id":"y","u":1}])", R"([{"id":"x","u":1},{"id":"z"}])", {"=y", "=z"},
        R"([{"id":"x","u":2},{"id":"z"}])");
    row("items without", R"([{"u":1},{"u":1}])", R"([{"u":2},{"u":1}])", R"([{"u":1},{"u":3}])",
        {".+"}, R"([{"u":2},{"u":1}])");
    row("unset there", R"({"a":1})", R"({"a":2})", "null", {".+"}, R"({"a":2})");
}

void TestLeafChanges::conflicts()
{
    QFETCH(QString, base);
    QFETCH(QString, mine);
    QFETCH(QString, theirs);
    QFETCH(QStringList, places);
    QFETCH(QString, taken);
    QStringList found;
    QList<LeafPath> untouched;
    for (const LeafConflict &conflict :
         leafConflicts(json(qPrintable(base)), json(qPrintable(mine)), json(qPrintable(theirs)))) {
        found.append(place(conflict.path) + (conflict.isEdited() ? "+" : ""));
        if (!conflict.isEdited())
            untouched.append(conflict.path);
    }
    QCOMPARE(found, places);
    QCOMPARE(withTheirs(json(qPrintable(mine)), json(qPrintable(theirs)), untouched),
             json(qPrintable(taken)));
}

QTEST_GUILESS_MAIN(TestLeafChanges)
#include "tst_leafchanges.moc"
