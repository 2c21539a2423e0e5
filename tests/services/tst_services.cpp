// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/logquerytext.h"
#include "models/services/evaluationtypeservice.h"
#include "models/services/gatewayservice.h"
#include "models/services/logservice.h"
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

    void logPages();
    void logOrders_data();
    void logOrders();
    void logFilters_data();
    void logFilters();
    void logSearch();
    void logMetaInfo();
    void logPastTheEnd();
    void logDetailAndBodies();
    void logErrors();
    void logListWithoutInfo();

    void evaluationTypes();
    void wrongToken();

private:
    Result<LogPage> logs(const LogQuery &query, const LogService::Page &page = {})
    {
        return await(m_logs.list(m_gateway, query, page));
    }

    SandboxFixture m_sandbox;
    ApiClient m_client;
    GatewayService m_gateways{&m_client};
    LogService m_logs{&m_client};
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

LogQuery where(const QString &key, FilterOperator op, const QJsonArray &values)
{
    LogQuery query;
    query.filters = {{key, op, values}};
    return query;
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

void TestServices::logPages()
{
    const auto first = logs({});
    VERIFY_RESULT(first);
    QCOMPARE(first->logs.size(), 50);
    QCOMPARE(first->info.totalCount.valueOr(-1), 2000);
    QCOMPARE(first->info.page.valueOr(-1), 1);
    QVERIFY(first->info.minCost.isAbsent());
    const auto second = logs({}, {.number = 2});
    VERIFY_RESULT(second);
    const auto wide = logs({}, {.number = 1, .size = 25});
    VERIFY_RESULT(wide);
    QCOMPARE(wide->logs.size(), 25);
    QCOMPARE(wide->logs.first(), first->logs.first());
    QSet<LogId> ids;
    QDateTime last = first->logs.first().createdAt;
    for (const Log &log : first->logs + second->logs) {
        QVERIFY2(log.unknown.isEmpty(), qPrintable(log.unknown.keys().join(u' ')));
        QVERIFY(log.createdAt <= last); // the newest first
        QVERIFY(log.requestHead.isAbsent());
        last = log.createdAt;
        ids.insert(log.id);
    }
    QCOMPARE(ids.size(), 100);
}

void TestServices::logOrders_data()
{
    QTest::addColumn<int>("order");
    QTest::addColumn<bool>("ascending");
    for (const auto &[order, name] : enumNames(LogOrder())) {
        QTest::addRow("%s asc", name) << int(order) << true;
        QTest::addRow("%s desc", name) << int(order) << false;
    }
}

void TestServices::logOrders()
{
    QFETCH(int, order);
    QFETCH(bool, ascending);
    LogQuery query;
    query.orderBy = LogOrder(order);
    query.ascending = ascending;
    const QString key = OpenEnum(query.orderBy).text();
    QList<QJsonValue> values;
    for (const int number : {1, 2, 20, 40}) {
        const auto page = logs(query, {.number = number});
        VERIFY_RESULT(page);
        QCOMPARE(page->logs.size(), 50);
        for (const Log &log : page->logs)
            values.append(toJson(log)[key]);
    }
    const auto text = [](const QJsonValue &value) { return value.toVariant().toString(); };
    QVERIFY(std::is_sorted(values.begin(), values.end(), [&](const auto &a, const auto &b) {
        return ascending ? text(a) < text(b) : text(b) < text(a);
    }));
    QVERIFY(text(values.first()) != text(values.last()));
}

void TestServices::logFilters_data()
{
    using enum FilterOperator;
    QTest::addColumn<QString>("key");
    QTest::addColumn<int>("op");
    QTest::addColumn<QJsonArray>("values");
    QTest::newRow("success") << "success" << int(Eq) << QJsonArray{false};
    QTest::newRow("cached") << "cached" << int(Eq) << QJsonArray{true};
    QTest::newRow("provider") << "provider" << int(Eq) << QJsonArray{"openai", "anthropic"};
    QTest::newRow("not provider") << "provider" << int(Neq) << QJsonArray{"openai"};
    QTest::newRow("model") << "model" << int(Contains) << QJsonArray{"gpt"};
    QTest::newRow("cost") << "cost" << int(Gt) << QJsonArray{0.001};
    QTest::newRow("duration") << "duration" << int(Lt) << QJsonArray{500};
    QTest::newRow("tokens_in") << "tokens_in" << int(Gt) << QJsonArray{100};
    QTest::newRow("created_at") << "created_at" << int(Gt)
                                << QJsonArray{"2026-11-15T00:00:00.000Z"};
}

void TestServices::logFilters()
{
    QFETCH(QString, key);
    QFETCH(int, op);
    QFETCH(QJsonArray, values);
    const auto page = logs(where(key, FilterOperator(op), values));
    VERIFY_RESULT(page);
    const qint64 total = page->info.totalCount.valueOr(-1);
    QVERIFY2(total > 0 && total < 2000, QByteArray::number(total).constData());
    for (const Log &log : page->logs) {
        const QJsonValue value = toJson(log)[key];
        switch (FilterOperator(op)) {
        case FilterOperator::Eq:
            QVERIFY(values.contains(value));
            break;
        case FilterOperator::Neq:
            QVERIFY(!values.contains(value));
            break;
        case FilterOperator::Contains:
            QVERIFY(value.toString().contains(values[0].toString()));
            break;
        case FilterOperator::Lt:
            QVERIFY(value.toDouble() < values[0].toDouble());
            break;
        case FilterOperator::Gt:
            QVERIFY(value.isString() ? value.toString() > values[0].toString()
                                     : value.toDouble() > values[0].toDouble());
            break;
        }
    }
    // What the text form says is the same question.
    const auto query = parseLogQuery(formatLogQuery(where(key, FilterOperator(op), values)));
    QVERIFY(query);
    const auto again = logs(*query);
    VERIFY_RESULT(again);
    QCOMPARE(again->info.totalCount.valueOr(-1), total);
}

void TestServices::logSearch()
{
    const auto all = logs({});
    VERIFY_RESULT(all);
    LogQuery query;
    query.search = all->logs.first().model;
    const auto found = logs(query);
    VERIFY_RESULT(found);
    QVERIFY(!found->logs.isEmpty());
    query.search = QStringLiteral("a&b=c+d #% no such text");
    const auto none = logs(query);
    VERIFY_RESULT(none);
    QCOMPARE(none->logs.size(), 0);
}

void TestServices::logMetaInfo()
{
    const auto page = logs({}, {.metaInfo = true});
    VERIFY_RESULT(page);
    const LogListInfo &info = page->info;
    QVERIFY(info.minCost.hasValue() && info.maxCost.hasValue());
    QVERIFY(*info.minDuration <= *info.maxDuration && *info.maxDuration > 0);
    for (const Log &log : page->logs) {
        QVERIFY(double(log.duration) >= *info.minDuration);
        QVERIFY(double(log.duration) <= *info.maxDuration);
    }
    const auto none = logs(where(QStringLiteral("model"), FilterOperator::Eq, {"no such model"}),
                           {.metaInfo = true});
    VERIFY_RESULT(none);
    QCOMPARE(none->info.totalCount.valueOr(-1), 0);
}

void TestServices::logPastTheEnd()
{
    const auto page = logs({}, {.number = 1'000'000});
    VERIFY_RESULT(page);
    QVERIFY(page->logs.isEmpty());
}

void TestServices::logDetailAndBodies()
{
    int bodies = 0;
    for (int number = 1; number <= 10; number += 3) {
        const auto page = logs({}, {.number = number});
        VERIFY_RESULT(page);
        for (qsizetype i = 0; i < page->logs.size(); i += 7) {
            const Log &row = page->logs[i];
            const auto detail = await(m_logs.detail(m_gateway, row.id));
            VERIFY_RESULT(detail);
            QCOMPARE(detail->id, row.id);
            QCOMPARE(detail->createdAt, row.createdAt);
            QVERIFY2(detail->unknown.isEmpty(), qPrintable(detail->unknown.keys().join(u' ')));
            const auto request = await(m_logs.requestBody(m_gateway, row.id));
            const auto response = await(m_logs.responseBody(m_gateway, row.id));
            if (request) {
                ++bodies;
                QVERIFY(
                    request->data.startsWith(detail->requestHead.valueOr({}).left(40).toUtf8()));
                QCOMPARE(qint64(request->data.size()), detail->requestSize.valueOr(-1));
            }
            if (response)
                QCOMPARE(qint64(response->data.size()), detail->responseSize.valueOr(-1));
        }
    }
    QVERIFY(bodies > 10);
}

void TestServices::logErrors()
{
    const LogId nowhere{QStringLiteral("01JNOSUCHLOG")};
    QCOMPARE(await(m_logs.detail(m_gateway, nowhere)).error().kind, Kind::NotFound);
    QCOMPARE(await(m_logs.requestBody(m_gateway, nowhere)).error().kind, Kind::NotFound);
    QCOMPARE(await(m_logs.responseBody(m_gateway, nowhere)).error().kind, Kind::NotFound);
    QCOMPARE(await(m_logs.list({QStringLiteral("nowhere")}, {}, {})).error().kind, Kind::NotFound);
    const auto page = logs({}, {.number = 1, .size = 51});
    QVERIFY(!page);
    QCOMPARE(page.error().kind, Kind::Validation);
    const auto filter = logs(where(QStringLiteral("colour"), FilterOperator::Eq, {"red"}));
    QVERIFY(!filter);
    QCOMPARE(filter.error().kind, Kind::Validation);
}

void TestServices::logListWithoutInfo()
{
    CannedServer server(Reply::result(QJsonArray()));
    ApiClient client;
    client.setEndpoint({server.url(), QStringLiteral("a"), {QStringLiteral("t"), {}, {}}});
    LogService service(&client);
    LogQuery query = where(QStringLiteral("model"), FilterOperator::Eq, {"a+b"});
    query.search = QStringLiteral("x y");
    const auto page = await(service.list(m_gateway, query, {.number = 3, .metaInfo = true}));
    VERIFY_RESULT(page);
    QVERIFY(page->info.totalCount.isAbsent());
    const auto request = server.requests().last();
    QCOMPARE(request.item("filters"), R"([{"key":"model","operator":"eq","value":["a+b"]}])");
    QCOMPARE(request.item("search"), QStringLiteral("x y"));
    QCOMPARE(request.item("page"), QStringLiteral("3"));
    QCOMPARE(request.item("per_page"), QStringLiteral("50"));
    QCOMPARE(request.item("meta_info"), QStringLiteral("true"));
    QCOMPARE(request.item("order_by"), QStringLiteral("created_at"));
    QCOMPARE(request.item("order_by_direction"), QStringLiteral("desc"));
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
    QCOMPARE(await(service.list()).error().kind, Kind::Permission);
    endpoint.credentials = {};
    client.setEndpoint(endpoint);
    QCOMPARE(await(service.list()).error().kind, Kind::Auth);
}

QTEST_GUILESS_MAIN(TestServices)
#include "tst_services.moc"
