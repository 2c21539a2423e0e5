// SPDX-License-Identifier: GPL-3.0-or-later
// A drag or a connection by keys that something else comes into: undo, Delete, the JSON.
#include "tests/views/smallroute.h"
#include "views/routes/jsonedit.h"
#include "views/routes/jsonpanel.h"

#include <QPushButton>

using namespace gatehouse;
using namespace gatehouse::test;

namespace {

const QString big = QStringLiteral("big");

QPoint titleOf(const EditorWindow &window, const QString &id)
{
    return placeOf(window.canvas(), window.document().position(id) + QPointF(60, 12));
}

void moveMouse(RouteCanvas *canvas, const QPoint &from, const QPoint &to)
{
    for (int step = 1; step <= 4; ++step)
        QTest::mouseMove(canvas->viewport(), from + (to - from) * step / 4);
}

void undoByKeys(RouteCanvas *canvas)
{
    QTest::keyClick(canvas, Qt::Key_Z, Qt::ControlModifier);
}

} // namespace

class TestRouteInterrupted : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void aTargetIsUndoneWhileKeysChooseOne()
    {
        EditorWindow window;
        loadSmall(window);
        RouteCanvas *canvas = window.canvas();
        const RouteGraph before = window.document().graph();
        canvas->reveal(big);
        press(canvas, {Qt::Key_M, Qt::Key_Left});
        QCOMPARE(canvas->graph()->currentId(), big);
        press(canvas, {Qt::Key_L, Qt::Key_Tab});
        QVERIFY(canvas->isLinking());
        undoByKeys(canvas);
        QCOMPARE(window.document().graph(), before);
        QVERIFY(!canvas->isLinking());
        press(canvas, {Qt::Key_Tab, Qt::Key_Tab, Qt::Key_Tab, Qt::Key_L, Qt::Key_Tab});
        undoByKeys(canvas); // there is nothing left to undo: the keys go on choosing
        press(canvas, {Qt::Key_Escape});
        QCOMPARE(window.document().graph(), before);
    }

    void whatIsHeldIsRemoved()
    {
        EditorWindow window;
        loadSmall(window);
        RouteCanvas *canvas = window.canvas();
        const QPoint from = titleOf(window, big);
        QTest::mousePress(canvas->viewport(), Qt::LeftButton, {}, from);
        QVERIFY(window.document().removeElements({big}));
        const RouteGraph removed = window.document().graph();
        QCOMPARE(removed.size(), 2);
        moveMouse(canvas, from, from + QPoint(120, 80));
        QTest::mouseRelease(canvas->viewport(), Qt::LeftButton, {}, from + QPoint(120, 80));
        QCOMPARE(window.document().graph(), removed);
        undoByKeys(canvas);
        QVERIFY(window.document().element(big));
        dragMouse(canvas->viewport(), titleOf(window, big), titleOf(window, big) + QPoint(60, 40));
        QVERIFY(window.document().position(big) != smallPlaces.value(big));
    }

    void theCreationOfWhatIsHeldIsUndone()
    {
        EditorWindow window;
        loadSmall(window);
        RouteCanvas *canvas = window.canvas();
        const RouteGraph before = window.document().graph();
        const QString added = canvas->addElement(QStringLiteral("model"), false);
        const QPoint from = titleOf(window, added);
        QTest::mousePress(canvas->viewport(), Qt::LeftButton, {}, from);
        undoByKeys(canvas);
        moveMouse(canvas, from, from + QPoint(120, 80));
        QTest::mouseRelease(canvas->viewport(), Qt::LeftButton, {}, from + QPoint(120, 80));
        QCOMPARE(window.document().graph(), before);
        QCOMPARE(window.document().positions(), smallPlaces);
    }

    void theSourceOfAnEdgeIsRemovedWhileItIsDrawn()
    {
        EditorWindow window;
        loadSmall(window);
        RouteCanvas *canvas = window.canvas();
        const QPoint from =
            placeOf(canvas, canvas->graph()->portPlace({big, QStringLiteral("success")}));
        QTest::mousePress(canvas->viewport(), Qt::LeftButton, {}, from);
        moveMouse(canvas, from, from + QPoint(60, 60));
        QVERIFY(canvas->graph()->draft());
        QVERIFY(window.document().removeElements({big}));
        QVERIFY(!canvas->graph()->draft());
        const RouteGraph removed = window.document().graph();
        moveMouse(canvas, from, titleOf(window, QStringLiteral("end")));
        QTest::mouseRelease(canvas->viewport(), Qt::LeftButton, {},
                            titleOf(window, QStringLiteral("end")));
        QCOMPARE(window.document().graph(), removed);
    }

    // Right after keys moved the same.
    void aDragIsAStepOfItsOwn()
    {
        EditorWindow window;
        loadSmall(window);
        RouteCanvas *canvas = window.canvas();
        clickElement(canvas, big);
        QTest::keyClick(canvas, Qt::Key_Right, Qt::ControlModifier);
        const QPointF byKeys = window.document().position(big);
        QCOMPARE(byKeys, smallPlaces.value(big) + QPointF(RouteCanvas::snapDistance, 0));
        const QPoint from = titleOf(window, big);
        QTest::mousePress(canvas->viewport(), Qt::LeftButton, {}, from);
        moveMouse(canvas, from, from + QPoint(90, 60));
        QVERIFY(window.document().position(big) != byKeys);
        QTest::keyClick(canvas, Qt::Key_Escape);
        QCOMPARE(window.document().position(big), byKeys);
        QTest::mouseRelease(canvas->viewport(), Qt::LeftButton, {}, from + QPoint(90, 60));
        QTest::keyClick(canvas, Qt::Key_Right, Qt::ControlModifier);
        const QPointF again = window.document().position(big);
        dragMouse(canvas->viewport(), titleOf(window, big), titleOf(window, big) + QPoint(90, 60));
        QVERIFY(window.document().position(big) != again);
        undoByKeys(canvas);
        QCOMPARE(window.document().position(big), again);
    }

    void aDropOnAnEdgeIsAStepOfItsOwn()
    {
        EditorWindow window;
        loadSmall(window);
        RouteCanvas *canvas = window.canvas();
        const QString added = canvas->addElement(QStringLiteral("model"), false);
        QVERIFY(window.document().setPositions({{added, {240, 400}}}));
        canvas->fit();
        clickElement(canvas, added);
        QTest::keyClick(canvas, Qt::Key_Right, Qt::ControlModifier);
        const QPointF byKeys = window.document().position(added);
        QVERIFY(byKeys != QPointF(240, 400));
        const QRectF rect = canvas->graph()->element(added)->rect();
        const RoutePort port{big, QStringLiteral("success")};
        const QPointF middle = canvas->graph()->edge(port)->shape().boundingRect().center();
        const QPoint from = titleOf(window, added);
        dragMouse(canvas->viewport(), from,
                  from + placeOf(canvas, middle) - placeOf(canvas, rect.center()));
        QCOMPARE(target(window, "big", "success"), added);
        undoByKeys(canvas);
        QCOMPARE(target(window, "big", "success"), QStringLiteral("end"));
        QCOMPARE(window.document().position(added), byKeys);
    }

    void whatTheJsonAddsHasAPlace()
    {
        EditorWindow window;
        loadSmall(window);
        window.editor->showTab(window.editor->json());
        JsonEdit *edit = window.editor->json()->edit();
        QString text = edit->toPlainText();
        text.insert(text.indexOf(u'[') + 1,
                    QStringLiteral(R"({"id": "one", "type": "conditional", "properties": {},
                                       "outputs": {"true": {"elementId": "two"},
                                                   "false": {"elementId": "three"}}},
                                      {"id": "two", "type": "end", "outputs": {}},
                                      {"id": "three", "type": "end", "outputs": {}},
                                      {"id": "four", "type": "end", "outputs": {}},)"));
        edit->setPlainText(text);
        QVERIFY(click(window.editor->json(), QStringLiteral("Apply")));
        RouteDocument &document = window.document();
        QCOMPARE(document.graph().size(), 7);
        const RouteScene *scene = window.canvas()->graph();
        for (const RouteElement &one : document.graph().elements())
            for (const RouteElement &other : document.graph().elements())
                QVERIFY2(one.id == other.id
                             || !scene->element(one.id)->rect().intersects(
                                 scene->element(other.id)->rect()),
                         qPrintable(one.id + u' ' + other.id));
        window.canvas()->fit();
        const QPointF before = document.position(QStringLiteral("two"));
        const QPoint from = titleOf(window, QStringLiteral("two"));
        dragMouse(window.canvas()->viewport(), from, from + QPoint(64, 32));
        QVERIFY(document.position(QStringLiteral("two")) != before);
        for (const auto &[id, place] : smallPlaces.asKeyValueRange())
            QCOMPARE(document.position(id), place);
    }
};

QTEST_MAIN(TestRouteInterrupted)
#include "tst_routeinterrupted.moc"
