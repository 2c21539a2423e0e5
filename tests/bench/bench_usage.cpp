// SPDX-License-Identifier: GPL-3.0-or-later
// The chart of a year of hourly usage: how long until it is first painted, and how much work a
// frame is while it is panned and zoomed.
#include "models/items/usagemodel.h"
#include "models/services/connection.h"
#include "tests/support/cannedserver.h"
#include "views/billing/usagechart.h"
#include "views/billing/usageplot.h"
#include "views/common/style.h"
#include "views/common/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <algorithm>
#include <cstdio>
#include <random>

using namespace gatehouse;
using namespace gatehouse::test;

static constexpr int hours = 8760;
static const QDateTime start({2025, 1, 1}, {0, 0}, Qt::UTC);

static double msOf(const std::function<void()> &work)
{
    QElapsedTimer clock;
    clock.start();
    work();
    return double(clock.nsecsElapsed()) / 1e6;
}

static void report(const char *name, QList<double> times)
{
    std::sort(times.begin(), times.end());
    const auto at = [&times](double share) {
        return times.at(std::min(times.size() - 1, qsizetype(share * double(times.size()))));
    };
    printf("%-34s median %6.2f ms   p99 %6.2f ms   most %6.2f ms\n", name, at(0.5), at(0.99),
           times.constLast());
}

static QJsonArray history(const CannedServer::Request &request)
{
    std::mt19937 random(1);
    std::exponential_distribution<double> cents(0.02);
    QJsonArray buckets;
    const qint64 from = request.item(QStringLiteral("start_time")).toLongLong();
    for (int hour = hours - 1; hour >= 0; --hour)
        if (hour % 53 > 2) // with gaps
            buckets.append(QJsonObject{{"id", QString::number(hour)},
                                       {"aggregated_value", cents(random)},
                                       {"start_time", from + hour * 3'600'000LL},
                                       {"end_time", from + (hour + 1) * 3'600'000LL}});
    return buckets;
}

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QApplication::setStyle(new Style);
    const Theme theme;
    CannedServer server([](const CannedServer::Request &request) {
        return CannedServer::Reply::result(QJsonObject{{"history", history(request)}});
    });
    Connection connection({.id = QStringLiteral("bench"), .name = QStringLiteral("Bench")});
    connection.open({server.url(), QStringLiteral("account"), {QStringLiteral("token"), {}, {}}});
    TimeDisplay time;
    UsageModel model(connection.billing(), &time);
    model.ask({{start, start.addSecs(hours * 3600LL)}, UsageWindow::Hour});
    if (!QTest::qWaitFor([&model] { return model.state() == TableModel::State::Ready; }, 60'000))
        return 1;

    const QSize size(1100, 560);
    QList<double> first;
    for (int i = 0; i < 15; ++i) {
        first.append(msOf([&] {
            UsageChart chart(&model, time.timeZone());
            chart.resize(size);
            chart.ensurePolished();
            chart.grab(); // lays out and paints all of it
        }));
    }
    report("first paint of 8,760 points", first);

    UsageChart chart(&model, time.timeZone());
    chart.resize(size);
    chart.show();
    if (!QTest::qWaitForWindowExposed(&chart))
        return 1;
    const auto panning = [&chart](const char *name, double from, double visible) {
        chart.showRange(from, from + visible);
        chart.viewport()->repaint();
        QList<double> frames;
        for (int i = 0; i < 400; ++i)
            frames.append(msOf([&chart, visible, i] {
                chart.pan((i < 200 ? 1 : -1) * visible / 60);
                QCoreApplication::sendPostedEvents();
                chart.viewport()->repaint();
            }));
        report(name, frames);
    };
    panning("pan, half a year visible", 100, hours / 2.0);
    panning("pan, 30 days visible", 1000, 720);
    panning("pan, 80 bars visible", 1000, 80);
    QList<double> frames;
    for (int i = 0; i < 100; ++i)
        frames.append(msOf([&chart, i] {
            chart.zoom(i % 50 < 25 ? 0.8 : 1.25);
            QCoreApplication::sendPostedEvents();
            chart.viewport()->repaint();
        }));
    report("zoom", frames);
    return 0;
}
