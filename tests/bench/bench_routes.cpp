// SPDX-License-Identifier: GPL-3.0-or-later
// What the document of a dynamic route takes: reading it, validating it, laying it out, and an edit
// of it with all that observes it.
//
//     bench_routes [ELEMENTS...]     100 and 1000 by default
#include "models/route/routediff.h"
#include "models/route/routedocument.h"
#include "models/route/routelayout.h"
#include "models/route/routesimulator.h"
#include "tests/route/routegraphs.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <algorithm>
#include <cstdio>
#include <functional>

using namespace gatehouse;

static void measure(const char *what, int times, const std::function<void()> &work,
                    const char *wanted = "")
{
    QList<double> milliseconds;
    for (int i = 0; i < times; ++i) {
        QElapsedTimer timer;
        timer.start();
        work();
        milliseconds.append(double(timer.nsecsElapsed()) / 1e6);
    }
    std::sort(milliseconds.begin(), milliseconds.end());
    std::printf("  %-42s %9.3f ms  (worst %.3f) %s\n", what, milliseconds.at(times / 2),
                milliseconds.last(), wanted);
}

static void measureAll(int size)
{
    const RouteGraph graph = test::bigRoute(size);
    std::printf("%d elements, %d edges\n", size, int(graph.edges().size()));
    const QByteArray text = routeText(graph);
    const QJsonArray json = toJson(graph);
    measure("read from JSON", 50, [&] { (void)routeGraphFromJson(json); });
    measure("write as text", 20, [&] { (void)routeText(graph); });
    measure("read from text", 20, [&] { (void)routeGraphFromText(text); });
    measure(
        "validate", 100, [&] { (void)routeProblems(graph); }, size == 1000 ? "wanted: 5 ms" : "");
    RouteGraph wrong;
    for (RouteElement element : graph.elements()) {
        for (RouteOutput &output : element.outputs)
            output.target.clear();
        wrong.append(element);
    }
    measure(
        "validate, everything wrong", 50, [&] { (void)routeProblems(wrong); },
        size == 1000 ? "wanted: 5 ms" : "");
    measure(
        "lay out", 5, [&] { (void)layoutRoute(graph); },
        size == 1000 ? "wanted: 450 ms, read and drawn" : "");
    measure("compare", 20, [&] { (void)diffRoutes(graph, test::bigRoute(size, 2)); });

    RouteDocument document;
    document.load(graph, layoutRoute(graph));
    const QString id = graph.at(size / 2).id;
    measure("move one element", 200, [&] { document.moveElements({id}, {1, 1}); });
    bool connected = true;
    const RoutePort port{id, graph.at(size / 2).outputs.first().name};
    const QString target = graph.target(port);
    measure("connect or disconnect", 100, [&] {
        connected = !connected;
        if (connected)
            document.connectOutput(port, target);
        else
            document.disconnectOutput(port);
    });
    QStringList all;
    for (const RouteElement &element : graph.elements())
        all.append(element.id);
    measure("duplicate everything, and undo", 5, [&] {
        document.duplicate(all);
        document.undoStack()->undo();
    });
    measure("10,000 simulated requests", 3, [&] { (void)sampleRoute(graph, {}, 10'000, 1, {}); });
}

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QStringList sizes = QCoreApplication::arguments().mid(1);
    if (sizes.isEmpty())
        sizes = {QStringLiteral("100"), QStringLiteral("1000")};
    for (const QString &size : sizes)
        measureAll(std::max(3, size.toInt()));
    return 0;
}
