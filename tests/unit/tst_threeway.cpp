// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/threeway.h"

#include <QJsonArray>
#include <QTest>

using namespace gatehouse;

class TestThreeWay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void versions_data();
    void versions();
    void orderAndServiceOwned();
    void removedMembersAreNoEdits();
};

void TestThreeWay::versions_data()
{
    QTest::addColumn<QJsonObject>("base");
    QTest::addColumn<QJsonObject>("mine");
    QTest::addColumn<QJsonObject>("theirs");
    QTest::addColumn<QStringList>("conflicts"); // "+": of an edited member
    QTest::addColumn<QJsonObject>("result");
    const auto row = [](const char *name, const QJsonObject &base, const QJsonObject &mine,
                        const QJsonObject &theirs, const QStringList &conflicts,
                        const QJsonObject &result) {
        QTest::newRow(name) << base << mine << theirs << conflicts << result;
    };
    const QJsonValue null = QJsonValue::Null;
    row("unchanged", {{"a", 1}, {"b", 1}}, {{"a", 2}, {"b", 1}}, {{"a", 1}, {"b", 1}}, {},
        {{"a", 2}, {"b", 1}});
    row("changed elsewhere", {{"a", 1}, {"b", 1}}, {{"a", 2}, {"b", 1}}, {{"a", 1}, {"b", 3}},
        {"b"}, {{"a", 2}, {"b", 3}});
    row("conflicting", {{"a", 1}}, {{"a", 2}}, {{"a", 3}}, {"a+"}, {{"a", 2}});
    row("the same edit", {{"a", 1}}, {{"a", 2}}, {{"a", 2}}, {}, {{"a", 2}});
    row("not reported", {{"a", 1}, {"b", 1}}, {{"a", 1}, {"b", 2}}, QJsonObject(), {},
        {{"a", 1}, {"b", 2}});
    row("not reported and unread", {{"b", 1}}, {{"b", 2}}, {{"b", 1}}, {}, {{"b", 2}});
    row("reported only now", QJsonObject(), QJsonObject(), {{"a", 1}}, {"a"}, {{"a", 1}});
    row("null is a value", {{"a", 1}}, {{"a", null}}, {{"a", 2}}, {"a+"}, {{"a", null}});
    row("unknown members", {{"x", QJsonArray{1}}, {"a", 1}}, {{"x", QJsonArray{1}}, {"a", 2}},
        {{"x", QJsonArray{1, 2}}, {"a", 1}}, {"x"}, {{"x", QJsonArray{1, 2}}, {"a", 2}});
    row("deep inside", {{"a", QJsonObject{{"b", 1}}}}, {{"a", QJsonObject{{"b", 2}}}},
        {{"a", QJsonObject{{"b", 3}}}}, {"a+"}, {{"a", QJsonObject{{"b", 2}}}});
}

void TestThreeWay::versions()
{
    QFETCH(QJsonObject, base);
    QFETCH(QJsonObject, mine);
    QFETCH(QJsonObject, theirs);
    QFETCH(QStringList, conflicts);
    QFETCH(QJsonObject, result);
    QStringList found;
    for (const FieldConflict &conflict : conflictsBetween(base, mine, theirs)) {
        QCOMPARE(conflict.base, base.value(conflict.key));
        QCOMPARE(conflict.mine, mine.value(conflict.key));
        QCOMPARE(conflict.theirs, theirs.value(conflict.key));
        found.append(conflict.key + (conflict.isEdited() ? QStringLiteral("+") : QString()));
    }
    QCOMPARE(found, conflicts);
    QCOMPARE(merged(base, mine, theirs), result);
}

void TestThreeWay::orderAndServiceOwned()
{
    const QJsonObject before{{"a", 1}, {"b", 1}, {"c", 1}, {"modified_at", 1}};
    const QJsonObject after{{"a", 2}, {"b", 2}, {"c", 2}, {"modified_at", 2}, {"d", 2}};
    const MemberRules rules{{"c", "a"}, {"modified_at"}};
    QStringList keys;
    for (const FieldChange &change : changesBetween(before, after, rules))
        keys.append(change.key);
    QCOMPARE(keys, QStringList({"c", "a", "b", "d"}));
    QCOMPARE(changesBetween(before, after, rules).last().before, QJsonValue(QJsonValue::Undefined));
    QVERIFY(conflictsBetween(before, before, {{"modified_at", 3}}, rules).isEmpty());
    QCOMPARE(merged(before, after, {{"modified_at", 3}}, rules).value("modified_at"), 3);
}

void TestThreeWay::removedMembersAreNoEdits()
{
    QCOMPARE(editsBetween({{"a", 1}, {"b", 1}}, {{"b", 2}}), QJsonObject({{"b", 2}}));
}

QTEST_GUILESS_MAIN(TestThreeWay)
#include "tst_threeway.moc"
