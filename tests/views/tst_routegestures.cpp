// SPDX-License-Identifier: GPL-3.0-or-later
// What a press, a drag and a right click do on the canvas, and what takes them back.
#include "tests/views/smallroute.h"
#include "views/routes/edgeitem.h"

#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>
#include <QSignalSpy>

using namespace gatehouse;
using namespace gatehouse::test;

class TestRouteGestures : public QObject
{
    Q_OBJECT

private:
    static QPointF titleOf(const EditorWindow &window, const char *id)
    {
        return window.document().position(QString::fromLatin1(id)) + QPointF(60, 12);
    }
    static void moveMouse(RouteCanvas *canvas, const QPoint &from, const QPoint &to)
    {
        for (int step = 1; step <= 4; ++step)
            QTest::mouseMove(canvas->viewport(), from + (to - from) * step / 4);
    }
    static QMenu *openMenu() { return qobject_cast<QMenu *>(QApplication::activePopupWidget()); }
    static QAction *entry(const QMenu *menu, const QString &text)
    {
        for (QAction *action : menu->actions())
            if (action->text() == text)
                return action;
        return nullptr;
    }
    static void rightClick(RouteCanvas *canvas, const QPointF &scenePlace)
    {
        const QPoint at = placeOf(canvas, scenePlace);
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, canvas->viewport()->mapToGlobal(at));
        QApplication::sendEvent(canvas->viewport(), &event);
    }
    static QString added(const EditorWindow &window)
    {
        for (const RouteElement &element : window.document().graph().elements())
            if (!smallPlaces.contains(element.id))
                return element.id;
        return {};
    }

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void escTakesBackWhatIsMoved()
    {
        EditorWindow window;
        loadSmall(window);
        RouteCanvas *canvas = window.canvas();
        const QPoint from = placeOf(canvas, titleOf(window, "big"));
        QTest::mousePress(canvas->viewport(), Qt::LeftButton, {}, from);
        moveMouse(canvas, from, from + QPoint(90, 60));
        QVERIFY(window.document().position(QStringLiteral("big"))
                != smallPlaces.value(QStringLiteral("big")));
        QTest::keyClick(canvas, Qt::Key_Escape);
        QTest::mouseMove(canvas->viewport(), from + QPoint(120, 80));
        QTest::mouseRelease(canvas->viewport(), Qt::LeftButton, {}, from + QPoint(120, 80));
        QCOMPARE(window.document().positions(), smallPlaces);
        QVERIFY(!window.document().isModified());
    }

    // As another version is shown.
    void anotherGraphComesWhileSomethingIsSelectedOrDrawn()
    {
        EditorWindow window;
        loadSmall(window);
        RouteCanvas *canvas = window.canvas();
        clickElement(canvas, QStringLiteral("end"));
        canvas->selectAll();
        const RouteGraph other = graphOf(QByteArray(smallGraph).replace("gpt-4o", "o3"));
        QStringList seen;
        connect(canvas->graph(), &QGraphicsScene::selectionChanged, &window.window,
                [&] { seen += canvas->graph()->selectedIds(); });
        window.editor->load(other, smallPlaces);
        QCOMPARE(seen, QStringList());
        QCOMPARE(window.properties->elementId(), QString());
        loadSmall(window);
        const QPoint from = placeOf(
            canvas, canvas->graph()->portPlace({QStringLiteral("big"), QStringLiteral("success")}));
        QTest::mousePress(canvas->viewport(), Qt::LeftButton, {}, from);
        moveMouse(canvas, from, from + QPoint(60, 60));
        QVERIFY(canvas->graph()->draft());
        window.editor->load(other, smallPlaces);
        QTest::mouseRelease(canvas->viewport(), Qt::LeftButton, {}, from + QPoint(60, 60));
        QVERIFY(!canvas->graph()->draft());
        QCOMPARE(window.document().graph(), other);
    }

    void escTakesBackAnEdge()
    {
        EditorWindow window;
        loadSmall(window);
        RouteCanvas *canvas = window.canvas();
        const RoutePort port{QStringLiteral("start"), QStringLiteral("next")};
        const QPoint from = placeOf(canvas, canvas->graph()->portPlace(port));
        const QPoint over =
            placeOf(canvas, canvas->graph()->element(QStringLiteral("end"))->rect().center());
        QTest::mousePress(canvas->viewport(), Qt::LeftButton, {}, from);
        moveMouse(canvas, from, over);
        QVERIFY(canvas->graph()->draft());
        QTest::keyClick(canvas, Qt::Key_Escape);
        QVERIFY(!canvas->graph()->draft());
        QTest::mouseRelease(canvas->viewport(), Qt::LeftButton, {}, over);
        QCOMPARE(target(window, "start", "next"), QStringLiteral("big"));
        QVERIFY(canvas->graph()->edge(port)->isVisible());
        QCOMPARE(canvas->graph()->element(QStringLiteral("end"))->target(),
                 ElementItem::Target::None);
    }

    void whatKeysInsertStandsClearOfTheRest()
    {
        EditorWindow window;
        loadSmall(window);
        RouteCanvas *canvas = window.canvas();
        const RouteScene *scene = canvas->graph();
        const auto rectOf = [&](const RouteElement &element) {
            return QRectF(window.document().position(element.id),
                          scene->element(element.id)->size());
        };
        // Behind an element that the edge has nothing to do with.
        const auto runsBehind = [&](const RouteEdge &edge) {
            const QList<RouteElement> &elements = window.document().graph().elements();
            return std::any_of(elements.begin(), elements.end(), [&](const RouteElement &element) {
                return element.id != edge.from.element && element.id != edge.to
                    && scene->edge(edge.from)->shape().intersects(
                        rectOf(element).adjusted(8, 8, -8, -8));
            });
        };
        const auto isClear = [&] {
            const QList<RouteEdge> edges = window.document().graph().edges();
            return std::none_of(edges.begin(), edges.end(), runsBehind);
        };
        canvas->reveal(QStringLiteral("big"));
        press(canvas, {Qt::Key_Down, Qt::Key_M}); // at fallback, while success leads to the end
        QTRY_VERIFY(isClear()); // once all are where they go
        canvas->reveal(QStringLiteral("big"));
        QTest::keyClick(canvas, Qt::Key_M); // at success
        QTRY_VERIFY(isClear());
        canvas->reveal(QStringLiteral("big"));
        QTest::keyClick(canvas, Qt::Key_E); // which cannot be in between
        const QList<RouteElement> &elements = window.document().graph().elements();
        QCOMPARE(elements.size(), 6);
        for (const RouteElement &one : elements)
            for (const RouteElement &other : elements)
                QVERIFY2(one.id == other.id || !rectOf(one).intersects(rectOf(other)),
                         qPrintable(one.id + u' ' + other.id));
    }

    void theViewScrollsWhileSomethingIsDraggedAtItsBorder()
    {
        EditorWindow window;
        loadSmall(window);
        RouteCanvas *canvas = window.canvas();
        const qreal right = canvas->visibleRect().right();
        const QPoint from = placeOf(canvas, titleOf(window, "end"));
        const QPoint border(canvas->viewport()->width() - 2, from.y());
        QTest::mousePress(canvas->viewport(), Qt::LeftButton, {}, from);
        moveMouse(canvas, from, border);
        const auto x = [&window] { return window.document().position(QStringLiteral("end")).x(); };
        QTRY_VERIFY(x() > right + 200);
        QVERIFY(canvas->visibleRect().right() > right + 200);
        QTest::mouseRelease(canvas->viewport(), Qt::LeftButton, {}, border);
        window.document().undoStack()->undo(); // all of it
        QCOMPARE(window.document().positions(), smallPlaces);
        // An edge goes with it, too.
        const QPoint output = placeOf(
            canvas, canvas->graph()->portPlace({QStringLiteral("big"), QStringLiteral("success")}));
        const qreal bottom = canvas->visibleRect().bottom();
        QTest::mousePress(canvas->viewport(), Qt::LeftButton, {}, output);
        moveMouse(canvas, output, {output.x(), canvas->viewport()->height() - 2});
        QTRY_VERIFY(canvas->visibleRect().bottom() > bottom + 200);
        QTest::keyClick(canvas, Qt::Key_Escape);
        const qreal now = canvas->visibleRect().bottom();
        QTest::mouseMove(canvas->viewport(), QPoint(200, 200));
        QCOMPARE(canvas->visibleRect().bottom(), now);
    }

    // What would close a circle is offered last.
    void keysConnectToWhatLiesAheadFirst()
    {
        EditorWindow window;
        loadSmall(window);
        RouteCanvas *canvas = window.canvas();
        window.document().addElement(RouteElementType::Model, {240, 160}, QStringLiteral("second"));
        window.document().connectOutput({QStringLiteral("big"), QStringLiteral("fallback")},
                                        QStringLiteral("second"));
        canvas->reveal(QStringLiteral("second"));
        press(canvas, {Qt::Key_L, Qt::Key_Return});
        QCOMPARE(target(window, "second", "success"), QStringLiteral("end"));
    }

    void anEdgeDroppedOnNothingOffersElements()
    {
        EditorWindow window;
        loadSmall(window);
        RouteCanvas *canvas = window.canvas();
        const RoutePort port{QStringLiteral("big"), QStringLiteral("fallback")};
        window.document().disconnectOutput(port);
        const QPointF nowhere(460, 220);
        dragMouse(canvas->viewport(), placeOf(canvas, canvas->graph()->portPlace(port)),
                  placeOf(canvas, nowhere));
        QTRY_VERIFY(openMenu());
        QMenu *menu = openMenu();
        QVERIFY(!entry(menu, QStringLiteral("Start"))); // there is one
        QAction *model = entry(menu, QStringLiteral("Model"));
        QVERIFY(model);
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(model).center());
        QCOMPARE(target(window, "big", "fallback"), added(window));
        const ElementItem *item = canvas->graph()->element(added(window));
        QVERIFY((item->inputPort() - nowhere).manhattanLength() <= RouteCanvas::snapDistance);
        QVERIFY(!canvas->graph()->draft());
        window.document().undoStack()->undo();
        QCOMPARE(window.document().graph().size(), 3);
        // Left by Esc, nothing has happened.
        dragMouse(canvas->viewport(), placeOf(canvas, canvas->graph()->portPlace(port)),
                  placeOf(canvas, nowhere));
        QTRY_VERIFY(openMenu());
        QTest::keyClick(openMenu(), Qt::Key_Escape);
        QTRY_VERIFY(!openMenu());
        QVERIFY(!canvas->graph()->draft());
        QCOMPARE(window.document().graph().size(), 3);
    }

    void anEdgeIsLedElsewhereByItsHead()
    {
        EditorWindow window;
        loadSmall(window);
        RouteCanvas *canvas = window.canvas();
        const auto head = [canvas] {
            return placeOf(canvas,
                           canvas->graph()->element(QStringLiteral("big"))->inputPort()
                               - QPointF(7, 0));
        };
        dragMouse(
            canvas->viewport(), head(),
            placeOf(canvas, canvas->graph()->element(QStringLiteral("end"))->rect().center()));
        QCOMPARE(target(window, "start", "next"), QStringLiteral("end"));
        window.document().undoStack()->undo();
        QCOMPARE(target(window, "start", "next"), QStringLiteral("big"));
        // Dropped on nothing it goes.
        dragMouse(canvas->viewport(), head(), placeOf(canvas, {180, 260}));
        QCOMPARE(target(window, "start", "next"), QString());
        QVERIFY(!openMenu());
    }

    void onlyWhatIsNotWiredGoesInBetweenByBeingMoved()
    {
        EditorWindow window;
        loadSmall(window);
        RouteCanvas *canvas = window.canvas();
        const auto middle = [canvas] {
            return canvas->graph()
                ->edge({QStringLiteral("start"), QStringLiteral("next")})
                ->middle();
        };
        const auto dropOn = [&](const QString &id, const QPointF &place) {
            const ElementItem *item = canvas->graph()->element(id);
            const QPointF grab(60, 12);
            dragMouse(
                canvas->viewport(), placeOf(canvas, item->pos() + grab),
                placeOf(canvas,
                        place - QPointF(item->size().width(), item->size().height()) / 2 + grab));
        };
        window.document().addElement(RouteElementType::Rate, {240, 240}, QStringLiteral("limit"));
        const int steps = window.document().undoStack()->index();
        dropOn(QStringLiteral("limit"), middle());
        QCOMPARE(target(window, "start", "next"), QStringLiteral("limit"));
        QCOMPARE(target(window, "limit", "success"), QStringLiteral("big"));
        QCOMPARE(window.document().undoStack()->index(), steps + 1);
        window.document().undoStack()->undo();
        QCOMPARE(window.document().position(QStringLiteral("limit")), QPointF(240, 240));
        // Something leads to it: it is only passing.
        window.document().connectOutput({QStringLiteral("big"), QStringLiteral("fallback")},
                                        QStringLiteral("limit"));
        dropOn(QStringLiteral("limit"), middle());
        QCOMPARE(target(window, "start", "next"), QStringLiteral("big"));
        QCOMPARE(target(window, "limit", "success"), QString());
    }

    void whatComesInBetweenFindsRoom()
    {
        EditorWindow window;
        loadSmall(window);
        RouteCanvas *canvas = window.canvas();
        const auto rect = [canvas](const QString &id) {
            return canvas->graph()->element(id)->rect();
        };
        const auto covered = [&] {
            const QList<RouteElement> &all = window.document().graph().elements();
            for (const RouteElement &one : all)
                for (const RouteElement &other : all)
                    if (one.id < other.id && rect(one.id).intersects(rect(other.id)))
                        return QString(one.id + u' ' + other.id);
            return QString();
        };
        const EdgeItem *edge =
            canvas->graph()->edge({QStringLiteral("start"), QStringLiteral("next")});
        dropElement(canvas, QStringLiteral("conditional"), edge->middle());
        QTRY_VERIFY(!canvas->graph()->isAnimating());
        QCOMPARE(covered(), QString());
        QVERIFY(rect(QStringLiteral("start")).right() < rect(added(window)).left());
        QVERIFY(rect(added(window)).right() < rect(QStringLiteral("big")).left());
        window.document().undoStack()->undo(); // one step
        QCOMPARE(window.document().positions(), smallPlaces);
        // By a key as well.
        canvas->reveal(QStringLiteral("start"));
        press(canvas, {Qt::Key_R});
        QTRY_VERIFY(!canvas->graph()->isAnimating());
        QCOMPARE(covered(), QString());
        QVERIFY(rect(added(window)).right() < rect(QStringLiteral("big")).left());
    }

    void whatIsGrabbedWithCtrlMovesToo()
    {
        EditorWindow window;
        loadSmall(window);
        RouteCanvas *canvas = window.canvas();
        clickElement(canvas, QStringLiteral("end"));
        const QPoint from = placeOf(canvas, titleOf(window, "big"));
        QTest::mousePress(canvas->viewport(), Qt::LeftButton, Qt::ControlModifier, from);
        moveMouse(canvas, from, from + QPoint(0, 96));
        QTest::mouseRelease(canvas->viewport(), Qt::LeftButton, {}, from + QPoint(0, 96));
        const QPointF moved = window.document().position(QStringLiteral("big")) - QPointF(240, 0);
        QVERIFY(moved.y() > 0 && moved.y() < 200);
        QCOMPARE(window.document().position(QStringLiteral("end")) - QPointF(560, 0), moved);
    }

    void shiftExtendsAndTakesAway()
    {
        EditorWindow window;
        loadSmall(window);
        RouteCanvas *canvas = window.canvas();
        const auto selected = [canvas] { return canvas->graph()->selectedIds(); };
        clickElement(canvas, QStringLiteral("start"));
        clickElement(canvas, QStringLiteral("end"), Qt::ShiftModifier);
        QCOMPARE(selected(), QStringList({QStringLiteral("start"), QStringLiteral("end")}));
        clickElement(canvas, QStringLiteral("start"), Qt::ShiftModifier);
        QCOMPARE(selected(), QStringList{QStringLiteral("end")});
        const QPoint from = placeOf(canvas, {200, -60});
        QTest::mousePress(canvas->viewport(), Qt::LeftButton, Qt::ShiftModifier, from);
        moveMouse(canvas, from, placeOf(canvas, {400, 160}));
        QTest::mouseRelease(canvas->viewport(), Qt::LeftButton, Qt::ShiftModifier,
                            placeOf(canvas, {400, 160}));
        QCOMPARE(selected(), QStringList({QStringLiteral("big"), QStringLiteral("end")}));
    }

    void pastedElementsDoNotHideEachOther()
    {
        EditorWindow window;
        loadSmall(window);
        RouteCanvas *canvas = window.canvas();
        clickElement(canvas, QStringLiteral("big"));
        QTest::keyClick(canvas, Qt::Key_C, Qt::ControlModifier);
        QSet<std::pair<qreal, qreal>> places;
        for (int i = 0; i < 3; ++i) {
            QTest::keyClick(canvas, Qt::Key_V, Qt::ControlModifier);
            const QString id = canvas->graph()->selectedIds().value(0);
            QCOMPARE(canvas->graph()->currentId(), id); // keys go on with it
            places.insert({window.document().position(id).x(), window.document().position(id).y()});
        }
        QCOMPARE(places.size(), 3);
    }

    void thereIsOnlyOneStart()
    {
        EditorWindow window;
        loadSmall(window);
        QSignalSpy failed(window.editor, &RouteEditor::failed);
        const QListWidgetItem *start = window.editor->palettePanel()->item(0);
        QVERIFY(!(start->flags() & Qt::ItemIsEnabled));
        dropElement(window.canvas(), QStringLiteral("start"), {100, 300});
        QCOMPARE(failed.size(), 1);
        press(window.canvas(), {Qt::Key_S});
        QCOMPARE(failed.size(), 2);
        QCOMPARE(window.document().graph().size(), 3);
        window.canvas()->graph()->select({QStringLiteral("start")});
        press(window.canvas(), {Qt::Key_Delete});
        QVERIFY(window.editor->palettePanel()->item(0)->flags() & Qt::ItemIsEnabled);
    }

    void aRightClickAdds()
    {
        EditorWindow window;
        loadSmall(window);
        RouteCanvas *canvas = window.canvas();
        const auto addFrom = [](QMenu *menu, const QString &type) {
            QMenu *adding = menu->actions().constFirst()->menu();
            entry(adding, type)->trigger();
            menu->close();
        };
        rightClick(canvas, {340, 260});
        QTRY_VERIFY(openMenu());
        QVERIFY(entry(openMenu(), QStringLiteral("Paste")));
        addFrom(openMenu(), QStringLiteral("End"));
        const QString end = added(window);
        QVERIFY(canvas->graph()
                    ->element(end)
                    ->rect()
                    .adjusted(-20, -20, 20, 20)
                    .contains(QPointF(340, 260)));
        window.document().undoStack()->undo();
        // On an edge it goes in between, and the edge is what Delete is about.
        const RoutePort port{QStringLiteral("start"), QStringLiteral("next")};
        rightClick(canvas, canvas->graph()->edge(port)->middle());
        QTRY_VERIFY(openMenu());
        QCOMPARE(canvas->graph()->chosenEdge(), port);
        QVERIFY(entry(openMenu(), QStringLiteral("Delete"))->isEnabled());
        addFrom(openMenu(), QStringLiteral("Rate limit"));
        QCOMPARE(target(window, "start", "next"), added(window));
        QCOMPARE(window.document().graph().target({added(window), QStringLiteral("success")}),
                 QStringLiteral("big"));
    }

    // For each of a thousand, all that follows the selection would take long.
    void theSelectionGoesOnceWithAllThatIsRemoved()
    {
        EditorWindow window;
        loadSmall(window);
        RouteCanvas *canvas = window.canvas();
        canvas->selectAll();
        const QSignalSpy changes(canvas->graph(), &QGraphicsScene::selectionChanged);
        canvas->removeSelected();
        QVERIFY(window.document().graph().isEmpty());
        QCOMPARE(changes.size(), 1);
        window.document().undoStack()->undo();
        clickElement(canvas, QStringLiteral("big"));
        QCOMPARE(window.properties->elementId(), QStringLiteral("big"));
        canvas->removeSelected();
        QCOMPARE(window.properties->elementId(), QStringLiteral("start")); // what led to it
    }
};

QTEST_MAIN(TestRouteGestures)
#include "tst_routegestures.moc"
