// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/waitfor.h"
#include "tests/views/logswindow.h"
#include "views/logs/filterbar.h"
#include "views/logs/timelinepanel.h"

#include <QAction>
#include <QScrollBar>
#include <QStackedWidget>
#include <QToolButton>

using namespace gatehouse;
using namespace gatehouse::test;

// The timeline above the table, brushed with the mouse and with the keys.
class TestLogTimelineView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        m_sandbox = std::make_unique<SandboxFixture>();
        QVERIFY2(m_sandbox->isReady(), qPrintable(m_sandbox->failure()));
    }
    void brushedWithTheMouse();
    void brushedWithTheKeys();
    void widened();
    void readAloud();
    void asATable();
    void hiddenCountsNothing();

private:
    std::unique_ptr<SandboxFixture> m_sandbox;
};

namespace {

const QString busy = QStringLiteral("production-chat");

struct Window : LogsWindow
{
    explicit Window(const Endpoint &endpoint, const QString &filter = {})
        : LogsWindow(endpoint, busy, filter)
    {
        view->timeline()->showAction()->setChecked(true);
        chart = view->findChild<TimelineChart *>();
    }
    bool isCounted()
    {
        const auto counted = [this] {
            return model()->state() == TableModel::State::Ready && !model()->isCounting();
        };
        return isIdle() && waitFor(counted, 20'000);
    }
    LogTimeline *model() { return view->timeline()->model(); }
    qint64 matches() { return view->model()->info().totalCount.valueOr(-1); }
    double sum(int first, int last)
    {
        double total = 0;
        for (int row = first; row <= last; ++row)
            total += model()->buckets().at(row).total;
        return total;
    }
    TimelineChart *chart;
};

} // namespace

void TestLogTimelineView::brushedWithTheMouse()
{
    Window window(m_sandbox->endpoint());
    QVERIFY(window.isCounted());
    QCOMPARE(window.sum(0, window.model()->rowCount() - 1), 2000.0);
    const auto before = window.model()->buckets();
    const double wanted = window.sum(3, 6);
    QVERIFY(wanted > 0 && wanted < 2000);
    const auto place = [&](int row) { return window.chart->bucketRect(row).center(); };
    QTest::mouseClick(window.chart, Qt::LeftButton, {}, place(3)); // marks it, no more
    QVERIFY(window.isCounted());
    QCOMPARE(window.matches(), 2000);
    QTest::mousePress(window.chart, Qt::LeftButton, {}, place(3));
    QTest::mouseMove(window.chart, place(6));
    QTest::mouseRelease(window.chart, Qt::LeftButton, {}, place(6));
    QVERIFY(window.isCounted());
    QCOMPARE(double(window.matches()), wanted);
    QVERIFY2(window.view->filterBar()->textEdit()->text().contains(
                 QStringLiteral("created_at<") + toJson(before.at(6).to).toString()),
             qPrintable(window.view->filterBar()->textEdit()->text()));
    // Finer than before, of the same range.
    QVERIFY(window.model()->buckets().first().from >= before.at(3).from);
    QVERIFY(window.model()->buckets().last().to <= before.at(6).to);
    QVERIFY(window.model()->rowCount() > 4);
    QCOMPARE(window.sum(0, window.model()->rowCount() - 1), wanted);
}

void TestLogTimelineView::brushedWithTheKeys()
{
    Window window(m_sandbox->endpoint());
    QVERIFY(window.isCounted());
    const int last = window.model()->rowCount() - 1;
    const double wanted = window.sum(last - 3, last - 1);
    window.chart->setFocus(Qt::TabFocusReason); // on the last one
    QTest::keyClick(window.chart, Qt::Key_Left);
    QTest::keyClick(window.chart, Qt::Key_Left, Qt::ShiftModifier);
    QTest::keyClick(window.chart, Qt::Key_Left, Qt::ShiftModifier);
    QCOMPARE(window.matches(), 2000);
    QTest::keyClick(window.chart, Qt::Key_Return);
    QVERIFY(window.isCounted());
    QCOMPARE(double(window.matches()), wanted);

    const QString text = window.view->filterBar()->textEdit()->text();
    QTest::keyClick(window.chart, Qt::Key_Home);
    QTest::keyClick(window.chart, Qt::Key_Right, Qt::ShiftModifier);
    QTest::keyClick(window.chart, Qt::Key_Escape);
    QTest::keyClick(window.chart, Qt::Key_Return); // there is nothing to take
    QCOMPARE(window.view->filterBar()->textEdit()->text(), text);
}

void TestLogTimelineView::widened()
{
    Window window(m_sandbox->endpoint(),
                  QStringLiteral("created_at>2026-11-19T06:00:00Z "
                                 "created_at<2026-11-19T12:00:00Z"));
    QVERIFY(window.isCounted());
    const qint64 before = window.matches();
    window.chart->setFocus(Qt::TabFocusReason);
    QTest::keyClick(window.chart, Qt::Key_Minus);
    QVERIFY(window.isCounted());
    QVERIFY(window.matches() > before);
    const auto buckets = window.model()->buckets();
    QVERIFY(buckets.first().from.secsTo(buckets.last().to) >= 12 * 3600);
}

void TestLogTimelineView::readAloud()
{
    Window window(m_sandbox->endpoint());
    QVERIFY(window.isCounted());
    QCOMPARE(window.chart->accessibleName(), QStringLiteral("Timeline"));
    QVERIFY2(window.chart->accessibleDescription().startsWith(QStringLiteral("2,000 logs from")),
             qPrintable(window.chart->accessibleDescription()));
    window.chart->setFocus(Qt::TabFocusReason);
    QTest::keyClick(window.chart, Qt::Key_Home);
    QCOMPARE(window.chart->accessibleDescription(), window.model()->bucketText(0));
}

void TestLogTimelineView::asATable()
{
    Window window(m_sandbox->endpoint());
    QVERIFY(window.isCounted());
    auto *table = named<TableView>(window.view, QStringLiteral("Timeline as a table"));
    QVERIFY(table && !table->isVisible());
    QTest::mouseClick(named<QToolButton>(window.view, QStringLiteral("Timeline as a table")),
                      Qt::LeftButton);
    QVERIFY(table->isVisible());
    const double wanted = window.sum(2, 2);
    table->setFocus();
    table->setCurrentIndex(window.model()->index(2, 0));
    QTest::keyClick(table, Qt::Key_Return);
    QVERIFY(window.isCounted());
    QCOMPARE(double(window.matches()), wanted);
}

void TestLogTimelineView::hiddenCountsNothing()
{
    LogsWindow window(m_sandbox->endpoint(), busy);
    QVERIFY(window.isIdle());
    QVERIFY(!window.view->timeline()->isVisible());
    QTest::qWait(400); // longer than it rests
    QCOMPARE(window.view->timeline()->model()->rowCount(), 0);
    QVERIFY(!window.view->timeline()->model()->isCounting());
    window.view->timeline()->showAction()->trigger();
    QVERIFY(window.view->timeline()->isVisible());
    QTRY_VERIFY(window.view->timeline()->model()->rowCount() > 0);
    QCOMPARE(window.settings.get(setting::logTimeline), true);
}

QTEST_MAIN(TestLogTimelineView)
#include "tst_logtimelineview.moc"
