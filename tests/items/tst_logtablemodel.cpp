// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/items/fakelogs.h"

#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::test;
using State = TableModel::State;
using RowState = LogTableModel::RowState;

static QString item(const CannedServer::Request &request, const char *name)
{
    return request.item(QString::fromLatin1(name));
}

class LogTableModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opens();
    void opensEmpty();
    void otherOrder();
    void sortsByHeader();
    void ordersAndColumns();
    void lastIsResolvedOnce();
    void cells();
    void cellsOfAbsentMembers();
    void headers();
    void refreshKeepsRowsUntilAnswered();
    void refreshWhereOneLooks();
    void failedRefreshKeepsRows();
    void failedQuestionShowsNothing();
    void olderQuestionIsDropped();
    void olderPageIsDropped();
};

void LogTableModelTest::opens()
{
    LogModelFixture f(1234);
    QSignalSpy reset(&f.model, &QAbstractItemModel::modelReset);
    QSignalSpy infoChanged(&f.model, &LogTableModel::infoChanged);
    QSignalSpy loaded(&f.model, &LogTableModel::rowLoaded);
    QCOMPARE(f.model.state(), State::Idle);
    f.model.setQuery({});
    QCOMPARE(f.model.state(), State::Loading);
    QTRY_COMPARE(f.model.state(), State::Ready);
    QCOMPARE(f.model.rowCount(), 1234);
    QCOMPARE(f.number(0), 1233);
    QCOMPARE(f.number(49), 1184);
    QCOMPARE(f.model.rowState(49), RowState::Ready);
    QCOMPARE(f.model.rowState(50), RowState::Empty);
    QCOMPARE(*f.model.info().totalCount, 1234);
    QCOMPARE(*f.model.info().maxCost, 0.002);
    QCOMPARE(reset.count(), 1);
    QCOMPARE(infoChanged.count(), 1);
    QCOMPARE(loaded.value(0), QVariantList({0, 49}));

    QCOMPARE(f.logs.server().requests().size(), 1); // probe and page in one
    const auto &request = f.logs.server().requests().first();
    QCOMPARE(request.path, QStringLiteral("/accounts/account/ai-gateway/gateways/g/logs"));
    QCOMPARE(item(request, "page"), QStringLiteral("1"));
    QCOMPARE(item(request, "per_page"), QStringLiteral("50"));
    QCOMPARE(item(request, "order_by"), QStringLiteral("created_at"));
    QCOMPARE(item(request, "order_by_direction"), QStringLiteral("desc"));
    QCOMPARE(item(request, "meta_info"), QStringLiteral("true"));
    QVERIFY(item(request, "filters").isEmpty());

    QVERIFY(f.look(100, 120));
    for (const auto &page : f.logs.server().requests().sliced(1)) {
        QVERIFY(item(page, "meta_info").isEmpty());
        QCOMPARE(item(page, "filters"),
                 QStringLiteral("[{\"key\":\"created_at\",\"operator\":\"lt\",\"value\":[\"%1\"]}]")
                     .arg(f.logs.createdAt(1233).addMSecs(1).toString(Qt::ISODateWithMs)));
    }
}

void LogTableModelTest::opensEmpty()
{
    LogModelFixture f(0);
    QVERIFY(f.open());
    QCOMPARE(f.model.rowCount(), 0);
    f.model.setVisibleRows(0, 20);
    f.logs.append(3);
    f.model.catchUp();
    QTRY_COMPARE(f.model.rowCount(), 3);
    QCOMPARE(f.number(0), 2);
    QCOMPARE(f.problem(), QString());
}

void LogTableModelTest::otherOrder()
{
    LogModelFixture f(1234);
    LogQuery query;
    query.orderBy = LogOrder::Provider;
    query.ascending = true;
    QSignalSpy reset(&f.model, &QAbstractItemModel::modelReset);
    QVERIFY(f.open(query));
    QCOMPARE(reset.count(), 1);
    QCOMPARE(f.model.rowCount(), 1234);
    QCOMPARE(f.model.rowState(0), RowState::Ready); // nothing flashes blank

    const auto &requests = f.logs.server().requests();
    QCOMPARE(requests.size(), 2);
    QCOMPARE(item(requests.at(0), "per_page"), QStringLiteral("1"));
    QCOMPARE(item(requests.at(0), "order_by"), QStringLiteral("created_at"));
    QCOMPARE(item(requests.at(0), "order_by_direction"), QStringLiteral("desc"));
    QCOMPARE(item(requests.at(0), "meta_info"), QStringLiteral("true"));
    QCOMPARE(item(requests.at(1), "per_page"), QStringLiteral("50"));
    QCOMPARE(item(requests.at(1), "order_by"), QStringLiteral("provider"));
    QCOMPARE(item(requests.at(1), "order_by_direction"), QStringLiteral("asc"));
    QVERIFY(item(requests.at(1), "filters").contains(QStringLiteral("\"lt\"")));

    f.logs.append(1);
    f.model.catchUp(); // puts the question anew
    QCOMPARE(f.model.state(), State::Loading);
    QTRY_COMPARE(f.model.rowCount(), 1235);
}

void LogTableModelTest::sortsByHeader()
{
    LogModelFixture f(200);
    QSignalSpy queryChanged(&f.model, &LogTableModel::queryChanged);
    f.model.sort(LogTableModel::CreatedColumn, Qt::DescendingOrder); // a view being set up
    QCOMPARE(f.model.state(), State::Idle);
    QVERIFY(f.open());
    QCOMPARE(queryChanged.count(), 0);
    f.model.sort(LogTableModel::CreatedColumn, Qt::DescendingOrder);
    f.model.sort(LogTableModel::CostColumn, Qt::DescendingOrder);
    QCOMPARE(f.model.state(), State::Ready);
    f.model.sort(LogTableModel::SuccessColumn, Qt::AscendingOrder);
    QCOMPARE(queryChanged.count(), 1);
    QTRY_COMPARE(f.model.state(), State::Ready);
    QCOMPARE(item(f.logs.server().requests().last(), "order_by"), QStringLiteral("success"));
    QCOMPARE(f.model.query().orderBy, LogOrder::Success);
    QVERIFY(f.model.query().ascending);
}

void LogTableModelTest::ordersAndColumns()
{
    int orders = 0;
    for (int column = 0; column < LogTableModel::ColumnCount; ++column) {
        if (const auto order = LogTableModel::orderOf(column)) {
            QCOMPARE(*LogTableModel::columnOf(*order), column);
            ++orders;
        }
    }
    QCOMPARE(orders, 6);
}

void LogTableModelTest::lastIsResolvedOnce()
{
    LogModelFixture f(1000);
    LogQuery query;
    query.last = std::chrono::hours(24 * 365 * 20);
    QVERIFY(f.open(query));
    QVERIFY(f.model.query().last);
    QVERIFY(f.look(300, 310));
    f.model.catchUp();
    QTRY_COMPARE(f.logs.server().requests().size(), 5); // opening, three pages, what is newer
    const QString from = item(f.logs.server().requests().first(), "filters").chopped(1);
    QVERIFY(from.contains(QStringLiteral("\"gt\"")));
    for (const auto &request : f.logs.server().requests())
        QVERIFY2(item(request, "filters").startsWith(from), qPrintable(item(request, "filters")));
}

void LogTableModelTest::cells()
{
    LogModelFixture f(1008);
    QVERIFY(f.open());
    QStringList texts;
    for (int column = 0; column <= LogTableModel::PathColumn; ++column)
        texts.append(f.model.index(0, column).data().toString());
    QCOMPARE(texts.join(u'|'),
             QStringLiteral("2025-06-15 15:06:50|200|openai|model-7|1.01 s|7|none|$0.007000|no||"
                            "chat/completions"));
    const auto data = [&f](int row, int column, int role) {
        return f.model.index(row, column).data(role);
    };
    using M = LogTableModel;
    QCOMPARE(data(6, M::StatusColumn, Qt::DisplayRole).toString(), QStringLiteral("500 failed"));
    QCOMPARE(data(6, M::StatusColumn, M::SuccessRole), QVariant(false));
    QCOMPARE(data(6, M::StatusColumn, M::SortRole), QVariant(500));
    QCOMPARE(data(0, M::CreatedColumn, Qt::ToolTipRole).toString(),
             QStringLiteral("2025-06-15 15:06:50.070 UTC"));
    QCOMPARE(data(0, M::CreatedColumn, M::SortRole), QVariant(f.logs.createdAt(1007)));
    QCOMPARE(data(0, M::DurationColumn, M::SortRole), QVariant(1007));
    QCOMPARE(data(0, M::DurationColumn, Qt::TextAlignmentRole).toInt(),
             int(Qt::AlignRight | Qt::AlignVCenter));
    QVERIFY(!data(0, M::ModelColumn, Qt::TextAlignmentRole).isValid());
    QCOMPARE(data(0, M::ModelColumn, M::IdRole).toString(), QStringLiteral("log-1007"));
    QCOMPARE(data(0, M::ModelColumn, M::RowStateRole).value<RowState>(), RowState::Ready);
    QCOMPARE(data(0, M::ModelColumn, Qt::AccessibleTextRole).toString(),
             QStringLiteral("Model: model-7"));
    QCOMPARE(data(500, M::ModelColumn, M::RowStateRole).value<RowState>(), RowState::Empty);
    QVERIFY(!data(500, M::ModelColumn, M::IdRole).isValid());

    QSignalSpy changed(&f.model, &QAbstractItemModel::dataChanged);
    f.time.setZone(TimeDisplay::Zone::Local);
    QCOMPARE(changed.count(), 1);
}

void LogTableModelTest::cellsOfAbsentMembers()
{
    LogModelFixture f(1);
    QVERIFY(f.open());
    const auto cell = [&f](int column, int role) {
        return f.model.index(0, column).data(role).toString();
    };
    QCOMPARE(cell(LogTableModel::StepColumn, Qt::DisplayRole), QString());
    QCOMPARE(cell(LogTableModel::StepColumn, Qt::ToolTipRole),
             QStringLiteral("The service did not report this."));
    QCOMPARE(cell(LogTableModel::TokensOutColumn, Qt::DisplayRole), QStringLiteral("none"));
}

void LogTableModelTest::headers()
{
    LogModelFixture f(0);
    for (int column = 0; column < LogTableModel::ColumnCount; ++column) {
        QVERIFY(!f.model.headerData(column, Qt::Horizontal).toString().isEmpty());
        const QString toolTip =
            f.model.headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString();
        QCOMPARE(toolTip.contains(QStringLiteral("cannot sort")),
                 !LogTableModel::orderOf(column).has_value());
    }
}

void LogTableModelTest::refreshKeepsRowsUntilAnswered()
{
    LogModelFixture f(500);
    QVERIFY(f.open());
    f.logs.hold = true;
    f.logs.append(7);
    QSignalSpy reset(&f.model, &QAbstractItemModel::modelReset);
    f.model.refresh();
    QTRY_COMPARE(f.logs.server().heldCount(), 1);
    QCOMPARE(f.model.state(), State::Loading);
    QCOMPARE(f.number(0), 499);
    f.logs.hold = false;
    f.logs.server().release();
    QTRY_COMPARE(f.model.state(), State::Ready);
    QCOMPARE(f.number(0), 506);
    QCOMPARE(reset.count(), 1);
}

// The page in sight is there when the model is reset.
void LogTableModelTest::refreshWhereOneLooks()
{
    LogModelFixture f(10'000);
    QVERIFY(f.open());
    QVERIFY(f.look(5010, 5030));
    int blanks = 0;
    connect(&f.model, &QAbstractItemModel::modelReset, this, [&] {
        for (int row = 5010; row <= 5030; ++row)
            blanks += f.model.log(row) ? 0 : 1;
    });
    f.logs.append(20);
    f.model.refresh();
    QTRY_COMPARE(f.model.rowCount(), 10'020);
    QCOMPARE(blanks, 0);
    QCOMPARE(f.number(5010), 10'019 - 5010);
}

void LogTableModelTest::failedRefreshKeepsRows()
{
    LogModelFixture f(500);
    QVERIFY(f.open());
    f.logs.before = [](const auto &) {
        return CannedServer::Reply::error(400, 7001, QStringLiteral("no"));
    };
    f.model.refresh();
    QTRY_COMPARE(f.model.state(), State::Failed);
    QCOMPARE(f.model.error().message, QStringLiteral("no"));
    QCOMPARE(f.model.rowCount(), 500);
    QCOMPARE(f.number(0), 499);
    f.logs.before = nullptr;
    QVERIFY(f.look(200, 220)); // the rows that are there can still be looked at
    f.model.refresh();
    QTRY_COMPARE(f.model.state(), State::Ready);
}

void LogTableModelTest::failedQuestionShowsNothing()
{
    LogModelFixture f(500);
    QVERIFY(f.open());
    f.logs.before = [](const auto &) {
        return CannedServer::Reply::error(400, 7001, QStringLiteral("no"));
    };
    LogQuery query;
    query.search = QStringLiteral("text");
    f.model.setQuery(query);
    QCOMPARE(f.model.rowCount(), 500);
    QTRY_COMPARE(f.model.state(), State::Failed);
    QCOMPARE(f.model.rowCount(), 0); // these rows do not match the text
    QVERIFY(f.model.info().totalCount.isAbsent());
}

void LogTableModelTest::olderQuestionIsDropped()
{
    LogModelFixture f(500);
    f.logs.hold = true;
    f.model.setQuery({});
    QTRY_COMPARE(f.logs.server().heldCount(), 1);
    f.logs.hold = false;
    f.logs.removeOldest(400);
    LogQuery query;
    query.search = QStringLiteral("text");
    QSignalSpy queryChanged(&f.model, &LogTableModel::queryChanged);
    f.model.setQuery(query);
    QCOMPARE(queryChanged.count(), 1);
    QList<State> states; // that the older question was cancelled is no failure
    connect(&f.model, &TableModel::stateChanged, this, [&] { states.append(f.model.state()); });
    f.logs.server().release();
    QTRY_COMPARE(f.model.state(), State::Ready);
    QCOMPARE(states, QList<State>({State::Ready}));
    QCOMPARE(f.model.rowCount(), 100);
    QCOMPARE(f.logs.server().requests().last().item(QStringLiteral("search")),
             QStringLiteral("text"));
}

// The answer to a page has come, but has not been delivered yet, when the question changes.
void LogTableModelTest::olderPageIsDropped()
{
    LogModelFixture f(5000);
    QVERIFY(f.open());
    QSignalSpy loaded(&f.model, &LogTableModel::rowLoaded);
    LogQuery query;
    query.ascending = true;
    bool asked = false;
    connect(&f.client, &ApiClient::requestChanged, this, [&](const RequestRecord &record) {
        if (!record.finished || asked)
            return;
        f.logs.hold = asked = true;
        f.model.setQuery(query);
    });
    f.model.setVisibleRows(1000, 1010);
    QTRY_COMPARE(f.logs.server().heldCount(), 1);
    QCOMPARE(loaded.count(), 0);
    f.logs.hold = false;
    f.logs.server().release();
    QTRY_COMPARE(f.model.state(), State::Ready);
    QCOMPARE(f.number(0), 0);
}

QTEST_GUILESS_MAIN(LogTableModelTest)
#include "tst_logtablemodel.moc"
