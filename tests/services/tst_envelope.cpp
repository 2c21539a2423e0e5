// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/envelope.h"

#include <QTest>

using namespace gatehouse;
using Kind = ApiError::Kind;

// Every form of answer that FACTS.md knows, as bytes.
class TestEnvelope : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void accepted_data();
    void accepted();
    void refused_data();
    void refused();
    void kinds_data();
    void kinds();
    void errorForms_data();
    void errorForms();
    void everyErrorIsADetail();
    void rawIsLimited();
};

static ApiResponse answer(int status, const QByteArray &body,
                          const QByteArray &type = "application/json")
{
    return {status, type, body};
}

void TestEnvelope::accepted_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("usual") << QByteArray(R"({"result":7,"success":true})");
    QTest::newRow("billing") << QByteArray(
        R"({"errors":[],"messages":[],"result":7,"success":true,"result_info":{"page":1}})");
    QTest::newRow("no success") << QByteArray(R"({"result":7})");
    QTest::newRow("byte order mark and blanks") << QByteArray(" {\"result\" : 7 }\n");
}

void TestEnvelope::accepted()
{
    QFETCH(QByteArray, body);
    const auto result = readResult<qint64>(answer(200, body));
    QVERIFY(result);
    QCOMPARE(*result, 7);
}

void TestEnvelope::refused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("words");
    const QByteArray json = "application/json; charset=utf-8";
    QTest::newRow("success: false")
        << QByteArray(R"({"success":false,"errors":[{"code":7001,"message":"bad ttl"}]})") << json
        << Kind::Validation << "bad ttl";
    QTest::newRow("success: false, 7002")
        << QByteArray(R"({"success":false,"errors":[{"code":7002,"message":"gone"}]})") << json
        << Kind::NotFound << "gone";
    QTest::newRow("success: false, bare")
        << QByteArray(R"({"success":false})") << json << Kind::Validation << "no reason";
    QTest::newRow("result missing")
        << QByteArray(R"({"success":true})") << json << Kind::Protocol << "result";
    QTest::newRow("result of another type")
        << QByteArray(R"({"success":true,"result":"7"})") << json << Kind::Protocol << "result";
    QTest::newRow("empty") << QByteArray() << json << Kind::Protocol << "empty answer";
    QTest::newRow("empty without type")
        << QByteArray() << QByteArray() << Kind::Protocol << "empty answer";
    QTest::newRow("broken") << QByteArray(R"({"result":7,"succ)") << json << Kind::Protocol
                            << "broken JSON at byte";
    QTest::newRow("list") << QByteArray("[1]") << json << Kind::Protocol << "an object is expected";
    QTest::newRow("login page") << QByteArray(
        "<!DOCTYPE html><html><head><TITLE>\n Sign in to Wi-Fi "
        "</TITLE></head></html>")
                                << QByteArray("text/html") << Kind::Protocol << "Sign in to Wi-Fi";
    QTest::newRow("text") << QByteArray("upstream\n\nis sad") << QByteArray("text/plain")
                          << Kind::Protocol << "upstream is sad";
}

void TestEnvelope::refused()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, type);
    QFETCH(Kind, kind);
    QFETCH(QString, words);
    const auto result = readResult<qint64>(answer(200, body, type));
    QVERIFY(!result);
    QCOMPARE(result.error().kind, kind);
    QVERIFY2(result.error().text().contains(words), qPrintable(result.error().text()));
}

void TestEnvelope::kinds_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<Kind>("kind");
    const std::pair<int, Kind> rows[] = {
        {400, Kind::Validation}, {401, Kind::Auth},       {402, Kind::Permission},
        {403, Kind::Permission}, {404, Kind::NotFound},   {405, Kind::Validation},
        {408, Kind::Timeout},    {409, Kind::Conflict},   {410, Kind::NotFound},
        {413, Kind::Validation}, {422, Kind::Validation}, {429, Kind::RateLimited},
        {500, Kind::Server},     {502, Kind::Server},     {503, Kind::Server},
        {520, Kind::Server}};
    for (const auto &[status, kind] : rows)
        QTest::addRow("%d", status) << status << kind;
}

void TestEnvelope::kinds()
{
    QFETCH(int, status);
    QFETCH(Kind, kind);
    for (const QByteArray body :
         {R"({"success":false,"errors":[{"code":1,"message":"why"}]})", "<html></html>", ""}) {
        const ApiError error = readError(answer(status, body));
        QCOMPARE(error.kind, kind);
        QCOMPARE(error.httpStatus, status);
        QCOMPARE(error.raw, body);
        QVERIFY(!error.message.isEmpty());
        QVERIFY(error.text().contains(QString::number(status)));
    }
}

void TestEnvelope::errorForms_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QStringList>("path");
    QTest::newRow("full")
        << 400
        << QByteArray(
               R"({"success":false,"result":{},"errors":[{"code":7001,"message":"too small","path":["body","cache_ttl"]}]})")
        << 7001 << "too small" << QStringList{"body", "cache_ttl"};
    QTest::newRow("no code")
        << 400
        << QByteArray(
               R"({"result":{},"success":false,"errors":[{"message":"bad page","path":["query","page"]}]})")
        << 0 << "bad page" << QStringList{"query", "page"};
    QTest::newRow("index in path")
        << 400
        << QByteArray(
               R"({"success":false,"errors":[{"message":"x","path":["body","otel",2,"url"]}]})")
        << 0 << "x" << QStringList{"body", "otel", "2", "url"};
    QTest::newRow("texts") << 400 << QByteArray(R"({"success":false,"errors":["no way","never"]})")
                           << 0 << "no way" << QStringList();
    QTest::newRow("no errors") << 500 << QByteArray(R"({"success":false,"errors":[]})") << 0
                               << "the service gave no reason" << QStringList();
    QTest::newRow("ngrok")
        << 409
        << QByteArray(
               R"({"errorCode":"ERR_NGROK_1","statusCode":409,"msg":"still referenced","details":{}})")
        << 0 << "still referenced" << QStringList();
    QTest::newRow("proxy") << 502 << QByteArray("<html><title>502 Bad Gateway</title></html>") << 0
                           << "a web page, “502 Bad Gateway”, instead of JSON" << QStringList();
    QTest::newRow("broken JSON") << 500 << QByteArray(R"({"success":fal)") << 0
                                 << R"(no JSON: {"success":fal)" << QStringList();
    QTest::newRow("nothing") << 503 << QByteArray() << 0 << "an empty answer" << QStringList();
    QTest::newRow("odd types")
        << 400 << QByteArray(R"({"success":0,"errors":[7,{"code":"7001","message":3,"path":"x"}]})")
        << 0 << "" << QStringList();
}

void TestEnvelope::errorForms()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    const ApiError error = readError(answer(status, body));
    QTEST(error.code, "code");
    QTEST(error.message, "message");
    QTEST(error.path, "path");
}

void TestEnvelope::everyErrorIsADetail()
{
    const ApiError error = readError(answer(
        400,
        R"({"errors":[{"code":1,"message":"a"},{"code":2,"message":"b","path":["body","id"]}]})"));
    QCOMPARE(error.details.size(), 2);
    QCOMPARE(error.details[1].code, 2);
    QCOMPARE(error.details[1].message, QStringLiteral("b"));
    QCOMPARE(error.details[1].path, QStringList({"body", "id"}));
    QCOMPARE(error.code, 1);
}

void TestEnvelope::rawIsLimited()
{
    const QByteArray page(1'000'000, 'x');
    QCOMPARE(readError(answer(502, page, "text/html")).raw.size(), 65'536);
    const auto result = readEnvelope(answer(200, page, "text/html"));
    QVERIFY(!result);
    QCOMPARE(result.error().raw.size(), 65'536);
    QVERIFY(result.error().message.size() < 200);
}

QTEST_GUILESS_MAIN(TestEnvelope)
#include "tst_envelope.moc"
