// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/route/routediff.h"
#include "tests/route/routegraphs.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::test;
using ElementKind = RouteElementDiff::Kind;
using EdgeKind = RouteEdgeDiff::Kind;

static QString s(const char *text)
{
    return QString::fromUtf8(text);
}

class TestRouteDiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void table_data();
    void table();
    void moved();
    void propertyDifferences();
    void summary_data();
    void summary();
};

// "+id", "-id", "~id" or, with another id, "old>new"; edges "+a.out>b".
static QString textOf(const RouteDiff &diff)
{
    QStringList parts;
    for (const RouteElementDiff &element : diff.elements) {
        if (element.kind == ElementKind::Added)
            parts.append(u'+' + element.after);
        else if (element.kind == ElementKind::Removed)
            parts.append(u'-' + element.before);
        else if (element.renamed)
            parts.append(element.before + u'>' + element.after);
        else if (element.kind == ElementKind::Changed)
            parts.append(u'~' + element.after);
    }
    for (const RouteEdgeDiff &edge : diff.edges)
        if (edge.kind != EdgeKind::Same)
            parts.append((edge.kind == EdgeKind::Added         ? s("+%1.%2>%3")
                              : edge.kind == EdgeKind::Removed ? s("-%1.%2>%3")
                                                               : s("~%1.%4:%2>%3"))
                             .arg(edge.edge.from.element, edge.edge.from.output, edge.edge.to)
                             .replace(s("%4"), edge.outputBefore));
    return parts.join(u' ');
}

void TestRouteDiff::table_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("diff");
    const auto row = [](const char *name, const char *before, const char *after, const char *diff) {
        QTest::newRow(name) << s(before) << s(after) << s(diff);
    };
    row("none", "s start next=e\ne end", "s start next=e\ne end", "");
    row("another order", "s start next=e\ne end", "e end\ns start next=e", "");
    row("inserted", "s start next=e\ne end", "s start next=m\nm model success=e fallback=e\ne end",
        "~s +m +s.next>m +m.success>e +m.fallback>e -s.next>e");
    row("removed", "s start next=e\ne end\nf end", "s start next=e\ne end", "-f");
    row("led elsewhere", "s start next=e\ne end\nf end", "s start next=f\ne end\nf end",
        "~s +s.next>f -s.next>e");
    row("renamed", "s start next=m\nm model success=e fallback=e\ne end",
        "s start next=x\nx model success=e fallback=e\ne end", "m>x");
    row("renamed, and all its neighbours", "s start next=m\nm model success=e fallback=e\ne end",
        "t start next=x\nx model success=f fallback=f\nf end", "s>t m>x e>f");
    row("renamed and led elsewhere", "s start next=m\nm model success=e fallback=e\ne end\nf end",
        "s start next=x\nx model success=e fallback=f\ne end\nf end",
        "m>x +x.fallback>f -m.fallback>e");
    row("another id and other content is another element",
        "s start next=m\nm model success=e fallback=e\ne end",
        "s start next=x\nx model success=e fallback=e {\"model\": \"y\"}\ne end",
        "~s +x -m +s.next>x +x.success>e +x.fallback>e -s.next>m -m.success>e -m.fallback>e");
    row("another type under the same id", "s start next=m\nm model success=e fallback=e\ne end",
        "s start next=m\nm rate success=e fallback=e\ne end",
        "~s +m -m +s.next>m +m.success>e +m.fallback>e -s.next>m -m.success>e -m.fallback>e");
    row("other shares", "p percentage 10%=e 90%=f\ne end\nf end",
        "p percentage 20%=e 80%=f\ne end\nf end", "~p ~p.90%:80%>f ~p.10%:20%>e");
    row("shares that lead elsewhere, too", "p percentage 10%=e 90%=f\ne end\nf end",
        "p percentage 20%=f 80%=f\ne end\nf end", "~p ~p.90%:80%>f +p.20%>f -p.10%>e");
    row("another output", "m model success=e\ne end", "m model fallback=e\ne end",
        "~m +m.fallback>e -m.success>e");
    row("changed", "m model success=e fallback=e {\"model\": \"a\"}\ne end",
        "m model success=e fallback=e {\"model\": \"b\"}\ne end", "~m");
}

void TestRouteDiff::table()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    const RouteGraph first = routeOf(before);
    const RouteGraph last = routeOf(after);
    const RouteDiff diff = diffRoutes(first, last);
    QTEST(textOf(diff), "diff");
    QCOMPARE(diff.isSame(), textOf(diff).isEmpty());
    QCOMPARE(diff.summary() == s("no difference"), diff.isSame());
    for (const RouteElement &element : last.elements())
        QVERIFY(diff.after(element.id));
    for (const RouteElement &element : first.elements())
        QVERIFY(diff.before(element.id));
}

void TestRouteDiff::moved()
{
    const RouteGraph graph = routeOf(s("s start next=e\ne end"));
    const RouteGraph renamed = routeOf(s("s start next=f\nf end"));
    const RouteDiff diff = diffRoutes(graph, renamed, {{s("s"), {0, 0}}, {s("e"), {1, 1}}},
                                      {{s("s"), {0, 0}}, {s("f"), {2, 1}}});
    QVERIFY(!diff.after(s("s"))->moved);
    QVERIFY(diff.after(s("f"))->moved);
    QVERIFY(diff.after(s("f"))->renamed);
    const RouteDiff same =
        diffRoutes(graph, graph, {{s("s"), {0, 0}}}, {{s("s"), {5, 0}}, {s("e"), {5, 5}}});
    QVERIFY(same.after(s("s"))->moved);
    QVERIFY(!same.after(s("e"))->moved); // it had none
    QVERIFY(same.isSame());
}

void TestRouteDiff::propertyDifferences()
{
    const RouteDiff diff = diffRoutes(
        routeOf(
            s("c conditional true=e false=e {\"conditions\": {\"a\": {\"$eq\": 1}}, \"x\": 1}")),
        routeOf(
            s("c conditional true=e false=e {\"conditions\": {\"a\": {\"$eq\": 2}}, \"y\": 1}")));
    QCOMPARE(diff.elements.size(), 1);
    QStringList paths;
    for (const LeafChange &change : diff.elements[0].changes)
        paths.append(change.path.join(u'/'));
    paths.sort();
    QCOMPARE(paths,
             QStringList({s("properties/conditions/a/$eq"), s("properties/x"), s("properties/y")}));
    QCOMPARE(diff.summary(), s("1 element changed"));
}

void TestRouteDiff::summary_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("summary");
    const QString ends = s("\ne end\nf end");
    QTest::newRow("led elsewhere") << s("s start next=e") + ends << s("s start next=f") + ends
                                   << s("1 element changed; 1 connection added, 1 removed");
    QTest::newRow("inserted") << s("s start next=e") + ends
                              << s("s start next=m\nm model success=e fallback=f") + ends
                              << s("1 element added, 1 changed; 3 connections added, 1 removed");
    QTest::newRow("shares") << s("p percentage 10%=e 90%=f") + ends
                            << s("p percentage 20%=e 80%=f") + ends
                            << s("1 element changed; 2 connections changed");
    QTest::newRow("removed") << s("s start next=e") + ends << s("f end")
                             << s("2 elements removed; 1 connection removed");
}

void TestRouteDiff::summary()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QTEST(diffRoutes(routeOf(before), routeOf(after)).summary(), "summary");
}

QTEST_GUILESS_MAIN(TestRouteDiff)
#include "tst_routediff.moc"
