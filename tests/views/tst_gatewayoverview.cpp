// SPDX-License-Identifier: GPL-3.0-or-later
// The overview of a gateway against what all its logs say.
#include "models/domain/format.h"
#include "models/domain/logquerytext.h"
#include "tests/views/gatewaypagebench.h"
#include "views/common/tableview.h"
#include "views/gateways/gatewayoverview.h"
#include "views/gateways/overviewcard.h"
#include "views/gateways/overviewchart.h"

#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QToolButton>
#include <cmath>

using namespace gatehouse;
using namespace gatehouse::test;

namespace {

const QDateTime now({2026, 11, 20}, {12, 0}, Qt::UTC);

struct Overviewed : Shown<GatewayOverview>
{
    explicit Overviewed(GatewayBench &bench, const QString &range = QStringLiteral("24h"))
        : Shown(bench, QStringLiteral("overview"), range)
    {
        part->setClock([] { return now; });
    }
};

} // namespace

class GatewayOverviewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_sandbox.isReady(), qPrintable(m_sandbox.failure()));
        GatewayBench bench(m_sandbox.endpoint());
        for (int number = 1;; ++number) {
            const auto page = await(bench.connection.logs()->list({chat}, {}, {.number = number}));
            VERIFY_RESULT(page);
            if (page->logs.isEmpty())
                break;
            m_logs += page->logs;
        }
        QVERIFY(m_logs.size() > 500);
    }

    void overviewIsWhatTheLogsSay()
    {
        GatewayBench bench(m_sandbox.endpoint());
        Overviewed page(bench, QStringLiteral("30d"));
        QVERIFY(showAndSettle(&page.view));
        QCOMPARE(page.part->question().state(), OverviewQuestion::State::Done);
        const auto matching = [this](bool (*test)(const Log &)) {
            return format::count(std::count_if(m_logs.begin(), m_logs.end(), [&](const Log &log) {
                return log.createdAt >= now.addDays(-30) && log.createdAt < now && test(log);
            }));
        };
        using Card = GatewayOverview::Card;
        QCOMPARE(page.part->card(Card::Requests)->figure(),
                 matching([](const Log &) { return true; }));
        QCOMPARE(page.part->card(Card::Errors)->figure(),
                 matching([](const Log &log) { return !log.success; }));
        QCOMPARE(page.part->card(Card::CacheHits)->figure(),
                 matching([](const Log &log) { return log.cached; }));
        QVERIFY(page.part->card(Card::Duration)->note().contains("sample"));
        QVERIFY(page.part->card(Card::Cost)->figure().contains("each"));
        QVERIFY(page.part->card(Card::Cost)->note().contains("not tell the total"));
        // The table says the same as the charts.
        const QAbstractItemModel *model = page.part->table()->model();
        QCOMPARE(model->rowCount(), 10);
        const TimeRange first = page.part->question().overview().parts.first().range;
        QCOMPARE(
            model->index(0, OverviewModel::RequestsColumn).data().toString(),
            format::count(std::count_if(m_logs.begin(), m_logs.end(), [&first](const Log &log) {
                return first.contains(log.createdAt);
            })));
        QVERIFY(model->index(0, OverviewModel::P95Column).data().toString().startsWith(u'≈'));

        // With everything read, nothing is a sample.
        QPushButton *read = page.part->readButton();
        QVERIFY(read->isVisible() && read->isEnabled());
        QTest::mouseClick(read, Qt::LeftButton);
        QCOMPARE(read->text(), "Stop reading");
        QTRY_VERIFY_WITH_TIMEOUT(!page.view.isBusy(), 20'000);
        QVERIFY(!read->isVisible());
        double cost = 0;
        QList<double> durations;
        for (const Log &log : std::as_const(m_logs)) {
            if (log.createdAt < now.addDays(-30) || log.createdAt >= now)
                continue;
            cost += log.cost.valueOr(0);
            durations.append(double(log.duration));
        }
        std::sort(durations.begin(), durations.end());
        const auto rank = [&durations](double share) {
            return format::duration(
                durations.at(int(std::ceil(share * double(durations.size()))) - 1));
        };
        QCOMPARE(page.part->card(Card::Cost)->figure(), format::dollars(cost));
        QCOMPARE(page.part->card(Card::Duration)->figure(),
                 QStringLiteral("p50 %1 · p95 %2").arg(rank(0.5), rank(0.95)));
        QVERIFY(page.part->card(Card::Duration)->note().startsWith("Of all "));
        QVERIFY(!model->index(0, OverviewModel::P95Column).data().toString().contains(u'≈'));
    }

    void chartsOpenTheLogsTheyCount()
    {
        GatewayBench bench(m_sandbox.endpoint());
        Overviewed page(bench, QStringLiteral("30d"));
        QVERIFY(showAndSettle(&page.view));
        QSignalSpy opened(&page.view, &View::openRequested);
        OverviewChart *chart = page.part->card(GatewayOverview::Errors)->chart();
        const auto &parts = page.part->question().overview().parts;
        // What is opened lists exactly what was counted.
        const auto verify = [&](Figure figure, const TimeRange &range, qint64 counted) {
            QCOMPARE(opened.count(), 1);
            const auto address = opened.takeFirst().at(0).value<ViewAddress>();
            QCOMPARE(address.kind, ViewAddress::Kind::Logs);
            QCOMPARE(address.gateway.value, chat);
            const auto query = parseLogQuery(address.filter);
            QVERIFY(query);
            QCOMPARE(*query, figureQuery(figure, range));
            const auto logs = await(bench.connection.logs()->list({chat}, *query, {}));
            VERIFY_RESULT(logs);
            QCOMPARE(*logs->info.totalCount, counted);
        };

        const QRect bar = chart->barArea(4);
        QTest::mouseClick(chart->viewport(), Qt::LeftButton, {},
                          QPoint(bar.center().x(), bar.top() + 1)); // above a low bar
        verify(Figure::Errors, parts.at(4).range, *parts.at(4).count(Figure::Errors));
        QVERIFY(chart->accessibleDescription().contains("errors"));

        chart->setFocus();
        QTest::keyClick(chart, Qt::Key_End);
        QTest::keyClick(chart, Qt::Key_Left);
        QCOMPARE(chart->current(), 8);
        QVERIFY(chart->accessibleDescription().contains(
            format::count(*parts.at(8).count(Figure::Errors)) + " errors"));
        QTest::keyClick(chart, Qt::Key_Return);
        verify(Figure::Errors, parts.at(8).range, *parts.at(8).count(Figure::Errors));
        QTest::keyClick(chart, Qt::Key_Home);
        QTest::keyClick(chart, Qt::Key_Left);
        QCOMPARE(chart->current(), 0);

        QTest::mouseClick(page.part->card(GatewayOverview::CacheHits)->titleButton(),
                          Qt::LeftButton);
        const Overview &overview = page.part->question().overview();
        verify(Figure::CacheHits, overview.range, *overview.total(Figure::CacheHits));

        TableView *table = page.part->table();
        table->setFocus();
        table->setCurrentIndex(table->model()->index(2, OverviewModel::CacheHitsColumn));
        QTest::keyClick(table, Qt::Key_Return);
        verify(Figure::CacheHits, parts.at(2).range, *parts.at(2).count(Figure::CacheHits));
    }

    void anotherRangeDropsTheOld()
    {
        GatewayBench bench(m_sandbox.endpoint());
        QVERIFY(m_sandbox.setFaults(
            {{{"kind", "latency"}, {"path", "*/logs"}, {"milliseconds", 300}}}));
        Overviewed page(bench, QStringLiteral("30d"));
        page.view.resize(1000, 700);
        page.view.show();
        QVERIFY(QTest::qWaitForWindowActive(&page.view));
        QTRY_VERIFY(page.part->question().answered() >= 3);
        QVERIFY(m_sandbox.setFaults({}));
        QSignalSpy moved(&page.view, &View::addressChanged);
        choose(page.part->rangeBox(), QStringLiteral("Last 7 days"));
        QCOMPARE(moved.count(), 1);
        QCOMPARE(page.view.address().filter, "7d");
        QVERIFY(page.settled());
        QCOMPARE(page.part->question().overview().parts.size(), 7);
        QCOMPARE(page.part->question().state(), OverviewQuestion::State::Done);
        QCOMPARE(page.part->table()->model()->rowCount(), 7);
    }

    void outOfSightItStops()
    {
        GatewayBench bench(m_sandbox.endpoint());
        QVERIFY(m_sandbox.setFaults(
            {{{"kind", "latency"}, {"path", "*/logs"}, {"milliseconds", 200}}}));
        Overviewed page(bench, QStringLiteral("30d"));
        page.view.resize(1000, 700);
        page.view.show();
        QVERIFY(QTest::qWaitForWindowActive(&page.view));
        QTRY_VERIFY(page.part->question().answered() >= 3);
        page.view.pages()->setCurrent(GatewayPages::Settings);
        QVERIFY(m_sandbox.setFaults({}));
        QCOMPARE(page.part->question().state(), OverviewQuestion::State::Idle);
        QVERIFY(page.settled());
        const qsizetype sent = m_sandbox.requests().size();
        QTest::qWait(400);
        QCOMPARE(m_sandbox.requests().size(), sent);
        page.view.pages()->setCurrent(GatewayPages::Overview); // begun anew
        QVERIFY(page.settled());
        QCOMPARE(page.part->question().state(), OverviewQuestion::State::Done);
        // What is complete is not asked for again.
        m_sandbox.forgetRequests();
        page.view.pages()->setCurrent(GatewayPages::Settings);
        page.view.pages()->setCurrent(GatewayPages::Overview);
        QVERIFY(page.settled());
        QCOMPARE(m_sandbox.requests().size(), 0);
    }

    void overviewFailuresAreTold_data() { addFaultRows(); }
    void overviewFailuresAreTold()
    {
        QFETCH(QString, kind);
        // The others are cancelled, one that is about to fail as well.
        QTest::failOnWarning(QRegularExpression(QStringLiteral("Internal problem")));
        GatewayBench bench(m_sandbox.endpoint());
        QVERIFY(m_sandbox.setFaults({{{"kind", kind}, {"path", "*/logs"}}}));
        Overviewed page(bench);
        QVERIFY(showAndSettle(&page.view));
        QVERIFY(page.view.hasError());
        QVERIFY(labelTexts(*page.part).contains("service", Qt::CaseInsensitive));
        QVERIFY(m_sandbox.setFaults({}));
        QVERIFY(click(page.part, "Retry"));
        QVERIFY(page.settled());
        QVERIFY(!page.view.hasError());
        QVERIFY(page.part->card(GatewayOverview::Requests)->figure() != QStringLiteral("…"));

        // With figures on the page, they stay beside the error.
        QVERIFY(m_sandbox.setFaults({{{"kind", kind}, {"path", "*/logs"}}}));
        page.view.refresh();
        QVERIFY(page.settled());
        QVERIFY(page.view.hasError());
        QVERIFY(m_sandbox.setFaults({}));
        QTRY_VERIFY(findButton(page.part, "Retry"));
        QVERIFY(click(page.part, "Retry"));
        QVERIFY(page.settled());
        QVERIFY(!page.view.hasError());
    }

private:
    SandboxFixture m_sandbox;
    QList<Log> m_logs; // all of them
};

QTEST_MAIN(GatewayOverviewTest)
#include "tst_gatewayoverview.moc"
