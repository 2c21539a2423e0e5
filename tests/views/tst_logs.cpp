// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/cannedserver.h"
#include "tests/views/logswindow.h"
#include "tests/views/viewchecks.h"
#include "views/common/messagebar.h"
#include "views/common/stateoverlay.h"
#include "views/logs/filterbar.h"
#include "views/logs/follower.h"

#include <QClipboard>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QToolButton>

using namespace gatehouse;
using namespace gatehouse::test;

namespace {

const QString busy = QStringLiteral("production-chat");

CannedServer::Reply listOf(int count)
{
    QJsonArray logs;
    for (int i = 0; i < count; ++i)
        logs.append(QJsonObject{
            {QStringLiteral("id"), QStringLiteral("log-%1").arg(i)},
            {QStringLiteral("created_at"), QStringLiteral("2026-11-20T11:%1:00Z").arg(59 - i)},
            {QStringLiteral("cached"), false},
            {QStringLiteral("success"), true},
            {QStringLiteral("duration"), 10},
            {QStringLiteral("model"), QStringLiteral("m")},
            {QStringLiteral("provider"), QStringLiteral("p")},
            {QStringLiteral("path"), QStringLiteral("chat")},
            {QStringLiteral("tokens_in"), QJsonValue::Null},
            {QStringLiteral("tokens_out"), 3}});
    const QJsonObject answer{
        {QStringLiteral("result"), logs},
        {QStringLiteral("result_info"), QJsonObject{{QStringLiteral("total_count"), count}}},
        {QStringLiteral("success"), true}};
    CannedServer::Reply reply;
    reply.body = QJsonDocument(answer).toJson();
    return reply;
}

Endpoint endpointOf(const CannedServer &server)
{
    return {server.url(), QStringLiteral("a"), {QStringLiteral("t"), {}, {}}};
}

void typeText(QLineEdit *edit, const QString &text)
{
    edit->setFocus();
    edit->selectAll();
    QTest::keyClick(edit, Qt::Key_Delete);
    QTest::keyClicks(edit, text);
}

} // namespace

class TestLogs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        m_sandbox = std::make_unique<SandboxFixture>(
            QStringList{QStringLiteral("--seed-logs"), QStringLiteral("20000"),
                        QStringLiteral("--now"), QStringLiteral("2026-11-20T12:00:00Z")});
        QVERIFY2(m_sandbox->isReady(), qPrintable(m_sandbox->failure()));
    }

    void typedFilterNarrowsRowsAndIsMirrored()
    {
        LogsWindow w(m_sandbox->endpoint(), busy);
        QVERIFY(w.isIdle());
        QCOMPARE(w.view->model()->rowCount(), 20'000);
        QSignalSpy requests(w.connection.client(), &ApiClient::requestChanged);
        w.view->table()->setFocus(Qt::TabFocusReason); // makes the first row current, not selected
        QVERIFY(!w.view->isBusy());
        QCOMPARE(requests.count(), 0);
        QSignalSpy addressSpy(w.view, &View::addressChanged);
        FilterEdit *edit = w.view->filterBar()->textEdit();
        typeText(edit, QStringLiteral("model:gpt-4o success:false cost<1"));
        QTest::keyClick(edit, Qt::Key_Return);
        QVERIFY(w.view->isBusy());
        QVERIFY(w.isIdle());

        const int matches = w.view->model()->rowCount();
        QVERIFY(matches > 0 && matches < 2000);
        for (int row = 0; row < qMin(matches, 20); ++row) {
            const Log *log = w.view->model()->log(row);
            QVERIFY(log);
            QCOMPARE(log->model, QStringLiteral("gpt-4o"));
            QVERIFY(!log->success);
        }
        QCOMPARE(named<QComboBox>(w.view, QStringLiteral("Success"))->currentText(),
                 QStringLiteral("Failed"));
        QCOMPARE(named<QComboBox>(w.view, QStringLiteral("Model"))->currentText(),
                 QStringLiteral("gpt-4o"));
        QTRY_VERIFY(button<QToolButton>(w.view, QStringLiteral("cost<1"))); // a chip
        QCOMPARE(w.view->address().filter, QStringLiteral("model:gpt-4o success:false cost<1"));
        QCOMPARE(addressSpy.count(), 1);
        QVERIFY(labelTexts(*w.view).contains(QLocale().toString(matches)));

        // Without Enter too, once the typing rests.
        QTest::keyClicks(edit, QStringLiteral(" provider:nobody"));
        QTRY_COMPARE(w.view->model()->query().filters.size(), 4);
    }

    void invalidTextMarksThePlaceAndKeepsTheRows()
    {
        LogsWindow w(m_sandbox->endpoint(), busy);
        QVERIFY(w.isIdle());
        FilterEdit *edit = w.view->filterBar()->textEdit();
        typeText(edit, QStringLiteral("success:true costs>3"));
        QTRY_VERIFY(edit->problem());
        QCOMPARE(edit->problem()->position, 13);
        QCOMPARE(edit->problem()->length, 5);
        QVERIFY(edit->accessibleDescription().contains(QStringLiteral("costs")));
        QVERIFY(labelTexts(*w.view).contains(edit->problem()->message));
        QCOMPARE(w.view->model()->rowCount(), 20'000);
        QVERIFY(!w.view->model()->query().isFiltered());

        typeText(edit, QStringLiteral("success:true"));
        QTRY_VERIFY(w.view->model()->query().isFiltered());
        QVERIFY(!edit->problem());
        QVERIFY(edit->accessibleDescription().isEmpty());
    }

    void controlsEditTheText()
    {
        LogsWindow w(m_sandbox->endpoint(), busy);
        QVERIFY(w.isIdle());
        FilterEdit *edit = w.view->filterBar()->textEdit();
        auto *success = named<QComboBox>(w.view, QStringLiteral("Success"));
        success->setFocus();
        QTest::keyClick(success, Qt::Key_Down);
        QCOMPARE(edit->text(), QStringLiteral("success:true"));
        auto *provider = named<QComboBox>(w.view, QStringLiteral("Provider"));
        QVERIFY(provider->findText(QStringLiteral("openai")) > 0); // seen in the rows
        typeText(provider->lineEdit(), QStringLiteral("groq, mistral"));
        QTest::keyClick(provider->lineEdit(), Qt::Key_Return);
        QCOMPARE(edit->text(), QStringLiteral("success:true provider:groq,mistral"));
        QVERIFY(w.isIdle());
        QVERIFY(QStringLiteral("groq mistral").contains(w.view->model()->log(0)->provider));

        typeText(edit, QStringLiteral("success:true tokens_in>100"));
        QTest::keyClick(edit, Qt::Key_Return);
        const QString chip = QStringLiteral("tokens_in>100");
        QTRY_VERIFY(button<QToolButton>(w.view, chip));
        QTest::mouseClick(button<QToolButton>(w.view, chip), Qt::LeftButton);
        QCOMPARE(edit->text(), QStringLiteral("success:true"));
        QTest::mouseClick(button<QToolButton>(w.view, QStringLiteral("Clear filter")),
                          Qt::LeftButton);
        QVERIFY(edit->text().isEmpty());
        QCOMPARE(success->currentIndex(), 0);
        QVERIFY(w.isIdle());
        QCOMPARE(w.view->model()->rowCount(), 20'000);
    }

    void timeRangeIsMirrored()
    {
        LogsWindow w(m_sandbox->endpoint(), busy, QStringLiteral("last:24h"));
        auto *range = named<QComboBox>(w.view, QStringLiteral("Time range"));
        QCOMPARE(range->currentText(), QStringLiteral("Last 24 hours"));
        FilterEdit *edit = w.view->filterBar()->textEdit();
        typeText(edit, QStringLiteral("created_at>2026-11-19T06:00:00Z"));
        QTest::keyClick(edit, Qt::Key_Return);
        auto *from = named<QDateTimeEdit>(w.view, QStringLiteral("From"));
        QVERIFY(from->isVisible());
        QVERIFY(from->isEnabled());
        QVERIFY(!named<QDateTimeEdit>(w.view, QStringLiteral("To"))->isEnabled());
        QCOMPARE(from->text(), QStringLiteral("2026-11-19 06:00:00"));
        QVERIFY(w.isIdle());
        const int before = w.view->model()->rowCount();
        from->setFocus();
        from->setSelectedSection(QDateTimeEdit::DaySection);
        QTest::keyClick(from, Qt::Key_Up);
        QTRY_COMPARE(edit->text(), QStringLiteral("created_at>2026-11-20T06:00:00.000Z"));
        QVERIFY(w.isIdle());
        QVERIFY(w.view->model()->rowCount() < before);
    }

    void headerClickSortsWhereTheServiceCan()
    {
        LogsWindow w(m_sandbox->endpoint(), busy);
        QVERIFY(w.isIdle());
        const QHeaderView *header = w.view->table()->horizontalHeader();
        QCOMPARE(header->sortIndicatorSection(), int(LogTableModel::CreatedColumn));
        w.clickHeader(LogTableModel::ModelColumn);
        QVERIFY(w.isIdle());
        QCOMPARE(w.view->model()->query().orderBy, LogOrder::Model);
        QCOMPARE(header->sortIndicatorSection(), int(LogTableModel::ModelColumn));
        const QString first = w.view->model()->log(0)->model;
        w.clickHeader(LogTableModel::ModelColumn);
        QVERIFY(w.isIdle());
        QVERIFY(first < w.view->model()->log(0)->model);
        QVERIFY(!w.view->model()->query().ascending);

        QSignalSpy queries(w.view->model(), &LogTableModel::queryChanged);
        QSignalSpy requests(w.connection.client(), &ApiClient::requestChanged);
        w.clickHeader(LogTableModel::DurationColumn);
        QVERIFY(!w.view->isBusy());
        QCOMPARE(queries.count(), 0);
        QCOMPARE(requests.count(), 0);
        QCOMPARE(header->sortIndicatorSection(), int(LogTableModel::ModelColumn));
        const QString why =
            w.view->model()
                ->headerData(LogTableModel::DurationColumn, Qt::Horizontal, Qt::ToolTipRole)
                .toString();
        QVERIFY(why.contains(QStringLiteral("cannot sort")));
    }

    void farEndLoads()
    {
        LogsWindow w(m_sandbox->endpoint(), busy);
        QVERIFY(w.isIdle());
        LogTable *table = w.view->table();
        table->setFocus();
        QTest::keyClick(table, Qt::Key_End);
        QTRY_VERIFY(w.view->model()->log(19'999));
        QVERIFY(w.isIdle());
        const auto [first, last] = table->visibleRows();
        QCOMPARE(last, 19'999);
        for (int row = first; row <= last; ++row)
            QVERIFY(w.view->model()->log(row));
        QCOMPARE(w.view->model()->log(first)->createdAt >= w.view->model()->log(last)->createdAt,
                 true);
    }

    void allRowsAreSelectedAndCopiedQuickly()
    {
        LogsWindow w(m_sandbox->endpoint(), busy);
        QVERIFY(w.isIdle());
        w.clickRow(2);
        const QString id = w.view->model()->log(2)->id.value;
        LogTable *table = w.view->table();
        QTest::keyClick(table, Qt::Key_I, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), id);
        QTest::keyClick(table, Qt::Key_J, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(QJsonDocument::fromJson(QGuiApplication::clipboard()->text().toUtf8())
                     .object()
                     .value(QStringLiteral("id"))
                     .toString(),
                 id);
        QTest::keyClick(table, Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
        const QString command = QGuiApplication::clipboard()->text();
        QVERIFY(command.startsWith(QStringLiteral("gatehouse --open 'gateway/")));
        const auto link = ViewAddress::parse(command.section(u'\'', 1, 1));
        QVERIFY(link);
        QCOMPARE(link->filter, QStringLiteral("id:") + id);

        QElapsedTimer clock;
        clock.start();
        QTest::keyClick(table, Qt::Key_A, Qt::ControlModifier);
        table->grab();
        QVERIFY(clock.elapsed() < 1000);
        QVERIFY(table->selectionModel()->isRowSelected(19'999));
    }

    void linkOpensTheOneLog()
    {
        LogsWindow w(m_sandbox->endpoint(), busy);
        QVERIFY(w.isIdle());
        const LogId id = w.view->model()->log(7)->id;
        w.view->setFilterText(QStringLiteral("id:") + id.value);
        QVERIFY(w.isIdle());
        QCOMPARE(w.view->model()->rowCount(), 1);
        QCOMPARE(w.view->model()->log(0)->id, id);
        QCOMPARE(w.view->address().filter, QStringLiteral("id:") + id.value);
    }

    void nothingMatchesOffersToClear()
    {
        LogsWindow w(m_sandbox->endpoint(), busy, QStringLiteral("model:nosuch"));
        QVERIFY(w.isIdle());
        QCOMPARE(w.view->stack()->state(), StateStack::State::Filtered);
        QVERIFY(!w.view->hasError());
        auto *clear = button<QPushButton>(w.view, QStringLiteral("Clear filter"));
        QVERIFY(clear);
        QTest::mouseClick(clear, Qt::LeftButton);
        QVERIFY(w.isIdle());
        QCOMPARE(w.view->model()->rowCount(), 20'000);
        QCOMPARE(w.view->stack()->state(), StateStack::State::Content);
    }

    void cutConnectionIsToldAndRetried()
    {
        CannedServer server(listOf(30));
        LogsWindow w(endpointOf(server), QStringLiteral("g"));
        QVERIFY(w.isIdle());
        QCOMPARE(w.view->model()->rowCount(), 30);
        QVERIFY(!w.view->hasError());

        server.setHandler([](const CannedServer::Request &) {
            CannedServer::Reply reply = listOf(30);
            reply.cutAfter = 40;
            return reply;
        });
        w.view->table()->setFocus();
        QTest::keyClick(w.view->table(), Qt::Key_F5);
        QTRY_VERIFY_WITH_TIMEOUT(w.view->messages()->hasError(), 15'000);
        QVERIFY(w.view->hasError());
        QCOMPARE(w.view->model()->rowCount(), 30); // what was there stays

        server.setHandler([](const CannedServer::Request &) { return listOf(31); });
        auto *retry = button<QToolButton>(w.view->messages(), QStringLiteral("Retry"));
        QVERIFY(retry);
        QTest::mouseClick(retry, Qt::LeftButton);
        QTRY_COMPARE(w.view->model()->rowCount(), 31);
        QTRY_VERIFY(!w.view->hasError());
    }

    void sandboxThatDoesNotStartOffersARestart()
    {
        TimeDisplay time;
        Connection connection({.id = QStringLiteral("sandbox"), .name = QStringLiteral("Sandbox")});
        ConnectionModels models(&connection, &time);
        QTemporaryDir folder;
        Settings settings(folder.filePath(QStringLiteral("s.ini")));
        FakeDialogs dialogs;
        LogsView view(&models, {ViewAddress::Kind::Logs, {busy}, {}}, {&settings, &dialogs});
        view.resize(900, 600);
        view.show();
        QVERIFY(view.isBusy());
        QCOMPARE(view.stack()->state(), StateStack::State::NotConnected);
        connection.openSandbox({QStringLiteral("--no-such-option")});
        QTRY_COMPARE_WITH_TIMEOUT(connection.state(), Connection::State::Failed, 20'000);
        QVERIFY(!view.isBusy());
        QVERIFY(view.hasError());
        QVERIFY(button<QPushButton>(&view, QStringLiteral("Restart")));
    }

    void followLetsNewRowsInAndKeepsTheSelection()
    {
        SandboxFixture live({QStringLiteral("--seed-logs"), QStringLiteral("400"),
                             QStringLiteral("--traffic"), QStringLiteral("50")});
        QVERIFY2(live.isReady(), qPrintable(live.failure()));
        LogsWindow w(live.endpoint(), busy);
        QVERIFY(w.isIdle());
        w.clickRow(3);
        LogTable *table = w.view->table();
        const LogId selected = table->currentLog()->id;
        const int before = w.view->model()->rowCount();
        QTest::keyClick(table, Qt::Key_L, Qt::ControlModifier);
        QCOMPARE(w.view->follower()->state(), Follower::State::Following);
        QSignalSpy arrived(w.view->model(), &LogTableModel::rowsArrived);
        QTRY_VERIFY_WITH_TIMEOUT(arrived.count() >= 2, 15'000);
        QVERIFY(w.view->model()->rowCount() > before);
        QCOMPARE(table->currentLog()->id, selected);
        QVERIFY(table->currentIndex().row() > 3);
        QVERIFY(table->isAtTop());
        QVERIFY(labelTexts(*w.view).contains(QStringLiteral("Following")));

        // Away from the top it pauses; rows that still come leave those in sight where they are.
        table->verticalScrollBar()->setValue(100);
        QCOMPARE(w.view->follower()->state(), Follower::State::ScrolledAway);
        QVERIFY(labelTexts(*w.view).contains(QStringLiteral("scrolled away")));
        QVERIFY(w.isIdle());
        const int top = table->visibleRows().first;
        const LogId underTheEye = w.view->model()->log(top)->id;
        arrived.clear();
        QTRY_VERIFY((w.view->model()->catchUp(), arrived.count() > 0));
        QCOMPARE(w.view->model()->log(table->rowAt(0))->id, underTheEye);

        w.clickHeader(LogTableModel::ModelColumn);
        QCOMPARE(w.view->follower()->state(), Follower::State::OtherOrder);
    }

    void refreshKeepsTheSelection()
    {
        LogsWindow w(m_sandbox->endpoint(), busy);
        QVERIFY(w.isIdle());
        w.clickRow(5);
        const LogId id = w.view->table()->currentLog()->id;
        QTest::keyClick(w.view->table(), Qt::Key_F5);
        QVERIFY(w.view->isBusy());
        QVERIFY(w.isIdle());
        QVERIFY(w.view->table()->currentLog());
        QCOMPARE(w.view->table()->currentLog()->id, id);
    }

    void columnsAreKept()
    {
        LogsWindow w(m_sandbox->endpoint(), busy);
        QHeaderView *header = w.view->table()->horizontalHeader();
        QVERIFY(header->isSectionHidden(LogTableModel::ModelTypeColumn));
        QMenu menu;
        w.view->table()->populateColumnsMenu(&menu);
        for (QAction *action : menu.actions())
            if (action->text() == QStringLiteral("Model type"))
                action->trigger();
        header->resizeSection(LogTableModel::PathColumn, 333);
        w.open({ViewAddress::Kind::Logs, {busy}, {}});
        header = w.view->table()->horizontalHeader();
        QVERIFY(!header->isSectionHidden(LogTableModel::ModelTypeColumn));
        QCOMPARE(header->sectionSize(LogTableModel::PathColumn), 333);
        QCOMPARE(header->sortIndicatorSection(), int(LogTableModel::CreatedColumn));
    }

    void everythingHasAName()
    {
        LogsWindow w(m_sandbox->endpoint(), busy,
                     QStringLiteral("cost>0.001 created_at>2026-11-01"));
        QVERIFY(w.isIdle());
        w.clickRow(0);
        QVERIFY(w.isIdle());
        QCOMPARE(unnamedFocusable(*w.view->filterBar()), QStringList());
        QCOMPARE(unnamedFocusable(*w.view->table()), QStringList());
        QCOMPARE(unnamedFocusable(*w.inspector), QStringList());
    }

    void fitsANarrowWindow()
    {
        LogsWindow w(m_sandbox->endpoint(), busy);
        QVERIFY(w.isIdle());
        w.inspector->hide();
        QCoreApplication::sendPostedEvents();
        w.window.resize(600, 500);
        QTRY_COMPARE(w.window.width(), 600);
        QVERIFY(w.view->table()->viewport()->height() > 250);
        QTest::keyClick(w.view->table(), Qt::Key_F, Qt::ControlModifier);
        QCOMPARE(QApplication::focusWidget(), w.view->filterBar()->textEdit());
    }

private:
    std::unique_ptr<SandboxFixture> m_sandbox;
};

QTEST_MAIN(TestLogs)
#include "tst_logs.moc"
