// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/items/fakelogs.h"

#include <QRandomGenerator>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::test;
using RowState = LogTableModel::RowState;

static constexpr int pageSize = LogTableModel::pageSize;

static int pageOf(const CannedServer::Request &request) // from 0
{
    return request.item(QStringLiteral("page")).toInt() - 1;
}

class LogTablePagingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void looksAndPrefetches();
    void jumpsInTenMillionRows();
    void heldPagesAreNotAskedForAgain();
    void whatIsScrolledPastIsNotAskedFor();
    void whatIsNoLongerWantedIsCancelled();
    void nothingInSightNothingAskedFor();
    void fewAtATime();
    void everythingInSightIsBounded();
    void failedPageIsTriedAgainOnSight();
    void failedPageIsTriedAgainAfterAWhile();
    void failedPageIsTriedAgainByRefresh();
};

void LogTablePagingTest::looksAndPrefetches()
{
    LogModelFixture f(10'000);
    QVERIFY(f.open());
    f.logs.server().forgetRequests();
    QSignalSpy loaded(&f.model, &LogTableModel::rowLoaded);
    f.model.setVisibleRows(490, 520);
    QTRY_COMPARE(loaded.count(), 4);
    QList<int> pages;
    for (const auto &request : f.logs.server().requests())
        pages.append(pageOf(request));
    QCOMPARE(QSet<int>(pages.begin(), pages.end()), QSet<int>({8, 9, 10, 11}));
    QCOMPARE(pages.size(), 4);
    QVERIFY(pages.indexOf(9) < 2 && pages.indexOf(10) < 2); // what is in sight comes first
    QCOMPARE(f.problem(), QString());
    QCOMPARE(f.number(490), 9999 - 490);
}

void LogTablePagingTest::jumpsInTenMillionRows()
{
    constexpr int count = 10'000'000;
    LogModelFixture f(count);
    QVERIFY(f.open());
    QTRY_COMPARE(f.model.rowCount(), count); // told in steps that a header can lay out
    QRandomGenerator random(3);
    QList<int> seen;
    for (int jump = 0; jump < 80; ++jump) {
        const int first = random.bounded(count - 40);
        QVERIFY(f.look(first, first + 39));
        for (int row = first; row < first + 40; ++row)
            QCOMPARE(f.number(row), count - 1 - row);
        seen.append(first / pageSize);
        seen.append((first + 39) / pageSize);
    }
    const QSet<int> distinct(seen.begin(), seen.end());
    const auto held = std::count_if(distinct.begin(), distinct.end(), [&f](int page) {
        return f.model.rowState(page * pageSize) == RowState::Ready;
    });
    QVERIFY(distinct.size() > LogTableModel::maxPages);
    QVERIFY2(held > 20 && held < LogTableModel::maxPages, qPrintable(QString::number(held)));
    QVERIFY(f.look(0, 10)); // has been let go
    QCOMPARE(f.number(0), count - 1);
    QVERIFY(f.look(count - 10, count - 1));
    QCOMPARE(f.number(count - 1), 0);
}

void LogTablePagingTest::heldPagesAreNotAskedForAgain()
{
    LogModelFixture f(10'000);
    QVERIFY(f.open());
    QSignalSpy loaded(&f.model, &LogTableModel::rowLoaded);
    f.model.setVisibleRows(500, 510);
    QTRY_COMPARE(loaded.count(), 3);
    f.model.setVisibleRows(505, 515);
    QVERIFY(!loaded.wait(100));
    f.model.setVisibleRows(550, 560); // the next page: it is there, its neighbour is not
    QVERIFY(f.model.log(555));
    QTRY_COMPARE(loaded.count(), 4);
    QCOMPARE(pageOf(f.logs.server().requests().last()), 12);
}

void LogTablePagingTest::whatIsScrolledPastIsNotAskedFor()
{
    LogModelFixture f(100'000);
    QVERIFY(f.open());
    f.logs.server().forgetRequests();
    for (int row = 0; row <= 50'000; row += 10)
        f.model.setVisibleRows(row, row + 20);
    QVERIFY(f.look(50'000, 50'020));
    QVERIFY(f.staysQuiet());
    QCOMPARE(f.number(50'000), 49'999);
    // Both neighbours of that, and what followed on the first rows.
    QVERIFY(f.logs.server().requests().size() <= 5);
}

void LogTablePagingTest::whatIsNoLongerWantedIsCancelled()
{
    LogModelFixture f(100'000);
    QVERIFY(f.open());
    QSignalSpy loaded(&f.model, &LogTableModel::rowLoaded);
    f.logs.hold = true;
    f.model.setVisibleRows(1000, 1010);
    QTRY_COMPARE(f.logs.server().heldCount(), 3);
    QCOMPARE(f.model.rowState(1000), RowState::Loading);
    QCOMPARE(f.model.index(1000, 0).data().toString(), QStringLiteral("…"));
    QCOMPARE(f.model.index(1000, 1).data().toString(), QString());
    QCOMPARE(f.model.rowState(1100), RowState::Empty);

    f.model.setVisibleRows(1060, 1070); // page 21: 20 and 21 are still wanted, 19 is not
    QTRY_COMPARE(f.model.rowState(950), RowState::Empty);
    QCOMPARE(f.model.rowState(1000), RowState::Loading);
    QCOMPARE(f.model.rowState(1050), RowState::Loading);
    QTRY_COMPARE(f.logs.server().heldCount(), 3); // 19 has been hung up, 22 has come

    f.model.setVisibleRows(5000, 5010);
    QTRY_COMPARE(f.model.rowState(5000), RowState::Loading);
    for (const int row : {950, 1000, 1050, 1100})
        QCOMPARE(f.model.rowState(row), RowState::Empty);
    f.model.setVisibleRows(1000, 1010); // asked for a second time
    QTRY_COMPARE(f.model.rowState(1000), RowState::Loading);
    QTRY_COMPARE(f.logs.server().heldCount(), 3);
    f.logs.hold = false;
    f.logs.server().release();
    QTRY_COMPARE(loaded.count(), 3);
    QCOMPARE(f.number(1000), 98'999);
    QCOMPARE(f.model.rowState(5000), RowState::Empty);
}

void LogTablePagingTest::nothingInSightNothingAskedFor()
{
    LogModelFixture f(10'000);
    QVERIFY(f.open());
    f.logs.hold = true;
    f.model.setVisibleRows(1000, 1010);
    QTRY_COMPARE(f.logs.server().heldCount(), 3);
    f.model.setVisibleRows(-1, -1); // hidden
    QTRY_COMPARE(f.logs.server().heldCount(), 0);
    QCOMPARE(f.model.rowState(1000), RowState::Empty);
    f.logs.server().forgetRequests();
    f.model.setVisibleRows(20'000, 20'010); // beyond the end
    f.model.setVisibleRows(10, 0);
    QVERIFY(f.staysQuiet());
    QVERIFY(f.logs.server().requests().isEmpty());
}

void LogTablePagingTest::fewAtATime()
{
    LogModelFixture f(100'000);
    QVERIFY(f.open());
    f.logs.server().forgetRequests();
    f.logs.hold = true;
    f.model.setVisibleRows(1000, 1999);
    QTRY_COMPARE(f.logs.server().heldCount(), 4);
    QVERIFY(f.staysQuiet());
    QCOMPARE(f.logs.server().requests().size(), 4);
    f.logs.hold = false;
    f.logs.server().release();
    QVERIFY(f.look(1000, 1999));
    QTRY_COMPARE(f.logs.server().requests().size(), 22);
    QCOMPARE(f.problem(), QString());
}

void LogTablePagingTest::everythingInSightIsBounded()
{
    LogModelFixture f(1'000'000);
    QVERIFY(f.open());
    f.logs.server().forgetRequests();
    QSignalSpy loaded(&f.model, &LogTableModel::rowLoaded);
    f.model.setVisibleRows(0, 999'999);
    QTRY_COMPARE(loaded.count(), 98);
    QVERIFY(!loaded.wait(100));
    QCOMPARE(f.model.rowState(0), RowState::Ready);
}

void LogTablePagingTest::failedPageIsTriedAgainOnSight()
{
    LogModelFixture f(10'000);
    QVERIFY(f.open());
    f.logs.before = [](const auto &request) -> std::optional<CannedServer::Reply> {
        if (pageOf(request) == 20)
            return CannedServer::Reply::error(400, 7001, QStringLiteral("no"));
        return std::nullopt;
    };
    f.model.setVisibleRows(1000, 1010);
    QTRY_COMPARE(f.model.rowState(1000), RowState::Failed);
    QCOMPARE(f.model.state(), TableModel::State::Ready);
    QCOMPARE(f.model.rowError(1000)->message, QStringLiteral("no"));
    QCOMPARE(f.model.index(1000, 0).data().toString(), QStringLiteral("could not be loaded"));
    QVERIFY(f.model.index(1000, 3).data(Qt::ToolTipRole).toString().contains(u"no"));
    QTRY_COMPARE(f.model.rowState(1050), RowState::Ready);
    QVERIFY(!f.model.rowError(1050));

    f.logs.server().forgetRequests();
    f.model.setVisibleRows(1001, 1011); // at once: left alone
    QVERIFY(f.staysQuiet());
    QVERIFY(f.logs.server().requests().isEmpty());

    QVERIFY(f.look(5000, 5010)); // away
    QCOMPARE(f.model.rowState(1000), RowState::Empty);
    f.logs.before = nullptr;
    QVERIFY(f.look(1000, 1010)); // and back
    QCOMPARE(f.number(1000), 8999);
}

void LogTablePagingTest::failedPageIsTriedAgainAfterAWhile()
{
    LogModelFixture f(10'000);
    QVERIFY(f.open());
    f.logs.before = [](const auto &) {
        return CannedServer::Reply::error(400, 7001, QStringLiteral("no"));
    };
    f.model.setVisibleRows(1000, 1010);
    QTRY_COMPARE(f.model.rowState(1000), RowState::Failed);
    f.logs.before = nullptr;
    QSignalSpy loaded(&f.model, &LogTableModel::rowLoaded);
    QElapsedTimer timer;
    timer.start();
    while (f.model.rowState(1000) != RowState::Ready && timer.elapsed() < 5000) {
        f.model.setVisibleRows(1000, 1010);
        loaded.wait(50);
    }
    QCOMPARE(f.model.rowState(1000), RowState::Ready);
    QVERIFY(timer.elapsed() > 1500);
}

void LogTablePagingTest::failedPageIsTriedAgainByRefresh()
{
    LogModelFixture f(10'000);
    QVERIFY(f.open());
    f.logs.before = [](const auto &) {
        return CannedServer::Reply::error(400, 7001, QStringLiteral("no"));
    };
    f.model.setVisibleRows(1000, 1010);
    QTRY_COMPARE(f.model.rowState(1000), RowState::Failed);
    f.logs.before = nullptr;
    f.model.refresh();
    QTRY_COMPARE(f.model.rowState(1000), RowState::Ready);
}

QTEST_GUILESS_MAIN(LogTablePagingTest)
#include "tst_logtablemodel_paging.moc"
