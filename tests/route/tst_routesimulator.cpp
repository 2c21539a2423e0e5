// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/route/routesimulator.h"
#include "tests/route/routegraphs.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::test;
using Ending = RoutePath::Ending;

static QString s(const char *text)
{
    return QString::fromUtf8(text);
}

// Enterprise gets the best model; others two requests a minute each, and then the small one. What
// neither can answer goes to the last.
static RouteGraph plans()
{
    return routeOf(
        s("start start next=plan\n"
          "plan conditional true=best false=limit {\"conditions\": {\"metadata.plan\": "
          "\"enterprise\"}}\n"
          "limit rate success=mid fallback=small {\"key\": \"metadata.user\", \"limit\": 2, "
          "\"limitType\": \"count\", \"window\": 60}\n"
          "best model success=end fallback=mid {\"provider\": \"p\", \"model\": \"best\"}\n"
          "mid model success=end fallback=small {\"provider\": \"p\", \"model\": \"mid\"}\n"
          "small model success=end fallback=failed {\"provider\": \"q\", \"model\": \"small\"}\n"
          "end end\nfailed end"));
}

static RouteRequest request(const char *plan, const char *user, int second = 0)
{
    RouteRequest request;
    request.metadata = {{s("plan"), s(plan)}, {s("user"), s(user)}};
    request.at = QDateTime(QDate(2026, 11, 1), QTime(12, 0), Qt::UTC).addSecs(second);
    return request;
}

static QString pathText(const RoutePath &path)
{
    QStringList steps;
    for (const RouteStep &step : path.steps)
        steps.append(step.element + (step.forced ? s("*") : QString()));
    return steps.join(u' ');
}

class TestRouteSimulator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void paths_data();
    void paths();
    void reasons();
    void endings_data();
    void endings();
    void limitsCountInTheirWindow();
    void limitsOfDollars();
    void replayedByHand();
    void sampled();
    void failing();
    void cancelled();
    void ofLog();
    void sources_data();
    void sources();
};

void TestRouteSimulator::paths_data()
{
    QTest::addColumn<QString>("plan");
    QTest::addColumn<RouteForcing>("forcing");
    QTest::addColumn<QString>("path");
    QTest::addColumn<Ending>("ending");
    QTest::addColumn<QString>("model");
    const auto row = [](const char *name, const char *plan, const RouteForcing &forcing,
                        const char *path, Ending ending, const char *model) {
        QTest::newRow(name) << s(plan) << forcing << s(path) << ending << s(model);
    };
    const QString fallback = s("fallback");
    row("enterprise", "enterprise", {}, "start plan best end", Ending::Served, "best");
    row("free", "free", {}, "start plan limit mid end", Ending::Served, "mid");
    row("the best fails", "enterprise", {{s("best"), fallback}}, "start plan best* mid end",
        Ending::Served, "mid");
    row("the limit is exhausted", "free", {{s("limit"), fallback}}, "start plan limit* small end",
        Ending::Served, "small");
    row("all fail", "enterprise",
        {{s("best"), fallback}, {s("mid"), fallback}, {s("small"), fallback}},
        "start plan best* mid* small* failed", Ending::Unserved, "");
    row("a condition forced", "free", {{s("plan"), s("true")}}, "start plan* best end",
        Ending::Served, "best");
    row("forced to what is not there", "free", {{s("plan"), s("maybe")}},
        "start plan limit mid end", Ending::Served, "mid");
}

void TestRouteSimulator::paths()
{
    QFETCH(QString, plan);
    QFETCH(RouteForcing, forcing);
    RouteSimulator simulator(plans(), {.forcing = forcing});
    const RoutePath path = simulator.run(request(qPrintable(plan), "ann"));
    QTEST(pathText(path), "path");
    QTEST(path.ending, "ending");
    QTEST(path.model, "model");
    QCOMPARE(path.end, path.steps.last().element);
    QVERIFY(!path.text.isEmpty());
}

void TestRouteSimulator::reasons()
{
    RouteSimulator simulator(plans(), {.forcing = {{s("mid"), s("fallback")}}});
    const RoutePath path = simulator.run(request("free", "ann"));
    QStringList reasons;
    for (const RouteStep &step : path.steps)
        reasons.append(step.output + s(": ") + step.reason);
    QCOMPARE(reasons.join(u'\n'),
             s("next: a request comes in\n"
               "false: metadata.plan is \"free\"\n"
               "success: ann: 0 of 2 requests in 60 s used\n"
               "fallback: forced: the model fails\n"
               "success: the model answers\n"
               ": the route ends"));
}

void TestRouteSimulator::endings_data()
{
    QTest::addColumn<QString>("graph");
    QTest::addColumn<Ending>("ending");
    QTest::addColumn<QString>("end");
    QTest::newRow("no start") << s("e end") << Ending::NoStart << QString();
    QTest::newRow("no model") << s("s start next=e\ne end") << Ending::Unserved << s("e");
    QTest::newRow("nowhere") << s("s start") << Ending::Stuck << s("s");
    QTest::newRow("not there") << s("s start next=x") << Ending::Stuck << s("s");
    QTest::newRow("a circle") << s("s start next=p\np percentage 100%=q\nq percentage 100%=p")
                              << Ending::Endless << s("p");
    QTest::newRow("beyond the percentages")
        << s("s start next=p\np percentage 0%=e\ne end") << Ending::Stuck << s("p");
    QTest::newRow("unknown, one way")
        << s("s start next=g\ng guard pass=e\ne end") << Ending::Unserved << s("e");
    QTest::newRow("unknown, two ways")
        << s("s start next=g\ng guard pass=e block=e\ne end") << Ending::Stuck << s("g");
}

void TestRouteSimulator::endings()
{
    QFETCH(QString, graph);
    const RoutePath path = RouteSimulator(routeOf(graph), {}).run({});
    QTEST(path.ending, "ending");
    QTEST(path.end, "end");
    QVERIFY(!path.text.isEmpty());
    for (const RouteStep &step : path.steps)
        QCOMPARE(step.certain, step.element != s("g"));
}

void TestRouteSimulator::limitsCountInTheirWindow()
{
    RouteSimulator simulator(plans(), {});
    const auto model = [&](const char *user, int second) {
        return simulator.run(request("free", user, second)).model;
    };
    QCOMPARE(model("ann", 0), s("mid"));
    QCOMPARE(model("ann", 30), s("mid"));
    QCOMPARE(model("ann", 31), s("small"));
    QCOMPARE(model("bob", 31), s("mid")); // each has a limit of his own
    QCOMPARE(model("ann", 59), s("small"));
    QCOMPARE(model("ann", 60), s("mid")); // the next window
    QCOMPARE(model("ann", 61), s("mid"));
    QCOMPARE(model("ann", 62), s("small"));
    QCOMPARE(model("bob", 62), s("mid")); // his began at 31
    QCOMPARE(model("bob", 90), s("small"));
}

void TestRouteSimulator::limitsOfDollars()
{
    const RouteGraph graph = routeOf(
        s("s start next=r\nr rate success=dear fallback=cheap {\"key\": \"metadata.user\", "
          "\"limit\": 1, \"limitType\": \"cost\", \"window\": 3600}\n"
          "dear model success=e fallback=cheap {\"provider\": \"p\", \"model\": \"dear\"}\n"
          "cheap model success=e fallback=e {\"provider\": \"p\", \"model\": \"cheap\"}\ne end"));
    RouteSimulator simulator(graph, {.prices = {{s("p/dear"), 0.4}, {s("p/cheap"), 0.1}}});
    QStringList models;
    double cost = 0;
    for (int i = 0; i < 5; ++i) {
        const RoutePath path = simulator.run(request("x", "ann", i));
        models.append(path.model);
        cost += path.cost;
    }
    // After the third, 1.2 dollars are used.
    QCOMPARE(models.join(u' '), s("dear dear dear cheap cheap"));
    QCOMPARE(cost, 1.4);
}

void TestRouteSimulator::replayedByHand()
{
    QList<RouteRequest> requests{request("enterprise", "eve", 0), request("free", "ann", 1),
                                 request("free", "ann", 2), request("free", "ann", 3),
                                 request("pro", "bob", 4)};
    requests[1].cost = 2.5;
    const RouteShares shares =
        replayRoute(plans(), requests, {.prices = {{s("p/best"), 1.0}, {s("p/mid"), 0.25}}});
    QCOMPARE(shares.requests, 5);
    QCOMPARE(shares.share({s("plan"), s("true")}), 0.2);
    QCOMPARE(shares.share({s("plan"), s("false")}), 0.8);
    QCOMPARE(shares.share({s("limit"), s("success")}), 0.6);
    QCOMPARE(shares.ports.value({s("limit"), s("fallback")}), 1);
    QCOMPARE(shares.elements.value(s("limit")), 4);
    QCOMPARE(shares.ends.value(s("end")), 5);
    QCOMPARE(shares.models.value(s("p/mid")), 3);
    QCOMPARE(shares.models.value(s("q/small")), 1);
    QCOMPARE(shares.costs.value(s("p/mid")), 0.75);
    QCOMPARE(shares.cost, 1.75);
    QCOMPARE(shares.loggedCost, 2.5);
    QCOMPARE(shares.unpriced, 1);
    QCOMPARE(shares.endings.value(Ending::Served), 5);
}

void TestRouteSimulator::sampled()
{
    const RouteGraph graph = routeOf(s("s start next=p\np percentage 10%=e 90%=f\ne end\nf end"));
    const RouteShares shares = sampleRoute(graph, {}, 10'000, 10, {.seed = 7});
    QCOMPARE(shares.requests, 10'000);
    QVERIFY(qAbs(shares.share({s("p"), s("10%")}) - 0.1) < 0.01);
    QCOMPARE(shares.ports, sampleRoute(graph, {}, 10'000, 10, {.seed = 7}).ports);
    QVERIFY(shares.ports != sampleRoute(graph, {}, 10'000, 10, {.seed = 8}).ports);

    // One user every 10 s: 6 in a minute, of which two come through.
    const RouteShares limited = sampleRoute(plans(), {request("free", "ann")}, 60, 10'000, {});
    QCOMPARE(limited.models.value(s("p/mid")), 20);
    QCOMPARE(limited.models.value(s("q/small")), 40);
}

void TestRouteSimulator::failing()
{
    const QList<RouteRequest> requests(1000, request("enterprise", "eve"));
    const RouteShares shares = replayRoute(
        plans(), requests, {.prices = {{s("p/best"), 1}}, .failures = {{s("p/best"), 0.3}}});
    const int answered = shares.models.value(s("p/best"));
    QVERIFY(answered > 650 && answered < 750);
    QCOMPARE(shares.models.value(s("p/mid")), 1000 - answered);
    QCOMPARE(shares.cost, double(answered)); // what fails costs nothing
}

void TestRouteSimulator::cancelled()
{
    const std::atomic_bool cancelled = true;
    QCOMPARE(sampleRoute(plans(), {}, 1000, 1, {}, &cancelled).requests, 0);
    QCOMPARE(replayRoute(plans(), {{}, {}}, {}, &cancelled).requests, 0);
}

void TestRouteSimulator::ofLog()
{
    Log log;
    log.createdAt = QDateTime(QDate(2026, 11, 1), QTime(12, 0), Qt::UTC);
    log.metadata = s("{\"plan\": \"free\", \"n\": 3}");
    log.cost = 0.5;
    log.requestHead = s("{\"model\": \"dynamic/x\", \"messages\": [{\"role\": \"user\"}]}");
    log.requestHeadComplete = true;
    RouteRequest request = routeRequest(log);
    QCOMPARE(request.value(s("metadata.plan")).toString(), s("free"));
    QCOMPARE(request.value(s("body.messages.0.role")).toString(), s("user"));
    QCOMPARE(request.at, log.createdAt);
    QCOMPARE(request.cost, std::optional(0.5));
    log.requestHeadComplete = false; // half of a body decides nothing
    QVERIFY(routeRequest(log).body.isUndefined());
    QCOMPARE(routeRequest(log, "{\"a\": [1, 2]}").value(s("body.a.1")).toInt(), 2);
    log.metadata = s("no JSON");
    QVERIFY(routeRequest(log).metadata.isEmpty());
}

void TestRouteSimulator::sources_data()
{
    QTest::addColumn<QString>("element");
    QTest::addColumn<QStringList>("sources");
    const auto row = [](const char *name, const char *element, const QStringList &sources) {
        QTest::newRow(name) << s(element) << sources;
    };
    row("none", "e end", {});
    row("an empty condition", "c conditional true=e false=e {\"conditions\": {}}", {});
    row("one", "c conditional true=e false=e {\"conditions\": {\"body.stream\": true}}",
        {s("body")});
    row("nested",
        "c conditional true=e false=e {\"conditions\": {\"$or\": [{\"metadata.a\": 1}, {\"$and\": "
        "[{\"headers.x\": {\"$eq\": \"1\"}}, {\"metadata.b\": 2}]}]}}",
        {s("headers"), s("metadata")});
    row("a limit", "r rate success=e fallback=e {\"key\": \"body.user\"}", {s("body")});
}

void TestRouteSimulator::sources()
{
    QFETCH(QString, element);
    const QSet<QString> sources = routeSources(routeOf(element));
    QStringList list(sources.begin(), sources.end());
    list.sort();
    QTEST(list, "sources");
}

QTEST_GUILESS_MAIN(TestRouteSimulator)
#include "tst_routesimulator.moc"
