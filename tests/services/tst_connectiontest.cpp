// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/connectiontest.h"
#include "tests/support/cannedserver.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::test;
using Reply = CannedServer::Reply;
using State = ConnectionTest::State;

class TestConnectionTest : public QObject
{
    Q_OBJECT

private:
    static Reply good(const CannedServer::Request &request)
    {
        if (request.path.endsWith("/gateways"))
            return Reply::result(QJsonArray{QJsonObject{{"id", "a/b"}}});
        return Reply::result(QJsonArray());
    }
    static Endpoint endpoint(const CannedServer &server)
    {
        return {server.url("/client/v4"), "acc", {"tok", {}, {}}};
    }
    static void run(ConnectionTest &test)
    {
        QSignalSpy finished(&test, &ConnectionTest::finished);
        test.start();
        QVERIFY(test.isRunning());
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 20'000);
        QVERIFY(!test.isRunning());
    }
    static QList<State> states(const ConnectionTest &test)
    {
        QList<State> states;
        for (const ConnectionTest::Step &step : test.steps())
            states.append(step.state);
        return states;
    }
    static constexpr auto P = State::Passed;
    static constexpr auto F = State::Failed;
    static constexpr auto S = State::Skipped;

private Q_SLOTS:
    void everythingAnswers()
    {
        CannedServer server(good);
        CannedServer ngrok(Reply{.body = R"({"aiGatewayProviders": []})"});
        ConnectionTest test("Test", endpoint(server), ngrok.url("/ngrok"), "ngrok-tok");
        QSignalSpy requests(&test, &ConnectionTest::requestChanged);
        run(test);
        QCOMPARE(states(test), QList<State>(5, P));
        QStringList targets;
        for (const auto &request : server.requests()) {
            QCOMPARE(request.method, "GET");
            QCOMPARE(request.header("authorization"), "Bearer tok");
            targets.append(QString::fromLatin1(request.target.split('?').first()));
        }
        const QString root = "/client/v4/accounts/acc/ai-gateway/";
        QCOMPARE(targets,
                 QStringList({root + "gateways", root + "gateways/a%2Fb/logs",
                              root + "billing/credit-balance", root + "custom-providers"}));
        QCOMPARE(ngrok.requests().size(), 1);
        QCOMPARE(ngrok.requests().first().target, "/ngrok/providers");
        QCOMPARE(ngrok.requests().first().header("authorization"), "Bearer ngrok-tok");
        QVERIFY(requests.size() >= 10); // for the journal
    }

    void noGatewaysYet()
    {
        CannedServer server(Reply::result(QJsonArray()));
        ConnectionTest test("Test", endpoint(server), {}, {});
        run(test);
        QCOMPARE(states(test), QList<State>({P, S, P, P}));
    }

    void problems_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("part");
        QTest::addColumn<QString>("says");
        QTest::addColumn<QList<State>>("expected");
        const auto body = [](int code, const char *message) {
            return Reply::error(0, code, QString::fromLatin1(message)).body;
        };
        QTest::newRow("wrong token") << 401 << body(10000, "Authentication error") << "/gateways"
                                     << "does not accept the token" << QList<State>{F, S, S, S};
        QTest::newRow("wrong account") << 404 << body(7003, "Could not route") << "/gateways"
                                       << "no account acc" << QList<State>{F, S, S, S};
        QTest::newRow("no permission") << 403 << body(10000, "Forbidden") << "/gateways"
                                       << "AI Gateway Read" << QList<State>{F, S, P, P};
        QTest::newRow("no billing") << 403 << body(10000, "Forbidden") << "/credit-balance"
                                    << "AI Gateway Read" << QList<State>{P, P, F, P};
        QTest::newRow("not offered") << 404 << body(7002, "Not found") << "/custom-providers"
                                     << "does not offer" << QList<State>{P, P, P, F};
        QTest::newRow("html") << 200 << QByteArray("<html>Sign in</html>") << "/gateways"
                              << "web page" << QList<State>{F, S, S, S};
        QTest::newRow("proxy") << 403 << QByteArray("<html>Blocked</html>") << "/gateways"
                               << "web page" << QList<State>{F, S, P, P};
        QTest::newRow("nonsense") << 200 << QByteArray("[1]") << "/gateways"
                                  << "promises" << QList<State>{F, S, S, S};
    }
    void problems()
    {
        QFETCH(const int, status);
        QFETCH(const QByteArray, body);
        QFETCH(const QString, part);
        QFETCH(const QString, says);
        QFETCH(const QList<State>, expected);
        CannedServer server([&](const CannedServer::Request &request) {
            return request.path.endsWith(part) ? Reply{.status = status, .body = body}
                                               : good(request);
        });
        ConnectionTest test("Test", endpoint(server), {}, {});
        run(test);
        QCOMPARE(states(test), expected);
        const auto &step = test.steps().at(expected.indexOf(F));
        QVERIFY2(step.text.contains(says), qPrintable(step.text));
        for (const ConnectionTest::Step &each : test.steps())
            QVERIFY(!each.text.isEmpty() && !each.text.contains("tok\""));
    }

    void keyAndNoCredentials()
    {
        CannedServer server(Reply::error(401, 10000, "Authentication error"));
        ConnectionTest key("Test", {server.url(), "acc", {{}, "me@example.com", "k"}}, {}, {});
        run(key);
        QVERIFY(key.steps().first().text.contains("e-mail and key"));
        QCOMPARE(server.requests().first().header("x-auth-key"), "k");
        ConnectionTest none("Test", {server.url(), "acc", {}}, {}, {});
        run(none);
        QVERIFY(none.steps().first().text.contains("none are given"));
    }

    void noSuchHost()
    {
        ConnectionTest test("Test", {QUrl("https://nowhere.invalid/v4"), "acc", {"t", {}, {}}}, {},
                            {});
        run(test);
        QCOMPARE(states(test), QList<State>({F, S, S, S}));
        QVERIFY2(test.steps().first().text.contains("nowhere.invalid"),
                 qPrintable(test.steps().first().text));
    }

    void nothingListens()
    {
        ConnectionTest test("Test", {QUrl("http://127.0.0.1:9/v4"), "acc", {"t", {}, {}}}, {}, {});
        run(test);
        QVERIFY2(test.steps().first().text.contains("127.0.0.1:9"),
                 qPrintable(test.steps().first().text));
    }

    void noTls()
    {
        QTcpServer server; // which speaks plain HTTP
        QByteArray heard;
        connect(&server, &QTcpServer::newConnection, this, [&] {
            QTcpSocket *socket = server.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [socket, &heard] {
                heard += socket->readAll();
                socket->write("HTTP/1.1 400 Bad Request\r\n\r\n");
                socket->disconnectFromHost();
            });
        });
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const QUrl url(QStringLiteral("https://127.0.0.1:%1/v4").arg(server.serverPort()));
        ConnectionTest test("Test", {url, "acc", {"planted-token", {}, {}}}, {}, {});
        run(test);
        QVERIFY2(test.steps().first().text.contains("No safe connection"),
                 qPrintable(test.steps().first().text));
        QVERIFY(!heard.isEmpty() && !heard.contains("planted-token"));
    }

    void ngrokRefuses()
    {
        CannedServer server(good);
        CannedServer ngrok(Reply{.status = 401, .body = R"({"statusCode": 401, "msg": "bad"})"});
        ConnectionTest test("Test", endpoint(server), ngrok.url("/ngrok"), "n");
        run(test);
        QCOMPARE(states(test), QList<State>({P, P, P, P, F}));
        QVERIFY(test.steps().last().text.contains("ngrok token"));
        for (const auto &request : ngrok.requests())
            QCOMPARE(request.header("authorization"), "Bearer n");
    }

    void cancelled()
    {
        CannedServer server([](const CannedServer::Request &request) {
            Reply reply = good(request);
            reply.hold = request.path.endsWith("/logs");
            return reply;
        });
        ConnectionTest test("Test", endpoint(server), {}, {});
        QSignalSpy finished(&test, &ConnectionTest::finished);
        test.start();
        QTRY_COMPARE(server.heldCount(), 1);
        test.cancel();
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(states(test), QList<State>({P, S, S, S}));
        QCOMPARE(server.requests().size(), 2);
    }
};

QTEST_GUILESS_MAIN(TestConnectionTest)
#include "tst_connectiontest.moc"
