// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/logdeletionjob.h"
#include "tests/support/await.h"
#include "tests/support/cannedserver.h"
#include "tests/support/sandboxfixture.h"

#include <QJsonDocument>
#include <numeric>

using namespace gatehouse;
using namespace gatehouse::test;
using namespace std::chrono_literals;
using Reply = CannedServer::Reply;

// Deletes what a filter matches, in slices, from a service that may take its time.
class TestLogDeletionJob : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void planSaysWhatGoes();
    void planOfNothing();
    void searchIsRefused();
    void ignoredFiltersAreRefused();
    void inSlices();
    void whatComesInMeanwhileStays();
    void totalsThatAreLate();
    void aServiceThatNeverDoesIt();
    void cancelledBetweenSlices();

private:
    GatewayId m_gateway{QStringLiteral("production-chat")};
};

namespace {

LogQuery failedOnes()
{
    LogQuery query;
    query.set(QStringLiteral("success"), FilterOperator::Eq, false);
    return query;
}

// A gateway of so many logs, half of which match any filter but created_at.
struct Service
{
    qint64 matching = 25'000;
    qint64 others = 25'000;
    bool ignoresFilters = false;
    int late = 0; // answers until a deletion shows
    QList<qint64> pending;
    int deletions = 0;
    qint64 deleted = 0;

    Reply operator()(const CannedServer::Request &request)
    {
        const QJsonArray filters =
            QJsonDocument::fromJson(request.item(QStringLiteral("filters")).toUtf8()).array();
        bool filtered = false;
        for (const QJsonValue filter : filters)
            filtered = filtered || filter[u"key"].toString() == u"success";
        filtered = filtered && !ignoresFilters;
        if (request.method == "DELETE") {
            ++deletions;
            const qint64 count =
                std::min<qint64>(matching - sum(), request.item(QStringLiteral("limit")).toInt());
            for (int i = 0; i < late; ++i)
                pending.append(i == late - 1 ? count : 0);
            if (late == 0)
                carryOut(count);
            return {.body = R"({"success":true})"};
        }
        if (!pending.isEmpty())
            carryOut(pending.takeFirst());
        const QJsonObject info{{"total_count", filtered ? matching : matching + others}};
        const QJsonObject log{{"id", "a"},     {"created_at", "2026-11-01T00:00:00Z"},
                              {"cached", 0},   {"success", false},
                              {"duration", 1}, {"model", "m"},
                              {"path", "p"},   {"provider", "o"}};
        return {.body = QJsonDocument(QJsonObject{{"success", true},
                                                  {"result", QJsonArray{log}},
                                                  {"result_info", info}})
                            .toJson()};
    }
    qint64 sum() const { return std::accumulate(pending.begin(), pending.end(), qint64(0)); }
    void carryOut(qint64 count)
    {
        matching -= count;
        deleted += count;
    }
};

struct Bench
{
    explicit Bench(const Endpoint &endpoint) { client.setEndpoint(endpoint); }
    explicit Bench(CannedServer &server)
        : Bench(Endpoint{server.url(), QStringLiteral("a"), {QStringLiteral("t"), {}, {}}})
    {
    }
    bool run(const LogDeletionPlan &plan)
    {
        auto *job = new LogDeletionJob(&logs, plan, &task, {1ms, 5, 1}, &logs);
        job->start();
        return waitFor([this] { return task.hasEnded(); }, 20'000)
            && task.state() == Task::State::Done;
    }
    qint64 count(const GatewayId &gateway, const QList<LogFilter> &filters)
    {
        LogQuery query;
        query.filters = filters;
        const auto page = await(logs.list(gateway, query, {.number = 1, .size = 1}));
        return page ? page->info.totalCount.valueOr(-1) : -1;
    }
    ApiClient client;
    LogService logs{&client};
    Task task{QStringLiteral("Delete"), QStringLiteral("logs")};
};

} // namespace

void TestLogDeletionJob::planSaysWhatGoes()
{
    SandboxFixture sandbox;
    QVERIFY2(sandbox.isReady(), qPrintable(sandbox.failure()));
    Bench bench(sandbox.endpoint());
    const auto plan = await(planLogDeletion(&bench.logs, m_gateway, failedOnes()));
    VERIFY_RESULT(plan);
    QCOMPARE(plan->matching, bench.count(m_gateway, failedOnes().filters));
    QVERIFY(plan->matching > 0 && plan->matching < 2000);
    QVERIFY(plan->oldest < plan->newest);
    QCOMPARE(plan->newest, plan->sample.first().createdAt);
    QVERIFY(!plan->sample.first().success);
    QVERIFY(plan->info.maxCost);
    QVERIFY(plan->cost() && *plan->cost() >= 0);
    QCOMPARE(bench.count(m_gateway, {}), 2000); // nothing is gone
}

void TestLogDeletionJob::planOfNothing()
{
    Service service;
    service.matching = 0;
    CannedServer server(std::ref(service));
    Bench bench(server);
    const auto plan = await(planLogDeletion(&bench.logs, m_gateway, failedOnes()));
    VERIFY_RESULT(plan);
    QCOMPARE(plan->matching, 0);
    QVERIFY(!plan->cost());
}

void TestLogDeletionJob::searchIsRefused()
{
    Service service;
    CannedServer server(std::ref(service));
    Bench bench(server);
    LogQuery query = failedOnes();
    query.search = QStringLiteral("timeout");
    const auto plan = await(planLogDeletion(&bench.logs, m_gateway, query));
    QVERIFY(!plan);
    QVERIFY(plan.error().text().contains(QStringLiteral("“timeout”")));
    QVERIFY(server.requests().isEmpty());
}

void TestLogDeletionJob::ignoredFiltersAreRefused()
{
    Service service;
    service.ignoresFilters = true;
    CannedServer server(std::ref(service));
    Bench bench(server);
    const auto plan = await(planLogDeletion(&bench.logs, m_gateway, failedOnes()));
    QVERIFY(!plan);
    QVERIFY2(plan.error().text().contains(QStringLiteral("nothing was deleted")),
             qPrintable(plan.error().text()));

    // Nor does it begin where the service has begun to ignore them since.
    LogDeletionPlan older;
    older.gateway = m_gateway;
    older.filters = failedOnes().filters;
    older.until = QDateTime::currentDateTimeUtc();
    older.matching = 25'000;
    QVERIFY(!bench.run(older));
    QCOMPARE(bench.task.state(), Task::State::Failed);
    QCOMPARE(service.deletions, 0);
    QCOMPARE(service.deleted, 0);
}

void TestLogDeletionJob::inSlices()
{
    Service service;
    CannedServer server(std::ref(service));
    Bench bench(server);
    const auto plan = await(planLogDeletion(&bench.logs, m_gateway, failedOnes()));
    VERIFY_RESULT(plan);
    QVERIFY(bench.run(*plan));
    QCOMPARE(service.deletions, 3);
    QCOMPARE(service.deleted, 25'000);
    QCOMPARE(bench.task.done(), 25'000);
    QVERIFY(bench.task.message().contains(QStringLiteral("deleted")));
    for (const auto &request : server.requests())
        if (request.method == "DELETE")
            QVERIFY(request.item(QStringLiteral("filters")).contains(QStringLiteral("created_at")));
}

void TestLogDeletionJob::whatComesInMeanwhileStays()
{
    SandboxFixture sandbox({QStringLiteral("--seed-logs"), QStringLiteral("3000"),
                            QStringLiteral("--traffic"), QStringLiteral("200")});
    QVERIFY2(sandbox.isReady(), qPrintable(sandbox.failure()));
    for (const LogQuery &query : {failedOnes(), LogQuery()}) {
        Bench bench(sandbox.endpoint());
        const auto plan = await(planLogDeletion(&bench.logs, m_gateway, query));
        VERIFY_RESULT(plan);
        const QList<LogFilter> later{
            {QStringLiteral("created_at"), FilterOperator::Gt, QJsonArray{toJson(plan->newest)}}};
        QTRY_VERIFY(bench.count(m_gateway, later + query.filters) > 1);
        const qint64 came = bench.count(m_gateway, later + query.filters);
        QVERIFY2(bench.run(*plan), qPrintable(bench.task.message()));
        const QList<LogFilter> earlier{
            {QStringLiteral("created_at"), FilterOperator::Lt, QJsonArray{toJson(plan->until)}}};
        QCOMPARE(bench.count(m_gateway, earlier + query.filters), 0);
        QVERIFY(bench.count(m_gateway, later + query.filters) >= came);
    }
}

void TestLogDeletionJob::totalsThatAreLate()
{
    Service service;
    service.matching = 12'000;
    service.late = 5;
    CannedServer server(std::ref(service));
    Bench bench(server);
    const auto plan = await(planLogDeletion(&bench.logs, m_gateway, failedOnes()));
    VERIFY_RESULT(plan);
    QVERIFY2(bench.run(*plan), qPrintable(bench.task.message()));
    QCOMPARE(service.deletions, 2);
    QCOMPARE(service.matching, 0);
}

void TestLogDeletionJob::aServiceThatNeverDoesIt()
{
    Service service;
    service.late = 1'000'000;
    CannedServer server(std::ref(service));
    Bench bench(server);
    const auto plan = await(planLogDeletion(&bench.logs, m_gateway, failedOnes()));
    VERIFY_RESULT(plan);
    QVERIFY(!bench.run(*plan));
    QCOMPARE(service.deletions, 2);
    QVERIFY2(bench.task.message().contains(QStringLiteral("still lists")),
             qPrintable(bench.task.message()));
}

void TestLogDeletionJob::cancelledBetweenSlices()
{
    Service service;
    CannedServer server(std::ref(service));
    Bench bench(server);
    const auto plan = await(planLogDeletion(&bench.logs, m_gateway, failedOnes()));
    VERIFY_RESULT(plan);
    server.setHandler([&](const CannedServer::Request &request) {
        if (service.deletions == 1) // it looks what is left
            bench.task.cancel();
        return service(request);
    });
    QVERIFY(!bench.run(*plan));
    QCOMPARE(bench.task.state(), Task::State::Cancelled);
    QTest::qWait(50);
    QCOMPARE(service.deletions, 1);
}

QTEST_GUILESS_MAIN(TestLogDeletionJob)
#include "tst_logdeletionjob.moc"
