// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/logquerytext.h"
#include "models/items/logtimeline.h"
#include "tests/support/await.h"
#include "tests/support/cannedserver.h"
#include "tests/support/sandboxfixture.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <cmath>

using namespace gatehouse;
using namespace gatehouse::test;
using namespace std::chrono_literals;

class TestLogTimeline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_sandbox = std::make_unique<SandboxFixture>();
        QVERIFY2(m_sandbox->isReady(), qPrintable(m_sandbox->failure()));
    }
    void widths();
    void figuresAreThoseOfTheService_data();
    void figuresAreThoseOfTheService();
    void partsAddUpWhileItCounts();
    void asFineAsTheBudgetAllows();
    void countedOnce();
    void newLogsAreCountedIn();
    void failures();
    void inWords();

private:
    std::unique_ptr<SandboxFixture> m_sandbox;
};

namespace {

struct Bench
{
    explicit Bench(const Endpoint &endpoint) { client.setEndpoint(endpoint); }
    bool count(const QString &filter = {})
    {
        model.setQuery(*parseLogQuery(filter));
        return done();
    }
    bool done()
    {
        return waitFor(
            [this] { return !model.isCounting() && model.state() != TableModel::State::Loading; },
            20'000);
    }
    qint64 listed(LogQuery query, const LogTimeline::Bucket &bucket, bool failed)
    {
        query.filters.append({QStringLiteral("created_at"), FilterOperator::Gt,
                              QJsonArray{toJson(bucket.from.addMSecs(-1))}});
        query.filters.append(
            {QStringLiteral("created_at"), FilterOperator::Lt, QJsonArray{toJson(bucket.to)}});
        if (failed)
            query.filters.append(
                {QStringLiteral("success"), FilterOperator::Eq, QJsonArray{false}});
        const auto page = await(logs.list(gateway, query, {.number = 1, .size = 1}));
        return page ? page->info.totalCount.valueOr(-1) : -1;
    }

    ApiClient client;
    LogService logs{&client};
    GatewayId gateway{QStringLiteral("production-chat")};
    TimeDisplay time;
    LogTimeline model{&logs, gateway, client.budget(), &time};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
};

} // namespace

void TestLogTimeline::widths()
{
    QCOMPARE(LogTimeline::widthFor(10s, 32), 1s);
    QCOMPARE(LogTimeline::widthFor(1h, 32), 2min);
    QCOMPARE(LogTimeline::widthFor(24h, 32), 1h);
    QCOMPARE(LogTimeline::widthFor(24h, 8), 6h);
    QCOMPARE(LogTimeline::widthFor(7 * 24h, 32), 6h);
    QCOMPARE(LogTimeline::widthFor(30 * 24h, 32), 24h);
    for (qint64 range = 1; range < 40'000'000'000; range = range * 7 / 3 + 1)
        for (const int most : {8, 16, 32}) {
            const auto width = LogTimeline::widthFor(std::chrono::seconds(range), most);
            QVERIFY(width.count() >= 1 && width.count() * (most - 1) >= range);
        }
}

void TestLogTimeline::figuresAreThoseOfTheService_data()
{
    QTest::addColumn<QString>("filter");
    for (const char *filter : {"provider:openai", "success:false", "openai",
                               "created_at>2026-11-19T07:13:00Z created_at<2026-11-19T19:05:00Z"})
        QTest::newRow(filter) << QString::fromLatin1(filter);
}

void TestLogTimeline::figuresAreThoseOfTheService()
{
    QFETCH(QString, filter);
    Bench bench(m_sandbox->endpoint());
    QVERIFY(bench.count(filter));
    QVERIFY2(bench.model.state() == TableModel::State::Ready,
             qPrintable(bench.model.error().text()));
    QVERIFY(bench.model.rowCount() > 4);
    QVERIFY(bench.model.rowCount() <= 32);
    const LogQuery query = *parseLogQuery(filter);
    double total = 0;
    int row = 0;
    QDateTime end = bench.model.buckets().first().from;
    for (const auto &bucket : bench.model.buckets()) {
        QVERIFY(bucket.counted);
        QCOMPARE(bucket.from, end); // no gap
        end = bucket.to;
        total += bucket.total;
        if (++row % 5 != 0) // a sample of them
            continue;
        QCOMPARE(bucket.total, double(bench.listed(query, bucket, false)));
        QCOMPARE(bucket.failed, double(bench.listed(query, bucket, true)));
    }
    const auto all = await(bench.logs.list(bench.gateway, query, {.number = 1, .size = 1}));
    QCOMPARE(total, double(*all->info.totalCount));
}

void TestLogTimeline::partsAddUpWhileItCounts()
{
    Bench bench(m_sandbox->endpoint());
    QVERIFY(bench.count());
    double wanted = 0;
    for (const auto &bucket : bench.model.buckets())
        wanted += bucket.total;
    Bench other(m_sandbox->endpoint());
    int looks = 0;
    connect(&other.model, &LogTimeline::changed, this, [&] {
        double total = 0;
        double failed = 0;
        for (const auto &bucket : other.model.buckets()) {
            QVERIFY(bucket.failed <= bucket.total + 1e-6);
            total += bucket.total;
            failed += bucket.failed;
        }
        if (total == 0) // not begun
            return;
        ++looks;
        QVERIFY(std::abs(total - wanted) < 1e-6 * wanted);
    });
    QVERIFY(other.count());
    QVERIFY(looks > 10);
}

void TestLogTimeline::asFineAsTheBudgetAllows()
{
    RequestBudget budget;
    QCOMPARE(LogTimeline::maxBuckets(budget), 32);
    Bench limited(m_sandbox->endpoint());
    limited.client.budget()->setLimit(1200);
    QCOMPARE(LogTimeline::maxBuckets(*limited.client.budget()), 32);
    limited.client.budget()->setLimit(2);
    QVERIFY(await(limited.logs.list(limited.gateway, {}, {.number = 1, .size = 1})));
    QCOMPARE(limited.client.budget()->remaining(), 1);
    QCOMPARE(LogTimeline::maxBuckets(*limited.client.budget()), 16);
    QVERIFY(await(limited.logs.list(limited.gateway, {}, {.number = 1, .size = 1})));
    QCOMPARE(LogTimeline::maxBuckets(*limited.client.budget()), 8);

    Bench bench(m_sandbox->endpoint());
    QSignalSpy requests(&bench.client, &ApiClient::requestChanged);
    QVERIFY(bench.count());
    for (const auto &arguments : requests)
        QVERIFY(arguments.first().value<RequestRecord>().urgency == Urgency::Background);
    QVERIFY(requests.size() / 2 <= 3 + 2 * 31);
}

void TestLogTimeline::countedOnce()
{
    Bench bench(m_sandbox->endpoint());
    QVERIFY(bench.count(QStringLiteral("provider:openai")));
    QSignalSpy requests(&bench.client, &ApiClient::requestChanged);
    QVERIFY(bench.count(QStringLiteral("provider:openai")));
    const auto again = requests.size();
    requests.clear();
    QVERIFY(bench.count(QStringLiteral("provider:anthropic")));
    QVERIFY2(again < requests.size() / 2, qPrintable(QString::number(again)));
}

void TestLogTimeline::newLogsAreCountedIn()
{
    Bench bench(m_sandbox->endpoint());
    QVERIFY(bench.count());
    const auto before = bench.model.buckets();
    Log log;
    log.createdAt = before.at(3).from;
    log.success = false;
    Log good;
    good.createdAt = before.at(3).to.addMSecs(-1);
    good.success = true;
    Log outside;
    outside.createdAt = before.last().to.addDays(3);
    bench.model.add({log, good, outside});
    QCOMPARE(bench.model.buckets().at(3).total, before.at(3).total + 2);
    QCOMPARE(bench.model.buckets().at(3).failed, before.at(3).failed + 1);
    QCOMPARE(bench.model.buckets().last().total, before.last().total);
}

void TestLogTimeline::failures()
{
    CannedServer server(CannedServer::Reply::error(403, 10'000, QStringLiteral("not yours")));
    Bench bench({server.url(), QStringLiteral("a"), {QStringLiteral("t"), {}, {}}});
    QVERIFY(bench.count());
    QVERIFY(bench.model.state() == TableModel::State::Failed);
    QVERIFY(bench.model.summary().contains(QStringLiteral("not yours")));
    const auto answer = [&server](const QByteArray &info) {
        CannedServer::Reply reply;
        reply.body = R"({"success":true,"result":[],"result_info":)" + info + '}';
        server.setHandler([reply](const CannedServer::Request &) { return reply; });
    };
    answer("{}"); // no totals
    QVERIFY(bench.count());
    QVERIFY(bench.model.state() == TableModel::State::Failed);
    answer(R"({"total_count":0})");
    QVERIFY(bench.count());
    QVERIFY(bench.model.state() == TableModel::State::Ready);
    QCOMPARE(bench.model.rowCount(), 0);
}

void TestLogTimeline::inWords()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    Bench bench(m_sandbox->endpoint());
    QVERIFY(bench.model.summary().isEmpty());
    QVERIFY(bench.count());
    QVERIFY2(bench.model.summary().startsWith(QStringLiteral("2,000 logs from 2026-")),
             qPrintable(bench.model.summary()));
    const QString from = bench.model.index(0, LogTimeline::FromColumn).data().toString();
    QVERIFY(bench.model.bucketText(0).startsWith(from));
    QCOMPARE(bench.model.index(0, LogTimeline::LogsColumn).data(TableModel::SortRole).toDouble(),
             bench.model.buckets().first().total);
}

QTEST_GUILESS_MAIN(TestLogTimeline)
#include "tst_logtimeline.moc"
