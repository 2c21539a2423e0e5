// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/route/routedocument.h"
#include "tests/route/routegraphs.h"

#include <QSignalSpy>

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::test;
using Kind = RouteProblem::Kind;
using Severity = RouteProblem::Severity;

class TestRouteProblems : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void table_data();
    void table();
    void providers();
    void bigOneIsClean();
    void checkerFollows();
    void fixOfWhatIsGone();
};

// One line each: kind, element, output or property.
static QString textOf(const RouteProblem &problem)
{
    QString text =
        problem.severity == Severity::Error ? QStringLiteral("E ") : QStringLiteral("W ");
    text += QString::number(int(problem.kind)) + u' ' + problem.element;
    if (!problem.output.isEmpty())
        text += u'.' + problem.output;
    if (!problem.property.isEmpty())
        text += u':' + problem.property;
    return text;
}

static QString line(Severity severity, Kind kind, const char *where)
{
    return textOf({.kind = kind, .severity = severity}) + QString::fromLatin1(where);
}
static QString error(Kind kind, const char *where)
{
    return line(Severity::Error, kind, where);
}
static QString warning(Kind kind, const char *where)
{
    return line(Severity::Warning, kind, where);
}

void TestRouteProblems::table_data()
{
    QTest::addColumn<QString>("graph");
    QTest::addColumn<QStringList>("problems");
    // The element of the first problem after its fix, or the whole graph; null: there is no fix.
    QTest::addColumn<QString>("fixed");
    const auto row = [](const char *name, const char *graph, const QStringList &problems,
                        const char *fixed = nullptr) {
        QTest::newRow(name) << QString::fromUtf8(graph) << problems << QString::fromUtf8(fixed);
    };
    row("none",
        "s start next=m\nm model success=e fallback=n\nn model success=e fallback=f\n"
        "e end\nf end",
        {});
    row("nothing at all", "", {error(Kind::NoStart, ""), warning(Kind::NoEnd, "")}, "start start");
    row("no start", "m model success=e fallback=f\ne end\nf end", {error(Kind::NoStart, "")},
        "start start next=m\nm model success=e fallback=f\ne end\nf end");
    row("two starts", "s start next=e\nt start next=e\ne end", {error(Kind::SecondStart, "t")},
        "s start next=e\ne end");
    row("an output leads nowhere", "s start\ne end",
        {error(Kind::UnconnectedOutput, "s.next"), warning(Kind::Unreachable, "e")},
        "s start next=e\ne end");
    row("nowhere, and two ends", "s start next=m\nm model success=e\ne end\nf end",
        {error(Kind::UnconnectedOutput, "m.fallback"), warning(Kind::Unreachable, "f")});
    row("an id that is not there", "s start next=x\ne end",
        {error(Kind::UnknownTarget, "s.next"), warning(Kind::Unreachable, "e")},
        "s start next=e\ne end");
    row("an output that the type has not", "s start next=e more=e\ne end",
        {error(Kind::UnknownOutput, "s.more"), warning(Kind::NoChoice, "s")},
        "s start next=e\ne end");
    row("six percentages",
        "s start next=p\np percentage 10%=e 20%=e 30%=e 15%=e 16%=e 9%=f\ne end\nf end",
        {error(Kind::TooManyPercentages, "p")});
    row("no percentage", "s start next=p\np percentage else=e 50%=f\ne end\nf end",
        {error(Kind::MalformedPercentage, "p.else")});
    row("a percentage without its sign", "s start next=p\np percentage 50=e 50%=f\ne end\nf end",
        {error(Kind::MalformedPercentage, "p.50")});
    row("as before, free", "s start next=p\np percentage 40=e 60%=f\ne end\nf end",
        {error(Kind::MalformedPercentage, "p.40")},
        "s start next=p\np percentage 40%=e 60%=f\ne end\nf end");
    row("too little", "s start next=p\np percentage 30%=e 20%=f\ne end\nf end",
        {error(Kind::PercentageSum, "p")},
        "s start next=p\np percentage 60%=e 40%=f\ne end\nf end");
    row("in thirds", "s start next=p\np percentage 3%=e 2%=f 1%=g\ne end\nf end\ng end",
        {error(Kind::PercentageSum, "p")},
        "s start next=p\np percentage 50.1%=e 33.3%=f 16.6%=g\ne end\nf end\ng end");
    row("decimals that sum",
        "s start next=p\np percentage 33.4%=e 33.3%=f 33.30%=g\n"
        "e end\nf end\ng end",
        {});
    row("no outputs at all", "s start next=p\np percentage\ne end",
        {error(Kind::PercentageSum, "p"), warning(Kind::NoPathToEnd, "s"),
         warning(Kind::Unreachable, "e")});
    row("a property is missing",
        "s start next=m\nm model success=e fallback=f {\"provider\": \"p\", \"model\": \"m\", "
        "\"retries\": 0}\ne end\nf end",
        {error(Kind::MissingProperty, "m:timeout")},
        "s start next=m\nm model success=e fallback=f {\"provider\": \"p\", \"model\": \"m\", "
        "\"retries\": 0, \"timeout\": 30000}\ne end\nf end");
    row("no model",
        "s start next=m\nm model success=e fallback=f {\"provider\": \"p\", \"timeout\": 1, "
        "\"retries\": 0}\ne end\nf end",
        {error(Kind::MissingProperty, "m:model")});
    row("a number as a text",
        "s start next=m\nm model success=e fallback=f {\"provider\": \"p\", \"model\": \"m\", "
        "\"retries\": \"2\", \"timeout\": 5}\ne end\nf end",
        {error(Kind::WrongProperty, "m:retries")},
        "s start next=m\nm model success=e fallback=f {\"provider\": \"p\", \"model\": \"m\", "
        "\"retries\": 2, \"timeout\": 5}\ne end\nf end");
    row("a text as a number",
        "s start next=m\nm model success=e fallback=f {\"provider\": 4, \"model\": \"m\", "
        "\"retries\": 2, \"timeout\": 5}\ne end\nf end",
        {error(Kind::WrongProperty, "m:provider")});
    row("a type of limit that nobody knows",
        "s start next=r\nr rate success=e fallback=f {\"key\": \"k\", \"limit\": 1, "
        "\"limitType\": \"x\", \"window\": 1}\ne end\nf end",
        {error(Kind::WrongProperty, "r:limitType")});
    row("unusual values",
        "s start next=r\nr rate success=m fallback=f {\"key\": \"\", \"limit\": 0, "
        "\"limitType\": \"cost\", \"window\": -1}\nm model success=e fallback=f "
        "{\"provider\": \"p\", \"model\": \"m\", \"retries\": 9, \"timeout\": 5}\ne end\nf end",
        {warning(Kind::UnusualValue, "r:key"), warning(Kind::UnusualValue, "r:limit"),
         warning(Kind::UnusualValue, "r:window"), warning(Kind::UnusualValue, "m:retries")});
    row("conditions are a list",
        "s start next=c\nc conditional true=e false=f {\"conditions\": []}\ne end\nf end",
        {error(Kind::WrongProperty, "c:conditions")});
    row("condition",
        "s start next=c\nc conditional true=e false=f {\"condition\": {\"a\": 1}}\ne end\nf end",
        {warning(Kind::MisnamedConditions, "c:condition")},
        "s start next=c\nc conditional true=e false=f {\"conditions\": {\"a\": 1}}\ne end\nf end");
    row("no conditions", "s start next=c\nc conditional true=e false=f\ne end\nf end",
        {warning(Kind::EmptyConditions, "c:conditions")});
    row("an operator that nobody knows",
        "s start next=c\nc conditional true=e false=f {\"conditions\": {\"a\": {\"$gt\": 1}}}\n"
        "e end\nf end",
        {warning(Kind::UnknownOperator, "c:conditions")});
    row("no end", "s start next=g\ng guard",
        {warning(Kind::UnknownType, "g"), warning(Kind::NoEnd, "")}, nullptr);
    row("out of the way", "s start next=e\nm model success=e fallback=f\ne end\nf end",
        {warning(Kind::Unreachable, "m"), warning(Kind::Unreachable, "f")},
        "s start next=e\ne end\nf end");
    row("in a circle",
        "s start next=m\nm model success=e fallback=n\nn model success=f fallback=m\ne end\nf end",
        {warning(Kind::Cycle, "n.fallback")});
    row("in a circle without a way out",
        "s start next=a\na conditional true=b false=b {\"conditions\": {\"x\": 1}}\n"
        "b percentage 100%=a\ne end",
        {warning(Kind::NoChoice, "a"), warning(Kind::NoPathToEnd, "s"),
         warning(Kind::NoPathToEnd, "a"), warning(Kind::NoPathToEnd, "b"),
         warning(Kind::Unreachable, "e"), warning(Kind::Cycle, "b.100%")});
    row("no fallback", "s start next=m\nm model success=e fallback=e\ne end",
        {warning(Kind::ModelWithoutFallback, "m.fallback")});
    row("an end that leads on", "s start next=e\ne end x=f\nf end",
        {warning(Kind::EndWithOutputs, "e")}, "s start next=e\ne end\nf end");
    row("an end that leads nowhere", "s start next=e\ne end x=g",
        {error(Kind::UnknownTarget, "e.x"), warning(Kind::EndWithOutputs, "e")});
}

void TestRouteProblems::table()
{
    QFETCH(QString, graph);
    QFETCH(QStringList, problems);
    QFETCH(QString, fixed);
    RouteDocument document;
    document.load(routeOf(graph), {{QStringLiteral("s"), {0, 0}}, {QStringLiteral("e"), {500, 5}}});
    const auto found = routeProblems(document.graph());
    QStringList texts;
    for (const RouteProblem &problem : found) {
        texts.append(textOf(problem));
        QVERIFY(!problem.text.isEmpty());
    }
    texts.sort();
    problems.sort();
    QCOMPARE(texts, problems);
    QCOMPARE(hasErrors(found), !texts.filter(QStringLiteral("E ")).isEmpty());
    if (found.isEmpty())
        return;
    const RouteGraph before = document.graph();
    QCOMPARE(document.fix(found.first()), !found.first().fixText.isEmpty());
    QCOMPARE(!found.first().fixText.isEmpty(), !fixed.isEmpty());
    if (fixed.isEmpty())
        return;
    QCOMPARE(routeText(document.graph()), routeText(routeOf(fixed)));
    for (const RouteElement &element : document.graph().elements())
        if (!before.contains(element.id))
            QVERIFY(document.hasPosition(element.id));
    QCOMPARE(document.undoStack()->count(), 1);
    QVERIFY(!document.fix(found.first())); // it is not there any more
    document.undoStack()->undo();
    QVERIFY(document.graph() == before);
}

void TestRouteProblems::providers()
{
    const RouteGraph graph =
        routeOf(QStringLiteral("s start next=m\nm model success=e fallback=f {\"provider\": "
                               "\"custom-x\", \"model\": \"m\", "
                               "\"retries\": 2, \"timeout\": 5}\ne end\nf end"));
    QVERIFY(routeProblems(graph).isEmpty());
    QVERIFY(routeProblems(graph, {{QStringLiteral("custom-x")}}).isEmpty());
    const auto problems = routeProblems(graph, {{QStringLiteral("openai")}});
    QCOMPARE(problems.size(), 1);
    QCOMPARE(textOf(problems[0]), warning(Kind::UnknownProvider, "m:provider"));
}

void TestRouteProblems::bigOneIsClean()
{
    const auto problems = routeProblems(bigRoute(1000));
    for (const RouteProblem &problem : problems)
        QVERIFY2(problem.severity == Severity::Warning
                     && (problem.kind == Kind::ModelWithoutFallback
                         || problem.kind == Kind::EmptyConditions
                         || problem.kind == Kind::NoChoice),
                 qPrintable(problem.element + problem.text));
}

void TestRouteProblems::checkerFollows()
{
    RouteDocument document;
    document.load(routeOf(QStringLiteral("s start next=e\ne end")));
    RouteChecker checker(&document);
    QSignalSpy spy(&checker, &RouteChecker::problemsChanged);
    QVERIFY(checker.problems().isEmpty());
    document.disconnectOutput({QStringLiteral("s"), QStringLiteral("next")});
    document.addElement(RouteElementType::Model, {});
    QCOMPARE(spy.count(), 0);
    QTRY_COMPARE(spy.count(), 1); // once for both
    QVERIFY(checker.hasErrors());
    document.undoStack()->setIndex(0);
    QVERIFY(checker.problems().isEmpty()); // at once when asked
    QCOMPARE(spy.count(), 2);
    checker.setContext({{QStringLiteral("openai")}});
    QCoreApplication::processEvents();
    QCOMPARE(spy.count(), 2);
}

void TestRouteProblems::fixOfWhatIsGone()
{
    RouteDocument document;
    document.load(routeOf(QStringLiteral("s start\ne end")));
    const auto problems = routeProblems(document.graph());
    document.removeElements({QStringLiteral("s")});
    QVERIFY(!document.fix(problems.first()));
    document.undoStack()->undo();
    document.setReadOnly(true);
    QVERIFY(!document.fix(problems.first()));
}

QTEST_GUILESS_MAIN(TestRouteProblems)
#include "tst_routeproblems.moc"
