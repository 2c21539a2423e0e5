// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/route/percentageshares.h"
#include "tests/route/routegraphs.h"

#include <QJsonDocument>

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::test;

class TestRouteCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundTrip_data();
    void roundTrip();
    void dataAsTextOrList();
    void outputsOfTheTypeAreThere();
    void aNullIsNothing();
    void orderOfText();
    void errors_data();
    void errors();
    void elementsByLine();
    void clip();
    void percentages_data();
    void percentages();
    void evenPercentages();
};

static QJsonArray array(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (!document.isArray())
        qFatal("%s: %s", json.constData(), qPrintable(error.errorString()));
    return document.array();
}

void TestRouteCodec::roundTrip_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("none") << QByteArray("[]");
    QTest::newRow("the example of the documentation")
        << QByteArray(R"([{"id": "id", "outputs": {"next": {"elementId": "elementId"}},
                           "type": "start"}])");
    QTest::newRow("every type") << QByteArray(R"([
        {"id": "s", "type": "start", "outputs": {"next": {"elementId": "c"}}},
        {"id": "c", "type": "conditional", "properties": {"conditions": {"metadata.plan":
            {"$eq": "free"}}}, "outputs": {"true": {"elementId": "p"}, "false": {"elementId": "r"}}},
        {"id": "p", "type": "percentage",
         "outputs": {"10%": {"elementId": "m"}, "90%": {"elementId": "e"}}},
        {"id": "r", "type": "rate", "properties": {"key": "metadata.user", "limit": 1.5,
            "limitType": "cost", "window": 3600},
         "outputs": {"success": {"elementId": "m"}, "fallback": {"elementId": "e"}}},
        {"id": "m", "type": "model", "properties": {"provider": "openai", "model": "gpt-4o",
            "timeout": 30000, "retries": 2},
         "outputs": {"success": {"elementId": "e"}, "fallback": {"elementId": "e"}}},
        {"id": "e", "type": "end", "outputs": {}}])");
    QTest::newRow("unknown types, as odd as they may be") << QByteArray(R"([
        {"id": "a", "type": "guard"},
        {"id": "b", "type": "guard", "outputs": {}, "properties": {}},
        {"id": "c", "type": "guard", "outputs": [1, {"x": 2}], "properties": "text", "extra": null},
        {"id": "d", "type": "guard", "outputs": {"pass": {"elementId": "a", "weight": 2},
            "block": {"elementId": "b"}}, "properties": {"level": 9007199254740993}},
        {"id": "e", "type": "guard", "outputs": {"pass": {"elementId": 5}}},
        {"id": "f", "type": "", "outputs": null}])");
    QTest::newRow("unknown members of known types") << QByteArray(R"([
        {"id": "s", "type": "start", "label": {"de": "Anfang"}, "properties": null,
         "outputs": {"next": {"elementId": "e", "color": "red"}, "other": {"elementId": "e"}}},
        {"id": "e", "type": "end", "outputs": {"why": {"elementId": "s"}}, "properties": {"x": [1]}},
        {"id": "m", "type": "model", "properties": {"provider": 5, "timeout": "30", "new": {}},
         "outputs": {"success": {"elementId": "e"}, "fallback": {"elementId": "s"}}},
        {"id": "c", "type": "conditional", "properties": {"condition": {"a": 1}, "conditions": 7},
         "outputs": {"true": {"elementId": "e"}, "false": {"elementId": "none"}}},
        {"id": "p", "type": "percentage", "outputs": {"else": {"elementId": "e"}, "50%": {}}}])");
}

void TestRouteCodec::roundTrip()
{
    QFETCH(QByteArray, json);
    const auto graph = routeGraphFromJson(array(json));
    QVERIFY2(graph, graph ? "" : qPrintable(graph.error().message));
    QCOMPARE(toJson(*graph), array(json));
    // The text is another way to write the same, and reading and writing it changes nothing.
    const QByteArray text = routeText(*graph);
    QCOMPARE(array(text), array(json));
    const auto again = routeGraphFromText(text);
    QVERIFY(again);
    QVERIFY(*again == *graph);
    QCOMPARE(routeText(*again), text);
}

void TestRouteCodec::dataAsTextOrList()
{
    const QByteArray json =
        R"([{"id": "start", "type": "start", "outputs": {"next": {"elementId": "x"}}}])";
    const auto list = routeGraphFromJson(array(json));
    const auto text = routeGraphFromJson(QString::fromUtf8(json));
    const auto object = routeGraphFromText("{\"name\": \"n\", \"elements\": " + json + "}");
    QVERIFY(list && text && object);
    QCOMPARE(list->size(), 1);
    QVERIFY(*list == *text && *list == *object);
}

void TestRouteCodec::outputsOfTheTypeAreThere()
{
    const auto graph = routeGraphFromJson(array(
        R"([{"id": "m", "type": "model", "outputs": {"zz": {}, "fallback": {"elementId": "x"}}},
            {"id": "p", "type": "percentage", "outputs": {"5%": {}, "odd": {}, "10%": {}, "85%": {}}},
            {"id": "e", "type": "end"}])"));
    QVERIFY(graph);
    const auto names = [](const RouteElement &element) {
        QStringList list;
        for (const RouteOutput &output : element.outputs)
            list.append(output.name);
        return list.join(u' ');
    };
    QCOMPARE(names(graph->at(0)), QStringLiteral("success fallback zz"));
    QCOMPARE(names(graph->at(1)), QStringLiteral("85% 10% 5% odd"));
    QCOMPARE(toJson(graph->at(2)).value(QLatin1String("outputs")), QJsonObject());
    QCOMPARE(toJson(graph->at(0)).value(QLatin1String("properties")), QJsonObject());
}

void TestRouteCodec::aNullIsNothing()
{
    const auto graph = routeGraphFromJson(array(R"([
        {"id": "s", "type": "start", "outputs": {"next": {"elementId": null}}},
        {"id": "r", "type": "rate", "properties": null, "outputs": {"success": null}},
        {"id": "e", "type": "end", "outputs": null}])"));
    QVERIFY2(graph, graph ? "" : qPrintable(graph.error().message));
    QCOMPARE(graph->target({QStringLiteral("s"), QStringLiteral("next")}), QString());
    QCOMPARE(toJson(*graph), array(R"([
        {"id": "s", "type": "start", "outputs": {"next": {}}},
        {"id": "r", "type": "rate", "properties": {}, "outputs": {"success": {}, "fallback": {}}},
        {"id": "e", "type": "end", "outputs": {}}])"));
}

void TestRouteCodec::orderOfText()
{
    const auto graph = routeOf(QStringLiteral("m model success=e fallback=f {\"model\": \"x\"}"));
    QCOMPARE(routeText(graph), QByteArray(R"([
  {
    "id": "m",
    "type": "model",
    "properties": {
      "model": "x"
    },
    "outputs": {
      "success": {"elementId": "e"},
      "fallback": {"elementId": "f"}
    }
  }
]
)"));
}

void TestRouteCodec::errors_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("path");
    const auto row = [](const char *name, const QByteArray &text, int line, int column,
                        const char *path) {
        QTest::newRow(name) << text << line << column << QString::fromLatin1(path);
    };
    row("nothing", "", 1, 1, "");
    row("no JSON", "[\n  {\"id\": \"a\",,\n]", 2, 15, "");
    row("no list", "{\"a\": 1}", 1, 0, "");
    row("no element", "[\n 5]", 2, 0, "0");
    row("no id", "[\n {\"type\": \"end\"}]", 2, 0, "0/id");
    row("an empty id", "[{\n\"id\": \"\", \"type\": \"end\"}]", 2, 0, "0/id");
    row("no type", "[\n\n {\"id\": \"x\"}]", 3, 0, "0/type");
    row("outputs", "[{\"id\": \"x\", \"type\": \"end\",\n\"outputs\": []}]", 2, 0, "0/outputs");
    row("an output", "[{\"id\": \"x\", \"type\": \"end\",\n\"outputs\": {\n\"a\": 1}}]", 3, 0,
        "0/outputs/a");
    row("a target",
        "[{\"id\": \"x\", \"type\": \"end\", \"outputs\": {\"a\":\n{\"elementId\": 1}}}]", 2, 0,
        "0/outputs/a/elementId");
    row("properties", "[{\"id\": \"x\", \"type\": \"model\",\n \"properties\": 4}]", 2, 0,
        "0/properties");
    row("an id twice",
        "{\"elements\": [{\"id\": \"x\", \"type\": \"end\"},\n{\"id\": \"x\", \"type\": \"end\"}]}",
        2, 0, "elements/1/id");
    row("a member twice", "[{\"id\": \"x\", \"type\": \"end\",\n\"id\": \"y\"}]", 2, 0, "0/id");
}

void TestRouteCodec::errors()
{
    QFETCH(QByteArray, text);
    const auto graph = routeGraphFromText(text);
    QVERIFY(!graph);
    QTEST(graph.error().line, "line");
    QTEST(graph.error().column, "column");
    QTEST(graph.error().path.join(u'/'), "path");
    QVERIFY(!graph.error().message.isEmpty());
}

void TestRouteCodec::elementsByLine()
{
    const RouteGraph route = bigRoute(5);
    const QByteArray text = routeText(route);
    const QList<QByteArray> lines = text.split('\n');
    const RouteTextPlaces places(text, route);
    for (const RouteElement &element : route.elements()) {
        const int line = places.line(element.id);
        QCOMPARE(lines.at(line - 1).trimmed(), QByteArray("{"));
        QVERIFY(lines.at(line).contains('"' + element.id.toUtf8() + '"'));
        for (const RouteOutput &output : element.outputs)
            QVERIFY(lines.at(places.line(element.id, output.name) - 1)
                        .trimmed()
                        .startsWith('"' + output.name.toUtf8() + '"'));
        for (const QString &name : element.properties.keys())
            QVERIFY(lines.at(places.line(element.id, {}, name) - 1)
                        .trimmed()
                        .startsWith('"' + name.toUtf8() + '"'));
        // What is missing is told at its element.
        QCOMPARE(lines.at(places.line(element.id, {}, QStringLiteral("none")) - 1).trimmed(),
                 element.properties.isEmpty() ? QByteArray("{") : QByteArray("\"properties\": {"));
    }
    QCOMPARE(places.line(QStringLiteral("none")), 1);
    const QByteArray enclosed = "{\"elements\": [\n{\"id\": \"x\", \"type\": \"end\"}]}";
    QCOMPARE(RouteTextPlaces(enclosed, *routeGraphFromText(enclosed)).line(QStringLiteral("x")), 2);
}

void TestRouteCodec::clip()
{
    RouteClip clip{bigRoute(6).elements(), {{QStringLiteral("end"), {1.5, -2}}}};
    clip.elements[1].unknown.insert(QStringLiteral("note"), 1);
    const auto read = routeClipFromText(toText(clip));
    QVERIFY(read);
    QCOMPARE(read->elements, clip.elements);
    QCOMPARE(read->positions, clip.positions);
    const auto bare = routeClipFromText(routeText(bigRoute(6)));
    QVERIFY(bare);
    QCOMPARE(bare->elements, bigRoute(6).elements());
    const QByteArray text = R"({"id": "one", "type": "end", "outputs": {}})";
    const auto one = routeClipFromText(text);
    QVERIFY(one);
    QCOMPARE(one->elements, routeGraphFromText('[' + text + ']')->elements());
    const auto wrong = routeClipFromText("{\n\"id\": 1,\n\"type\": \"end\"}");
    QVERIFY(!wrong);
    QCOMPARE(wrong.error().line, 2);
    QVERIFY(!routeClipFromText("hello"));
    QVERIFY(positionsFromJson({{QStringLiteral("a"), 1},
                               {QStringLiteral("b"), QJsonArray{1}},
                               {QStringLiteral("c"), QJsonArray{1, QStringLiteral("2")}}})
                .isEmpty());
}

void TestRouteCodec::percentages_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<double>("value"); // -1: refused
    const auto row = [](const char *name, double value) {
        QTest::newRow(name) << QString::fromLatin1(name) << value;
    };
    row("10%", 10);
    row("12.5%", 12.5);
    row("0%", 0);
    row("050%", 50);
    row("5.%", 5);
    row("50.00%", 50);
    row("", -1);
    row("%", -1);
    row("10", -1);
    row("else", -1);
    row("-5%", -1);
    row("+5%", -1);
    row(".5%", -1);
    row("1e1%", -1);
    row("10 %", -1);
    row(" 10%", -1);
    row("1.2.3%", -1);
    row("10%%", -1);
    row("0x10%", -1);
}

void TestRouteCodec::percentages()
{
    QFETCH(QString, name);
    QFETCH(double, value);
    QCOMPARE(routePercentage(name).value_or(-1), value);
    if (value >= 0)
        QCOMPARE(routePercentage(routePercentageName(value)), std::optional(value));
}

void TestRouteCodec::evenPercentages()
{
    QCOMPARE(shareNames(evenShares(3)).join(u' '), QStringLiteral("34% 33% 33.0%"));
    for (int count = 1; count <= mostRoutePercentages; ++count) {
        const QStringList names = shareNames(evenShares(count));
        double sum = 0;
        for (const QString &name : names)
            sum += *routePercentage(name);
        QCOMPARE(sum, 100.0);
        QCOMPARE(QSet<QString>(names.begin(), names.end()).size(), count);
    }
    QCOMPARE(routePercentageName(33.4), QStringLiteral("33.4%"));
    QCOMPARE(routePercentageName(100), QStringLiteral("100%"));
    QCOMPARE(routePercentageName(33.5, {QStringLiteral("33.5%")}), QStringLiteral("33.50%"));
}

QTEST_GUILESS_MAIN(TestRouteCodec)
#include "tst_routecodec.moc"
