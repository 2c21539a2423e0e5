// SPDX-License-Identifier: GPL-3.0-or-later
// ngrok has its own address and token: nothing of them goes elsewhere, whatever a page names as the
// next one.
#include "models/services/connections.h"
#include "models/services/customproviderservice.h"
#include "models/services/ngrokservice.h"
#include "models/services/profiles.h"
#include "models/services/secretstore.h"
#include "tests/support/await.h"
#include "tests/support/cannedserver.h"
#include "tests/support/fakekeychain.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>

using namespace gatehouse;
using namespace gatehouse::test;
using Kind = ApiError::Kind;
using Reply = CannedServer::Reply;

class TestNgrokOrigin : public QObject
{
    Q_OBJECT

private:
    static QJsonObject json(const QByteArray &text)
    {
        return QJsonDocument::fromJson(text).object();
    }
    static Endpoint ngrokAt(const CannedServer &server)
    {
        return {server.url(), {}, {"ngrok-token", {}, {}}, true};
    }
    static QByteArray ngrokAnswer()
    {
        return R"({"id":"aigp_1","uri":"u","providerId":"<string>","name":"<string>",)"
               R"("baseUrl":"https://example.com","createdAt":"2023-11-07T05:31:56Z",)"
               R"("updatedAt":"2023-11-07T05:31:56Z","createdBy":{"id":"a","uri":"b"},)"
               R"("lastUpdatedBy":{"id":"a","uri":"b"},"metadata":"<string>",)"
               R"("supportedApiSurfaces":[{"format":"<string>","surface":"<string>",)"
               R"("supportedParams":[{"name":"<string>"}]}],"models":[{"id":"m","modelId":"<string>"}]})";
    }
    static QByteArray page(const QString &id, const QJsonValue &next)
    {
        QJsonObject provider = json(ngrokAnswer());
        provider["id"] = id;
        return QJsonDocument(QJsonObject{{"aiGatewayProviders", QJsonArray{provider}},
                                         {"uri", "x"},
                                         {"nextPageUri", next}})
            .toJson();
    }

private Q_SLOTS:
    void pagesAreFollowed()
    {
        CannedServer server([&server](const CannedServer::Request &request) {
            const QString before = request.item("beforeId");
            const QString next = server.url("/providers?beforeId=b%2F2&limit=1").toString();
            return Reply{.body = before.isNull() ? page("a", next)
                             : before == "b/2"   ? page("b", "/providers?beforeId=c")
                                                 : page("c", QJsonValue::Null)};
        });
        ApiClient client;
        client.setEndpoint(ngrokAt(server));
        NgrokService service(&client);
        const auto all = await(service.list());
        VERIFY_RESULT(all);
        QCOMPARE(all->size(), 3);
        QCOMPARE(server.requests().size(), 3);
        QCOMPARE(server.requests().at(1).target, "/providers?beforeId=b%2F2&limit=1");
    }

    void pagesElsewhereAreNotFollowed_data()
    {
        QTest::addColumn<QString>("next");
        QTest::newRow("another host") << "http://127.0.0.2:%1/base/providers?beforeId=a";
        QTest::newRow("another port") << "OTHER/base/providers?beforeId=a";
        QTest::newRow("another scheme") << "https://127.0.0.1:%1/base/providers?beforeId=a";
        QTest::newRow("credentials") << "http://u:p@127.0.0.1:%1/base/providers?beforeId=a";
        QTest::newRow("no scheme") << "//127.0.0.2/base/providers";
        QTest::newRow("file") << "file:///etc/passwd";
        QTest::newRow("outside") << "http://127.0.0.1:%1/elsewhere";
    }
    void pagesElsewhereAreNotFollowed()
    {
        QFETCH(QString, next);
        CannedServer other(Reply{.body = page("x", QJsonValue::Null)});
        next.replace("OTHER", other.url().toString());
        CannedServer server(
            [&](const CannedServer::Request &) { return Reply{.body = page("a", next)}; });
        next = next.contains("%1") ? next.arg(server.url().port()) : next;
        ApiClient client;
        Endpoint endpoint = ngrokAt(server);
        endpoint.apiUrl = server.url("/base");
        client.setEndpoint(endpoint);
        NgrokService service(&client);
        const auto all = await(service.list());
        QVERIFY(!all);
        QCOMPARE(all.error().kind, Kind::Protocol);
        QCOMPARE(all.error().path, QStringList{"nextPageUri"});
        QCOMPARE(server.requests().size(), 1);
        QCOMPARE(other.requests().size(), 0);
    }

    void pagesThatGoInCirclesEnd()
    {
        CannedServer server(Reply{.body = page("a", "/providers?beforeId=a")});
        ApiClient client;
        client.setEndpoint(ngrokAt(server));
        NgrokService service(&client);
        const auto all = await(service.list());
        QVERIFY(!all);
        QCOMPARE(server.requests().size(), 2);
    }

    // As the profile says, and apart from the account; the connections of one token together.
    void ngrokHasABudgetOfItsOwn()
    {
        CannedServer cloudflare(Reply::result(QJsonArray()));
        CannedServer ngrok(Reply{.body = R"({"aiGatewayProviders":[],"uri":"u"})"});
        QTemporaryDir folder;
        FakeKeychain::World world;
        Profiles profiles(folder.filePath("profiles.json"));
        SecretStore secrets(std::make_unique<FakeKeychain>(&world));
        Connections connections(&profiles, &secrets, [](const Profile &) { return QStringList(); });
        QList<Connection *> both;
        for (const char *name : {"A", "B"}) {
            const QString id = profiles.add({.name = name,
                                             .backEnd = Profile::BackEnd::Other,
                                             .apiUrl = cloudflare.url("/v4").toString(),
                                             .account = name,
                                             .ngrokUrl = ngrok.url().toString(),
                                             .budget = 20});
            world.secrets.insert(id + "/token", QString("cf-") + name);
            world.secrets.insert(id + "/ngrok", "ng-token");
            both.append(connections.open(id));
            QTRY_COMPARE(both.last()->ngrokState(), Connection::State::Ready);
        }
        const RequestBudget *budget = both.first()->ngrokClient()->budget();
        QCOMPARE(budget->limit(), 20);
        for (int i = 0; i < 8; ++i)
            for (Connection *connection : std::as_const(both))
                VERIFY_RESULT(await(connection->ngrok()->list()));
        QCOMPARE(budget->remaining(), 4);
        QCOMPARE(both.first()->client()->budget()->remaining(), 20);
        // Less than a quarter is left: what is in the background waits, what is awaited goes.
        const auto waiting = both.first()->ngrok()->list(Urgency::Background);
        VERIFY_RESULT(await(both.first()->ngrok()->list(Urgency::Awaited)));
        QVERIFY(waiting.isRunning());
        QCOMPARE(budget->waiting(), 1);
        QCOMPARE(ngrok.requests().size(), 17);

        Profile changed = *profiles.find(both.first()->profile().id);
        changed.budget = 0;
        profiles.update(changed);
        QTRY_VERIFY(!budget->isLimited());
        VERIFY_RESULT(await(waiting));
    }

    // Each goes to its own address with its own token, and neither waits for the other.
    void ngrokBesideTheAccount()
    {
        CannedServer cloudflare(Reply::result(QJsonArray()));
        CannedServer ngrok(Reply{.body = R"({"aiGatewayProviders":[],"uri":"u"})"});
        QTemporaryDir folder;
        FakeKeychain::World world;
        Profiles profiles(folder.filePath("profiles.json"));
        SecretStore secrets(std::make_unique<FakeKeychain>(&world));
        Connections connections(&profiles, &secrets, [](const Profile &) { return QStringList(); });
        const QString id = profiles.add({.name = "A",
                                         .backEnd = Profile::BackEnd::Other,
                                         .apiUrl = cloudflare.url("/v4").toString(),
                                         .account = "a",
                                         .ngrokUrl = ngrok.url().toString(),
                                         .readOnly = true});
        world.secrets.insert(id + "/token", "cf-token");
        Connection *connection = connections.open(id);
        QVERIFY(connection->hasNgrok());
        QTRY_COMPARE(connection->ngrokState(), Connection::State::Failed); // no token is kept
        QVERIFY(connection->ngrokFailure().contains("token"));
        QTRY_COMPARE(connection->state(), Connection::State::Ready);

        world.secrets.insert(id + "/ngrok", "ng-token");
        connections.renewCredentials(id);
        QTRY_COMPARE(connection->ngrokState(), Connection::State::Ready);
        VERIFY_RESULT(await(connection->ngrok()->list()));
        VERIFY_RESULT(await(connection->customProviders()->list()));
        QCOMPARE(ngrok.requests().last().header("authorization"), "Bearer ng-token");
        QCOMPARE(cloudflare.requests().last().header("authorization"), "Bearer cf-token");
        for (const auto &request : ngrok.requests())
            QVERIFY(request.header("authorization") != "Bearer cf-token");
        // Read-only is for both.
        NgrokProvider any;
        any.id = {"x"};
        QCOMPARE(await(connection->ngrok()->remove(any)).error().kind, Kind::Permission);

        Profile changed = *profiles.find(id);
        changed.ngrokUrl.clear();
        profiles.update(changed);
        QTRY_VERIFY(!connection->hasNgrok());
        QVERIFY(connection->ngrokClient()->endpoint().apiUrl.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestNgrokOrigin)
#include "tst_ngrokorigin.moc"
