// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/route/routesimulator.h"

#include <QJsonDocument>
#include <QTest>

using namespace gatehouse;
using Kind = RouteCondition::Kind;

class TestRouteCondition : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bothWays_data();
    void bothWays();
    void tree();
    void builtWithTheSameFieldTwice();
    void verdicts_data();
    void verdicts();
};

static QJsonObject object(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isObject())
        qFatal("no object: %s", json.constData());
    return document.object();
}

void TestRouteCondition::bothWays_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QStringList>("unknown");
    const auto row = [](const QByteArray &json, const QStringList &unknown = {}) {
        QTest::newRow(json.constData()) << json << unknown;
    };
    row(R"({})");
    row(R"({"metadata.plan": {"$eq": "free"}})");
    row(R"({"metadata.plan": "free"})");
    row(R"({"metadata.plan": {}})");
    row(R"({"metadata.plan": null})");
    row(R"({"metadata.plan": {"tier": 1}})");
    row(R"({"metadata.plan": {"$eq": 1, "tier": 1}})");
    row(R"({"metadata.plan": {"$in": ["pro", "team"], "$ne": "x"}})");
    row(R"({"metadata.plan": {"$eq": "a"}, "headers.x": "b", "$or": []})");
    row(R"({"$and": []})");
    row(R"({"$and": [{}]})");
    row(R"({"$or": [{"a": 1, "b": {"$ne": 2}}, {"$and": [{"c": 3}, {"$or": [{"d": true}]}]}]})");
    row(R"({"metadata.n": {"$gt": 5}})", {QStringLiteral("$gt")});
    row(R"({"metadata.n": {"$in": 5}})", {QStringLiteral("$in")});
    row(R"({"$nor": [{"a": 1}], "$and": {"a": 1}})",
        {QStringLiteral("$and"), QStringLiteral("$nor")});
    row(R"({"$or": [1, "text", null, [2], {"": 3}, {"a": 1}]})",
        {QStringLiteral("an item that is no condition")});
    row(R"({"": {"$eq": 1}})");
}

void TestRouteCondition::bothWays()
{
    QFETCH(QByteArray, json);
    QFETCH(QStringList, unknown);
    const RouteCondition condition = RouteCondition::fromJson(object(json));
    QCOMPARE(condition.toJson(), object(json));
    QCOMPARE(condition.unknownOperators(), unknown);
    QVERIFY(!condition.text().isEmpty());
}

void TestRouteCondition::tree()
{
    const RouteCondition condition = RouteCondition::fromJson(
        object(R"({"$or": [{"metadata.plan": "free"}, {"headers.a": {"$in": [1, 2]}, "b": {}}]})"));
    QCOMPARE(condition.kind, Kind::Or);
    QCOMPARE(condition.children.size(), 2);
    QCOMPARE(condition.children[0].kind, Kind::Test);
    QCOMPARE(condition.children[0].field, QStringLiteral("metadata.plan"));
    QVERIFY(condition.children[0].shorthand);
    QCOMPARE(condition.children[1].kind, Kind::Members);
    QVERIFY(!condition.children[1].children[1].shorthand);
    QCOMPARE(condition.text(),
             QStringLiteral("metadata.plan is \"free\" or (b is {} and headers.a is one of 1, 2)"));
}

void TestRouteCondition::builtWithTheSameFieldTwice()
{
    const auto one = RouteCondition::test(QStringLiteral("metadata.a"), QStringLiteral("$ne"), 1);
    const auto two = RouteCondition::test(QStringLiteral("metadata.a"), QStringLiteral("$ne"), 2);
    QCOMPARE(RouteCondition::group(Kind::Members, {one, two}).toJson(),
             object(R"({"$and": [{"metadata.a": {"$ne": 1}}, {"metadata.a": {"$ne": 2}}]})"));
    RouteCondition both = one;
    both.operators += two.operators;
    QCOMPARE(both.toJson(),
             object(R"({"$and": [{"metadata.a": {"$ne": 1}}, {"metadata.a": {"$ne": 2}}]})"));
}

void TestRouteCondition::verdicts_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<bool>("holds");
    QTest::addColumn<bool>("certain");
    QTest::addColumn<QString>("reason");
    const auto row = [](const QByteArray &json, bool holds, const char *reason = nullptr,
                        bool certain = true) {
        QTest::newRow(json.constData()) << json << holds << certain << QString::fromLatin1(reason);
    };
    row(R"({})", true, "there are no conditions");
    row(R"({"metadata.plan": {"$eq": "free"}})", true, "metadata.plan is \"free\"");
    row(R"({"metadata.plan": "free"})", true);
    row(R"({"metadata.plan": {"$eq": "pro"}})", false, "metadata.plan is \"free\"");
    row(R"({"metadata.plan": {"$ne": "pro"}})", true);
    row(R"({"metadata.plan": {"$in": ["pro", "free"]}})", true);
    row(R"({"metadata.plan": {"$in": []}})", false);
    row(R"({"metadata.seats": {"$eq": 5}})", true);
    row(R"({"metadata.seats": {"$eq": "5"}})", false); // types count
    row(R"({"headers.X-Seats": {"$eq": 5}})", true); // but headers are texts
    row(R"({"headers.x-TEAM": "red"})", true);
    row(R"({"metadata.none": {"$eq": "x"}})", false, "metadata.none is not there");
    row(R"({"metadata.none": {"$ne": "x"}})", true);
    row(R"({"body.model": "gpt"})", true);
    row(R"({"body.messages.1.role": "user"})", true);
    row(R"({"body.messages.7.role": {"$ne": "user"}})", true);
    row(R"({"metadata.a.b": 1})", true); // a name with a dot
    row(R"({"metadata.deep.er": 2})", true);
    row(R"({"plan": {"$eq": "free"}})", false); // no source
    row(R"({"metadata.plan": "free", "metadata.seats": 6})", false, "metadata.seats is 5");
    row(R"({"$or": [{"metadata.plan": "pro"}, {"metadata.seats": 5}]})", true,
        "metadata.seats is 5");
    row(R"({"$or": [{"metadata.plan": "pro"}, {"metadata.seats": 6}]})", false,
        "metadata.plan is \"free\" and metadata.seats is 5");
    row(R"({"$and": [{"metadata.plan": "free"}, {"$or": [{"metadata.seats": 5}]}]})", true);
    row(R"({"$or": []})", false);
    row(R"({"$and": []})", true);
    row(R"({"metadata.seats": {"$gt": 1}})", false, "$gt is not known", false);
    row(R"({"$or": [{"metadata.seats": {"$gt": 1}}, {"metadata.seats": 5}]})", true,
        "metadata.seats is 5");
    row(R"({"$nor": []})", false, "$nor is not known", false);
}

void TestRouteCondition::verdicts()
{
    QFETCH(QByteArray, json);
    QFETCH(bool, holds);
    QFETCH(bool, certain);
    QFETCH(QString, reason);
    RouteRequest request;
    request.metadata = object(R"({"plan": "free", "seats": 5, "a.b": 1, "deep": {"er": 2}})");
    request.headers = {{QStringLiteral("x-seats"), QStringLiteral("5")},
                       {QStringLiteral("X-Team"), QStringLiteral("red")}};
    request.body =
        object(R"({"model": "gpt", "messages": [{"role": "system"}, {"role": "user"}]})");
    const RouteVerdict verdict = evaluate(RouteCondition::fromJson(object(json)), request);
    QCOMPARE(verdict.holds, holds);
    QCOMPARE(verdict.certain, certain);
    if (!reason.isEmpty())
        QCOMPARE(verdict.reason, reason);
    QVERIFY(!verdict.reason.isEmpty());
}

QTEST_GUILESS_MAIN(TestRouteCondition)
#include "tst_routecondition.moc"
