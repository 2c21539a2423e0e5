// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/logservice.h"

#include "models/domain/logquerytext.h"
#include "tests/support/await.h"
#include "tests/support/cannedserver.h"
#include "tests/support/sandboxfixture.h"

#include <QSet>

using namespace gatehouse;
using namespace gatehouse::test;
using Kind = ApiError::Kind;
using Reply = CannedServer::Reply;

// The log service against the real sandbox over HTTP.
class TestLogService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
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

private:
    Result<LogPage> logs(const LogQuery &query, const LogService::Page &page = {})
    {
        return await(m_logs.list(m_gateway, query, page));
    }

    SandboxFixture m_sandbox;
    ApiClient m_client;
    LogService m_logs{&m_client};
    GatewayId m_gateway{QStringLiteral("production-chat")};
};

static LogQuery where(const QString &key, FilterOperator op, const QJsonArray &values)
{
    LogQuery query;
    query.filters = {{key, op, values}};
    return query;
}

void TestLogService::initTestCase()
{
    QVERIFY2(m_sandbox.isReady(), qPrintable(m_sandbox.failure()));
    m_client.setEndpoint(m_sandbox.endpoint());
}

void TestLogService::logPages()
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

void TestLogService::logOrders_data()
{
    QTest::addColumn<int>("order");
    QTest::addColumn<bool>("ascending");
    for (const auto &[order, name] : enumNames(LogOrder())) {
        QTest::addRow("%s asc", name) << int(order) << true;
        QTest::addRow("%s desc", name) << int(order) << false;
    }
}

void TestLogService::logOrders()
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

void TestLogService::logFilters_data()
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

void TestLogService::logFilters()
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

void TestLogService::logSearch()
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

void TestLogService::logMetaInfo()
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

void TestLogService::logPastTheEnd()
{
    const auto page = logs({}, {.number = 1'000'000});
    VERIFY_RESULT(page);
    QVERIFY(page->logs.isEmpty());
}

void TestLogService::logDetailAndBodies()
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

void TestLogService::logErrors()
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

void TestLogService::logListWithoutInfo()
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

QTEST_GUILESS_MAIN(TestLogService)
#include "tst_logservice.moc"
