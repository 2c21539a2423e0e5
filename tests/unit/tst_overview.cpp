// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/logquerytext.h"
#include "models/domain/overview.h"

#include <QRandomGenerator>
#include <QTest>
#include <cmath>

using namespace gatehouse;

class TestOverview : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void partsCoverTheRange();
    void queriesOfFigures();
    void ignoredFiltersAreNoticed();
    void percentilesOfEverything();
    void percentilesOfASampleAreWeighed();
    void costs();
    void whole();
};

namespace {

const QDateTime start({2026, 11, 20}, {12, 0}, Qt::UTC);

Log logOf(const QDateTime &time, qint64 duration = 1, std::optional<double> cost = {})
{
    Log log;
    log.createdAt = time;
    log.duration = duration;
    if (cost)
        log.cost = *cost;
    return log;
}

// The definition: the smallest value that at least this share does not exceed.
double slowPercentile(QList<double> values, double share)
{
    std::sort(values.begin(), values.end());
    return values.at(std::max(0, int(std::ceil(share * double(values.size()))) - 1));
}

} // namespace

void TestOverview::partsCoverTheRange()
{
    for (const int count : {1, 7, 10, 12}) {
        const Overview overview({start, start.addMSecs(100'003)}, count);
        QCOMPARE(overview.parts.size(), count);
        QCOMPARE(overview.parts.first().range.from, start);
        QCOMPARE(overview.parts.last().range.to, overview.range.to);
        for (int i = 1; i < count; ++i)
            QCOMPARE(overview.parts.at(i).range.from, overview.parts.at(i - 1).range.to);
        QVERIFY(!overview.percentile(0.5));
        QVERIFY(!overview.meanCost());
        QVERIFY(!overview.total(Figure::Requests));
    }
}

void TestOverview::queriesOfFigures()
{
    const TimeRange range{start, start.addSecs(60)};
    const QString times = "created_at>2026-11-20T11:59:59.999Z created_at<2026-11-20T12:01:00.000Z";
    QCOMPARE(formatLogQuery(figureQuery(Figure::Requests, range)), times);
    QCOMPARE(formatLogQuery(figureQuery(Figure::Errors, range)), times + " success:false");
    QCOMPARE(formatLogQuery(figureQuery(Figure::CacheHits, range)), times + " cached:true");
    for (const Figure figure : figures) {
        const LogQuery query = figureQuery(figure, range);
        const auto again = parseLogQuery(formatLogQuery(query));
        QVERIFY(again);
        QCOMPARE(*again, query);
    }
}

void TestOverview::ignoredFiltersAreNoticed()
{
    const TimeRange range{start, start.addSecs(60)};
    Log log = logOf(start);
    log.success = true;
    QVERIFY(filterProblem(Figure::Requests, range, {log}).isEmpty());
    QVERIFY(filterProblem(Figure::Errors, range, {log}).contains("filter"));
    QVERIFY(filterProblem(Figure::CacheHits, range, {log}).contains("filter"));
    log.success = false;
    log.cached = true;
    QVERIFY(filterProblem(Figure::Errors, range, {log}).isEmpty());
    QVERIFY(filterProblem(Figure::CacheHits, range, {log}).isEmpty());
    for (const QDateTime &outside : {start.addMSecs(-1), range.to})
        QVERIFY(filterProblem(Figure::Requests, range, {log, logOf(outside)}).contains("outside"));
    QVERIFY(filterProblem(Figure::Errors, range, {}).isEmpty());
}

void TestOverview::percentilesOfEverything()
{
    QRandomGenerator random(1);
    for (int round = 0; round < 100; ++round) {
        Overview overview({start, start.addSecs(60)}, 5);
        QList<double> all;
        for (OverviewPart &part : overview.parts) {
            const int count = random.bounded(8);
            for (int i = 0; i < count; ++i) {
                all.append(random.bounded(50));
                part.add({logOf(start, qint64(all.last()))});
            }
            part.counts[0] = count;
        }
        if (all.isEmpty())
            continue;
        for (const double share : {0.01, 0.5, 0.95, 1.0})
            QCOMPARE(*overview.percentile(share), slowPercentile(all, share));
    }
}

void TestOverview::percentilesOfASampleAreWeighed()
{
    Overview overview({start, start.addSecs(60)}, 2);
    overview.parts[0].add({logOf(start, 10)});
    overview.parts[0].counts[0] = 99; // 99 requests like this one
    overview.parts[1].add({logOf(start, 1000), logOf(start, 2000)});
    overview.parts[1].counts[0] = 2;
    QCOMPARE(*overview.percentile(0.5), 10.0);
    QCOMPARE(*overview.percentile(0.95), 10.0);
    QCOMPARE(*overview.percentile(1), 2000.0);
    QCOMPARE(*Overview::percentile(overview.parts[1], 0.5), 1000.0);
    overview.parts[0].counts[0] = 1;
    QCOMPARE(*overview.percentile(0.5), 1000.0);
}

void TestOverview::costs()
{
    Overview overview({start, start.addSecs(60)}, 2);
    overview.parts[0].add({logOf(start, 1, 0.5), logOf(start, 1)});
    overview.parts[0].counts[0] = 20;
    overview.parts[1].add({logOf(start, 1, 2.0)});
    overview.parts[1].counts[0] = 1;
    QCOMPARE(overview.cost(), 2.5);
    QCOMPARE(overview.priced(), 2);
    QCOMPARE(overview.read(), 3);
    QCOMPARE(*overview.meanCost(), (0.5 * 10 + 2.0) / 11); // one with a cost stands for 10
}

void TestOverview::whole()
{
    Overview overview({start, start.addSecs(60)}, 2);
    overview.totals[0] = 2;
    QVERIFY(!overview.isWhole());
    overview.parts[0].counts[0] = 2;
    overview.parts[0].add({logOf(start), logOf(start)});
    QVERIFY(!overview.isWhole()); // of the other part nothing is known
    overview.parts[1].counts[0] = 0;
    overview.parts[1].add({});
    QVERIFY(overview.isWhole());
    overview.totals[0] = 3; // the counts do not agree
    QVERIFY(!overview.isWhole());
}

QTEST_APPLESS_MAIN(TestOverview)
#include "tst_overview.moc"
