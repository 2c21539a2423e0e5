// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/route/routelayout.h"
#include "models/route/routepositions.h"
#include "tests/route/routegraphs.h"

#include <QDir>
#include <QFile>
#include <QRectF>
#include <QTemporaryDir>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::test;

static QString s(const char *text)
{
    return QString::fromUtf8(text);
}

class TestRouteLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void layers();
    void nothingOverlaps();
    void oddGraphs();
    void manyAtOnce();
    void positionsAreKept();
    void positionsOfAnotherVersion();
    void oddNamesOfFiles();
};

void TestRouteLayout::layers()
{
    const RouteGraph graph = routeOf(s("s start next=m\nm model success=e fallback=n\n"
                                       "n model success=e fallback=e\ne end"));
    RouteLayoutOptions options;
    options.sizes.insert(s("s"), {40, 40});
    const auto places = layoutRoute(graph, options);
    QCOMPARE(places.size(), 4);
    for (const RouteEdge &edge : graph.edges()) {
        const qreal width = options.sizes.value(edge.from.element, options.size).width();
        QVERIFY(places.value(edge.to).x()
                > places.value(edge.from.element).x() + width + options.layerGap / 2);
    }
    qreal left = 1;
    qreal top = 1;
    for (const QPointF &place : places) {
        left = qMin(left, place.x());
        top = qMin(top, place.y());
    }
    QCOMPARE(QPointF(left, top), QPointF(0, 0));
    QCOMPARE(layoutRoute(graph, options), places); // the same each time
}

void TestRouteLayout::nothingOverlaps()
{
    const RouteLayoutOptions options;
    const auto places = layoutRoute(bigRoute(120), options);
    QCOMPARE(places.size(), 120);
    for (auto a = places.begin(); a != places.end(); ++a)
        for (auto b = places.begin(); b != places.end(); ++b)
            QVERIFY(a.key() == b.key()
                    || !QRectF(*a, options.size).intersects(QRectF(*b, options.size)));
}

void TestRouteLayout::oddGraphs()
{
    QVERIFY(layoutRoute({}).isEmpty());
    QCOMPARE(layoutRoute(routeOf(s("m model"))).value(s("m"), {1, 1}), QPointF(0, 0));
    QCOMPARE(layoutRoute(routeOf(s("m model success=m fallback=n\nn model success=m\n"
                                   "\\N model\n\"<b> model\na:b model")))
                 .size(),
             5);
}

void TestRouteLayout::manyAtOnce()
{
    const auto wanted = layoutRoute(bigRoute(40));
    QList<QFuture<QHash<QString, QPointF>>> all;
    for (int i = 0; i < 8; ++i)
        all.append(layoutRouteLater(bigRoute(40)));
    for (auto &one : all)
        QCOMPARE(one.result(), wanted);
}

void TestRouteLayout::positionsAreKept()
{
    QTemporaryDir folder;
    const RoutePositions::Route route{s("profile"), s("gateway"), s("route")};
    const RoutePositions::Positions positions{{s("a"), {1.5, -2}}, {s("b"), {0, 1e6}}};
    RoutePositions store(folder.path());
    QVERIFY(store.load(route, s("1")).isEmpty());
    QCOMPARE(store.save(route, s("1"), positions), QString());
    QCOMPARE(RoutePositions(folder.path()).load(route, s("1")), positions);
    QVERIFY(store.load({s("profile"), s("gateway"), s("other")}, s("1")).isEmpty());
    store.remove({s("profile"), s("gateway"), s("other")});
    QCOMPARE(store.load(route, s("1")), positions);
    store.remove(route);
    QVERIFY(store.load(route, s("1")).isEmpty());

    QFile file(folder.filePath(s("file")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(!RoutePositions(file.fileName()).save(route, s("1"), positions).isEmpty());
}

void TestRouteLayout::positionsOfAnotherVersion()
{
    QTemporaryDir folder;
    const RoutePositions::Route route{s("p"), s("g"), s("r")};
    RoutePositions store(folder.path());
    store.save(route, s("1"), {{s("a"), {1, 1}}});
    QCOMPARE(store.load(route, s("2")).value(s("a")), QPointF(1, 1));
    store.save(route, s("2"), {{s("a"), {2, 2}}});
    QCOMPARE(store.load(route, s("2")).value(s("a")), QPointF(2, 2));
    QCOMPARE(store.load(route, s("1")).value(s("a")), QPointF(1, 1));
}

void TestRouteLayout::oddNamesOfFiles()
{
    QTemporaryDir folder;
    RoutePositions store(folder.path() + s("/positions"));
    for (const char *odd : {"..", ".", "", "a/b", "ü %", "a.json"}) {
        const RoutePositions::Route route{s(odd), s(odd), s(odd)};
        QCOMPARE(store.save(route, s(odd), {{s(odd), {3, 4}}}), QString());
        QCOMPARE(store.load(route, s(odd)).value(s(odd)), QPointF(3, 4));
        store.remove(route);
        QVERIFY(store.load(route, s(odd)).isEmpty());
    }
    QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
             QStringList{s("positions")});
}

QTEST_GUILESS_MAIN(TestRouteLayout)
#include "tst_routelayout.moc"
