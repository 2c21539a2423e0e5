// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/logtablemodel.h"
#include "models/services/gatewayservice.h"
#include "tests/support/sandboxfixture.h"
#include "tests/support/waitfor.h"

#include <QDeadlineTimer>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::test;
using State = TableModel::State;

static constexpr int seeded = 30'000;

// The log table on a service that was not made for it.
class LogTableSandboxTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyRowOnceInOrder();
    void farDown();
    void everyOrder_data();
    void everyOrder();
    void filtered();
    void follows();

private:
    bool look(LogTableModel &model, int first, int last);
    bool open(LogTableModel &model, const LogQuery &query);

    std::unique_ptr<SandboxFixture> m_sandbox;
    ApiClient m_client;
    LogService m_service{&m_client};
    TimeDisplay m_time;
    GatewayId m_busiest;
    GatewayId m_small; // a few hundred logs at most
    int m_smallCount = 0;
};

void LogTableSandboxTest::initTestCase()
{
    m_sandbox = std::make_unique<SandboxFixture>(
        QStringList{QStringLiteral("--seed-logs"), QString::number(seeded),
                    QStringLiteral("--traffic"), QStringLiteral("40")});
    QVERIFY2(m_sandbox->isReady(), qPrintable(m_sandbox->failure()));
    m_client.setEndpoint(m_sandbox->endpoint());
    GatewayService gateways(&m_client);
    std::optional<QList<Gateway>> list;
    gateways.list().then(this, [&list](const Result<QList<Gateway>> &result) {
        list = result.value_or(QList<Gateway>());
    });
    QTRY_VERIFY(list);
    for (const Gateway &gateway : *list) {
        LogTableModel model(&m_service, gateway.id, &m_time);
        QVERIFY(open(model, {}));
        if (model.rowCount() >= seeded)
            m_busiest = gateway.id;
        else if (model.rowCount() > m_smallCount) {
            m_small = gateway.id;
            m_smallCount = model.rowCount();
        }
    }
    QVERIFY(!m_busiest.isEmpty());
    QVERIFY(m_smallCount > LogTableModel::pageSize);
}

bool LogTableSandboxTest::open(LogTableModel &model, const LogQuery &query)
{
    model.setQuery(query);
    return waitFor([&] { return model.state() == State::Ready; });
}

bool LogTableSandboxTest::look(LogTableModel &model, int first, int last)
{
    model.setVisibleRows(first, last);
    return waitFor([&] {
        for (int row = first; row <= last && row < model.rowCount(); ++row)
            if (!model.log(row))
                return false;
        return true;
    });
}

void LogTableSandboxTest::everyRowOnceInOrder()
{
    LogTableModel model(&m_service, m_small, &m_time);
    QVERIFY(open(model, {}));
    QSet<QString> ids;
    const Log *previous = nullptr;
    for (int first = 0; first < model.rowCount(); first += 1000) {
        const int last = std::min(first + 1000, model.rowCount()) - 1;
        QVERIFY(look(model, std::max(first - 1, 0), last));
        previous = first > 0 ? model.log(first - 1) : nullptr;
        for (int row = first; row <= last; ++row) {
            const Log *log = model.log(row);
            QVERIFY(!previous || previous->createdAt >= log->createdAt);
            previous = log;
            ids.insert(log->id.value);
        }
    }
    QCOMPARE(int(ids.size()), model.rowCount());
}

void LogTableSandboxTest::farDown()
{
    LogTableModel model(&m_service, m_busiest, &m_time);
    QVERIFY(open(model, {}));
    QVERIFY(model.rowCount() >= seeded);
    const int row = model.rowCount() - 100;
    QVERIFY(look(model, row, row + 99));
    for (int next = row + 1; next < model.rowCount(); ++next)
        QVERIFY(model.log(next - 1)->createdAt >= model.log(next)->createdAt);
    QVERIFY(model.log(0)->createdAt > model.log(row)->createdAt);
}

void LogTableSandboxTest::everyOrder_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<Qt::SortOrder>("order");
    for (int column = 0; column < LogTableModel::ColumnCount; ++column) {
        if (!LogTableModel::orderOf(column))
            continue;
        QTest::addRow("%d up", column) << column << Qt::AscendingOrder;
        QTest::addRow("%d down", column) << column << Qt::DescendingOrder;
    }
}

void LogTableSandboxTest::everyOrder()
{
    QFETCH(int, column);
    QFETCH(Qt::SortOrder, order);
    LogTableModel model(&m_service, m_busiest, &m_time);
    QVERIFY(open(model, {}));
    model.sort(column, order);
    QTRY_COMPARE(model.state(), State::Ready);
    const auto value = [&](int row) { return model.index(row, column).data(TableModel::SortRole); };
    const int middle = model.rowCount() / 2;
    for (const int first : {0, middle, model.rowCount() - 60}) {
        QVERIFY(look(model, first, first + 59));
        for (int row = first + 1; row < first + 60; ++row) {
            const auto is = QVariant::compare(value(row - 1), value(row));
            QVERIFY(is
                    != (order == Qt::AscendingOrder ? QPartialOrdering::Greater
                                                    : QPartialOrdering::Less));
        }
    }
}

void LogTableSandboxTest::filtered()
{
    LogTableModel model(&m_service, m_busiest, &m_time);
    LogQuery query;
    query.set(QStringLiteral("success"), FilterOperator::Eq, false);
    QVERIFY(open(model, query));
    const int count = model.rowCount();
    QVERIFY(count > LogTableModel::pageSize && count < seeded);
    QVERIFY(look(model, count - 60, count - 1));
    for (int row = count - 60; row < count; ++row)
        QVERIFY(!model.log(row)->success);
    query.search = QStringLiteral("no log holds this text");
    QVERIFY(open(model, query));
    QCOMPARE(model.rowCount(), 0);
}

// The ids of the rows that are newer than the one time and older than the other.
static QStringList idsBetween(const LogTableModel &model, const QDateTime &from,
                              const QDateTime &to)
{
    QStringList ids;
    for (int row = 0; row < model.rowCount() && model.log(row); ++row)
        if (const Log *log = model.log(row); log->createdAt > from && log->createdAt < to)
            ids.append(log->id.value);
    ids.sort(); // in one instant any order is good
    return ids;
}

// Logs come in all the time: what the model has is what a fresh look finds.
void LogTableSandboxTest::follows()
{
    LogTableModel model(&m_service, m_busiest, &m_time);
    QVERIFY(open(model, {}));
    const int before = model.rowCount();
    QSignalSpy arrived(&model, &LogTableModel::rowsArrived);
    const QDeadlineTimer deadline(30'000);
    while (model.rowCount() < before + 60 && !deadline.hasExpired()) {
        model.catchUp();
        arrived.wait(50);
    }
    QVERIFY(model.rowCount() >= before + 60);
    QVERIFY(arrived.count() > 1);
    QVERIFY(look(model, 0, 300));
    const QDateTime from = model.log(300)->createdAt;
    const QDateTime to = model.log(0)->createdAt;

    LogTableModel fresh(&m_service, m_busiest, &m_time);
    QVERIFY(open(fresh, {}));
    QVERIFY(look(fresh, 0, 600));
    QVERIFY(fresh.log(600)->createdAt <= from);
    const QStringList followed = idsBetween(model, from, to);
    QVERIFY(followed.size() > 200);
    QCOMPARE(followed, idsBetween(fresh, from, to));
}

QTEST_GUILESS_MAIN(LogTableSandboxTest)
#include "tst_logtablemodel_sandbox.moc"
