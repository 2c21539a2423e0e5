// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/sandboxclient.h"

#include <QtTest>

using namespace contract;
using namespace Qt::StringLiterals;

/// Which graphs of elements a route takes, and where it says what is wrong with the others.
class ContractRouteGraph : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void invalid_data();
    void invalid();
    void valid_data();
    void valid();
    void conditionIsDropped();
    void unknownFieldsAreDropped();
    void bodies_data();
    void bodies();

private:
    Answer create(const QJsonArray &elements);

    Sandbox m_sandbox;
    QString m_versions; ///< of a route that is there
    int m_created = 0;
};

namespace {

const QString routes = u"/gateways/staging/routes"_s;

QJsonArray parsed(const QByteArray &elements)
{
    QJsonParseError error{};
    const QJsonDocument document = QJsonDocument::fromJson("[" + elements + "]", &error);
    if (error.error != QJsonParseError::NoError) {
        qFatal("%s: %s", elements.constData(), qPrintable(error.errorString()));
    }
    return document.array();
}

const QByteArray start =
    R"({"id": "start", "type": "start", "outputs": {"next": {"elementId": "x"}}},)";
const QByteArray end = R"(,{"id": "end", "type": "end", "outputs": {}})";

/// A start, one element "x" of which the rest is given, and an end.
QByteArray around(const QByteArray &rest)
{
    return start + R"({"id": "x", )" + rest + "}" + end;
}

QByteArray model(const QByteArray &properties)
{
    return around(R"("type": "model", "properties": {)" + properties
                  + R"(}, "outputs": {"success": {"elementId": "end"},
                                      "fallback": {"elementId": "end"}})");
}

QByteArray rate(const QByteArray &properties)
{
    return around(R"("type": "rate", "properties": {)" + properties
                  + R"(}, "outputs": {"success": {"elementId": "end"},
                                      "fallback": {"elementId": "end"}})");
}

QByteArray conditional(const QByteArray &properties)
{
    return around(R"("type": "conditional", "properties": {)" + properties
                  + R"(}, "outputs": {"true": {"elementId": "end"},
                                      "false": {"elementId": "end"}})");
}

QByteArray percentage(const QByteArrayList &keys)
{
    QByteArrayList outputs;
    for (const QByteArray &key : keys) {
        outputs << "\"" + key + R"(": {"elementId": "end"})";
    }
    return around(R"("type": "percentage", "outputs": {)" + outputs.join(',') + "}");
}

const QByteArray goodModel =
    R"("provider": "openai", "model": "gpt-4o", "timeout": 1, "retries": 0)";

} // namespace

void ContractRouteGraph::initTestCase()
{
    QVERIFY(m_sandbox.start({u"--seed-logs=10"_s}));
    const Answer created = create(parsed(model(goodModel)));
    QCOMPARE(created.status, 200);
    m_versions = routes + u'/' + created.object()[u"id"].toString() + u"/versions"_s;
}

Answer ContractRouteGraph::create(const QJsonArray &elements)
{
    return m_sandbox.send("POST", routes,
                          {{u"name"_s, u"route %1"_s.arg(++m_created)}, {u"elements"_s, elements}});
}

void ContractRouteGraph::invalid_data()
{
    QTest::addColumn<QByteArray>("elements");
    QTest::addColumn<QStringList>("paths");
    const auto row = [](const char *name, const QByteArray &elements, const QStringList &below) {
        QStringList paths;
        for (const QString &path : below) {
            paths << (path.isEmpty() ? u"body/elements"_s : u"body/elements/"_s + path);
        }
        QTest::newRow(name) << elements << paths;
    };
    row("nothing", "", {u""_s});
    row("no start", end.mid(1), {u""_s});
    row("two starts", model(goodModel) + "," + start.chopped(1), {u"3/id"_s, u"3/type"_s});
    row("not an object", start + "5" + end, {u"0/outputs/next"_s, u"1"_s});
    row("no id", start.chopped(1) + R"(,{"type": "end", "outputs": {}})",
        {u"0/outputs/next"_s, u"1/id"_s});
    row("no type", around(R"("outputs": {})"), {u"1/type"_s});
    row("unknown type", around(R"("type": "rate_limit", "outputs": {})"), {u"1/type"_s});
    row("same id", model(goodModel) + end, {u"3/id"_s});
    row("dangling", start.chopped(1) + end, {u"0/outputs/next"_s});
    row("end without outputs", around(R"("type": "end")"), {u"1/outputs"_s});
    row("start without next", R"({"id": "start", "type": "start", "outputs": {}})" + end,
        {u"0/outputs/next"_s});
    row("output without target", around(R"("type": "end", "outputs": {"next": {}})"),
        {u"1/outputs/next/elementId"_s});
    row("output as text", around(R"("type": "end", "outputs": {"next": "end"})"),
        {u"1/outputs/next"_s});
    row("conditional without false", around(R"("type": "conditional", "properties": {},
                  "outputs": {"true": {"elementId": "end"}})"),
        {u"1/outputs/false"_s});
    row("conditional without properties",
        around(R"("type": "conditional", "outputs": {"true": {"elementId": "end"},
                                                     "false": {"elementId": "end"}})"),
        {u"1/properties"_s});
    row("conditional with else", around(R"("type": "conditional", "properties": {},
                  "outputs": {"true": {"elementId": "end"}, "false": {"elementId": "end"},
                              "else": {"elementId": "end"}})"),
        {u"1/outputs/else"_s});
    row("conditional dangling", around(R"("type": "conditional", "properties": {},
                  "outputs": {"true": {"elementId": "end"}, "false": {"elementId": "End"}})"),
        {u"1/outputs/false"_s});
    row("conditions as text", conditional(R"("conditions": "metadata.plan = free")"),
        {u"1/properties/conditions"_s});
    row("percentages to 99", percentage({"10%", "89%"}), {u"1/outputs"_s});
    row("percentages to 101", percentage({"10%", "91%"}), {u"1/outputs"_s});
    row("percentages to 99.99", percentage({"33.33%", "33.330%", "33.3300%"}), {u"1/outputs"_s});
    row("no percentage", percentage({}), {u"1/outputs"_s});
    row("six percentages", percentage({"10%", "11%", "12%", "13%", "14%", "40%"}),
        {u"1/outputs"_s});
    row("else", percentage({"10%", "else"}), {u"1/outputs/else"_s});
    row("number without sign", percentage({"10", "90%"}), {u"1/outputs/10"_s});
    row("negative", percentage({"-10%", "110%"}), {u"1/outputs/-10%"_s});
    row("exponent", percentage({"1e1%", "90%"}), {u"1/outputs/1e1%"_s});
    row("infinite", percentage({"inf%", "100%"}), {u"1/outputs/inf%"_s});
    row("only a sign", percentage({"%", "100%"}), {u"1/outputs/%"_s});
    row("empty key", percentage({"", "100%"}), {u"1/outputs/"_s});
    row("rate without properties", rate(""),
        {u"1/properties/key"_s, u"1/properties/limit"_s, u"1/properties/limitType"_s,
         u"1/properties/window"_s});
    row("rate by tokens",
        rate(R"("key": "metadata.user", "limit": 1, "limitType": "tokens", "window": 60)"),
        {u"1/properties/limitType"_s});
    row("rate with texts", rate(R"("key": 7, "limit": "1", "limitType": "cost", "window": "60")"),
        {u"1/properties/key"_s, u"1/properties/limit"_s, u"1/properties/window"_s});
    row("model without properties", model(""),
        {u"1/properties/model"_s, u"1/properties/provider"_s, u"1/properties/retries"_s,
         u"1/properties/timeout"_s});
    row("model without fallback",
        around(R"("type": "model", "properties": {)" + goodModel
               + R"(}, "outputs": {"success": {"elementId": "end"}})"),
        {u"1/outputs/fallback"_s});
    row("everything at once",
        R"({"id": "a", "type": "percentage", "outputs": {"10%": {"elementId": "nowhere"}}},
           {"id": "a", "type": "model", "outputs": {}})",
        {u""_s, u"0/outputs"_s, u"0/outputs/10%"_s, u"1/id"_s, u"1/outputs/fallback"_s,
         u"1/outputs/success"_s, u"1/properties"_s});
}

void ContractRouteGraph::invalid()
{
    QFETCH(QByteArray, elements);
    QFETCH(QStringList, paths);
    const auto listed = [this] { return m_sandbox.get(routes).body; };
    const QByteArray before = listed();
    const Answer version = m_sandbox.send("POST", m_versions, {{u"elements"_s, parsed(elements)}});
    for (const Answer &answer : {create(parsed(elements)), version}) {
        QCOMPARE(answer.status, 400);
        QVERIFY(answer.isErrorEnvelope());
        QCOMPARE(answer.errorCode(), 7001);
        QCOMPARE(answer.errorPaths(), paths);
        QCOMPARE(answer.result(), QJsonValue(QJsonObject()));
    }
    QCOMPARE(listed(), before);
}

void ContractRouteGraph::valid_data()
{
    QTest::addColumn<QByteArray>("elements");
    QTest::newRow("one model") << model(goodModel);
    QTest::newRow("only a start") << QByteArray(
        R"({"id": "", "type": "start", "outputs": {"next": {"elementId": ""}}})");
    QTest::newRow("no conditions") << conditional("");
    QTest::newRow("nested conditions") << conditional(
        R"("conditions": {"$or": [{"metadata.plan": {"$in": ["pro", "team"]}}, {"$and": [
            {"headers.x-beta": {"$ne": "no"}}, {"body.stream": {"$eq": true}}]}]})");
    QTest::newRow("100%") << percentage({"100%"});
    QTest::newRow("five") << percentage({"10%", "15%", "20%", "25%", "30%"});
    QTest::newRow("decimals") << percentage({"0.1%", "33.3%", "66.6%"});
    QTest::newRow("rate") << rate(
        R"("key": "metadata.user", "limit": 0.5, "limitType": "cost", "window": 3600)");
    QTest::newRow("a cycle") << around(R"("type": "conditional", "properties": {},
        "outputs": {"true": {"elementId": "x"}, "false": {"elementId": "start"}})");
    QTest::newRow("out of reach") << model(goodModel)
            + R"(,{"id": "other", "type": "end", "outputs": {}})";
    QTest::newRow("start last") << end.mid(1) + "," + R"({"id": "start", "type": "start",
        "outputs": {"next": {"elementId": "end"}}})";
    QByteArray chain = start.chopped(1);
    for (int i = 0; i < 2000; ++i) {
        const QByteArray id = i == 0 ? "x" : QByteArray::number(i);
        chain += R"(,{"id": ")" + id + R"(", "type": "end", "outputs": {"on": {"elementId": ")"
            + QByteArray::number(i % 1999 + 1) + R"("}}})";
    }
    QTest::newRow("two thousand") << chain;
}

void ContractRouteGraph::valid()
{
    QFETCH(QByteArray, elements);
    const Answer answer = create(parsed(elements));
    QVERIFY2(answer.status == 200, answer.body.constData());
    QCOMPARE(answer.object()[u"elements"].toArray(), parsed(elements));
    QCOMPARE(m_sandbox.get(routes + u'/' + answer.object()[u"id"].toString()).object(),
             answer.object());
}

void ContractRouteGraph::conditionIsDropped()
{
    const Answer answer =
        create(parsed(conditional(R"("condition": {"metadata.plan": {"$eq": "free"}})")));
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.object()[u"elements"].toArray(), parsed(conditional("")));
}

void ContractRouteGraph::unknownFieldsAreDropped()
{
    const Answer answer = create(parsed(
        around(R"("type": "model", "position": {"x": 1}, "properties": {"technique": "sliding", )"
               + goodModel + R"(}, "outputs": {"success": {"elementId": "end", "label": "yes"},
                                   "fallback": {"elementId": "end"}})")));
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.object()[u"elements"].toArray(), parsed(model(goodModel)));
}

void ContractRouteGraph::bodies_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QStringList>("paths");
    QTest::newRow("empty") << QByteArray("{}") << QStringList{u"body/elements"_s, u"body/name"_s};
    QTest::newRow("array") << QByteArray("[]") << QStringList{u"body"_s};
    QTest::newRow("malformed") << QByteArray("{") << QStringList{u"body"_s};
    QTest::newRow("names") << QByteArray(R"({"name": "", "elements": {}})")
                           << QStringList{u"body/elements"_s, u"body/name"_s};
    QTest::newRow("name and graph") << QByteArray(R"({"name": 1, "elements": []})")
                                    << QStringList{u"body/elements"_s, u"body/name"_s};
}

void ContractRouteGraph::bodies()
{
    QFETCH(QByteArray, body);
    QFETCH(QStringList, paths);
    const Answer answer =
        m_sandbox.sendRaw("POST", Sandbox::accountPath(routes), body,
                          {{"Authorization", "Bearer t"}, {"Content-Type", "application/json"}});
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.errorPaths(), paths);
}

QTEST_GUILESS_MAIN(ContractRouteGraph)
#include "tst_sandbox_routegraph.moc"
