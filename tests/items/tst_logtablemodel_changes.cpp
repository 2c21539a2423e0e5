// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/items/fakelogs.h"
#include "tests/support/waitfor.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::test;
using RowState = LogTableModel::RowState;

// What happens on the server while the model looks at it.
class LogTableChangesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void totalShrinks();
    void deletedInTheMiddle();
    void everythingIsDeleted();
    void staleTotal();
    void noTotal();
    void noTotalAndFullLastPage();
    void nonsenseTotal();
    void pagesKeepTheirPlacesWhileLogsArrive();
    void catchesUp();
    void catchesUpWhileMoreArrive();
    void catchUpOfNothing();
    void catchUpTwiceIsOne();
    void catchUpIsDroppedByANewQuestion();
    void catchUpBeyondTheLimit();
    void catchUpFails();
    void catchUpFailsHalfway();
    void sameInstant_data();
    void sameInstant();
    void instantFullOfLogs();
    void longFollow_data();
    void longFollow();
    void fuzz();
};

static bool catchUp(LogModelFixture &f)
{
    QSignalSpy arrived(&f.model, &LogTableModel::rowsArrived);
    f.model.catchUp();
    return arrived.wait();
}

void LogTableChangesTest::totalShrinks()
{
    LogModelFixture f(10'000);
    QVERIFY(f.open());
    QSignalSpy removed(&f.model, &QAbstractItemModel::rowsRemoved);
    QSignalSpy infoChanged(&f.model, &LogTableModel::infoChanged);
    f.logs.removeOldest(4321);
    QVERIFY(f.look(2000, 2010));
    QCOMPARE(f.model.rowCount(), 10'000 - 4321);
    QCOMPARE(*f.model.info().totalCount, 10'000 - 4321);
    QCOMPARE(removed.count(), 1);
    QVERIFY(!infoChanged.isEmpty());
    QCOMPARE(f.problem(), QString());
    const int last = f.model.rowCount() - 1;
    QVERIFY(f.look(last - 5, last));
    QCOMPARE(f.number(last), 4321);
}

void LogTableChangesTest::deletedInTheMiddle()
{
    LogModelFixture f(1000);
    QVERIFY(f.open());
    QVERIFY(f.look(100, 149));
    QTRY_COMPARE(f.model.rowState(199), RowState::Ready);
    f.logs.remove(999 - 120);
    f.model.setVisibleRows(150, 190); // the page after is asked for, and tells of it
    QTRY_COMPARE(f.model.rowCount(), 999);
    // The rows in sight have been fetched anew, nothing was blank meanwhile.
    QTRY_COMPARE(f.number(150), 999 - 151);
    QVERIFY(f.look(110, 130));
    QTRY_COMPARE(f.number(120), 999 - 121);
    QCOMPARE(f.number(119), 999 - 119);
}

void LogTableChangesTest::everythingIsDeleted()
{
    LogModelFixture f(10'000);
    QVERIFY(f.open());
    f.logs.removeAll();
    f.model.setVisibleRows(5000, 5010);
    QTRY_COMPARE(f.model.rowCount(), 0);
    QVERIFY(!f.model.log(0));
    f.model.setVisibleRows(0, 10);
    f.logs.append(2);
    QVERIFY(catchUp(f));
    QCOMPARE(f.model.rowCount(), 2);
}

// A deletion that the total does not show yet: where the rows end counts.
void LogTableChangesTest::staleTotal()
{
    LogModelFixture f(10'000);
    QVERIFY(f.open());
    f.logs.staleTotal = 10'000;
    f.logs.removeOldest(9'930);
    f.model.setVisibleRows(120, 130);
    QTRY_VERIFY(f.model.rowCount() <= 150);
    QVERIFY(f.look(60, 69));
    QTRY_COMPARE(f.model.rowCount(), 70);
    QCOMPARE(f.number(69), 9'930);
}

void LogTableChangesTest::noTotal()
{
    LogModelFixture f(220);
    f.logs.totals = false;
    QVERIFY(f.open());
    QCOMPARE(f.model.rowCount(), 100); // one page more than is known
    QVERIFY(f.model.info().totalCount.isAbsent());
    while (true) {
        const int count = f.model.rowCount();
        QVERIFY(f.look(count - 10, count - 1));
        if (!waitFor([&] { return f.model.rowCount() != count; }, 200))
            break;
    }
    QCOMPARE(f.model.rowCount(), 220);
    QCOMPARE(f.number(219), 0);
    QCOMPARE(f.problem(), QString());
}

void LogTableChangesTest::noTotalAndFullLastPage()
{
    LogModelFixture f(100);
    f.logs.totals = false;
    QVERIFY(f.open());
    f.model.setVisibleRows(60, 80);
    QTRY_COMPARE(f.number(80), 19);
    QTRY_COMPARE(f.model.rowCount(), 100); // 150 until the third page has come, empty
    f.model.setVisibleRows(90, 99);
    QVERIFY(f.staysQuiet());
    QCOMPARE(f.model.rowCount(), 100);
}

void LogTableChangesTest::nonsenseTotal()
{
    LogModelFixture f(100);
    f.tester.reset(); // of millions of rows it would look at each
    f.logs.staleTotal = -5;
    QVERIFY(f.open());
    QCOMPARE(f.model.rowCount(), 100); // as if there were none
    f.logs.staleTotal = std::numeric_limits<qint64>::max();
    f.model.refresh();
    QTRY_VERIFY(f.model.rowCount() > 1000); // full page: what is told counts
    QVERIFY(f.look(60, 70));
    f.model.setVisibleRows(100, 110);
    QTRY_COMPARE(f.model.rowCount(), 100); // no rows there
}

void LogTableChangesTest::pagesKeepTheirPlacesWhileLogsArrive()
{
    LogModelFixture f(5000);
    QVERIFY(f.open());
    QRandomGenerator random(4);
    for (int round = 0; round < 30; ++round) {
        f.logs.append(random.bounded(60));
        const int first = random.bounded(4970);
        QVERIFY(f.look(first, first + 20));
    }
    QCOMPARE(f.model.rowCount(), 5000);
    QCOMPARE(f.number(0), 4999);
    QCOMPARE(f.problem(), QString());
}

void LogTableChangesTest::catchesUp()
{
    LogModelFixture f(5000);
    QVERIFY(f.open());
    QVERIFY(f.look(1000, 1010));
    const QPersistentModelIndex selected = f.model.index(3, 2);
    QSignalSpy reset(&f.model, &QAbstractItemModel::modelReset);
    QSignalSpy arrived(&f.model, &LogTableModel::rowsArrived);
    f.logs.append(130);
    f.model.catchUp();
    QTRY_COMPARE(arrived.count(), 1);
    QCOMPARE(arrived.at(0).at(0).toInt(), 130);
    QCOMPARE(f.model.rowCount(), 5130);
    QCOMPARE(*f.model.info().totalCount, 5130);
    QCOMPARE(*f.model.info().maxCost, 0.099); // of the new ones
    QCOMPARE(f.number(0), 5129);
    QCOMPARE(selected.row(), 133);
    QVERIFY(f.look(1200, 1250)); // pages that are fetched now
    QVERIFY(f.look(120, 300));
    QCOMPARE(f.problem(), QString());

    f.logs.append(2);
    QVERIFY(catchUp(f));
    QCOMPARE(f.number(0), 5131);
    QCOMPARE(f.problem(), QString());
    QCOMPARE(reset.count(), 0);
    QCOMPARE(f.model.state(), TableModel::State::Ready);
}

// No gaps and no doubles, though every request finds more.
void LogTableChangesTest::catchesUpWhileMoreArrive()
{
    LogModelFixture f(5000);
    QVERIFY(f.open());
    f.model.setVisibleRows(0, 30);
    QRandomGenerator random(5);
    f.logs.before = [&](const auto &) -> std::optional<CannedServer::Reply> {
        f.logs.append(1 + random.bounded(40));
        return std::nullopt;
    };
    f.logs.append(200);
    for (int round = 0; round < 10; ++round) {
        QVERIFY(catchUp(f));
        QCOMPARE(f.problem(), QString());
    }
    f.logs.before = nullptr;
    f.logs.append(1);
    QVERIFY(catchUp(f));
    QCOMPARE(f.number(0), f.logs.end() - 1);
    QCOMPARE(f.model.rowCount(), int(f.logs.end()));
    QVERIFY(f.look(0, 1500));
    QCOMPARE(f.problem(), QString());
}

void LogTableChangesTest::catchUpOfNothing()
{
    LogModelFixture f(5000);
    QVERIFY(f.open());
    QSignalSpy inserted(&f.model, &QAbstractItemModel::rowsInserted);
    QSignalSpy stateChanged(&f.model, &TableModel::stateChanged);
    f.model.catchUp();
    QTRY_COMPARE(f.logs.server().requests().size(), 2);
    QVERIFY(f.staysQuiet());
    QCOMPARE(inserted.count(), 0);
    QCOMPARE(stateChanged.count(), 0);
}

void LogTableChangesTest::catchUpTwiceIsOne()
{
    LogModelFixture f(5000);
    QVERIFY(f.open());
    f.logs.append(5);
    f.logs.hold = true;
    f.model.catchUp();
    QTRY_COMPARE(f.logs.server().heldCount(), 1);
    f.model.catchUp();
    QVERIFY(f.staysQuiet());
    QCOMPARE(f.logs.server().heldCount(), 1);
    f.logs.hold = false;
    f.logs.server().release();
    QTRY_COMPARE(f.model.rowCount(), 5005);
}

void LogTableChangesTest::catchUpIsDroppedByANewQuestion()
{
    LogModelFixture f(5000);
    QVERIFY(f.open());
    f.logs.append(5);
    f.logs.hold = true;
    f.model.catchUp();
    QTRY_COMPARE(f.logs.server().heldCount(), 1);
    f.logs.hold = false;
    QSignalSpy arrived(&f.model, &LogTableModel::rowsArrived);
    f.model.refresh();
    f.logs.server().release();
    QTRY_COMPARE(f.model.rowCount(), 5005);
    QVERIFY(f.staysQuiet());
    QCOMPARE(arrived.count(), 0);
    QCOMPARE(f.model.rowCount(), 5005);
    f.logs.append(1); // and it is not stuck
    QVERIFY(catchUp(f));
}

void LogTableChangesTest::catchUpBeyondTheLimit()
{
    LogModelFixture f(5000);
    QVERIFY(f.open());
    f.logs.append(LogTableModel::catchUpLimit);
    QVERIFY(catchUp(f));
    QCOMPARE(f.model.rowCount(), 6000);
    QSignalSpy reset(&f.model, &QAbstractItemModel::modelReset);
    QSignalSpy arrived(&f.model, &LogTableModel::rowsArrived);
    f.logs.append(LogTableModel::catchUpLimit + 1);
    f.logs.server().forgetRequests();
    f.model.catchUp();
    QTRY_COMPARE(f.model.rowCount(), 7001);
    QCOMPARE(reset.count(), 1);
    QCOMPARE(arrived.count(), 0);
    QCOMPARE(f.logs.server().requests().size(), 2); // the first answer tells how many there are
    QCOMPARE(f.number(0), f.logs.end() - 1);
}

void LogTableChangesTest::catchUpFails()
{
    LogModelFixture f(5000);
    QVERIFY(f.open());
    f.logs.append(5);
    QSignalSpy stateChanged(&f.model, &TableModel::stateChanged);
    f.logs.before = [](const auto &) {
        return CannedServer::Reply::error(400, 7001, QStringLiteral("no"));
    };
    f.model.catchUp();
    QTRY_COMPARE(f.logs.server().requests().size(), 2);
    QVERIFY(f.staysQuiet());
    QCOMPARE(f.model.rowCount(), 5000);
    QCOMPARE(stateChanged.count(), 0);
    f.logs.before = nullptr;
    QVERIFY(catchUp(f));
    QCOMPARE(f.model.rowCount(), 5005);
}

void LogTableChangesTest::catchUpFailsHalfway()
{
    LogModelFixture f(5000);
    QVERIFY(f.open());
    f.logs.append(130);
    f.logs.before = [](const auto &request) -> std::optional<CannedServer::Reply> {
        if (request.item(QStringLiteral("page")) == u"3")
            return CannedServer::Reply::error(400, 7001, QStringLiteral("no"));
        return std::nullopt;
    };
    QVERIFY(catchUp(f));
    QCOMPARE(f.model.rowCount(), 5000 + 99); // the oldest of them, after the one known already
    QCOMPARE(f.problem(), QString());
    f.logs.before = nullptr;
    QVERIFY(catchUp(f));
    QCOMPARE(f.model.rowCount(), 5130);
    QCOMPARE(f.problem(), QString());
}

void LogTableChangesTest::sameInstant_data()
{
    QTest::addColumn<int>("perInstant");
    QTest::addColumn<int>("count");
    for (const int perInstant : {2, 7, 30})
        for (const int count : {0, 1, 3, 40, 200, 204})
            QTest::addRow("%d an instant, %d before", perInstant, count) << perInstant << count;
}

// New logs come in the very instant of the newest one that is known.
void LogTableChangesTest::sameInstant()
{
    QFETCH(int, perInstant);
    QFETCH(int, count);
    LogModelFixture f(count);
    f.logs.perInstant = perInstant;
    QVERIFY(f.open());
    QVERIFY(f.look(100, 160));
    const QPersistentModelIndex selected = f.model.index(0, 0);
    int arrived = 0;
    for (const int more : {1, 1, 5, 1, 50, 3}) {
        f.logs.append(more);
        arrived += more;
        QVERIFY(catchUp(f));
        QCOMPARE(f.model.rowCount(), int(f.logs.end()));
        QCOMPARE(f.number(0), f.logs.end() - 1);
        QCOMPARE(f.problem(), QString());
    }
    if (count > 0)
        QCOMPARE(selected.row(), arrived);
    QVERIFY(f.look(0, f.model.rowCount() - 1)); // every page, wherever it begins now
    QCOMPARE(f.problem(), QString());
    QCOMPARE(f.number(0), f.logs.end() - 1);
}

// So many share one instant that the first page does not show where it begins. What else came in
// that instant is left to the next refresh; nothing comes twice.
void LogTableChangesTest::instantFullOfLogs()
{
    LogModelFixture f(1000);
    f.logs.perInstant = 100;
    QVERIFY(f.open());
    f.logs.append(250);
    QVERIFY(catchUp(f));
    QCOMPARE(f.model.rowCount(), 1250);
    QVERIFY(f.look(0, 400));
    QCOMPARE(f.problem(), QString());
}

void LogTableChangesTest::longFollow_data()
{
    QTest::addColumn<int>("perInstant");
    QTest::newRow("one an instant") << 1;
    QTest::newRow("seven an instant") << 7;
}

// What arrives is turned into pages in time: rows keep their places, memory does not grow.
void LogTableChangesTest::longFollow()
{
    QFETCH(int, perInstant);
    LogModelFixture f(5000);
    f.logs.perInstant = perInstant;
    QVERIFY(f.open());
    QVERIFY(f.look(30, 60));
    const QPersistentModelIndex selected = f.model.index(40, 0);
    const QString id = selected.data(TableModel::IdRole).toString();
    QSignalSpy reset(&f.model, &QAbstractItemModel::modelReset);
    QRandomGenerator random(6);
    while (f.logs.end() < 12'000) {
        f.logs.append(1 + random.bounded(400));
        QVERIFY(catchUp(f));
        f.model.setVisibleRows(selected.row() - 10, selected.row() + 20);
        QCOMPARE(f.number(0), f.logs.end() - 1);
        QCOMPARE(selected.data(TableModel::IdRole).toString(), id); // never blank
    }
    QCOMPARE(reset.count(), 0);
    QCOMPARE(f.model.rowCount(), int(f.logs.end()));
    int held = 0;
    for (int row = 0; row < f.model.rowCount(); ++row)
        held += f.model.log(row) ? 1 : 0;
    QVERIFY2(held <= (LogTableModel::maxPages + 20) * LogTableModel::pageSize,
             qPrintable(QString::number(held)));
    QCOMPARE(f.problem(), QString());
    for (int first = 0; first < f.model.rowCount(); first += 700) {
        QVERIFY(f.look(first, first + 30));
        QCOMPARE(f.number(first), f.logs.end() - 1 - first);
    }
}

// Everything at once; afterwards a refresh shows what the server has.
void LogTableChangesTest::fuzz()
{
    LogModelFixture f(250);
    f.logs.perInstant = 3;
    QVERIFY(f.open());
    QRandomGenerator random(7);
    bool fails = false;
    QSignalSpy changed(&f.model, &QAbstractItemModel::dataChanged);
    f.logs.before = [&](const auto &) -> std::optional<CannedServer::Reply> {
        f.logs.append(random.bounded(3));
        if (fails && random.bounded(3) == 0)
            return CannedServer::Reply::error(400, 7001, QStringLiteral("no"));
        return std::nullopt;
    };
    for (int round = 0; round < 200; ++round) {
        fails = round > 50 && round < 150;
        f.logs.totals = random.bounded(20) != 0;
        switch (random.bounded(8)) {
        case 0:
            f.logs.append(random.bounded(80));
            break;
        case 1:
            f.logs.remove(random.bounded(int(f.logs.end())));
            break;
        case 2:
            f.logs.removeOldest(random.bounded(10));
            break;
        case 3:
            if (random.bounded(5) == 0)
                f.model.refresh();
            break;
        case 4:
            f.model.catchUp();
            break;
        default:
            const int first = random.bounded(std::max(f.model.rowCount(), 1));
            f.model.setVisibleRows(first, first + random.bounded(60));
        }
        changed.wait(1 + random.bounded(20)); // or not
    }
    f.logs.before = nullptr;
    f.logs.totals = true;
    QVERIFY(f.open());
    QVERIFY(f.look(0, f.model.rowCount() - 1));
    for (int row = 1; row < f.model.rowCount(); ++row)
        QVERIFY(f.number(row) < f.number(row - 1));
    QCOMPARE(f.number(0), f.logs.end() - 1);
}

QTEST_GUILESS_MAIN(LogTableChangesTest)
#include "tst_logtablemodel_changes.moc"
