// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"

#include <QTest>

using namespace gatehouse;

class CommandLineTest : public QObject
{
    Q_OBJECT

private:
    static QProcessEnvironment environment(const QList<std::pair<QString, QString>> &values = {})
    {
        QProcessEnvironment result;
        for (const auto &[name, value] : values)
            result.insert(name, value);
        return result;
    }
    static CommandLine parse(const QStringList &arguments, const QProcessEnvironment &env = {})
    {
        return CommandLine::parse(QStringList{QStringLiteral("gatehouse")} + arguments, env);
    }

private Q_SLOTS:
    void withoutArguments()
    {
        const CommandLine line = parse({});
        QCOMPARE(line.action, CommandLine::Action::Run);
        QVERIFY(!line.sandbox); // what was connected the last time
        QVERIFY(!line.endpoint);
    }

    void apiUrl()
    {
        const CommandLine line =
            parse({"--api-url", "https://proxy.example/aig/client/v4", "--account", "acc"},
                  environment({{"CLOUDFLARE_API_TOKEN", "secret"}}));
        QCOMPARE(line.action, CommandLine::Action::Run);
        QVERIFY(!line.sandbox);
        QCOMPARE(line.endpoint->apiUrl, QUrl("https://proxy.example/aig/client/v4"));
        QCOMPARE(line.endpoint->account, "acc");
        QCOMPARE(line.endpoint->credentials.token, "secret");
    }

    void emailAndKey()
    {
        const CommandLine line = parse({"--api-url", "http://127.0.0.1:1/client/v4"},
                                       environment({{"CLOUDFLARE_ACCOUNT_ID", "acc"},
                                                    {"CLOUDFLARE_EMAIL", "me@example.com"},
                                                    {"CLOUDFLARE_API_KEY", "key"}}));
        QCOMPARE(line.action, CommandLine::Action::Run);
        QCOMPARE(line.endpoint->account, "acc");
        QCOMPARE(line.endpoint->credentials.email, "me@example.com");
        QCOMPARE(line.endpoint->credentials.key, "key");
    }

    void sandboxBesideAService()
    {
        const CommandLine line =
            parse({"--sandbox", "--api-url", "https://a.example", "--account", "x"});
        QVERIFY(line.sandbox);
        QVERIFY(line.endpoint);
    }

    void views()
    {
        const CommandLine line =
            parse({"--open", "gateways", "--open", "gateway/a%2Fb/logs?filter=success%3Afalse"});
        QCOMPARE(line.open.size(), 2);
        QCOMPARE(line.open.at(1).gateway.value, "a/b");
        QCOMPARE(line.open.at(1).filter, "success:false");
    }

    void refused_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("names");
        QTest::newRow("unknown option") << QStringList{"--colour"} << "colour";
        QTest::newRow("stray word") << QStringList{"gateways"} << "gateways";
        QTest::newRow("no account") << QStringList{"--api-url", "https://a.example"} << "--account";
        QTest::newRow("account alone") << QStringList{"--account", "x"} << "--api-url";
        QTest::newRow("plain http")
            << QStringList{"--api-url", "http://a.example", "--account", "x"} << "--api-url";
        QTest::newRow("no url") << QStringList{"--api-url", "nonsense", "--account", "x"}
                                << "--api-url";
        QTest::newRow("ngrok over http")
            << QStringList{"--ngrok-url", "http://a.example"} << "--ngrok-url";
        QTest::newRow("ngrok alone")
            << QStringList{"--ngrok-url", "https://a.example"} << "--api-url";
        QTest::newRow("secret in the address")
            << QStringList{"--api-url", "https://a:b@host/v4", "--account", "a"} << "--api-url";
        QTest::newRow("query in the address")
            << QStringList{"--api-url", "https://host/v4?key=1", "--account", "a"} << "--api-url";
        QTest::newRow("no such view") << QStringList{"--open", "cellar"} << "cellar";
        QTest::newRow("missing value") << QStringList{"--open"} << "open";
        QTest::newRow("no folder") << QStringList{"--tour", ""} << "--tour";
    }
    void refused()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const QString, names);
        const CommandLine line = parse(arguments);
        QCOMPARE(line.action, CommandLine::Action::Fail);
        QVERIFY2(line.text.contains(names), qPrintable(line.text));
        QVERIFY(!line.text.contains(u'\n'));
    }

    void environmentAccount()
    {
        QVERIFY(!endpointFromEnvironment(environment()));
        QVERIFY(!endpointFromEnvironment(environment({{"CLOUDFLARE_ACCOUNT_ID", "a"}})));
        QVERIFY(!endpointFromEnvironment(environment({{"CLOUDFLARE_API_TOKEN", "t"}})));
        const auto endpoint = endpointFromEnvironment(
            environment({{"CLOUDFLARE_ACCOUNT_ID", "a"}, {"CLOUDFLARE_API_TOKEN", "t"}}));
        QVERIFY(endpoint);
        QCOMPARE(endpoint->apiUrl.host(), "api.cloudflare.com");
    }
};

QTEST_MAIN(CommandLineTest)
#include "tst_commandline.moc"
