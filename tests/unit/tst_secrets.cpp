// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/secrets.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace gatehouse;

class TestSecrets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void texts_data();
    void texts();
    void collected();
    void repeatedWords();
};

void TestSecrets::texts_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected"); // with * for what is hidden
    const auto row = [](const char *name, const QByteArray &text, const QByteArray &expected) {
        QTest::newRow(name) << text << expected;
    };
    row("nothing", R"({"id":"a","secret_id":"b","n":1})", R"({"id":"a","secret_id":"b","n":1})");
    row("no JSON", "<html>token</html>", "<html>token</html>");
    row("member", R"({"secret": "s1","id":"a"})", R"({"secret": "*","id":"a"})");
    row("upper case", R"({"X-API-Key":"s1"})", R"({"X-API-Key":"*"})");
    row("deep", R"([{"a":{"token":"s1"}}])", R"([{"a":{"token":"*"}}])");
    row("escapes", R"({"password":"s\"1\\","b":"c"})", R"({"password":"*","b":"c"})");
    row("cut off", R"({"a":1,"secret":"s1 and)", R"({"a":1,"secret":"*")");
    row("number", R"({"token":12345,"a":1})", R"({"token":"*","a":1})");
    row("null", R"({"token":null})", R"({"token":null})");
    row("headers object", R"({"headers":{"A":"s1","B":"s}2"},"a":"b"})",
        R"({"headers":"*","a":"b"})");
    row("headers text", R"({"headers":"{\"A\":\"s1\"}","a":"b"})", R"({"headers":"*","a":"b"})");
    row("headers cut off", R"({"headers":{"A":"s1","B":"s2)", R"({"headers":"*")");
}

void TestSecrets::texts()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    QCOMPARE(withoutSecrets(text), expected.replace("*", hiddenSecret.toUtf8()));
}

void TestSecrets::collected()
{
    const QByteArray json = R"({"id":"i","secret":"s1","list":[{"token":"s2"}],)"
                            R"("headers":{"A":"s3"},"otel":[{"headers":"s4"}],"password":null})";
    QStringList secrets = secretsIn(QJsonDocument::fromJson(json).object());
    secrets.sort();
    QCOMPARE(secrets, QStringList({"s1", "s2", "s3", "s4"}));
}

void TestSecrets::repeatedWords()
{
    const QStringList secrets{QStringLiteral("sk-1234"), QStringLiteral("ab"), QString()};
    QCOMPARE(withoutSecrets(QStringLiteral("no key sk-1234 above"), secrets),
             QStringLiteral("no key %1 above").arg(hiddenSecret));
}

QTEST_GUILESS_MAIN(TestSecrets)
#include "tst_secrets.moc"
