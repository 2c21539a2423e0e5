// SPDX-License-Identifier: GPL-3.0-or-later
// Several profiles at once: each has its own, and nothing crosses.
#include "models/items/connectionmodels.h"
#include "models/services/connections.h"
#include "models/services/gatewayservice.h"
#include "models/services/profiles.h"
#include "models/services/sandboxprocess.h"
#include "tests/support/await.h"
#include "tests/support/cannedserver.h"
#include "tests/support/fakekeychain.h"
#include "tests/support/sandboxfixture.h"

#include <QJsonArray>
#include <QPointer>
#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::test;
using namespace std::chrono_literals;
using Reply = CannedServer::Reply;
using State = Connection::State;

class TestConnections : public QObject
{
    Q_OBJECT

private:
    struct Bench
    {
        QTemporaryDir folder;
        FakeKeychain::World world;
        Profiles profiles{folder.filePath("profiles.json")};
        SecretStore secrets{std::make_unique<FakeKeychain>(&world)};
        Connections connections{&profiles, &secrets, [this](const Profile &profile) {
                                    return SandboxFixture::defaultArguments()
                                        + QStringList{"--database",
                                                      folder.filePath(profile.id + ".db")};
                                }};

        QString addService(const QString &name, const CannedServer &server, const QString &account,
                           const QString &token)
        {
            const QString id = profiles.add({.name = name,
                                             .backEnd = Profile::BackEnd::Other,
                                             .apiUrl = server.url("/v4").toString(),
                                             .account = account});
            if (!token.isEmpty())
                world.secrets.insert(id + "/token", token);
            return id;
        }
    };

    static QJsonObject gateway(const QString &id)
    {
        Gateway value = newGateway();
        value.id = {id};
        value.createdAt = value.modifiedAt = QDateTime::currentDateTimeUtc();
        return toJson(value).toObject();
    }
    // Holds every answer; names its only gateway after the token that asks.
    static CannedServer::Handler byToken(bool hold = false)
    {
        return [hold](const CannedServer::Request &request) {
            const QString token = QString::fromLatin1(request.header("authorization").mid(7));
            Reply reply = Reply::result(request.path.endsWith("/gateways")
                                            ? QJsonArray{gateway("of-" + token)}
                                            : QJsonArray());
            reply.hold = hold;
            return reply;
        };
    }

private Q_SLOTS:
    void initTestCase() { qputenv("PATH", GATEHOUSE_BIN_DIR ":" + qgetenv("PATH")); }

    void opensWithItsOwnSecret()
    {
        Bench bench;
        CannedServer server(byToken());
        const QString a = bench.addService("A", server, "acc-a", "tok-a");
        const QString b = bench.addService("B", server, "acc-b", "tok-b"); // the same service
        QSignalSpy opened(&bench.connections, &Connections::opened);
        Connection *first = bench.connections.open(a);
        Connection *second = bench.connections.open(b);
        QCOMPARE(bench.connections.open(a), first);
        QCOMPARE(opened.size(), 2);
        QTRY_COMPARE(first->state(), State::Ready);
        QTRY_COMPARE(second->state(), State::Ready);
        QCOMPARE(first->client()->endpoint().credentials.token, "tok-a");
        QCOMPARE(second->client()->endpoint().credentials.token, "tok-b");
        QVERIFY(first->identity() != second->identity());
        QCOMPARE(bench.connections.open("nothing"), nullptr);
    }

    // Two services whose answers come late and in the other order.
    void delayedAnswersDoNotCross()
    {
        Bench bench;
        CannedServer one(byToken(true));
        CannedServer two(byToken(true));
        const QString a = bench.addService("A", one, "same", "tok-a");
        const QString b = bench.addService("B", two, "same", "tok-b");
        TimeDisplay time;
        Connection *first = bench.connections.open(a);
        Connection *second = bench.connections.open(b);
        ConnectionModels firstModels(first, &time);
        ConnectionModels secondModels(second, &time);
        QTRY_COMPARE(one.heldCount(), 2);
        QTRY_COMPARE(two.heldCount(), 2);
        two.release();
        QTRY_COMPARE(secondModels.gateways()->rowCount(), 1);
        QCOMPARE(firstModels.gateways()->rowCount(), 0);
        one.release();
        QTRY_COMPARE(firstModels.gateways()->rowCount(), 1);
        QCOMPARE(firstModels.gateways()->at(0).id.value, "of-tok-a");
        QCOMPARE(secondModels.gateways()->at(0).id.value, "of-tok-b");
        for (const auto &request : one.requests())
            QCOMPARE(request.header("authorization"), "Bearer tok-a");
        for (const auto &request : two.requests())
            QCOMPARE(request.header("authorization"), "Bearer tok-b");
    }

    void twoSandboxesAreTwoProcesses()
    {
        Bench bench;
        for (const char *id : {"sandbox", "second"})
            bench.profiles.add(
                {.id = id, .name = id, .backEnd = Profile::BackEnd::Sandbox, .open = true});
        Connection *one = bench.connections.open("sandbox");
        Connection *two = bench.connections.open("second");
        QTRY_COMPARE_WITH_TIMEOUT(one->state(), State::Ready, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(two->state(), State::Ready, 20'000);
        QVERIFY(one->sandbox()->processId() != two->sandbox()->processId());
        Gateway value = newGateway();
        value.id = {"only-here"};
        QSignalSpy saved(one->gateways(), &GatewayService::saved);
        QSignalSpy crossed(two->gateways(), &GatewayService::saved);
        QVERIFY(await(one->gateways()->create(value)));
        QCOMPARE(saved.size(), 1);
        QCOMPARE(crossed.size(), 0);
        QVERIFY(!await(two->gateways()->get({"only-here"})));
        // One goes, the other stays.
        bench.connections.close("sandbox");
        QVERIFY(await(two->gateways()->list()));
        QCOMPARE(two->client()->budget()->isLimited(), false);
    }

    void closingCancelsItsCallsOnly()
    {
        Bench bench;
        CannedServer one(byToken(true));
        CannedServer two(byToken(true));
        const QString a = bench.addService("A", one, "x", "tok-a");
        const QString b = bench.addService("B", two, "x", "tok-b");
        QPointer<Connection> first = bench.connections.open(a);
        Connection *second = bench.connections.open(b);
        QTRY_COMPARE(first->state(), State::Ready);
        QTRY_COMPARE(second->state(), State::Ready);
        QSignalSpy records(first->client(), &ApiClient::requestChanged);
        const auto mine = first->gateways()->list();
        const auto others = second->gateways()->list();
        QTRY_COMPARE(one.heldCount(), 1);
        QTRY_COMPARE(two.heldCount(), 1);
        QSignalSpy closing(&bench.connections, &Connections::aboutToClose);
        bench.connections.close(a);
        QVERIFY(!first);
        QCOMPARE(closing.size(), 1);
        // The journal knows that it is over.
        QVERIFY(records.last().first().value<RequestRecord>().finished);
        QCOMPARE(await(mine).error().kind, ApiError::Kind::Cancelled);
        two.release();
        VERIFY_RESULT(await(others));
        bench.connections.close(a); // not there
    }

    void missingTokenIsSaid()
    {
        Bench bench;
        const QString id = bench.profiles.add({.name = "A", .account = "acc"});
        Connection *connection = bench.connections.open(id);
        QTRY_COMPARE(connection->state(), State::Failed);
        QVERIFY2(connection->failure().contains("no token"), qPrintable(connection->failure()));
        bench.world.secrets.insert(id + "/token", "tok");
        bench.connections.renewCredentials(id);
        QTRY_COMPARE(connection->state(), State::Ready);
        QCOMPARE(connection->client()->endpoint().credentials.token, "tok");
    }

    void incompleteProfileIsSaid()
    {
        Bench bench;
        Connection *connection = bench.connections.open(bench.profiles.add({.name = "A"}));
        QCOMPARE(connection->state(), State::Failed);
        QVERIFY(connection->failure().contains("account"));
    }

    void lateKeychainConnectsAtLast()
    {
        Bench bench;
        CannedServer server(byToken());
        const QString id = bench.addService("A", server, "acc", "tok");
        bench.secrets.setTimeout(20ms);
        bench.world.silent = true;
        Connection *connection = bench.connections.open(id);
        QTRY_COMPARE(connection->state(), State::Failed);
        QVERIFY2(connection->failure().contains("keychain"), qPrintable(connection->failure()));
        bench.world.silent = false;
        bench.world.answerHeld();
        QTRY_COMPARE(connection->state(), State::Ready);
        QVERIFY(connection->failure().isEmpty());
    }

    void editsTakeEffect()
    {
        Bench bench;
        CannedServer server(byToken());
        const QString id = bench.addService("A", server, "acc", "tok");
        QPointer<Connection> connection = bench.connections.open(id);
        QTRY_COMPARE(connection->state(), State::Ready);
        const QString identity = connection->identity();

        Profile profile = *bench.profiles.find(id);
        profile.name = "Renamed";
        profile.color = "#123456";
        profile.readOnly = true;
        profile.budget = 77;
        bench.profiles.update(profile);
        QVERIFY(connection);
        QCOMPARE(connection->name(), "Renamed");
        QVERIFY(connection->client()->isReadOnly());
        QCOMPARE(connection->client()->budget()->limit(), 77);
        QCOMPARE(connection->state(), State::Ready);
        QCOMPARE(connection->identity(), identity);

        // E-mail and key in place of the token.
        bench.world.secrets.insert(id + "/key", "secret-key");
        profile.signIn = Profile::SignIn::Key;
        profile.email = "me@example.com";
        bench.profiles.update(profile);
        QTRY_COMPARE(connection->client()->endpoint().credentials.key, "secret-key");
        QCOMPARE(connection->client()->endpoint().credentials.token, QString());

        // Another account is another connection.
        QSignalSpy closing(&bench.connections, &Connections::aboutToClose);
        profile.account = "other";
        bench.profiles.update(profile);
        QCOMPARE(closing.size(), 1);
        QVERIFY(!connection);
        connection = bench.connections.find(id);
        QTRY_COMPARE(connection->state(), State::Ready);
        QCOMPARE(connection->client()->endpoint().account, "other");
        QVERIFY(connection->identity() != identity);
    }

    void oneUserHasOneBudget()
    {
        Bench bench;
        CannedServer server(byToken());
        const QString a = bench.addService("A", server, "acc", "same");
        const QString b = bench.addService("B", server, "acc", "same");
        const QString c = bench.addService("C", server, "acc", "another");
        const auto sent = [&](const QString &id) {
            return bench.connections.open(id)->client()->budget()->window()->sent();
        };
        for (const QString &id : {a, b, c}) {
            Connection *connection = bench.connections.open(id);
            QTRY_COMPARE(connection->state(), State::Ready);
        }
        VERIFY_RESULT(await(bench.connections.find(a)->gateways()->list()));
        QCOMPARE(sent(a), 1);
        QCOMPARE(sent(b), 1);
        QCOMPARE(sent(c), 0);
        // Disconnecting makes nothing unsent, nor does a new token.
        bench.connections.close(a);
        bench.connections.close(b);
        bench.connections.open(a);
        QTRY_COMPARE(sent(a), 1);
        bench.world.secrets.insert(a + "/token", "renewed");
        bench.connections.renewCredentials(a);
        QTRY_COMPARE(bench.connections.find(a)->client()->endpoint().credentials.token, "renewed");
        QCOMPARE(sent(a), 1);
    }

    void nothingIsSentWithFormerCredentials()
    {
        Bench bench;
        CannedServer server(byToken());
        const QString id = bench.addService("A", server, "acc", "old");
        Connection *connection = bench.connections.open(id);
        QTRY_COMPARE(connection->state(), State::Ready);
        bench.world.silent = true; // what the keychain says now is not known yet
        Profile profile = connection->profile();
        profile.signIn = Profile::SignIn::Key;
        profile.email = "a@example.com";
        bench.profiles.update(profile);
        QCOMPARE(connection->state(), State::Failed);
        QVERIFY(!await(connection->gateways()->list()));
        QVERIFY(server.requests().isEmpty());
    }

    void newCredentialsReadEverythingAgain()
    {
        Bench bench;
        CannedServer server(byToken());
        const QString id = bench.addService("A", server, "acc", "old");
        Connection *connection = bench.connections.open(id);
        TimeDisplay time;
        ConnectionModels models(connection, &time);
        QTRY_COMPARE(models.gateways()->rowCount(), 1);
        bench.world.secrets.insert(id + "/token", "new");
        bench.connections.renewCredentials(id);
        QTRY_COMPARE(models.gateways()->at(0).id.value, "of-new");
    }
};

QTEST_GUILESS_MAIN(TestConnections)
#include "tst_connections.moc"
