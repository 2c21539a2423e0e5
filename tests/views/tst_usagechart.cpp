// SPDX-License-Identifier: GPL-3.0-or-later
// The chart of the usage shows what the API answers, whatever is zoomed, panned or exported.
#include "models/domain/money.h"
#include "tests/views/billingbench.h"
#include "views/billing/logcostspanel.h"
#include "views/billing/usagechart.h"
#include "views/billing/usageexporter.h"
#include "views/billing/usagepage.h"
#include "views/billing/usageplot.h"
#include "views/billing/usagerange.h"
#include "views/billing/usagetip.h"
#include "views/common/tableview.h"
#include "views/common/theme.h"

#include <QChart>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDateEdit>
#include <QFile>
#include <QGuiApplication>
#include <QLineSeries>
#include <QMenu>
#include <QPushButton>
#include <QSvgRenderer>
#include <QToolButton>
#include <QValueAxis>
#include <QXmlStreamReader>

using namespace gatehouse;
using namespace gatehouse::test;

namespace {

double wave(const QDateTime &hour)
{
    return 1 + double(hour.toSecsSinceEpoch() / 3600 % 97) * 1.37;
}

struct UsageBench : BillingBench
{
    explicit UsageBench(const QString &place) : BillingBench(QStringLiteral("usage"), place)
    {
        account.usage = [](const QDateTime &hour) { return wave(hour); };
        usage()->setClock([] { return billingNow; });
    }
    UsagePage *usage() const { return page<UsagePage>(); }
    UsageChart *chart() const { return usage()->chart(); }
    const QList<UsagePoint> &points() const { return usage()->model()->points(); }
    QList<double> places() const
    {
        return {chart()->visibleRange().first, chart()->visibleRange().second};
    }
    void exportTo(int entry, const char *name)
    {
        dialogs.path = folder.filePath(QString::fromLatin1(name));
        for (auto *button : view->findChildren<QToolButton *>())
            if (button->menu())
                button->menu()->actions().at(entry)->trigger();
    }
    void drag(int from, int to, Qt::MouseButton button, Qt::KeyboardModifiers keys = {}) const
    {
        QWidget *area = chart()->viewport();
        const QPoint start = chart()->positionOf(from);
        const QPoint end = chart()->positionOf(to);
        QTest::mousePress(area, button, keys, start);
        for (const double part : {0.3, 0.7, 1.0}) {
            const QPoint at = start + (end - start) * part;
            QMouseEvent move(QEvent::MouseMove, QPointF(at), area->mapToGlobal(QPointF(at)),
                             Qt::NoButton, button, keys);
            QCoreApplication::sendEvent(area, &move);
        }
        QTest::mouseRelease(area, button, keys, end);
    }
};

} // namespace

class UsageChartTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void pointsAreTheAnswers_data()
    {
        QTest::addColumn<QString>("place");
        QTest::addColumn<int>("count");
        QTest::addColumn<qint64>("seconds");
        QTest::newRow("days") << "30d day" << 30 << qint64(86'400);
        QTest::newRow("hours") << "2d hour" << 48 << qint64(3600);
        QTest::newRow("a year of hours") << "365d hour" << 8760 << qint64(3600);
    }
    void pointsAreTheAnswers()
    {
        QFETCH(QString, place);
        QFETCH(int, count);
        QFETCH(qint64, seconds);
        UsageBench bench(place);
        QVERIFY(bench.show());
        QCOMPARE(bench.points().size(), count);
        double sum = 0;
        double highest = 0;
        for (const UsagePoint &point : bench.points()) {
            double wanted = 0;
            for (QDateTime hour = point.range.from; hour < point.range.to;
                 hour = hour.addSecs(3600))
                wanted += wave(hour);
            sum += wanted;
            highest = std::max(highest, wanted);
            QCOMPARE(point.range.from.secsTo(point.range.to), seconds);
            QCOMPARE(*point.cents, wanted);
            QCOMPARE(point.cumulative, sum);
            QVERIFY(point.previous);
        }
        // The line ends at the total; bars are as high as their values; the table says the same.
        QCOMPARE(bench.chart()->cumulative()->points().constLast().y(), sum / 100);
        const UsagePlot *plot = bench.chart()->plot();
        QCOMPARE(plot->showsBars(), count <= UsagePlot::maxBars);
        const auto runs = plot->runs(false);
        QCOMPARE(runs.size(), 1); // no gap
        double most = 0;
        for (const PlotColumn &column : runs[0])
            most = std::max(most, column.most);
        QCOMPARE(most, highest);
        QVERIFY(runs[0].size() <= bench.chart()->width() + 1);
        QCOMPARE(bench.usage()->table()->model()->rowCount(), count);
        QCOMPARE(bench.usage()
                     ->table()
                     ->model()
                     ->index(0, UsageModel::UsageColumn)
                     .data(TableModel::SortRole)
                     .toDouble(),
                 *bench.points()[0].cents);
    }

    void gapsStayGaps()
    {
        UsageBench bench(QStringLiteral("7d hour"));
        bench.account.usage = [](const QDateTime &hour) -> std::optional<double> {
            return hour.time().hour() < 6 ? std::nullopt : std::optional(1.0);
        };
        QVERIFY(bench.show());
        QCOMPARE(bench.points().size(), 168);
        QVERIFY(!bench.points()[0].cents && bench.points()[6].cents);
        QCOMPARE(bench.chart()->plot()->runs(false).size(), 7);
        QVERIFY(bench.usage()->model()->pointText(0).contains(QStringLiteral("nothing reported")));
        QVERIFY(bench.usage()
                    ->table()
                    ->model()
                    ->index(0, UsageModel::UsageColumn)
                    .data()
                    .toString()
                    .isEmpty());
    }

    void periodBeforeStandsBesideWhatCameAfter()
    {
        UsageBench bench(QStringLiteral("7d hour"));
        bench.account.usage = [](const QDateTime &hour) -> std::optional<double> {
            if (hour.date() == billingNow.date() && hour.time().hour() == 3)
                return std::nullopt;
            return hour.date() < billingNow.date().addDays(-6) ? 50.0 : 100.0;
        };
        QVERIFY(bench.show());
        bench.click(bench.usage()->findChildren<QCheckBox *>().constLast()); // no line over bars
        QVERIFY(bench.chart()->cumulative()->isVisible() == false);
        bench.chart()->showRange(140, 160);
        const UsagePlot *plot = bench.chart()->plot();
        const int gap = 6 * 24 + 3;
        for (const int point : {145, gap, 155}) {
            const QRectF before = plot->bar(point, true);
            QVERIFY(plot->barArea(point).contains(before));
            QCOMPARE(plot->bar(point, false).isEmpty(), point == gap);
            if (point == gap)
                continue;
            const QRectF after = plot->bar(point, false);
            QVERIFY(plot->barArea(point).contains(after));
            QCOMPARE(before.right(), after.left());
            QCOMPARE(before.width(), after.width());
            QCOMPARE(2 * before.height(), after.height());
        }
        const auto painted = [&bench](const QRectF &bar) {
            const QImage image = bench.chart()->viewport()->grab().toImage();
            return image.pixelColor(
                bench.chart()->mapFromScene(bench.chart()->chart()->mapToScene(bar.center())));
        };
        const QPalette colors = bench.chart()->palette();
        QCOMPARE(painted(plot->bar(155, false)), Theme::color(Semantic::Accent, colors));
        QCOMPARE(painted(plot->bar(155, true)), plot->previousColor());
        QCOMPARE(painted(plot->bar(gap, true)), plot->previousColor());
        const QRectF beside = plot->bar(155, true);
        bench.click(bench.usage()->compareBox());
        QCOMPARE(plot->bar(155, false).width(), 2 * beside.width());
        QCOMPARE(painted(beside), Theme::color(Semantic::Accent, colors));
    }

    // In Berlin, where 29 March 2026 has 23 hours and 25 October 25.
    void localDays_data()
    {
        QTest::addColumn<QString>("place");
        QTest::addColumn<double>("hours");
        QTest::newRow("23") << "2026-03-29..2026-03-29 day" << 23.0;
        QTest::newRow("25") << "2026-10-25..2026-10-25 day" << 25.0;
    }
    void localDays()
    {
        QFETCH(QString, place);
        QFETCH(double, hours);
        qputenv("TZ", "Europe/Berlin");
        tzset();
        {
            BillingBench bench(QStringLiteral("usage"));
            bench.account.usage = [](const QDateTime &) { return 1.0; };
            bench.time.setZone(TimeDisplay::Zone::Local);
            bench.view->goTo({ViewAddress::Kind::Billing, {}, place, QStringLiteral("usage")});
            QVERIFY(bench.show());
            const auto &points = bench.page<UsagePage>()->model()->points();
            QCOMPARE(points.size(), 1);
            QCOMPARE(*points[0].cents, hours); // no hour of a neighbour
            QVERIFY(bench.sent("GET usage-history")
                        .constFirst()
                        .contains("value_grouping_window=hour"));
            QCOMPARE(*points[0].previous, 24.0);
        }
        qunsetenv("TZ");
        tzset();
    }

    void theHourThatTheClockShowsTwice()
    {
        qputenv("TZ", "Europe/Berlin");
        tzset();
        {
            UsageBench bench(QStringLiteral("2026-10-25..2026-10-25 hour"));
            bench.time.setZone(TimeDisplay::Zone::Local);
            QVERIFY(bench.show());
            QCOMPARE(bench.points().size(), 25);
            QStringList shown;
            for (const int row : {1, 2, 3, 4})
                shown << bench.usage()
                             ->model()
                             ->index(row, UsageModel::StartColumn)
                             .data()
                             .toString()
                             .mid(11);
            QCOMPARE(shown,
                     QStringList({QStringLiteral("01:00:00"), QStringLiteral("02:00:00 CEST"),
                                  QStringLiteral("02:00:00 CET"), QStringLiteral("03:00:00")}));
            bench.usage()->table()->selectRow(2);
            QVERIFY2(bench.usage()->readout().contains(
                         QStringLiteral("02:00:00 CEST to 2026-10-25 02:00:00 CET")),
                     qPrintable(bench.usage()->readout()));
        }
        qunsetenv("TZ");
        tzset();
    }

    void daysFollowTheZone()
    {
        qputenv("TZ", "Europe/Berlin");
        tzset();
        {
            UsageBench bench(QStringLiteral("2026-10-20..2026-10-26 day"));
            QVERIFY(bench.show());
            QCOMPARE(bench.sent("GET usage-history").size(), 2); // with the period before
            bench.time.setZone(TimeDisplay::Zone::Local);
            QVERIFY(bench.settled());
            QCOMPARE(bench.sent("GET usage-history").size(), 4);
            QCOMPARE(bench.points().size(), 7);
            QCOMPARE(bench.points().constFirst().range.from,
                     QDateTime({2026, 10, 19}, {22, 0}, Qt::UTC));
            // Nothing is asked for that is not looked at.
            bench.view->hide();
            bench.time.setZone(TimeDisplay::Zone::Utc);
            QCoreApplication::processEvents();
            QCOMPARE(bench.sent("GET usage-history").size(), 4);
            bench.view->show();
            QVERIFY(bench.settled());
            QCOMPARE(bench.points().constFirst().range.from,
                     QDateTime({2026, 10, 20}, {0, 0}, Qt::UTC));
        }
        qunsetenv("TZ");
        tzset();
    }

    void zoomPanAndBack()
    {
        UsageBench bench(QStringLiteral("90d day"));
        QVERIFY(bench.show());
        QCOMPARE(bench.places(), (QList<double>{0, 90}));
        QVERIFY(!bench.chart()->plot()->showsBars());
        bench.drag(20, 39, Qt::LeftButton);
        QCOMPARE(bench.places(), (QList<double>{20, 40}));
        QVERIFY(bench.chart()->plot()->showsBars());
        QCOMPARE(bench.chart()->plot()->visible(), std::pair(20, 40));
        bench.drag(25, 30, Qt::LeftButton, Qt::ShiftModifier);
        QVERIFY2(std::abs(bench.places()[0] - 15) < 0.3,
                 qPrintable(QString::number(bench.places()[0])));
        QCOMPARE(bench.places()[1] - bench.places()[0], 20.0);
        QTest::mouseDClick(bench.chart()->viewport(), Qt::LeftButton, {},
                           bench.chart()->positionOf(20));
        QVERIFY(bench.chart()->isWhole());
        // The same by keys.
        bench.chart()->setFocus();
        QTest::keyClick(bench.chart(), Qt::Key_Home);
        QTest::keyClick(bench.chart(), Qt::Key_Plus);
        QCOMPARE(bench.places()[1] - bench.places()[0], 45.0);
        QTest::keyClick(bench.chart(), Qt::Key_Right, Qt::ControlModifier);
        QVERIFY(bench.places()[0] > 10);
        QTest::keyClick(bench.chart(), Qt::Key_0);
        QVERIFY(bench.chart()->isWhole());
    }

    void valuesOfAPoint()
    {
        UsageBench bench(QStringLiteral("30d day"));
        QVERIFY(bench.show());
        QTest::mouseMove(bench.chart()->viewport(), bench.chart()->positionOf(3));
        QMouseEvent move(QEvent::MouseMove, QPointF(bench.chart()->positionOf(3)),
                         QPointF(bench.chart()->positionOf(3)), Qt::NoButton, {}, {});
        QCoreApplication::sendEvent(bench.chart()->viewport(), &move);
        QCOMPARE(bench.chart()->current(), 3);
        const QString text = bench.usage()->readout();
        QVERIFY2(text.startsWith(QStringLiteral("2026-10-25 00:00:00 to 2026-10-26")),
                 qPrintable(text));
        QCOMPARE(text, bench.usage()->model()->pointText(3));
        bench.chart()->setFocus();
        QTest::keyClick(bench.chart(), Qt::Key_Right);
        QCOMPARE(bench.chart()->current(), 4);
        QCOMPARE(bench.chart()->accessibleDescription(), bench.usage()->model()->pointText(4));
        // The table leads the chart, and can be copied.
        bench.usage()->table()->setFocus();
        bench.usage()->table()->selectRow(7);
        QCOMPARE(bench.chart()->current(), 7);
        bench.usage()->table()->copyAction()->trigger();
        QVERIFY(
            QGuiApplication::clipboard()->text().contains(QStringLiteral("2026-10-29 00:00:00\t")));
    }

    // Beside the bucket that is pointed at, where it covers neither that nor the edge.
    void valuesAreToldWhereOnePoints()
    {
        UsageBench bench(QStringLiteral("30d day"));
        QVERIFY(bench.show());
        QWidget *area = bench.chart()->viewport();
        const UsageTip *tip = bench.chart()->tip();
        const auto point = [&](const QPoint &at) {
            QMouseEvent move(QEvent::MouseMove, QPointF(at), area->mapToGlobal(QPointF(at)),
                             Qt::NoButton, {}, {});
            QCoreApplication::sendEvent(area, &move);
        };
        QVERIFY(!tip->isVisible());
        const QPoint third = bench.chart()->positionOf(3);
        point(third);
        QVERIFY(tip->isVisible());
        const UsagePoint &shown = bench.points()[3];
        QCOMPARE(tip->text(),
                 QStringLiteral("Sun 2026-10-25\nUsage\t%1\nCumulative\t%2\nPeriod before\t%3\n"
                                "Change\t%4 %")
                     .arg(exactMoney(*shown.cents), exactMoney(shown.cumulative),
                          exactMoney(*shown.previous),
                          signedPercent(*shown.cents / *shown.previous - 1)));
        const auto isInside = [&] { return area->rect().contains(tip->geometry()); };
        QVERIFY(tip->x() > third.x() && isInside());
        const int x = tip->x();
        point(third + QPoint(2, 0));
        QCOMPARE(tip->x(), x); // in the same bucket it stands still
        const QSize size = tip->size();
        point(bench.chart()->positionOf(4));
        QVERIFY(tip->x() > x);
        QCOMPARE(tip->size(), size);
        const QPoint last = bench.chart()->positionOf(29);
        point(last);
        QVERIFY(tip->geometry().right() < last.x() && isInside());
        // What is not shown in the chart is not told there.
        bench.usage()->compareBox()->click();
        QVERIFY(!tip->text().contains(QStringLiteral("Period before")));
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(bench.chart(), &leave);
        QVERIFY(!tip->isVisible());
        // By keys it is at the point that they chose, and gone when the focus is.
        bench.chart()->setFocus();
        QTest::keyClick(bench.chart(), Qt::Key_Home);
        QVERIFY(tip->isVisible() && isInside());
        QVERIFY(tip->text().startsWith(QStringLiteral("Thu 2026-10-22")));
        QTest::keyClick(bench.chart(), Qt::Key_Escape);
        QVERIFY(!tip->isVisible());
        QTest::keyClick(bench.chart(), Qt::Key_Right);
        QVERIFY(tip->isVisible());
        bench.usage()->table()->setFocus();
        QVERIFY(!tip->isVisible());
        // It is not in the way of a drag.
        point(third);
        QVERIFY(tip->isVisible());
        QTest::mousePress(area, Qt::LeftButton, {}, third);
        QVERIFY(!tip->isVisible());
        QTest::mouseRelease(area, Qt::LeftButton, {}, third);
    }

    // Of hours, with the zone's name: an hour may come twice.
    void hoursAreToldWithTheirZone()
    {
        UsageBench bench(QStringLiteral("2d hour"));
        bench.account.usage = [](const QDateTime &hour) {
            return hour.time().hour() == 1 ? std::nullopt : std::optional(wave(hour));
        };
        QVERIFY(bench.show());
        bench.chart()->setFocus();
        QTest::keyClick(bench.chart(), Qt::Key_Home);
        QTest::keyClick(bench.chart(), Qt::Key_Right);
        QVERIFY2(bench.chart()->tip()->text().startsWith(QStringLiteral(
                     "2026-11-19 01:00 to 02:00 UTC\nUsage\tnothing reported\nCumulative\t")),
                 qPrintable(bench.chart()->tip()->text()));
        // A wheel's turn leaves the values of what is under the mouse.
        const QPoint at = bench.chart()->positionOf(30);
        QWheelEvent turn(QPointF(at), bench.chart()->viewport()->mapToGlobal(QPointF(at)), {},
                         QPoint(0, 240), Qt::NoButton, {}, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(bench.chart()->viewport(), &turn);
        QVERIFY(!bench.chart()->isWhole());
        QCOMPARE(bench.chart()->current(), 30);
        QVERIFY(bench.chart()->tip()->text().startsWith(QStringLiteral("2026-11-20 06:00 to")));
    }

    void exportsReadBack()
    {
        UsageBench bench(QStringLiteral("2d hour"));
        QVERIFY(bench.show());
        const auto written = [&bench](int entry, const char *name) {
            bench.exportTo(entry, name);
            QFile file(bench.dialogs.path);
            if (!QTest::qWaitFor([&file] { return file.exists() && file.size() > 0; }))
                return QByteArray();
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        const QList<QByteArray> lines = written(0, "usage.csv").trimmed().split('\n');
        QCOMPARE(lines.size(), 49);
        QVERIFY(lines[0].startsWith("start,end,start_utc,end_utc,usage_usd,cumulative_usd,"));
        double sum = 0;
        for (qsizetype i = 1; i < lines.size(); ++i) {
            const QList<QByteArray> cells = lines[i].trimmed().split(',');
            const UsagePoint &point = bench.points()[i - 1];
            sum += *point.cents / 100;
            QCOMPARE(QDateTime::fromString(QString::fromLatin1(cells[2]), Qt::ISODate),
                     point.range.from);
            QVERIFY(qAbs(cells[4].toDouble() - *point.cents / 100) < 1e-12);
            QVERIFY(qAbs(cells[5].toDouble() - sum) < 1e-9);
            QVERIFY(qAbs(cells[6].toDouble() - *point.previous / 100) < 1e-12);
        }
        const QImage png = QImage::fromData(written(1, "usage.png"), "PNG");
        QCOMPARE(png.size(), bench.chart()->viewport()->size() * 2);
        int bars = 0;
        const QColor accent = Theme::color(Semantic::Accent, bench.chart()->palette());
        for (int x = 0; x < png.width(); ++x)
            for (int y = 0; y < png.height(); y += 7)
                bars += png.pixelColor(x, y) == accent;
        QVERIFY(bars > 1000);
        const QByteArray svg = written(2, "usage.svg");
        QXmlStreamReader xml(svg);
        int rectangles = 0;
        while (!xml.atEnd())
            rectangles += xml.readNext() == QXmlStreamReader::StartElement
                && (xml.name() == u"rect" || xml.name() == u"path" || xml.name() == u"polyline");
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QVERIFY2(rectangles >= 48, qPrintable(QString::number(rectangles)));
    }

    // It is no news when the person comes back, nor of another range.
    void anExportIsToldUntilThePersonGoesOn()
    {
        UsageBench bench(QStringLiteral("2d hour"));
        QVERIFY(bench.show());
        const auto isTold = [&bench] { return bench.said().contains(QStringLiteral("usage.csv")); };
        bench.exportTo(0, "usage.csv");
        QTRY_VERIFY(isTold());
        bench.usage()->range()->setText(QStringLiteral("7d day"));
        QVERIFY(!isTold());
        QVERIFY(bench.settled());
        bench.exportTo(0, "usage.csv");
        QTRY_VERIFY(isTold());
        bench.view->setCurrent(BillingView::Overview);
        bench.view->setCurrent(BillingView::Usage);
        QVERIFY(!isTold());
        QVERIFY(bench.settled());
    }

    void writingFails()
    {
        UsageBench bench(QStringLiteral("2d hour"));
        QVERIFY(bench.show());
        bench.dialogs.path = bench.folder.filePath(QStringLiteral("no/such/folder/usage.csv"));
        QString said;
        askAndExportUsage(UsageFormat::Csv, *bench.usage()->model(), bench.chart(), &bench.dialogs,
                          [&said](const QString &, const QString &error) { said = error; });
        QTRY_VERIFY(!said.isEmpty());
    }

    // Next to nothing before is no rise by thousands of per cent.
    void thePeriodBeforeIsComparedWhereItIsKnown()
    {
        UsageBench bench(QStringLiteral("2026-11-01..2026-11-10 day"));
        bench.account.usage = [](const QDateTime &hour) {
            return hour >= QDateTime({2026, 11, 1}, {0, 0}, Qt::UTC) ? 3.0 : 2.0;
        };
        QVERIFY(bench.show());
        QCOMPARE(bench.usage()->summary(),
                 QStringLiteral("$7.20 in all · period before $4.80 (+50.0 %)"));
        bench.account.usage = [](const QDateTime &hour) -> std::optional<double> {
            return hour >= QDateTime({2026, 10, 31}, {0, 0}, Qt::UTC) ? std::optional(3.0)
                                                                      : std::nullopt;
        };
        bench.view->refresh();
        QVERIFY(bench.settled());
        QCOMPARE(bench.usage()->summary(),
                 QStringLiteral("$7.20 in all · period before $0.72 (reported for 1 of 10)"));
    }

    // $12,000 is no $1.2e+04, and a hundredth of a cent no $0.00.
    void axesAreReadable_data()
    {
        QTest::addColumn<double>("cents");
        QTest::addColumn<QString>("hour");
        QTest::addColumn<QString>("sum");
        QTest::newRow("much") << 1'050'000.0 << "$%.0f"
                              << "$%.0f";
        QTest::newRow("some") << 150.0 << "$%.2f"
                              << "$%.0f";
        QTest::newRow("little") << 0.013 << "$%.6f"
                                << "$%.4f";
    }
    void axesAreReadable()
    {
        QFETCH(double, cents);
        QFETCH(QString, hour);
        QFETCH(QString, sum);
        UsageBench bench(QStringLiteral("2d hour"));
        bench.account.usage = [cents](const QDateTime &) { return cents; };
        QVERIFY(bench.show());
        const auto axes = bench.chart()->chart()->axes(Qt::Vertical);
        QCOMPARE(axes.size(), 2);
        QCOMPARE(qobject_cast<QValueAxis *>(axes[0])->labelFormat(), hour);
        QCOMPARE(qobject_cast<QValueAxis *>(axes[1])->labelFormat(), sum);
    }

    void theLastDayIsNotBeforeTheFirst()
    {
        UsageBench bench(QStringLiteral("2026-11-01..2026-11-05 day"));
        QVERIFY(bench.show());
        UsageRange *range = bench.usage()->range();
        range->fromEdit()->setDate(QDate(2026, 11, 9));
        QVERIFY(bench.settled());
        QCOMPARE(range->text(), QStringLiteral("2026-11-09..2026-11-09 day"));
        QCOMPARE(bench.points().size(), 1);
        range->setText(QStringLiteral("2026-10-01..2026-10-03 day"));
        QVERIFY(bench.settled());
        QCOMPARE(bench.points().size(), 3);
    }

    void failureKeepsWhatIsThere()
    {
        UsageBench bench(QStringLiteral("2d hour"));
        QVERIFY(bench.show());
        const auto before = bench.points();
        bench.account.spoiled.insert(
            QStringLiteral("GET usage-history"),
            CannedServer::Reply::error(403, 1, QStringLiteral("no usage for you")));
        bench.view->refresh();
        QVERIFY(bench.settled());
        QVERIFY(bench.view->hasError());
        QCOMPARE(bench.points(), before);
        bench.account.spoiled.clear();
        bench.view->refresh();
        QVERIFY(bench.settled());
        QVERIFY(!bench.view->hasError());
    }
};

QTEST_MAIN(UsageChartTest)
#include "tst_usagechart.moc"
