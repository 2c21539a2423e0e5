// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/evaluationtypeservice.h"
#include "models/services/gatewayservice.h"
#include "tests/support/await.h"
#include "tests/support/cannedserver.h"
#include "tests/support/sandboxfixture.h"

#include <QJsonDocument>
#include <QSet>
#include <QSignalSpy>

using namespace gatehouse;
using namespace gatehouse::test;
using Kind = ApiError::Kind;
using Reply = CannedServer::Reply;

// The services against the real sandbox over HTTP, and where it behaves too well, a canned server.
class TestServices : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void gatewaysList();
    void gatewayLife();
    void gatewayUpdateLosesNothing();
    void gatewayUnknownMembersAreSentBack();
    void gatewayErrors();
    void moreGatewaysThanAPage();
    void pagingStopsWhereItMust();
    void removalNeedsNoBody();
    void oddIds();

    void evaluationTypes();
    void wrongToken();

private:
    SandboxFixture m_sandbox;
    ApiClient m_client;
    GatewayService m_gateways{&m_client};
    EvaluationTypeService m_types{&m_client};
    GatewayId m_gateway{QStringLiteral("production-chat")};
};

namespace {

Gateway named(const QString &id)
{
    Gateway gateway = newGateway();
    gateway.id = {id};
    return gateway;
}

} // namespace

void TestServices::initTestCase()
{
    QVERIFY2(m_sandbox.isReady(), qPrintable(m_sandbox.failure()));
    m_client.setEndpoint(m_sandbox.endpoint());
}

void TestServices::gatewaysList()
{
    const auto list = await(m_gateways.list());
    VERIFY_RESULT(list);
    QVERIFY(list->size() >= 5);
    QSet<GatewayId> ids;
    for (const Gateway &gateway : *list) {
        ids.insert(gateway.id);
        QVERIFY2(gateway.unknown.isEmpty(), qPrintable(gateway.unknown.keys().join(u' ')));
        QVERIFY(gateway.createdAt.isValid() && gateway.createdAt <= gateway.modifiedAt);
        const auto single = await(m_gateways.get(gateway.id));
        VERIFY_RESULT(single);
        QCOMPARE(single->id, gateway.id);
    }
    QCOMPARE(ids.size(), list->size());
    QVERIFY(ids.contains(m_gateway));
}

void TestServices::gatewayLife()
{
    QSignalSpy saved(&m_gateways, &GatewayService::saved);
    QSignalSpy removed(&m_gateways, &GatewayService::removed);
    Gateway wanted = named(QStringLiteral("life"));
    wanted.cacheTtl = 300;
    wanted.retryBackoff = RetryBackoff::Exponential;
    wanted.retryDelay = 250;
    const auto created = await(m_gateways.create(wanted));
    VERIFY_RESULT(created);
    QCOMPARE(created->id, wanted.id);
    QCOMPARE(*created->cacheTtl, 300);
    QCOMPARE(saved.count(), 1);
    QCOMPARE(saved[0][0].value<Gateway>().id, wanted.id);

    Gateway changed = *created;
    changed.cacheTtl = 0;
    changed.collectLogs = !changed.collectLogs;
    const auto updated = await(m_gateways.update(changed));
    VERIFY_RESULT(updated);
    QCOMPARE(*updated->cacheTtl, 0);
    QCOMPARE(updated->collectLogs, changed.collectLogs);
    QVERIFY(updated->retryBackoff == created->retryBackoff);
    QCOMPARE(saved.count(), 2);
    QCOMPARE(await(m_gateways.get(wanted.id)).value_or(Gateway()), *updated);

    const auto gone = await(m_gateways.remove(wanted.id));
    VERIFY_RESULT(gone);
    QCOMPARE(removed.count(), 1);
    QCOMPARE(removed[0][0].value<GatewayId>(), wanted.id);
    QCOMPARE(await(m_gateways.get(wanted.id)).error().kind, Kind::NotFound);
    QCOMPARE(saved.count(), 2);
}

void TestServices::gatewayUpdateLosesNothing()
{
    const auto list = await(m_gateways.list());
    VERIFY_RESULT(list);
    for (const Gateway &gateway : *list) {
        const auto before = await(m_gateways.get(gateway.id));
        VERIFY_RESULT(before);
        const auto after = await(m_gateways.update(*before));
        VERIFY_RESULT(after);
        Gateway expected = *before;
        expected.modifiedAt = after->modifiedAt;
        QCOMPARE(toJson(*after).toObject(), toJson(expected).toObject());
    }
}

void TestServices::gatewayUnknownMembersAreSentBack()
{
    QJsonObject json = toJson(*await(m_gateways.get(m_gateway))).toObject();
    json.insert(QStringLiteral("of_next_year"), QJsonObject{{"deep", QJsonArray{1, 2}}});
    json.remove(QStringLiteral("guardrails"));
    CannedServer server(Reply::result(json));
    ApiClient client;
    client.setEndpoint({server.url(), QStringLiteral("a"), {QStringLiteral("t"), {}, {}}});
    GatewayService service(&client);
    const auto gateway = await(service.get(m_gateway));
    VERIFY_RESULT(gateway);
    VERIFY_RESULT(await(service.update(*gateway)));
    const auto sent = QJsonDocument::fromJson(server.requests().last().body).object();
    QCOMPARE(sent["of_next_year"], json["of_next_year"]);
    QVERIFY(!sent.contains("guardrails")); // not read, so neither null nor empty
}

void TestServices::gatewayErrors()
{
    QSignalSpy saved(&m_gateways, &GatewayService::saved);
    QSignalSpy removed(&m_gateways, &GatewayService::removed);
    Gateway gateway = named(QStringLiteral("faulty"));
    gateway.cacheTtl = -1;
    auto result = await(m_gateways.create(gateway));
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Kind::Validation);
    QCOMPARE(result.error().httpStatus, 400);
    QCOMPARE(result.error().path, QStringList({"body", "cache_ttl"}));
    QVERIFY(result.error().code != 0);

    gateway.cacheTtl = 0;
    gateway.id = m_gateway;
    result = await(m_gateways.create(gateway));
    QVERIFY(!result);
    QVERIFY2(result.error().kind == Kind::Conflict || result.error().kind == Kind::Validation,
             qPrintable(result.error().text()));
    gateway.id = {QString(65, u'x')};
    result = await(m_gateways.create(gateway));
    QVERIFY(!result);
    QCOMPARE(result.error().path, QStringList({"body", "id"}));

    gateway.id = {QStringLiteral("nowhere")};
    QCOMPARE(await(m_gateways.get(gateway.id)).error().kind, Kind::NotFound);
    QCOMPARE(await(m_gateways.update(gateway)).error().kind, Kind::NotFound);
    QCOMPARE(await(m_gateways.remove(gateway.id)).error().kind, Kind::NotFound);
    QCOMPARE(saved.count() + removed.count(), 0);
}

void TestServices::moreGatewaysThanAPage()
{
    const auto before = await(m_gateways.list());
    VERIFY_RESULT(before);
    QList<Call<Gateway>> calls;
    for (int i = 0; i < 120; ++i)
        calls.append(m_gateways.create(named(QStringLiteral("many-%1").arg(i))));
    for (const auto &call : calls)
        VERIFY_RESULT(await(call));
    const auto list = await(m_gateways.list());
    VERIFY_RESULT(list);
    QSet<QString> ids;
    for (const Gateway &gateway : *list)
        ids.insert(gateway.id.value);
    QCOMPARE(list->size(), before->size() + 120);
    QCOMPARE(ids.size(), list->size());

    // Cancelled between two pages, it asks for no more: queued, this comes right before the answer.
    QSignalSpy records(&m_client, &ApiClient::requestChanged);
    const auto call = m_gateways.list();
    connect(
        &m_client, &ApiClient::requestChanged, this, [call] { call.cancel(); },
        static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::SingleShotConnection));
    QCOMPARE(await(call).error().kind, Kind::Cancelled);
    QTRY_COMPARE(records.count(), 2);
    VERIFY_RESULT(await(m_gateways.get(m_gateway)));
    QCOMPARE(records.count(), 4);

    for (int i = 0; i < 120; ++i)
        VERIFY_RESULT(await(m_gateways.remove({QStringLiteral("many-%1").arg(i)})));
}

void TestServices::pagingStopsWhereItMust()
{
    QJsonArray full;
    for (int i = 0; i < 100; ++i) {
        QJsonObject gateway = toJson(named(QString::number(i))).toObject();
        gateway["created_at"] = gateway["modified_at"] = QStringLiteral("2026-01-31T00:00:00Z");
        full.append(gateway);
    }
    ApiClient client;
    GatewayService service(&client);
    const auto ask = [&](CannedServer &server) {
        client.setEndpoint({server.url(), QStringLiteral("a"), {QStringLiteral("t"), {}, {}}});
        return await(service.list());
    };
    CannedServer exact{Reply()}; // a full page, then an empty one
    exact.setHandler([&](const CannedServer::Request &request) {
        return Reply::result(request.item(QStringLiteral("page")) == u"1" ? full : QJsonArray());
    });
    QCOMPARE(ask(exact)->size(), 100);
    QCOMPARE(exact.requests().size(), 2);
    QCOMPARE(exact.requests().first().item(QStringLiteral("per_page")), QStringLiteral("100"));

    CannedServer endless(Reply::result(full)); // does not know the page parameter
    const auto repeated = ask(endless);
    QVERIFY(!repeated);
    QCOMPARE(repeated.error().kind, Kind::Protocol);
    QCOMPARE(endless.requests().size(), 2);

    CannedServer failing{Reply()}; // half a list is none
    failing.setHandler([&](const CannedServer::Request &request) {
        return request.item(QStringLiteral("page")) == u"1"
            ? Reply::result(full)
            : Reply::error(403, 1, QStringLiteral("no"));
    });
    QCOMPARE(ask(failing).error().kind, Kind::Permission);
}

void TestServices::removalNeedsNoBody()
{
    for (const Reply &reply :
         {Reply{.body = R"({"success":true})"}, Reply{.body = R"({"success":true,"result":null})"},
          Reply::result(QJsonObject{{"id", "g"}})}) {
        CannedServer server(reply);
        ApiClient client;
        client.setEndpoint({server.url(), QStringLiteral("a"), {QStringLiteral("t"), {}, {}}});
        GatewayService service(&client);
        QSignalSpy removed(&service, &GatewayService::removed);
        const auto result = await(service.remove({QStringLiteral("g")}));
        VERIFY_RESULT(result);
        QCOMPARE(result->id.value, QStringLiteral("g"));
        QCOMPARE(removed.count(), 1);
    }
}

void TestServices::oddIds()
{
    for (const QString &id : {QStringLiteral("a/b"), QStringLiteral("100%"), QStringLiteral("ü")}) {
        const auto result = await(m_gateways.get({id}));
        QVERIFY(!result);
        QVERIFY2(result.error().httpStatus == 404 || result.error().httpStatus == 400,
                 qPrintable(result.error().text()));
    }
    QVERIFY(!await(m_gateways.remove({QStringLiteral("..")}))); // would be the account
    VERIFY_RESULT(await(m_gateways.get(m_gateway)));
}

void TestServices::evaluationTypes()
{
    const auto types = await(m_types.list());
    VERIFY_RESULT(types);
    QVERIFY(!types->isEmpty());
    for (const EvaluationType &type : *types) {
        QVERIFY(!type.id.isEmpty() && !type.name.isEmpty());
        QVERIFY2(type.unknown.isEmpty(), qPrintable(type.unknown.keys().join(u' ')));
    }
}

void TestServices::wrongToken()
{
    Endpoint endpoint = m_sandbox.endpoint();
    endpoint.credentials.token = QStringLiteral("wrong");
    ApiClient client;
    client.setEndpoint(endpoint);
    GatewayService service(&client);
    QCOMPARE(await(service.list()).error().kind, Kind::Auth); // though it says 403
    endpoint.credentials = {};
    client.setEndpoint(endpoint);
    QCOMPARE(await(service.list()).error().kind, Kind::Auth);
}

QTEST_GUILESS_MAIN(TestServices)
#include "tst_services.moc"
