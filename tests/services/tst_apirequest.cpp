// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/secrets.h"
#include "models/services/apirequest.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTest>

using namespace gatehouse;

class TestApiRequest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void urls_data();
    void urls();
    void refusedSegments_data();
    void refusedSegments();
    void queries_data();
    void queries();
    void origins_data();
    void origins();
    void refusedOriginTellsNoSecret();
    void idempotence();
    void curl();
    void bodiesWithoutSecrets();
    void curlOfHiddenCredentials();
    void curlOfAnEmailAndKey();
    void curlOfNgrok();
};

static Endpoint endpoint(const QString &url, const QString &account = QStringLiteral("acc"))
{
    return {QUrl(url), account, {QStringLiteral("secret-token"), {}, {}}};
}

void TestApiRequest::urls_data()
{
    QTest::addColumn<QString>("base");
    QTest::addColumn<QStringList>("path");
    QTest::addColumn<QByteArray>("expected");
    const QString api = QStringLiteral("https://api.example.com/client/v4");
    const QByteArray root = "https://api.example.com/client/v4/accounts/acc/ai-gateway/";
    QTest::newRow("plain") << api << QStringList{"gateways"} << root + "gateways";
    QTest::newRow("trailing slash") << api + "/" << QStringList{"gateways"} << root + "gateways";
    QTest::newRow("trailing slashes") << api + "//" << QStringList{"gateways"} << root + "gateways";
    QTest::newRow("no prefix") << "https://h" << QStringList{"x"}
                               << QByteArray("https://h/accounts/acc/ai-gateway/x");
    QTest::newRow("root only") << "https://h/" << QStringList{"x"}
                               << QByteArray("https://h/accounts/acc/ai-gateway/x");
    QTest::newRow("port") << "http://127.0.0.1:8080/v4" << QStringList{"x"}
                          << QByteArray("http://127.0.0.1:8080/v4/accounts/acc/ai-gateway/x");
    QTest::newRow("encoded prefix") << "https://h/a%2Fb" << QStringList{"x"}
                                    << QByteArray("https://h/a%2Fb/accounts/acc/ai-gateway/x");
    QTest::newRow("query and fragment") << "https://h/p?q=1#f" << QStringList{"x"}
                                        << QByteArray("https://h/p/accounts/acc/ai-gateway/x");
    QTest::newRow("user-info") << "https://me:pw@h/p" << QStringList{"x"}
                               << QByteArray("https://h/p/accounts/acc/ai-gateway/x");
    QTest::newRow("slash") << api << QStringList{"gateways", "a/b"} << root + "gateways/a%2Fb";
    QTest::newRow("backslash") << api << QStringList{"a\\b"} << root + "a%5Cb";
    QTest::newRow("blank") << api << QStringList{"a b"} << root + "a%20b";
    QTest::newRow("percent") << api << QStringList{"100%", "%2e%2e", "%2F"}
                             << root + "100%25/%252e%252e/%252F";
    QTest::newRow("non-ASCII") << api << QStringList{"zürich", "模型", "🙂"}
                               << root + "z%C3%BCrich/%E6%A8%A1%E5%9E%8B/%F0%9F%99%82";
    QTest::newRow("delimiters") << api << QStringList{"a?b#c&d+e;f=g:h@i"}
                                << root + "a%3Fb%23c%26d%2Be%3Bf%3Dg%3Ah%40i";
    QTest::newRow("three dots") << api << QStringList{"...", ".a"} << root + ".../.a";
    QTest::newRow("control") << api << QStringList{QString("a\r\nb")} << root + "a%0D%0Ab";
}

void TestApiRequest::urls()
{
    QFETCH(QString, base);
    QFETCH(QStringList, path);
    QFETCH(QByteArray, expected);
    const auto url = requestUrl(endpoint(base), ApiRequest::get(path));
    QVERIFY(url);
    QVERIFY(url->isValid());
    QCOMPARE(url->toEncoded(), expected);
}

void TestApiRequest::refusedSegments_data()
{
    QTest::addColumn<QString>("account");
    QTest::addColumn<QStringList>("path");
    QTest::newRow("..") << "acc" << QStringList{"gateways", ".."};
    QTest::newRow(".") << "acc" << QStringList{".", "gateways"};
    QTest::newRow("empty") << "acc" << QStringList{"gateways", ""};
    QTest::newRow("account ..") << ".." << QStringList{"gateways"};
    QTest::newRow("no account") << "" << QStringList{"gateways"};
}

void TestApiRequest::refusedSegments()
{
    QFETCH(QString, account);
    QFETCH(QStringList, path);
    QVERIFY(!requestUrl(endpoint(QStringLiteral("https://h"), account), ApiRequest::get(path)));
}

void TestApiRequest::queries_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QByteArray>("encoded");
    QTest::newRow("plus") << "a+b" << QByteArray("a%2Bb");
    QTest::newRow("ampersand") << "a&b=c" << QByteArray("a%26b%3Dc");
    QTest::newRow("hash") << "#1" << QByteArray("%231");
    QTest::newRow("percent") << "50%" << QByteArray("50%25");
    QTest::newRow("blank") << "a b" << QByteArray("a%20b");
    QTest::newRow("empty") << "" << QByteArray();
    QTest::newRow("non-ASCII") << "é" << QByteArray("%C3%A9");
    QTest::newRow("json") << R"([{"key":"cost","operator":"gt","value":[0.5]}])"
                          << QByteArray("%5B%7B%22key%22%3A%22cost%22%2C%22operator%22%3A%22gt%22%"
                                        "2C%22value%22%3A%5B0.5%5D%7D%5D");
}

void TestApiRequest::queries()
{
    QFETCH(QString, value);
    QFETCH(QByteArray, encoded);
    const auto url = requestUrl(endpoint(QStringLiteral("https://h")),
                                ApiRequest::get({"logs"}, {{"a", "1"}, {"f", value}}));
    QVERIFY(url);
    QCOMPARE(url->toEncoded(),
             QByteArray("https://h/accounts/acc/ai-gateway/logs?a=1&f=") + encoded);
}

void TestApiRequest::origins_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("allowed");
    for (const char *url :
         {"https://api.cloudflare.com/client/v4", "http://127.0.0.1:1", "http://127.8.9.10/",
          "http://localhost:99/x", "http://LOCALHOST", "http://[::1]:8080/", "HTTPS://h"})
        QTest::newRow(url) << QString::fromLatin1(url) << true;
    for (const char *url :
         {"http://api.cloudflare.com", "http://localhost.example.com", "http://192.168.0.1",
          "http://127.0.0.1.example.com", "http://0.0.0.0", "http://[::]", "ftp://127.0.0.1",
          "file:///etc/passwd", "127.0.0.1:80", "https:///path", "", "http://localhost@example.com",
          "http://127.0.0.1:x/"})
        QTest::newRow(*url ? url : "empty") << QString::fromLatin1(url) << false;
}

void TestApiRequest::origins()
{
    QFETCH(QString, url);
    QFETCH(bool, allowed);
    QCOMPARE(isAllowedOrigin(QUrl(url)), allowed);
    QCOMPARE(requestUrl(endpoint(url), ApiRequest::get({"x"})).has_value(), allowed);
}

void TestApiRequest::refusedOriginTellsNoSecret()
{
    const auto url =
        requestUrl(endpoint(QStringLiteral("http://me:pw@example.com")), ApiRequest::get({"x"}));
    QVERIFY(!url);
    QVERIFY(!url.error().text().contains(QLatin1String("pw")));
    QVERIFY(!url.error().text().contains(QLatin1String("secret-token")));
}

void TestApiRequest::idempotence()
{
    QVERIFY(ApiRequest::get({"x"}).idempotent);
    QVERIFY(ApiRequest::put({"x"}, {}).idempotent);
    QVERIFY(ApiRequest::remove({"x"}).idempotent);
    QVERIFY(!ApiRequest::post({"x"}, {}).idempotent);
    QVERIFY(!ApiRequest::patch({"x"}, {}).idempotent);
    // What the filter matches is something else the second time.
    QVERIFY(!ApiRequest::remove({"logs"}, {{"filters", "[]"}}).idempotent);
}

void TestApiRequest::curl()
{
    RequestRecord record;
    record.verb = Verb::Put;
    record.url = QUrl::fromEncoded("https://h/accounts/a/ai-gateway/gateways/it's?f=%5B%22%22%5D");
    record.body = R"({"id":"it's $HOME `x`"})";
    QCOMPARE(curlCommand(record),
             QStringLiteral("curl -X PUT 'https://h/accounts/a/ai-gateway/gateways/"
                            "it'\\''s?f=%5B%22%22%5D' \\\n"
                            "  -H \"Authorization: Bearer $CLOUDFLARE_API_TOKEN\" \\\n"
                            "  -H 'Content-Type: application/json' \\\n"
                            "  -d '{\"id\":\"it'\\''s $HOME `x`\"}'"));
}

void TestApiRequest::bodiesWithoutSecrets()
{
    const QJsonObject body{
        {"id", "g"},
        {"secret", "s-1"},
        {"stripe", QJsonObject{{"authorization", "s-2"}, {"usage_events", QJsonArray{1}}}},
        {"otel",
         QJsonArray{QJsonObject{{"authorization", "s-3"},
                                {"url", "https://u"},
                                {"headers", QJsonObject{{"x-key", "s-4"}}}}}},
        {"headers", R"({"x":"s-5"})"}};
    const QJsonObject shown = withoutSecrets(body).toObject();
    const QByteArray text = QJsonDocument(shown).toJson();
    QVERIFY2(!text.contains("s-"), text.constData());
    QCOMPARE(shown["id"], body["id"]);
    QCOMPARE(shown["stripe"]["usage_events"], body["stripe"]["usage_events"]);
    QCOMPARE(shown["otel"][0]["url"], body["otel"][0]["url"]);
    QCOMPARE(shown.keys(), body.keys());
}

void TestApiRequest::curlOfHiddenCredentials()
{
    RequestRecord record;
    record.verb = Verb::Put;
    record.url = QUrl("https://a.example/client/v4/x");
    record.body = R"({"secret":"••••••••"})";
    record.redacted = true;
    QProcess shell;
    shell.start("sh", {"-c", "curl() { echo sent; }\n" + curlCommand(record)});
    QVERIFY(shell.waitForFinished());
    QVERIFY(shell.exitCode() != 0);
    QVERIFY(!shell.readAllStandardOutput().contains("sent"));
    record.redacted = false;
    shell.start("sh", {"-c", "curl() { echo sent; }\n" + curlCommand(record)});
    QVERIFY(shell.waitForFinished());
    QVERIFY(shell.readAllStandardOutput().contains("sent"));
}

void TestApiRequest::curlOfNgrok()
{
    RequestRecord record;
    record.url = QUrl(QStringLiteral("https://api.ngrok.example/providers"));
    record.tokenVariable = "NGROK_API_KEY";
    const QString command = curlCommand(record);
    QVERIFY(command.contains(QStringLiteral("Bearer $NGROK_API_KEY")));
    QVERIFY(!command.contains(QStringLiteral("CLOUDFLARE")));
}

void TestApiRequest::curlOfAnEmailAndKey()
{
    RequestRecord record;
    record.url = QUrl("https://a.example/client/v4/x");
    record.usesKey = true;
    const QString command = curlCommand(record);
    QVERIFY(command.contains("X-Auth-Email: $CLOUDFLARE_EMAIL"));
    QVERIFY(command.contains("X-Auth-Key: $CLOUDFLARE_API_KEY"));
    QVERIFY(!command.contains("CLOUDFLARE_API_TOKEN"));
}

QTEST_GUILESS_MAIN(TestApiRequest)
#include "tst_apirequest.moc"
