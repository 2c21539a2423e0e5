// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/billingclient.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace contract;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 hour = 3'600'000;
constexpr qint64 day = 24 * hour;
const Query whole{{u"start_time"_s, u"0"_s}};

const QStringList arguments{u"--seed-logs=300"_s, u"--now=2025-06-15T10:20:00Z"_s};

qint64 millis(const QString &time)
{
    return QDateTime::fromString(time, Qt::ISODateWithMs).toMSecsSinceEpoch();
}

/// Cents of all logs by the start of their window.
QMap<qint64, double> costOfLogs(Sandbox &sandbox, qint64 window)
{
    QMap<qint64, double> costs;
    for (const QJsonValue gateway : sandbox.get(u"/gateways"_s).list()) {
        for (const QJsonValue log : sandbox.allLogs(gateway[u"id"].toString())) {
            costs[millis(log[u"created_at"].toString()) / window * window] +=
                log[u"cost"].toDouble() * 100;
        }
    }
    return costs;
}

} // namespace

class ContractUsage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void usageIsTheLogsCost_data();
    void usageIsTheLogsCost();
    void usageRange();
    void usageDefaultRange();
    void badUsageQueries_data();
    void badUsageQueries();
    void usageOutlivesItsLogs();
    void balanceFallsWithTraffic();
    void gapIsPaidFor();
    void olderDatabase();

private:
    Sandbox m_sandbox;
};

void ContractUsage::initTestCase()
{
    QVERIFY(m_sandbox.start(arguments));
}

void ContractUsage::usageIsTheLogsCost_data()
{
    QTest::addColumn<QString>("window");
    QTest::addColumn<qint64>("length");
    QTest::newRow("hours") << u"hour"_s << hour;
    QTest::newRow("days") << u"day"_s << day;
}

void ContractUsage::usageIsTheLogsCost()
{
    QFETCH(QString, window);
    QFETCH(qint64, length);
    const QMap<qint64, double> costs = costOfLogs(m_sandbox, length);
    const QJsonArray buckets = usageHistory(m_sandbox, window, whole);
    QCOMPARE(buckets.size(), costs.size());
    QSet<QString> ids;
    auto expected = costs.constEnd();
    for (const QJsonValue bucket : buckets) { // the newest first
        --expected;
        const qint64 start = bucket[u"start_time"].toInteger();
        QCOMPARE(start, expected.key());
        QCOMPARE(bucket[u"end_time"].toInteger(), start + length);
        QVERIFY2(same(bucket[u"aggregated_value"].toDouble(), expected.value()),
                 qPrintable(QString::number(start)));
        ids << bucket[u"id"].toString();
    }
    QCOMPARE(ids.size(), buckets.size());
    QVERIFY(totalOf(buckets) > 50);
}

void ContractUsage::usageRange()
{
    const QJsonArray all = usageHistory(m_sandbox, u"hour"_s, whole);
    const qint64 start = millis(u"2025-06-10T10:30:00Z"_s);
    const qint64 end = millis(u"2025-06-11T15:00:00Z"_s);
    const QJsonArray part = usageHistory(
        m_sandbox, u"hour"_s,
        {{u"start_time"_s, QString::number(start)}, {u"end_time"_s, QString::number(end)}});
    QJsonArray expected;
    for (const QJsonValue bucket : all) {
        if (bucket[u"end_time"].toInteger() > start && bucket[u"start_time"].toInteger() < end) {
            expected << bucket;
        }
    }
    QVERIFY(expected.size() > 5 && expected.size() < all.size());
    QCOMPARE(part, expected);
    QCOMPARE(expected.first()[u"start_time"].toInteger(), millis(u"2025-06-11T14:00:00Z"_s));
}

void ContractUsage::usageDefaultRange()
{
    const QJsonArray all = usageHistory(m_sandbox, u"day"_s, whole);
    QCOMPARE(usageHistory(m_sandbox, u"day"_s), all); // the logs are of the last 30 days
    QCOMPARE(usageHistory(m_sandbox, u"day"_s, {{u"start_time"_s, {}}, {u"end_time"_s, u"null"_s}}),
             all);
    const QString before = QString::number(millis(u"2025-05-20T00:00:00Z"_s));
    const QJsonArray older = usageHistory(m_sandbox, u"day"_s, {{u"end_time"_s, before}});
    QVERIFY(!older.isEmpty() && older.size() < all.size());
    QVERIFY(older.first()[u"end_time"].toInteger() <= before.toLongLong());
}

void ContractUsage::badUsageQueries_data()
{
    QTest::addColumn<Query>("query");
    QTest::addColumn<QStringList>("paths");
    const Query good{{u"value_grouping_window"_s, u"day"_s}};
    QTest::newRow("no window") << Query{} << QStringList{u"query/value_grouping_window"_s};
    QTest::newRow("window") << Query{{u"value_grouping_window"_s, u"week"_s}}
                            << QStringList{u"query/value_grouping_window"_s};
    QTest::newRow("times") << good
            + Query{{u"start_time"_s, u"2025-06-01"_s}, {u"end_time"_s, u"now"_s}}
                           << QStringList{u"query/end_time"_s, u"query/start_time"_s};
    QTest::newRow("reversed") << good
            + Query{{u"start_time"_s, u"2000"_s}, {u"end_time"_s, u"1000"_s}}
                              << QStringList{u"query/end_time"_s};
    QTest::newRow("empty") << good + Query{{u"start_time"_s, u"7"_s}, {u"end_time"_s, u"7"_s}}
                           << QStringList{u"query/end_time"_s};
}

void ContractUsage::badUsageQueries()
{
    QFETCH(Query, query);
    QFETCH(QStringList, paths);
    const Answer answer = m_sandbox.get(u"/billing/usage-history"_s, query);
    QCOMPARE(answer.status, 400);
    QVERIFY(answer.isErrorEnvelope());
    QCOMPARE(answer.errorCode(), 7001);
    QCOMPARE(answer.errorPaths(), paths);
}

void ContractUsage::usageOutlivesItsLogs()
{
    const QTemporaryDir folder;
    const QStringList kept = arguments + QStringList{u"--database"_s, folder.filePath(u"db"_s)};
    const QStringList paths{u"/billing/credit-balance"_s, u"/billing/invoice-preview"_s,
                            u"/billing/usage-history?start_time=0&value_grouping_window=hour"_s,
                            u"/billing/invoice-history"_s};
    QByteArrayList before;
    {
        Sandbox sandbox;
        QVERIFY(sandbox.start(kept));
        for (const QString &path : paths) {
            before << withoutPort(sandbox, path);
        }
        QCOMPARE(sandbox.send("DELETE", u"/gateways/production-chat/logs"_s).status, 200);
        QCOMPARE(sandbox.get(u"/gateways/production-chat/logs"_s).total(), 0);
        QCOMPARE(sandbox.send("DELETE", u"/gateways/support-bot"_s).status, 200);
        for (qsizetype i = 0; i < paths.size(); ++i) {
            QCOMPARE(withoutPort(sandbox, paths[i]), before[i]);
        }
        sandbox.kill();
    }
    Sandbox sandbox;
    QVERIFY(sandbox.start(kept));
    for (qsizetype i = 0; i < paths.size(); ++i) {
        QCOMPARE(withoutPort(sandbox, paths[i]), before[i]);
    }
}

void ContractUsage::balanceFallsWithTraffic()
{
    const QTemporaryDir folder;
    const QStringList kept = arguments + QStringList{u"--database"_s, folder.filePath(u"db"_s)};
    double before = 0;
    double usedBefore = 0;
    {
        Sandbox sandbox;
        QVERIFY(sandbox.start(kept + QStringList{u"--traffic=500"_s}));
        QCOMPARE(sandbox.send("DELETE", u"/billing/topup/config"_s).status, 200);
        sandbox.kill();
        QVERIFY(sandbox.start(kept));
        before = balance(sandbox);
        usedBefore = usageTotal(sandbox);
        sandbox.kill();
        QVERIFY(sandbox.start(kept + QStringList{u"--traffic=500"_s}));
        QTRY_VERIFY(balance(sandbox) < before - 10);
        sandbox.kill(); // what was logged was counted, and the other way round
    }
    Sandbox sandbox;
    QVERIFY(sandbox.start(kept));
    const QJsonArray buckets = usageHistory(sandbox, u"hour"_s);
    QVERIFY(same(before - balance(sandbox), totalOf(buckets) - usedBefore));
    double logged = 0;
    for (const double cost : costOfLogs(sandbox, day)) {
        logged += cost;
    }
    QVERIFY(same(totalOf(buckets), logged));
}

/// The logs of an absence bring the top-ups of an absence, at their times.
void ContractUsage::gapIsPaidFor()
{
    const QTemporaryDir folder;
    const QStringList kept{u"--database"_s, folder.filePath(u"db"_s), u"--seed-logs=20000"_s};
    Sandbox sandbox;
    QVERIFY(sandbox.start(kept + QStringList{u"--now=2025-06-15T10:20:00Z"_s}));
    const int before =
        sandbox.get(u"/billing/invoice-history"_s).object()[u"pagination"][u"total_count"].toInt();
    QCOMPARE(sandbox.terminate(), 0);
    QVERIFY(sandbox.start(kept + QStringList{u"--now=2025-07-15T10:00:00Z"_s, u"--fill-gap"_s}));
    const QJsonArray all = invoices(sandbox);
    QVERIFY(all.size() >= before + 3);
    QVERIFY(all[all.size() - before - 1][u"created"].toInteger()
            < millis(u"2025-07-01T00:00:00Z"_s) / 1000);
    const QJsonObject config = sandbox.get(u"/billing/topup/config"_s).object();
    QVERIFY(balance(sandbox) >= config[u"threshold"].toDouble());
    QVERIFY(same(balance(sandbox), paidTotal(sandbox) - usageTotal(sandbox)));
}

/// A database of the first version has logs and no usage.
void ContractUsage::olderDatabase()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"db"_s);
    QVERIFY(QFile::copy(QStringLiteral(GATEHOUSE_TEST_DATA "/sandbox-version1.db"), file));
    QVERIFY(QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner));
    Sandbox sandbox;
    QVERIFY(sandbox.start({u"--database"_s, file, u"--now=2025-06-02T10:00:00Z"_s}));
    const QMap<qint64, double> costs = costOfLogs(sandbox, hour);
    const QJsonArray hours = usageHistory(sandbox, u"hour"_s);
    QVERIFY(!hours.isEmpty());
    QCOMPARE(hours.size(), costs.size());
    for (const QJsonValue bucket : hours) {
        QVERIFY(
            same(bucket[u"aggregated_value"].toDouble(), costs[bucket[u"start_time"].toInteger()]));
    }
    QVERIFY(same(balance(sandbox), paidTotal(sandbox) - usageTotal(sandbox)));
}

QTEST_GUILESS_MAIN(ContractUsage)
#include "tst_sandbox_usage.moc"
