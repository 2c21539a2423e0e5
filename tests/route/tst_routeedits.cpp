// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/route/routedocument.h"
#include "tests/route/routegraphs.h"

#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::test;

static QString s(const char *text)
{
    return QString::fromUtf8(text);
}

class TestRouteEdits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void adding();
    void removalReconnects_data();
    void removalReconnects();
    void connecting();
    void insertingOnAnEdge();
    void renamingAnElement();
    void settingOutputs();
    void typingIsOneStep();
    void draggingIsOneStep();
    void draggingBackIsNoStep();
    void aligning_data();
    void aligning();
    void distributing();
    void snapping();
    void pasteRemapsIds();
    void pasteElsewhere();
    void cutting();
    void duplicating();
    void replacingTheGraph();
    void drafts();
    void readOnly();
    void signalsOfOneCommand();

private:
    QString target(const char *id, const char *output) const
    {
        return m_document->element(s(id))->output(s(output))->target;
    }
    QStringList ids() const
    {
        QStringList list;
        for (const RouteElement &element : m_document->graph().elements())
            list.append(element.id);
        return list;
    }
    void load(const QString &graph) { m_document->load(routeOf(graph)); }

    std::unique_ptr<RouteDocument> m_document;
};

void TestRouteEdits::init()
{
    m_document = std::make_unique<RouteDocument>();
    m_document->load(
        routeOf(s("start start next=m\nm model success=end fallback=n\n"
                  "n model success=end fallback=end\nend end")),
        {{s("start"), {0, 0}}, {s("m"), {100, 10}}, {s("n"), {200, 70}}, {s("end"), {350, 0}}});
}

void TestRouteEdits::adding()
{
    QCOMPARE(m_document->addElement(RouteElementType::Model, {5, 6}), s("model"));
    QCOMPARE(m_document->addElement(RouteElementType::Model, {5, 6}), s("model-2"));
    QCOMPARE(m_document->addElement(RouteElementType::Model, {5, 6}, s("m")), s("m-2"));
    QCOMPARE(m_document->addElement(RouteElementType::Start, {5, 6}), QString());
    QCOMPARE(m_document->addElement(OpenEnum<RouteElementType>::fromText(s("guard")), {}),
             s("guard"));
    QCOMPARE(m_document->position(s("model")), QPointF(5, 6));
    QCOMPARE(m_document->undoStack()->count(), 4);
    QCOMPARE(m_document->undoStack()->undoText(), s("Add “guard”"));
}

void TestRouteEdits::removalReconnects_data()
{
    QTest::addColumn<QString>("graph");
    QTest::addColumn<QStringList>("removed");
    QTest::addColumn<QString>("left");
    const auto row = [](const char *name, const char *graph, const QStringList &removed,
                        const char *left) {
        QTest::newRow(name) << s(graph) << removed << s(left);
    };
    row("one way on", "s start next=p\np percentage 100%=e\ne end", {s("p")},
        "s start next=e\ne end");
    row("all ways to one", "s start next=m\nm model success=e fallback=e\ne end", {s("m")},
        "s start next=e\ne end");
    row("one connected", "s start next=m\nm model success=e\ne end", {s("m")},
        "s start next=e\ne end");
    row("two ways", "s start next=m\nm model success=e fallback=f\ne end\nf end", {s("m")},
        "s start\ne end\nf end");
    row("two in a row", "s start next=p\np percentage 100%=q\nq percentage 100%=e\ne end",
        {s("p"), s("q")}, "s start next=e\ne end");
    row("a circle", "s start next=p\np percentage 100%=q\nq percentage 100%=p\ne end",
        {s("p"), s("q")}, "s start\ne end");
    row("back to itself", "s start next=p\np percentage 100%=q\nq percentage 100%=p\ne end",
        {s("q")}, "s start next=p\np percentage 100%=\ne end");
    row("an end", "s start next=e\ne end", {s("e")}, "s start");
    row("all", "s start next=e\ne end", {s("e"), s("s"), s("x")}, "");
}

void TestRouteEdits::removalReconnects()
{
    QFETCH(QString, graph);
    QFETCH(QStringList, removed);
    QFETCH(QString, left);
    load(graph);
    QVERIFY(m_document->removeElements(removed));
    QCOMPARE(routeText(m_document->graph()), routeText(routeOf(left)));
    QCOMPARE(m_document->undoStack()->count(), 1);
    QVERIFY(!m_document->removeElements(removed));
}

void TestRouteEdits::connecting()
{
    const RoutePort port{s("m"), s("fallback")};
    QString reason;
    QVERIFY(!m_document->canConnect(port, s("m"), &reason));
    QVERIFY(reason.contains(s("itself")));
    QVERIFY(!m_document->canConnect(port, s("start"), &reason));
    QVERIFY(reason.contains(s("start")));
    QVERIFY(!m_document->canConnect(port, s("none")));
    QVERIFY(!m_document->canConnect({s("m"), s("none")}, s("end")));
    QVERIFY(!m_document->connectOutput(port, s("n"))); // it does already
    QVERIFY(m_document->canConnect({s("n"), s("success")}, s("m"))); // a circle is a problem only
    QVERIFY(m_document->connectOutput(port, s("end")));
    QCOMPARE(target("m", "fallback"), s("end"));
    QVERIFY(m_document->disconnectOutput(port));
    QCOMPARE(target("m", "fallback"), QString());
    QVERIFY(!m_document->disconnectOutput(port));
    QVERIFY(!m_document->disconnectOutput({s("x"), s("y")}));
}

void TestRouteEdits::insertingOnAnEdge()
{
    const QString id =
        m_document->insertOnEdge({s("start"), s("next")}, RouteElementType::Conditional, {7, 8});
    QCOMPARE(target("start", "next"), id);
    QCOMPARE(target("conditional", "true"), s("m"));
    QCOMPARE(target("conditional", "false"), s("m"));
    QCOMPARE(m_document->position(id), QPointF(7, 8));
    QCOMPARE(m_document->undoStack()->count(), 1);
    QVERIFY(m_document->insertOnEdge({s("start"), s("next")}, RouteElementType::End, {}).isEmpty());
    QVERIFY(m_document->insertOnEdge({s("end"), s("next")}, RouteElementType::Model, {}).isEmpty());

    m_document->addElement(RouteElementType::Rate, {});
    m_document->connectOutput({s("rate"), s("fallback")}, s("end"));
    QVERIFY(m_document->insertOnEdge({s("m"), s("fallback")}, s("rate")));
    QCOMPARE(target("m", "fallback"), s("rate"));
    QCOMPARE(target("rate", "success"), s("n"));
    QCOMPARE(target("rate", "fallback"), s("end")); // as it was
    QVERIFY(!m_document->canInsertOnEdge({s("m"), s("fallback")}, s("rate")));
    QVERIFY(!m_document->canInsertOnEdge({s("m"), s("success")}, s("m")));
    QVERIFY(!m_document->canInsertOnEdge({s("m"), s("success")}, s("start")));
}

void TestRouteEdits::renamingAnElement()
{
    QSignalSpy renamed(m_document.get(), &RouteDocument::elementRenamed);
    QSignalSpy removed(m_document.get(), &RouteDocument::elementRemoved);
    QSignalSpy added(m_document.get(), &RouteDocument::elementAdded);
    QVERIFY(m_document->renameElement(s("end"), s("done")));
    QCOMPARE(ids(), QStringList({s("start"), s("m"), s("n"), s("done")}));
    QCOMPARE(target("m", "success"), s("done"));
    QCOMPARE(target("n", "fallback"), s("done"));
    QCOMPARE(m_document->position(s("done")), QPointF(350, 0));
    QVERIFY(!m_document->hasPosition(s("end")));
    QCOMPARE(renamed.count(), 1);
    m_document->undoStack()->undo();
    QCOMPARE(renamed.count(), 2);
    QCOMPARE(renamed[1], QVariantList({s("done"), s("end")}));
    QCOMPARE(removed.count() + added.count(), 0);
    QVERIFY(!m_document->renameElement(s("m"), s("n")));
    QVERIFY(!m_document->renameElement(s("m"), {}));
    QVERIFY(!m_document->renameElement(s("x"), s("y")));
}

void TestRouteEdits::settingOutputs()
{
    load(s("p percentage 30%=e 70%=f\nm model success=e fallback=f\ne end\nf end"));
    QVERIFY(m_document->setOutputs(s("p"), {{s("50%"), s("f")}, {s("50.0%"), s("e")}}));
    QVERIFY(!m_document->setOutputs(s("p"), {{s("50%"), s("f")}, {s("50%"), s("e")}}));
    QVERIFY(!m_document->setOutputs(s("m"), {{s("success"), s("f")}}));
    QCOMPARE(target("p", "50%"), s("f"));
}

void TestRouteEdits::typingIsOneStep()
{
    for (const char *text : {"g", "gp", "gpt"})
        QVERIFY(m_document->setProperty(s("m"), s("model"), s(text), true));
    QCOMPARE(m_document->undoStack()->count(), 1);
    QVERIFY(m_document->setProperty(s("n"), s("model"), s("x"), true));
    QVERIFY(m_document->setProperty(s("n"), s("timeout"), 5, true));
    QVERIFY(!m_document->setProperty(s("n"), s("timeout"), 5, true));
    QCOMPARE(m_document->undoStack()->count(), 3);
    m_document->undoStack()->setIndex(1);
    QCOMPARE(m_document->element(s("m"))->property(s("model")).toString(), s("gpt"));
    m_document->undoStack()->undo();
    QCOMPARE(m_document->element(s("m"))->property(s("model")).toString(), s("gpt-4o-mini"));
    QVERIFY(m_document->mergeProperties(
        s("m"), {{s("model"), s("o3")}, {s("timeout"), QJsonValue::Undefined}}));
    QVERIFY(m_document->element(s("m"))->property(s("timeout")).isUndefined());
    QCOMPARE(m_document->undoStack()->count(), 1);
}

void TestRouteEdits::draggingIsOneStep()
{
    QSignalSpy graphChanged(m_document.get(), &RouteDocument::graphChanged);
    QSignalSpy moved(m_document.get(), &RouteDocument::elementMoved);
    for (int i = 0; i < 10; ++i)
        QVERIFY(m_document->moveElements({s("m"), s("n")}, {1, 2}));
    QCOMPARE(m_document->undoStack()->count(), 1);
    QCOMPARE(moved.count(), 20);
    QCOMPARE(graphChanged.count(), 0);
    m_document->endStep();
    m_document->moveElements({s("m"), s("n")}, {1, 2});
    QCOMPARE(m_document->undoStack()->count(), 2);
    m_document->undoStack()->undo();
    QCOMPARE(m_document->position(s("m")), QPointF(110, 30));
    m_document->undoStack()->undo();
    QCOMPARE(m_document->position(s("m")), QPointF(100, 10));
    QVERIFY(!m_document->moveElements({s("x")}, {1, 2}));
    QVERIFY(!m_document->moveElements({s("m")}, {0, 0}));
}

void TestRouteEdits::draggingBackIsNoStep()
{
    m_document->moveElements({s("m")}, {1.5, 2});
    m_document->moveElements({s("m")}, {-1.5, -2});
    QCOMPARE(m_document->undoStack()->count(), 0);
    QVERIFY(!m_document->isModified());
}

void TestRouteEdits::aligning_data()
{
    QTest::addColumn<RouteAlignment>("alignment");
    QTest::addColumn<QPointF>("m");
    QTest::addColumn<QPointF>("n");
    // m is (100, 10, 40×20), n is (200, 70, 60×40)
    QTest::newRow("left") << RouteAlignment::Left << QPointF(100, 10) << QPointF(100, 70);
    QTest::newRow("center") << RouteAlignment::HorizontalCenter << QPointF(160, 10)
                            << QPointF(150, 70);
    QTest::newRow("right") << RouteAlignment::Right << QPointF(220, 10) << QPointF(200, 70);
    QTest::newRow("top") << RouteAlignment::Top << QPointF(100, 10) << QPointF(200, 10);
    QTest::newRow("middle") << RouteAlignment::VerticalCenter << QPointF(100, 50)
                            << QPointF(200, 40);
    QTest::newRow("bottom") << RouteAlignment::Bottom << QPointF(100, 90) << QPointF(200, 70);
}

void TestRouteEdits::aligning()
{
    QFETCH(RouteAlignment, alignment);
    QVERIFY(
        m_document->align({s("m"), s("n")}, alignment, {{s("m"), {40, 20}}, {s("n"), {60, 40}}}));
    QTEST(m_document->position(s("m")), "m");
    QTEST(m_document->position(s("n")), "n");
    QVERIFY(
        !m_document->align({s("m"), s("n")}, alignment, {{s("m"), {40, 20}}, {s("n"), {60, 40}}}));
}

void TestRouteEdits::distributing()
{
    const QHash<QString, QSizeF> sizes{
        {s("start"), {50, 10}}, {s("m"), {100, 10}}, {s("n"), {50, 10}}, {s("end"), {50, 10}}};
    QVERIFY(!m_document->distribute({s("m"), s("n")}, RouteDistribution::Horizontally, sizes));
    QVERIFY(m_document->distribute(ids(), RouteDistribution::Horizontally, sizes));
    // From 0 to 350 there are 200 of elements, so that gaps are 50.
    QCOMPARE(m_document->position(s("start")), QPointF(0, 0));
    QCOMPARE(m_document->position(s("m")), QPointF(100, 10));
    QCOMPARE(m_document->position(s("n")), QPointF(250, 70));
    QCOMPARE(m_document->position(s("end")), QPointF(350, 0));
}

void TestRouteEdits::snapping()
{
    QVERIFY(m_document->snap(ids(), 16));
    QCOMPARE(m_document->position(s("m")), QPointF(96, 16));
    QCOMPARE(m_document->position(s("n")), QPointF(208, 64));
    QVERIFY(!m_document->snap(ids(), 16));
}

void TestRouteEdits::pasteRemapsIds()
{
    const RouteClip clip = m_document->copy({s("n"), s("m"), s("start")});
    const QStringList pasted = m_document->paste(clip, {1000, 500});
    QCOMPARE(pasted, QStringList({s("m-2"), s("n-2")})); // there is a start
    QCOMPARE(target("m-2", "fallback"), s("n-2"));
    QCOMPARE(target("m-2", "success"), s("end")); // leads out of the clip
    QCOMPARE(target("m", "fallback"), s("n"));
    QCOMPARE(m_document->position(s("m-2")), QPointF(1000, 500));
    QCOMPARE(m_document->position(s("n-2")), QPointF(1100, 560));
    QCOMPARE(m_document->undoStack()->count(), 1);
    QCOMPARE(m_document->paste(clip, {}), QStringList({s("m-3"), s("n-3")}));
    QVERIFY(m_document->paste(m_document->copy({s("start")}), {}).isEmpty());
}

void TestRouteEdits::pasteElsewhere()
{
    const auto clip = routeClipFromText(toText(m_document->copy({s("start"), s("m"), s("n")})));
    QVERIFY(clip);
    RouteDocument other;
    other.load(routeOf(s("m model")));
    QCOMPARE(other.paste(*clip, {10, 20}), QStringList({s("start"), s("m-2"), s("n")}));
    QCOMPARE(other.graph().target({s("start"), s("next")}), s("m-2"));
    QCOMPARE(other.graph().target({s("m-2"), s("fallback")}), s("n"));
    QCOMPARE(other.element(s("n"))->output(s("success"))->target, QString()); // no “end” here
    QCOMPARE(other.position(s("start")), QPointF(10, 20));
}

void TestRouteEdits::cutting()
{
    RouteClip clip;
    QVERIFY(m_document->cut({s("n")}, &clip));
    QCOMPARE(clip.elements.size(), 1);
    QCOMPARE(target("m", "fallback"), s("end"));
    QVERIFY(!m_document->cut({s("n")}, &clip));
    QCOMPARE(clip.elements.size(), 1);
    QCOMPARE(m_document->paste(clip, {}), QStringList{s("n")});
}

void TestRouteEdits::duplicating()
{
    QCOMPARE(m_document->duplicate({s("m"), s("start")}), QStringList{s("m-2")});
    QCOMPARE(m_document->position(s("m-2")), QPointF(132, 42));
    QCOMPARE(target("m-2", "fallback"), s("n"));
}

void TestRouteEdits::replacingTheGraph()
{
    QSignalSpy removed(m_document.get(), &RouteDocument::elementRemoved);
    QSignalSpy added(m_document.get(), &RouteDocument::elementAdded);
    QSignalSpy changed(m_document.get(), &RouteDocument::elementChanged);
    const RouteGraph wanted =
        routeOf(s("x model success=end fallback=end\nend end\nstart start next=x\n"
                  "m model success=end fallback=end"));
    QVERIFY(m_document->replaceGraph(wanted));
    QVERIFY(m_document->graph() == wanted);
    QCOMPARE(removed.count(), 1);
    QCOMPARE(added.count(), 1);
    QCOMPARE(changed.count(), 2); // start and m; end only changed its place
    QCOMPARE(m_document->position(s("m")), QPointF(100, 10));
    QVERIFY(m_document->hasPosition(s("x")));
    QVERIFY(m_document->position(s("x")).x() > m_document->position(s("start")).x());
    QVERIFY(!m_document->replaceGraph(wanted));
}

void TestRouteEdits::drafts()
{
    const QJsonObject state = m_document->state();
    m_document->removeElements({s("m")});
    m_document->moveElements({s("n")}, {3, 3});
    const int count = m_document->undoStack()->count();
    QVERIFY(m_document->restore(state));
    QCOMPARE(m_document->state(), state);
    QCOMPARE(m_document->undoStack()->count(), count + 1);
    QVERIFY(!m_document->restore(state));
    QVERIFY(!m_document->restore({{s("elements"), 5}}));
}

void TestRouteEdits::readOnly()
{
    QSignalSpy spy(m_document.get(), &RouteDocument::readOnlyChanged);
    m_document->setReadOnly(true);
    QCOMPARE(spy.count(), 1);
    QVERIFY(m_document->addElement(RouteElementType::Model, {}).isEmpty());
    QVERIFY(!m_document->removeElements({s("m")}));
    QVERIFY(!m_document->moveElements({s("m")}, {1, 1}));
    QVERIFY(!m_document->canConnect({s("m"), s("fallback")}, s("end")));
    QVERIFY(!m_document->setProperty(s("m"), s("model"), s("x")));
    QVERIFY(m_document->duplicate({s("m")}).isEmpty());
    QCOMPARE(m_document->undoStack()->count(), 0);
}

void TestRouteEdits::signalsOfOneCommand()
{
    QStringList log;
    const RouteDocument *document = m_document.get();
    connect(document, &RouteDocument::edgeRemoved, this, [&](const RouteEdge &edge) {
        log.append(s("-%1>%2").arg(edge.from.element, edge.to));
    });
    connect(document, &RouteDocument::edgeAdded, this, [&](const RouteEdge &edge) {
        log.append(s("+%1>%2").arg(edge.from.element, edge.to));
    });
    connect(document, &RouteDocument::elementRemoved, this,
            [&](const QString &id) { log.append(u'-' + id); });
    connect(document, &RouteDocument::elementAdded, this,
            [&](const QString &id) { log.append(u'+' + id); });
    connect(document, &RouteDocument::elementChanged, this,
            [&](const QString &id) { log.append(u'~' + id); });
    connect(document, &RouteDocument::graphChanged, this, [&] { log.append(s("graph")); });
    connect(document, &RouteDocument::changed, this, [&] { log.append(s("changed")); });
    m_document->removeElements({s("n")});
    QCOMPARE(log.join(u' '), s("-m>n -n>end -n>end -n ~m +m>end graph changed"));
    log.clear();
    m_document->undoStack()->undo();
    QCOMPARE(log.join(u' '), s("-m>end +n ~m +m>n +n>end +n>end graph changed"));
}

QTEST_GUILESS_MAIN(TestRouteEdits)
#include "tst_routeedits.moc"
