// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/smallroute.h"
#include "views/routes/conditionform.h"
#include "views/routes/edgeitem.h"
#include "views/routes/elementsearch.h"
#include "views/routes/jsonedit.h"
#include "views/routes/jsonpanel.h"
#include "views/routes/numberedit.h"
#include "views/routes/percentageform.h"
#include "views/routes/problemspanel.h"
#include "views/routes/routeoutline.h"

#include <QClipboard>
#include <QDoubleSpinBox>
#include <QJsonDocument>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTreeWidget>
#include <cmath>

using namespace gatehouse;
using namespace gatehouse::test;

class TestRouteEditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void edgesAreDrawnFromPorts()
    {
        EditorWindow window;
        window.editor->load({}, {});
        QVERIFY(window.isActive());
        RouteCanvas *canvas = window.canvas();
        dropElement(canvas, QStringLiteral("start"), canvas->mapToScene(100, 200));
        dropElement(canvas, QStringLiteral("model"), canvas->mapToScene(350, 200));
        dropElement(canvas, QStringLiteral("end"), canvas->mapToScene(700, 200));
        QCOMPARE(window.document().graph().size(), 3);
        drawEdge(canvas, QStringLiteral("start"), QStringLiteral("next"), QStringLiteral("model"));
        drawEdge(canvas, QStringLiteral("model"), QStringLiteral("success"), QStringLiteral("end"));
        QCOMPARE(target(window, "start", "next"), QStringLiteral("model"));
        QCOMPARE(target(window, "model", "success"), QStringLiteral("end"));
        QCOMPARE(target(window, "model", "fallback"), QString());
        // Nothing leads to a start.
        drawEdge(canvas, QStringLiteral("model"), QStringLiteral("fallback"),
                 QStringLiteral("start"));
        QCOMPARE(target(window, "model", "fallback"), QString());
    }

    void allowedTargetsAreLit()
    {
        EditorWindow window;
        loadSmall(window);
        RouteCanvas *canvas = window.canvas();
        RouteScene *scene = canvas->graph();
        const QString big = QStringLiteral("big");
        const QPoint port = placeOf(canvas, scene->portPlace({big, QStringLiteral("success")}));
        QTest::mousePress(canvas->viewport(), Qt::LeftButton, {}, port);
        QCOMPARE(scene->element(QStringLiteral("end"))->target(), ElementItem::Target::Allowed);
        QCOMPARE(scene->element(QStringLiteral("start"))->target(), ElementItem::Target::None);
        QCOMPARE(scene->element(big)->target(), ElementItem::Target::None);
        const QPoint over = placeOf(canvas, scene->element(QStringLiteral("end"))->rect().center());
        QTest::mouseMove(canvas->viewport(), over);
        QCOMPARE(scene->element(QStringLiteral("end"))->target(), ElementItem::Target::Chosen);
        QTest::mouseRelease(canvas->viewport(), Qt::LeftButton, {}, over);
        QCOMPARE(scene->element(QStringLiteral("end"))->target(), ElementItem::Target::None);
    }

    void elementsGoInBetween()
    {
        EditorWindow window;
        loadSmall(window);
        RouteCanvas *canvas = window.canvas();
        const EdgeItem *edge =
            canvas->graph()->edge({QStringLiteral("start"), QStringLiteral("next")});
        dropElement(canvas, QStringLiteral("conditional"), edge->middle());
        QCOMPARE(target(window, "start", "next"), QStringLiteral("conditional"));
        QCOMPARE(target(window, "conditional", "true"), QStringLiteral("big"));
        QTest::keyClick(canvas, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(window.document().graph(), graphOf(smallGraph));
    }

    void deletingReconnects()
    {
        EditorWindow window;
        loadSmall(window);
        clickElement(window.canvas(), QStringLiteral("big"));
        QTest::keyClick(window.canvas(), Qt::Key_Delete);
        QCOMPARE(window.document().graph().size(), 2);
        QCOMPARE(target(window, "start", "next"), QStringLiteral("end"));
        // An edge that was clicked goes alone.
        const EdgeItem *edge =
            window.canvas()->graph()->edge({QStringLiteral("start"), QStringLiteral("next")});
        QTest::mouseClick(window.canvas()->viewport(), Qt::LeftButton, {},
                          placeOf(window.canvas(), edge->middle()));
        QTest::keyClick(window.canvas(), Qt::Key_Delete);
        QCOMPARE(window.document().graph().size(), 2);
        QCOMPARE(target(window, "start", "next"), QString());
    }

    void movingSnapsAndIsOneStep()
    {
        EditorWindow window;
        loadSmall(window);
        RouteCanvas *canvas = window.canvas();
        const QString big = QStringLiteral("big");
        const QPointF from = window.document().position(big) + QPointF(60, 12);
        dragMouse(canvas->viewport(), placeOf(canvas, from),
                  placeOf(canvas, from + QPointF(100, 70)));
        const QPointF moved = window.document().position(big);
        QVERIFY(moved != smallPlaces.value(big));
        QCOMPARE(std::fmod(moved.x(), RouteCanvas::snapDistance), 0.0);
        QCOMPARE(std::fmod(moved.y(), RouteCanvas::snapDistance), 0.0);
        QCOMPARE(canvas->graph()->element(big)->pos(), moved);
        QTest::keyClick(canvas, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(window.document().position(big), smallPlaces.value(big));
        QVERIFY(!window.document().isModified());
    }

    void theRubberBandSelects()
    {
        EditorWindow window;
        loadSmall(window);
        RouteCanvas *canvas = window.canvas();
        dragMouse(canvas->viewport(), placeOf(canvas, {200, -60}), placeOf(canvas, {900, 160}));
        QCOMPARE(canvas->graph()->selectedIds(),
                 QStringList({QStringLiteral("big"), QStringLiteral("end")}));
        // Both move together.
        QTest::keyClick(canvas, Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(window.document().position(QStringLiteral("big")), QPointF(240, 16));
        QCOMPARE(window.document().position(QStringLiteral("end")), QPointF(560, 16));
    }

    void copiesArePastedWithIdsOfTheirOwn()
    {
        EditorWindow window;
        loadSmall(window);
        RouteCanvas *canvas = window.canvas();
        clickElement(canvas, QStringLiteral("big"));
        QTest::keyClick(canvas, Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("gpt-4o")));
        QTest::keyClick(canvas, Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(window.document().graph().size(), 4);
        QCOMPARE(canvas->graph()->selectedIds().size(), 1);
        QVERIFY(canvas->graph()->selectedIds().constFirst() != QStringLiteral("big"));
        // As a text, from anywhere.
        QGuiApplication::clipboard()->setText(QStringLiteral(
            R"([{"id": "other", "type": "model", "properties": {}, "outputs": {}}])"));
        QTest::keyClick(canvas, Qt::Key_V, Qt::ControlModifier);
        QVERIFY(window.document().element(QStringLiteral("other")));
        QSignalSpy failed(window.editor, &RouteEditor::failed);
        QGuiApplication::clipboard()->setText(QStringLiteral("[{]"));
        QTest::keyClick(canvas, Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(failed.size(), 1);
        QVERIFY(failed.at(0).at(0).toString().contains(QStringLiteral("line 1")));
    }

    // Everything that the mouse can do.
    void aGraphIsDrawnByKeysAlone()
    {
        EditorWindow window;
        window.editor->load({}, {});
        QVERIFY(window.isActive());
        RouteCanvas *canvas = window.canvas();
        canvas->setFocus();
        press(canvas, {Qt::Key_S, Qt::Key_C, Qt::Key_R, Qt::Key_M, Qt::Key_E});
        QCOMPARE(target(window, "start", "next"), QStringLiteral("conditional"));
        QCOMPARE(target(window, "conditional", "true"), QStringLiteral("rate"));
        QCOMPARE(target(window, "rate", "success"), QStringLiteral("model"));
        QCOMPARE(target(window, "model", "success"), QStringLiteral("end"));
        // Back to the limit; beyond it another model, which leads to the same end.
        press(canvas, {Qt::Key_Left, Qt::Key_Left, Qt::Key_Down, Qt::Key_M});
        QCOMPARE(target(window, "rate", "fallback"), QStringLiteral("model-2"));
        press(canvas, {Qt::Key_L});
        QVERIFY(canvas->isLinking());
        for (int i = 0;
             i < 10 && !canvas->accessibleDescription().contains(QStringLiteral(" to end?")); ++i)
            QTest::keyClick(canvas, Qt::Key_Tab);
        press(canvas, {Qt::Key_Return});
        QCOMPARE(target(window, "model-2", "success"), QStringLiteral("end"));
        QVERIFY(!canvas->isLinking());
        // Esc leaves it as it was.
        press(canvas, {Qt::Key_Down, Qt::Key_L, Qt::Key_Tab, Qt::Key_Escape});
        QCOMPARE(target(window, "model-2", "fallback"), QString());
        press(canvas, {Qt::Key_Home});
        QCOMPARE(canvas->graph()->currentId(), QStringLiteral("start"));
        press(canvas, {Qt::Key_Right, Qt::Key_Down, Qt::Key_P});
        QCOMPARE(target(window, "conditional", "false"), QStringLiteral("percentage"));
        const QPointF before = window.document().position(QStringLiteral("percentage"));
        QTest::keyClick(canvas, Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(window.document().position(QStringLiteral("percentage")), before + QPointF(16, 0));
        press(canvas, {Qt::Key_Delete});
        QVERIFY(!window.document().element(QStringLiteral("percentage")));
    }

    void tabGoesThroughTheElementsAndOut()
    {
        EditorWindow window;
        loadSmall(window);
        RouteCanvas *canvas = window.canvas();
        press(canvas, {Qt::Key_Home});
        QStringList seen;
        for (int i = 0; i < 3; ++i) {
            seen.append(canvas->graph()->currentId());
            QVERIFY(canvas->accessibleDescription().contains(seen.constLast()));
            QTest::keyClick(canvas, Qt::Key_Tab);
        }
        QCOMPARE(
            seen,
            QStringList({QStringLiteral("start"), QStringLiteral("big"), QStringLiteral("end")}));
        QVERIFY(!canvas->hasFocus());
    }

    void propertiesAreEdited()
    {
        EditorWindow window;
        loadSmall(window);
        clickElement(window.canvas(), QStringLiteral("big"));
        QCOMPARE(window.properties->elementId(), QStringLiteral("big"));
        typeInto(partNamed<QComboBox>(window.properties, QStringLiteral("Provider")),
                 QStringLiteral("anthropic"));
        typeInto(partNamed<QComboBox>(window.properties, QStringLiteral("Model")),
                 QStringLiteral("claude"));
        typeInto(
            partNamed<NumberEdit>(window.properties, QStringLiteral("Timeout in milliseconds")),
            QStringLiteral("12000"));
        typeInto(partNamed<NumberEdit>(window.properties, QStringLiteral("Retries")),
                 QStringLiteral("3"));
        const QJsonObject wanted{
            {"provider", "anthropic"}, {"model", "claude"}, {"timeout", 12000}, {"retries", 3}};
        QCOMPARE(window.document().element(QStringLiteral("big"))->properties, wanted);
        QLineEdit *id = partNamed<QLineEdit>(window.properties, QStringLiteral("Id"));
        typeInto(id, QStringLiteral("best"));
        QTest::keyClick(id, Qt::Key_Return);
        QCOMPARE(target(window, "start", "next"), QStringLiteral("best"));
        // What was typed is one step each.
        for (int i = 0; i < 5; ++i)
            window.document().undoStack()->undo();
        QCOMPARE(window.document().graph(), graphOf(smallGraph));
    }

    void targetsAreChosenFromLists()
    {
        EditorWindow window;
        loadSmall(window);
        clickElement(window.canvas(), QStringLiteral("big"));
        const QString name = QStringLiteral("Target of fallback");
        QTRY_VERIFY(partNamed<QComboBox>(window.properties, name));
        auto *box = partNamed<QComboBox>(window.properties, name);
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Home);
        QCOMPARE(target(window, "big", "fallback"), QString());
    }

    void conditionsAndJsonMirrorEachOther()
    {
        EditorWindow window;
        window.editor->load(
            graphOf(R"([{"id": "start", "type": "start",
            "outputs": {"next": {"elementId": "plan"}}},
            {"id": "plan", "type": "conditional", "outputs": {"true": {}, "false": {}},
             "properties": {"conditions": {"metadata.plan": {"$eq": "free"},
                "body.n": {"$gt": 3}}}}])"),
            {{QStringLiteral("start"), {0, 0}}, {QStringLiteral("plan"), {300, 0}}});
        QVERIFY(window.isActive());
        QTest::qWait(1);
        clickElement(window.canvas(), QStringLiteral("plan"));
        auto *form = window.properties->findChild<ConditionForm *>();
        QVERIFY(form->isVisible());
        QLineEdit *value = nullptr;
        for (auto *edit : form->findChildren<QLineEdit *>())
            if (edit->text() == u"free" && edit->isVisible())
                value = edit;
        QVERIFY(value);
        typeInto(value, QStringLiteral("pro"));
        const auto conditions = [&window] {
            return window.document()
                .element(QStringLiteral("plan"))
                ->property(QStringLiteral("conditions"));
        };
        QCOMPARE(conditions()[u"metadata.plan"][u"$eq"], QJsonValue("pro"));
        QCOMPARE(conditions()[u"body.n"][u"$gt"], QJsonValue(3)); // not known here, and kept
        QVERIFY(form->json()->toPlainText().contains(QStringLiteral("pro")));
        // The other way round; an error is marked and changes nothing.
        form->json()->setFocus();
        QTest::keyClick(form->json(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(form->json(), QStringLiteral("{\"metadata.team\":"));
        QCOMPARE(conditions()[u"metadata.plan"][u"$eq"], QJsonValue("pro"));
        QVERIFY(!form->json()->errors().isEmpty());
        QTest::keyClicks(form->json(), QStringLiteral(" {\"$in\": [\"a\", \"b\"]}}"));
        QVERIFY(form->json()->errors().isEmpty());
        QCOMPARE(conditions().toObject(),
                 QJsonDocument::fromJson(R"({"metadata.team": {"$in": ["a", "b"]}})").object());
        bool isShown = false;
        for (auto *edit : form->findChildren<QLineEdit *>())
            isShown = isShown || edit->text() == u"a, b";
        QVERIFY(isShown);
    }

    void sharesAlwaysSumToAHundred()
    {
        EditorWindow window;
        window.editor->load(graphOf(R"([{"id": "split", "type": "percentage", "outputs": {
            "10%": {"elementId": "a"}, "90%": {"elementId": "b"}}},
            {"id": "a", "type": "end", "outputs": {}}, {"id": "b", "type": "end", "outputs": {}}])"),
                            {{QStringLiteral("split"), {0, 0}}});
        QVERIFY(window.isActive());
        QTest::qWait(1);
        window.canvas()->reveal(QStringLiteral("split"));
        auto *form = window.properties->findChild<PercentageForm *>();
        const auto sum = [&window] {
            double total = 0;
            for (const RouteOutput &output :
                 window.document().element(QStringLiteral("split"))->outputs)
                total += routePercentage(output.name).value_or(-1000);
            return total;
        };
        const QString name = QStringLiteral("Share 1 as a slider");
        QTRY_VERIFY(partNamed<QSlider>(form, name));
        auto *slider = partNamed<QSlider>(form, name);
        slider->setFocus();
        QTest::keyClick(slider, Qt::Key_Right);
        QCOMPARE(target(window, "split", "91%"), QStringLiteral("b")); // the largest comes first
        QCOMPARE(target(window, "split", "9%"), QStringLiteral("a"));
        for (int count = 3; count <= 5; ++count) {
            QTest::mouseClick(form->addButton(), Qt::LeftButton);
            QCOMPARE(window.document().element(QStringLiteral("split"))->outputs.size(), count);
            QCOMPARE(sum(), 100.0);
        }
        QVERIFY(!form->addButton()->isEnabled());
        auto *box = partNamed<QDoubleSpinBox>(form, QStringLiteral("Share 2"));
        typeInto(box, QStringLiteral("33.3"));
        QCOMPARE(sum(), 100.0);
        QTest::mouseClick(form->evenButton(), Qt::LeftButton);
        QCOMPARE(sum(), 100.0);
        auto *remove = partNamed<QAbstractButton>(form, QStringLiteral("Remove share 1"));
        QTest::mouseClick(remove, Qt::LeftButton);
        QCOMPARE(sum(), 100.0);
        QCOMPARE(window.document().element(QStringLiteral("split"))->outputs.size(), 4);
    }

    void problemsSelectAndFix()
    {
        EditorWindow window;
        window.editor->load(graphOf(R"([{"id": "start", "type": "start",
            "outputs": {"next": {"elementId": "plan"}}},
            {"id": "plan", "type": "conditional", "outputs": {"true": {"elementId": "end"},
             "false": {"elementId": "end"}}, "properties": {"condition": {"a": {"$eq": 1}}}},
            {"id": "end", "type": "end", "outputs": {}}])"),
                            {});
        QVERIFY(window.isActive());
        ProblemsPanel *panel = window.editor->problems();
        QTreeWidget *list = panel->list();
        QTreeWidgetItem *misnamed = nullptr;
        for (int row = 0; row < list->topLevelItemCount(); ++row)
            if (!list->topLevelItem(row)->text(2).isEmpty()
                && list->topLevelItem(row)->text(0).contains(QStringLiteral("condition")))
                misnamed = list->topLevelItem(row);
        QVERIFY(misnamed);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                          list->visualItemRect(misnamed).center());
        QCOMPARE(window.canvas()->graph()->selectedIds(), QStringList{QStringLiteral("plan")});
        QVERIFY(panel->fixButton()->isEnabled());
        QTest::mouseClick(panel->fixButton(), Qt::LeftButton);
        QVERIFY(window.document()
                    .element(QStringLiteral("plan"))
                    ->properties.contains(QStringLiteral("conditions")));
    }

    void theJsonIsAppliedOrItsLineIsTold()
    {
        EditorWindow window;
        loadSmall(window);
        JsonPanel *panel = window.editor->json();
        window.editor->showTab(panel);
        QVERIFY(panel->edit()->toPlainText().contains(QStringLiteral("gpt-4o")));
        QString text = panel->edit()->toPlainText();
        panel->edit()->setPlainText(text.replace(QStringLiteral("gpt-4o"), QStringLiteral("o3")));
        QVERIFY(panel->isEdited());
        panel->edit()->setFocus();
        QTest::keyClick(panel->edit(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(
            window.document().element(QStringLiteral("big"))->property(QStringLiteral("model")),
            QJsonValue("o3"));
        panel->edit()->setPlainText(QStringLiteral("[\n{\"id\": \"x\",\n oops}]"));
        QTRY_VERIFY(panel->edit()->errors().contains(3));
        QVERIFY(!panel->applyButton()->isEnabled());
        QVERIFY(window.document().element(QStringLiteral("big")));
    }

    void theOutlineHasTheSameGraph()
    {
        EditorWindow window;
        loadSmall(window);
        RouteOutline *outline = window.editor->outline();
        window.editor->showTab(outline);
        QTreeWidgetItem *start = outline->topLevelItem(0);
        QCOMPARE(start->text(0), QStringLiteral("start"));
        QCOMPARE(start->child(0)->text(0), QStringLiteral("big"));
        QCOMPARE(start->child(0)->childCount(), 2);
        QCOMPARE(start->child(0)->child(1)->text(1), QStringLiteral("fallback"));
        outline->setFocus();
        outline->setCurrentItem(start->child(0));
        QCOMPARE(window.canvas()->graph()->currentId(), QStringLiteral("big"));
        clickElement(window.canvas(), QStringLiteral("end"));
        QCOMPARE(outline->currentItem()->text(0), QStringLiteral("end"));
    }

    void elementsAreFound()
    {
        EditorWindow window;
        loadSmall(window);
        QTest::keyClick(window.canvas(), Qt::Key_F, Qt::ControlModifier);
        QVERIFY(window.editor->search()->edit()->hasFocus());
        QTest::keyClicks(window.editor->search()->edit(), QStringLiteral("gpt-4"));
        QCOMPARE(window.canvas()->graph()->selectedIds(), QStringList{QStringLiteral("big")});
        QTest::keyClick(window.editor->search()->edit(), Qt::Key_Escape);
        QVERIFY(window.canvas()->hasFocus());
    }

    void theLayoutIsOneStep()
    {
        EditorWindow window;
        window.editor->load(graphOf(smallGraph),
                            {{QStringLiteral("big"), {900, 900}}, {QStringLiteral("end"), {0, 0}}});
        QVERIFY(window.isActive());
        window.canvas()->layoutGraph();
        QTRY_VERIFY(window.document().isModified());
        const auto x = [&window](const char *id) {
            return window.document().position(QString::fromLatin1(id)).x();
        };
        QVERIFY(x("start") < x("big") && x("big") < x("end"));
        QTRY_VERIFY(!window.canvas()->graph()->isAnimating());
        QCOMPARE(window.canvas()->graph()->element(QStringLiteral("end"))->pos(),
                 window.document().position(QStringLiteral("end")));
        window.document().undoStack()->undo();
        QCOMPARE(window.document().position(QStringLiteral("big")), QPointF(900, 900));
    }

    void unknownElementsAreKeptAndShown()
    {
        const QByteArray json = R"([{"id": "x", "type": "cache<b>", "properties": {"ttl": 5},
            "outputs": {"hit": {"elementId": "y", "weight": 1}}, "extra": true},
            {"id": "y", "type": "end", "outputs": {}}])";
        EditorWindow window;
        window.editor->load(graphOf(json), {});
        QVERIFY(window.isActive());
        window.canvas()->reveal(QStringLiteral("x"));
        auto *edit = partNamed<JsonEdit>(window.properties, QStringLiteral("Properties as JSON"));
        QVERIFY(edit);
        edit->setPlainText(QStringLiteral("{\"ttl\": 6}"));
        RouteGraph wanted = graphOf(json);
        RouteElement element = wanted.at(0);
        element.properties = {{"ttl", 6}};
        wanted.replace(0, element);
        QCOMPARE(window.document().graph(), wanted);
        for (const QLabel *label : window.window.findChildren<QLabel *>())
            QVERIFY2(label->textFormat() == Qt::PlainText || !label->text().contains(u'<'),
                     qPrintable(label->text()));
    }

    void everythingHasAName()
    {
        EditorWindow window;
        loadSmall(window);
        for (const char *id : {"start", "big", "end"}) {
            window.canvas()->reveal(QString::fromLatin1(id));
            for (int tab = 0; tab < window.editor->tabs()->count(); ++tab) {
                window.editor->tabs()->setCurrentIndex(tab);
                QCOMPARE(unnamedFocusable(window.window, true).join(u' '), QString());
            }
        }
    }

    void aReadOnlyGraphStaysAsItIs()
    {
        EditorWindow window;
        loadSmall(window);
        window.editor->setReadOnly(QStringLiteral("“Test” is read-only"));
        RouteCanvas *canvas = window.canvas();
        press(canvas, {Qt::Key_Home, Qt::Key_M, Qt::Key_Delete, Qt::Key_L});
        dropElement(canvas, QStringLiteral("model"), {0, 300});
        clickElement(canvas, QStringLiteral("big"));
        QTest::keyClick(canvas, Qt::Key_Down, Qt::ControlModifier);
        QTest::keyClick(canvas, Qt::Key_X, Qt::ControlModifier);
        QVERIFY(!window.document().isModified());
        QCOMPARE(window.document().graph(), graphOf(smallGraph));
    }
};

QTEST_MAIN(TestRouteEditor)
#include "tst_routeeditor.moc"
