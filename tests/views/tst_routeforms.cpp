// SPDX-License-Identifier: GPL-3.0-or-later
// The property panel and the JSON of a route: what is typed there, half typed, undone and kept.
#include "models/route/percentageshares.h"
#include "models/route/routecondition.h"
#include "tests/views/smallroute.h"
#include "views/common/theme.h"
#include "views/routes/conditionform.h"
#include "views/routes/conditiongroup.h"
#include "views/routes/elementsearch.h"
#include "views/routes/jsonedit.h"
#include "views/routes/jsonpanel.h"
#include "views/routes/numberedit.h"
#include "views/routes/percentageform.h"
#include "views/routes/routedraft.h"
#include "views/routes/routeoutline.h"

#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QJsonArray>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSlider>
#include <QTemporaryDir>
#include <QTextBlock>
#include <QTreeWidgetItemIterator>
#include <QWheelEvent>

using namespace gatehouse;
using namespace gatehouse::test;

namespace {

// One of each type that has properties, in a row.
const QByteArray allTypes = R"([
    {"id": "start", "type": "start", "outputs": {"next": {"elementId": "plan"}}},
    {"id": "plan", "type": "conditional", "properties": {"conditions": {}},
     "outputs": {"true": {"elementId": "split"}, "false": {"elementId": "other"}}},
    {"id": "other", "type": "conditional", "properties": {"conditions": {}},
     "outputs": {"true": {"elementId": "split"}, "false": {"elementId": "limit"}}},
    {"id": "split", "type": "percentage", "outputs": {"60%": {"elementId": "limit"},
     "30%": {"elementId": "big"}, "10%": {"elementId": "end"}}},
    {"id": "limit", "type": "rate", "properties": {"key": "metadata.user", "limit": 100,
     "limitType": "count", "window": 60},
     "outputs": {"success": {"elementId": "big"}, "fallback": {"elementId": "end"}}},
    {"id": "big", "type": "model", "properties": {"provider": "openai", "model": "gpt-4o",
     "timeout": 30000, "retries": 1},
     "outputs": {"success": {"elementId": "end"}, "fallback": {"elementId": "end"}}},
    {"id": "end", "type": "end", "outputs": {}}])";

void turnWheel(QWidget *widget)
{
    const QPointF at = widget->rect().center();
    QWheelEvent event(at, widget->mapToGlobal(at), {}, {0, -120}, {}, {}, Qt::NoScrollPhase, false);
    QApplication::sendEvent(widget, &event);
}

} // namespace

class TestRouteForms : public QObject
{
    Q_OBJECT

private:
    static void loadAll(EditorWindow &window)
    {
        window.editor->load(graphOf(allTypes), {});
        QVERIFY(window.isActive());
        QTest::qWait(1);
    }
    static QJsonValue property(const EditorWindow &window, const char *id, const char *name)
    {
        return window.document()
            .element(QString::fromLatin1(id))
            ->property(QString::fromLatin1(name));
    }
    static QList<double> shares(const EditorWindow &window)
    {
        QList<double> shares;
        for (const RouteOutput &output :
             window.document().element(QStringLiteral("split"))->outputs)
            shares.append(routePercentage(output.name).value_or(-1));
        return shares;
    }
    static void typeKeys(QWidget *widget, const QString &text)
    {
        widget->setFocus();
        QTest::keyClick(widget, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(widget, text);
    }

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    // Whatever was shown before, what follows a form is right below it.
    void formsTakeNoMoreRoomThanTheyNeed()
    {
        EditorWindow window;
        loadAll(window);
        const auto gap = [&window] {
            int bottom = 0;
            for (const QWidget *part : window.properties->findChildren<QWidget *>())
                if (part->isVisible()
                    && !part->accessibleName().startsWith(QStringLiteral("Target"))
                    && part->focusPolicy() & Qt::TabFocus)
                    bottom = std::max(
                        bottom, part->mapTo(window.properties, part->rect().bottomLeft()).y());
            for (const auto *label : window.properties->findChildren<QLabel *>())
                if (label->text() == u"Leads to")
                    return label->mapTo(window.properties, QPoint()).y() - bottom;
            return 10000;
        };
        for (const char *id : {"plan", "split", "limit", "big", "start"}) {
            window.canvas()->reveal(QString::fromLatin1(id));
            QTRY_VERIFY2(gap() < 90, id);
        }
    }

    // At 1024 pixels with the navigator and the properties at its sides.
    void itFitsIntoASmallWindow()
    {
        EditorWindow window;
        loadAll(window);
        QVERIFY(window.editor->minimumSizeHint().width() <= 560);
    }

    // By keys alone: where Enter leads to, and where Tab goes from there.
    // The least that the window leaves to its inspector.
    void nothingIsCutInANarrowInspector_data()
    {
        QTest::addColumn<QString>("element");
        for (const char *id : {"start", "plan", "split", "limit", "big", "later"})
            QTest::newRow(id) << QString::fromLatin1(id);
    }

    void nothingIsCutInANarrowInspector()
    {
        QFETCH(QString, element);
        RouteGraph graph = graphOf(allTypes);
        RouteElement later =
            newRouteElement(OpenEnum<RouteElementType>::fromText("later"), "later");
        later.outputs = {{.name = QStringLiteral("an output with a long name"), .target = "end"}};
        graph.append(later);
        RouteElement plan = graph.at(1);
        plan.properties.insert(QStringLiteral("conditions"),
                               RouteCondition::test(QStringLiteral("metadata.plan"),
                                                    QStringLiteral("$in"), QStringLiteral("free"))
                                   .toJson());
        graph.replace(1, plan);
        EditorWindow window;
        constexpr int narrow = 28 * grid;
        window.properties->setFixedWidth(narrow);
        window.editor->load(graph, {});
        QVERIFY(window.isActive());
        window.canvas()->reveal(element);
        const auto *content = window.properties->findChild<QScrollArea *>()->widget();
        const auto isAllShown = [&] { // what was just made is shown a little later
            const QString last = graph.find(element)->outputs.constLast().name;
            return partNamed<QComboBox>(content, QStringLiteral("Target of ") + shareTitle(last));
        };
        const auto tooWide = [&] {
            for (const QWidget *part : content->findChildren<QWidget *>())
                if (const int right = part->mapTo(window.properties, QPoint(part->width(), 0)).x();
                    part->isVisible() && right > narrow)
                    return QStringLiteral("%1 ends at %2")
                        .arg(QLatin1String(part->metaObject()->className()))
                        .arg(right);
            return QString();
        };
        QTRY_VERIFY(isAllShown());
        QTRY_COMPARE(tooWide(), QString());
        QVERIFY(content->minimumSizeHint().width() <= content->parentWidget()->width());
    }

    void errorsAndWarningsAreToldApart()
    {
        EditorWindow window;
        RouteGraph graph = graphOf(allTypes);
        RouteElement big = *graph.find(QStringLiteral("big"));
        big.properties.remove(QStringLiteral("timeout")); // refused; and its fallback is no other
        graph.replace(graph.indexOf(QStringLiteral("big")), big);
        window.editor->load(graph, {});
        QVERIFY(window.isActive());
        window.canvas()->reveal(QStringLiteral("big"));
        QMap<QString, QColor> told; // the colour by the first word
        QList<QImage> signs;
        const auto read = [&] {
            told.clear();
            signs.clear();
            for (const QLabel *label : window.properties->findChildren<QLabel *>()) {
                const QString kind = label->accessibleName().section(u':', 0, 0);
                if (!label->isVisible() || (kind != u"Error" && kind != u"Warning"))
                    continue;
                told.insert(kind, label->palette().color(QPalette::WindowText));
                const auto *list = qobject_cast<QGridLayout *>(label->parentWidget()->layout());
                int row = 0;
                int column = 0;
                int span = 0;
                list->getItemPosition(list->indexOf(label), &row, &column, &span, &span);
                signs.append(static_cast<QLabel *>(list->itemAtPosition(row, 0)->widget())
                                 ->pixmap()
                                 .toImage());
            }
            return told.size() == 2;
        };
        QTRY_VERIFY(read());
        QCOMPARE(told.value(QStringLiteral("Error")), Theme::color(Semantic::Error));
        QCOMPARE(told.value(QStringLiteral("Warning")), Theme::color(Semantic::Warning));
        QVERIFY(signs.constFirst() != signs.constLast());
    }

    void tabGoesThroughTheFieldsAsOneReadsThem_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("first");
        QTest::newRow("conditional") << "plan"
                                     << "Conditions: how many must hold";
        QTest::newRow("percentage") << "split"
                                    << "Share 1 as a slider";
        QTest::newRow("rate") << "limit"
                              << "Limit";
        QTest::newRow("model") << "big"
                               << "Provider";
    }
    void tabGoesThroughTheFieldsAsOneReadsThem()
    {
        QFETCH(QString, id);
        EditorWindow window;
        loadAll(window);
        window.canvas()->setFocus();
        window.canvas()->reveal(id);
        QTest::keyClick(window.canvas(), Qt::Key_Return);
        QTRY_VERIFY(window.properties->isAncestorOf(QApplication::focusWidget()));
        QTEST(QApplication::focusWidget()->accessibleName(), "first");
        if (id == u"plan") { // what comes later has its place, too
            QTest::mouseClick(
                partNamed<QPushButton>(window.properties, QStringLiteral("Conditions: add a test")),
                Qt::LeftButton);
            QTRY_VERIFY(partNamed<QComboBox>(window.properties,
                                             QStringLiteral("Conditions, test 1: field")));
        }
        const QString last = window.document().element(id)->outputs.constLast().name;
        QTRY_VERIFY(partNamed<QComboBox>(window.properties,
                                         QStringLiteral("Target of %1").arg(shareTitle(last))));
        auto *idEdit = partNamed<QLineEdit>(window.properties, QStringLiteral("Id"));
        idEdit->setFocus();
        QStringList names;
        QList<int> tops;
        for (QWidget *at = idEdit; window.properties->isAncestorOf(at) && names.size() < 30;
             at = QApplication::focusWidget()) {
            names.append(at->accessibleName());
            tops.append(at->mapTo(window.properties, at->rect().center()).y());
            QTest::keyClick(at, Qt::Key_Tab);
        }
        QVERIFY2(names.constLast().startsWith(QStringLiteral("Target of")),
                 qPrintable(names.join(u'\n')));
        // But for the button that removes a row, which stands at its upper right and comes last.
        for (qsizetype i = 1; i < tops.size(); ++i)
            if (!names.at(i).startsWith(QStringLiteral("Remove")))
                QVERIFY2(tops.at(i) >= tops.at(i - 1) - 4, qPrintable(names.at(i)));
    }

    // Fields and values of the requests that came in, and what is common.
    void whatRequestsHaveIsOffered()
    {
        EditorWindow window;
        loadAll(window);
        window.editor->setSuggestions({.fields = {{QStringLiteral("metadata.tier"),
                                                   {QStringLiteral("silver"), QStringLiteral("7")}},
                                                  {QStringLiteral("body.user"), {}}}});
        window.canvas()->reveal(QStringLiteral("plan"));
        QTest::mouseClick(
            partNamed<QPushButton>(window.properties, QStringLiteral("Conditions: add a test")),
            Qt::LeftButton);
        const auto part = [&window](const char *name) {
            return partNamed<QComboBox>(window.properties,
                                        QStringLiteral("Conditions, test 1: ")
                                            + QString::fromLatin1(name));
        };
        QTRY_VERIFY(part("field"));
        for (const char *field : {"metadata.tier", "metadata.plan", "body.user", "body.model"})
            QVERIFY2(part("field")->findText(QString::fromLatin1(field)) >= 0, field);
        QCOMPARE(part("value")->count(), 0);
        QVERIFY(pickByMouse(part("field"), QStringLiteral("metadata.tier")));
        QVERIFY(pickByMouse(part("value"), QStringLiteral("silver")));
        QCOMPARE(property(window, "plan", "conditions")[u"metadata.tier"][u"$eq"],
                 QJsonValue("silver"));
        QVERIFY(pickByMouse(part("value"), QStringLiteral("\"7\""))); // the text, not the number
        QCOMPARE(property(window, "plan", "conditions")[u"metadata.tier"][u"$eq"], QJsonValue("7"));
        window.canvas()->reveal(QStringLiteral("limit"));
        const auto *key =
            partNamed<QComboBox>(window.properties, QStringLiteral("Counted for each"));
        QVERIFY(key->findText(QStringLiteral("metadata.tier")) >= 0);
        QVERIFY(key->findText(QStringLiteral("metadata.user")) >= 0);
    }

    void eachFieldIsAStepToUndo()
    {
        EditorWindow window;
        loadAll(window);
        window.canvas()->reveal(QStringLiteral("big"));
        auto *model = partNamed<QComboBox>(window.properties, QStringLiteral("Model"));
        typeInto(model, QStringLiteral("o3"));
        typeInto(partNamed<NumberEdit>(window.properties, QStringLiteral("Retries")),
                 QStringLiteral("2"));
        typeInto(model, QStringLiteral("o4"));
        QCOMPARE(window.document().undoStack()->count(), 3);
    }

    void stepsOfAConditionAreUndoneOneByOne()
    {
        EditorWindow window;
        loadAll(window);
        window.canvas()->reveal(QStringLiteral("plan"));
        const auto addTest = [&window] {
            QTest::mouseClick(
                partNamed<QPushButton>(window.properties, QStringLiteral("Conditions: add a test")),
                Qt::LeftButton);
        };
        addTest();
        QTRY_VERIFY(
            partNamed<QComboBox>(window.properties, QStringLiteral("Conditions, test 1: field")));
        typeInto(
            partNamed<QComboBox>(window.properties, QStringLiteral("Conditions, test 1: field")),
            QStringLiteral("metadata.plan"));
        typeInto(
            partNamed<QLineEdit>(window.properties, QStringLiteral("Conditions, test 1: value")),
            QStringLiteral("free"));
        const QJsonValue one = property(window, "plan", "conditions");
        QCOMPARE(one[u"metadata.plan"][u"$eq"], QJsonValue("free"));
        addTest();
        QCOMPARE(window.document().undoStack()->count(), 4);
        QVERIFY(property(window, "plan", "conditions") != one);
        // From where one is, not only from the canvas.
        QTest::keyClick(
            partNamed<QPushButton>(window.properties, QStringLiteral("Conditions: add a test")),
            Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(property(window, "plan", "conditions"), one);
        QVERIFY(
            !partNamed<QComboBox>(window.properties, QStringLiteral("Conditions, test 2: field")));
    }

    // A key of metadata is not the same in upper case.
    void whatIsTypedStaysAsItIsTyped()
    {
        EditorWindow window;
        loadAll(window);
        window.canvas()->reveal(QStringLiteral("limit"));
        auto *key = partNamed<QComboBox>(window.properties, QStringLiteral("Counted for each"));
        typeInto(key, QStringLiteral("metadata.User"));
        QTest::keyClick(key, Qt::Key_Return);
        window.canvas()->setFocus();
        QCOMPARE(property(window, "limit", "key"), QJsonValue("metadata.User"));
        QCOMPARE(key->currentText(), QStringLiteral("metadata.User"));
    }

    void aNumberThatIsTakenAwayIsMissing()
    {
        EditorWindow window;
        loadAll(window);
        window.canvas()->reveal(QStringLiteral("big"));
        auto *timeout =
            partNamed<NumberEdit>(window.properties, QStringLiteral("Timeout in milliseconds"));
        typeKeys(timeout, QStringLiteral("12x"));
        QCOMPARE(property(window, "big", "timeout"), QJsonValue(12));
        QVERIFY(timeout->palette().text() != window.properties->palette().text());
        window.canvas()->setFocus();
        QCOMPARE(timeout->text(), QStringLiteral("12"));
        QCOMPARE(timeout->palette().text(), window.properties->palette().text());
        timeout->setFocus();
        QTest::keyClick(timeout, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(timeout, Qt::Key_Delete);
        QVERIFY(property(window, "big", "timeout").isUndefined());
        QCOMPARE(timeout->text(), QString());
        QTRY_VERIFY(labelTexts(*window.properties).contains(QStringLiteral("is missing")));
    }

    // The service takes them, and there is no room for a form of each.
    void groupsThatAreTooDeepAreKept()
    {
        const auto two = [](const QJsonValue &one, const QJsonValue &other) {
            return QJsonArray{one, other};
        };
        const QJsonObject test =
            RouteCondition::test(QStringLiteral("metadata.b"), QStringLiteral("$ne"), 2).toJson();
        QJsonObject deep = test;
        for (int i = 0; i < 60; ++i)
            deep = {{i % 2 ? QStringLiteral("$or") : QStringLiteral("$and"), two(deep, test)}};
        const auto conditions = [&](const QString &plan) {
            QJsonObject object =
                RouteCondition::test(QStringLiteral("metadata.plan"), QStringLiteral("$eq"), plan)
                    .toJson();
            object.insert(QStringLiteral("$or"), two(deep, test));
            return object;
        };
        RouteGraph graph = graphOf(smallGraph);
        RouteElement decision =
            newRouteElement(RouteElementType::Conditional, QStringLiteral("deep"));
        decision.properties.insert(QStringLiteral("conditions"),
                                   conditions(QStringLiteral("free")));
        graph.append(decision);
        EditorWindow window;
        window.editor->load(graph, smallPlaces);
        QVERIFY(window.isActive());
        window.canvas()->reveal(decision.id);
        QVERIFY(window.properties->findChildren<ConditionGroup *>().size() < 12);
        QVERIFY(labelTexts(*window.properties).contains(QStringLiteral("{\"$or\":[{\"$and\":[")));
        auto *value =
            partNamed<QComboBox>(window.properties, QStringLiteral("Conditions, test 2: value"));
        QVERIFY(value);
        value->lineEdit()->selectAll();
        typeKeys(value->lineEdit(), QStringLiteral("pro"));
        QCOMPARE(property(window, "deep", "conditions").toObject(),
                 conditions(QStringLiteral("pro")));
    }

    void theWheelTurnsOnlyWhatHasTheFocus()
    {
        EditorWindow window;
        loadAll(window);
        const RouteGraph before = window.document().graph();
        window.canvas()->reveal(QStringLiteral("split"));
        window.canvas()->setFocus();
        const QString first = QStringLiteral("Share 1 as a slider");
        QTRY_VERIFY(partNamed<QSlider>(window.properties, first));
        auto *slider = partNamed<QSlider>(window.properties, first);
        turnWheel(slider);
        auto *box = partNamed<QDoubleSpinBox>(window.properties, QStringLiteral("Share 2"));
        QVERIFY(box);
        turnWheel(box);
        const QString target = QStringLiteral("Target of 30 %");
        QTRY_VERIFY(partNamed<QComboBox>(window.properties, target));
        turnWheel(partNamed<QComboBox>(window.properties, target));
        window.canvas()->reveal(QStringLiteral("limit"));
        auto *counted = partNamed<QComboBox>(window.properties, QStringLiteral("What is counted"));
        QVERIFY(counted);
        turnWheel(counted);
        QCOMPARE(window.document().graph(), before);
        window.canvas()->reveal(QStringLiteral("split"));
        slider->setFocus();
        turnWheel(slider);
        QVERIFY(!(window.document().graph() == before));
    }

    void spacePressesNothingElseOnceThereAreFiveShares()
    {
        EditorWindow window;
        loadAll(window);
        window.canvas()->reveal(QStringLiteral("split"));
        auto *form = window.properties->findChild<PercentageForm *>();
        QTRY_VERIFY(form->addButton()->isVisible());
        form->addButton()->setFocus();
        for (int count = 4; count <= 5; ++count) {
            QTRY_VERIFY(form->addButton()->hasFocus());
            QTest::keyClick(form->addButton(), Qt::Key_Space);
            QCOMPARE(shares(window).size(), count);
        }
        QTRY_COMPARE(QApplication::focusWidget()->accessibleName(), QStringLiteral("Share 1"));
        const QList<double> five = shares(window);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QCOMPARE(shares(window), five);
    }

    void goingBackAndForthKeepsTheProportions()
    {
        EditorWindow window;
        loadAll(window);
        window.canvas()->reveal(QStringLiteral("split"));
        const QString first = QStringLiteral("Share 1 as a slider");
        QTRY_VERIFY(partNamed<QSlider>(window.properties, first));
        auto *slider = partNamed<QSlider>(window.properties, first);
        slider->setFocus();
        QTest::keyClick(slider, Qt::Key_End);
        QCOMPARE(shares(window), QList<double>({100, 0, 0}));
        slider->setValue(20);
        QCOMPARE(shares(window), QList<double>({20, 60, 20}));
        // So does what is typed, which is 9 before it is 96.
        auto *box = partNamed<QDoubleSpinBox>(window.properties, QStringLiteral("Share 3"));
        typeKeys(box, QStringLiteral("96"));
        QCOMPARE(shares(window), QList<double>({1, 3, 96}));
        window.document().undoStack()->undo();
        QCOMPARE(shares(window), QList<double>({20, 60, 20}));
        window.document().undoStack()->undo();
        QCOMPARE(shares(window), QList<double>({60, 30, 10}));
    }

    void whatIsHalfTypedStaysWithItsElement()
    {
        EditorWindow window;
        loadAll(window);
        window.canvas()->reveal(QStringLiteral("plan"));
        JsonEdit *json = window.properties->findChild<ConditionForm *>()->json();
        typeKeys(json, QStringLiteral("{\"metadata"));
        QVERIFY(!json->errors().isEmpty());
        window.canvas()->setFocus();
        window.canvas()->reveal(QStringLiteral("other")); // the same conditions: none
        QCOMPARE(json->toPlainText(), QStringLiteral("{\n}"));
        QVERIFY(json->errors().isEmpty());
    }

    void theJsonSaysWhatIsWrongWithTheGraphAtItsLine()
    {
        EditorWindow window;
        loadAll(window);
        JsonPanel *panel = window.editor->json();
        window.editor->showTab(panel);
        QVERIFY(panel->edit()->errors().isEmpty());
        window.document().disconnectOutput({QStringLiteral("limit"), QStringLiteral("fallback")});
        QTRY_COMPARE(panel->edit()->errors().size(), 1);
        const int line = panel->edit()->errors().firstKey();
        QVERIFY(panel->edit()->document()->findBlockByNumber(line - 1).text().contains(
            QStringLiteral("fallback")));
        QVERIFY(labelTexts(*panel).contains(
            QStringLiteral("Line %1: Output “fallback” leads nowhere").arg(line)));
        QVERIFY(!panel->applyButton()->isEnabled());
        // Such a text can be applied: the canvas takes it, too.
        panel->edit()->appendPlainText(QStringLiteral(" "));
        QTRY_VERIFY(panel->applyButton()->isEnabled());
    }

    void theJsonGoesWithTheSelection()
    {
        EditorWindow window;
        loadAll(window);
        JsonEdit *edit = window.editor->json()->edit();
        window.editor->showTab(window.editor->json());
        window.canvas()->setFocus();
        window.canvas()->reveal(QStringLiteral("limit"));
        QVERIFY(edit->textCursor().block().next().text().contains(QStringLiteral("\"limit\"")));
        QVERIFY(window.canvas()->hasFocus());
        // Not under the hands of who is typing.
        edit->setFocus();
        const int place = edit->textCursor().position();
        window.canvas()->reveal(QStringLiteral("big"));
        QCOMPARE(edit->textCursor().position(), place);
    }

    void aTextThatIsNotAppliedIsADraft()
    {
        const QString broken = QStringLiteral("[{\"id\": \"mine\",");
        QTemporaryDir folder;
        Drafts drafts(folder.path());
        {
            EditorWindow window;
            loadSmall(window);
            RouteDraft draft(&drafts, QStringLiteral("route"), window.editor);
            connect(window.editor->json(), &JsonPanel::textEdited, &draft,
                    [&draft] { draft.keep(QStringLiteral("v1")); });
            window.editor->showTab(window.editor->json());
            typeKeys(window.editor->json()->edit(), broken);
            QVERIFY(window.editor->tabs()
                        ->tabText(window.editor->tabs()->currentIndex())
                        .contains(QStringLiteral("not applied")));
        }
        EditorWindow window;
        loadSmall(window);
        const RouteDraft draft(&drafts, QStringLiteral("route"), window.editor);
        QVERIFY(draft.load());
        QVERIFY(window.editor->restore(draft.load()->state, QStringLiteral("Restore")));
        QCOMPARE(window.document().graph(), graphOf(smallGraph));
        QCOMPARE(window.editor->json()->text(), broken);
        QVERIFY(window.editor->json()->isEdited());
        QVERIFY(!window.editor->json()->edit()->errors().isEmpty());
        QVERIFY(window.editor->json()->isVisible());
        // Once it is given up there is nothing more to keep.
        for (auto *button : window.editor->json()->findChildren<QPushButton *>())
            if (button->text() == u"Revert")
                button->click();
        QVERIFY(!window.editor->state().contains(QStringLiteral("json")));
    }

    void whatIsSearchedForIsNotWhatLeadsThere()
    {
        EditorWindow window;
        loadSmall(window);
        QTest::keyClick(window.canvas(), Qt::Key_F, Qt::ControlModifier);
        QTest::keyClicks(window.editor->search()->edit(), QStringLiteral("BIG"));
        QCOMPARE(window.canvas()->graph()->selectedIds(), QStringList{QStringLiteral("big")});
        QVERIFY(labelTexts(*window.editor->search()).contains(QStringLiteral("1 of 1")));
    }

    void theOutlineSaysAsAboveOfWhatIsAbove()
    {
        EditorWindow window;
        loadAll(window);
        RouteOutline *outline = window.editor->outline();
        window.editor->showTab(outline);
        QSet<QString> seen;
        for (QTreeWidgetItemIterator it(outline); *it; ++it) {
            const QString id = (*it)->text(0);
            QCOMPARE((*it)->text(2) == u"as above", seen.contains(id));
            seen.insert(id);
        }
        QCOMPARE(seen.size(), window.document().graph().size());
    }

    void theOutlineStaysFoldedUp()
    {
        EditorWindow window;
        loadSmall(window);
        RouteOutline *outline = window.editor->outline();
        window.editor->showTab(outline);
        QCOMPARE(outline->topLevelItem(0)->text(0), QStringLiteral("start"));
        outline->topLevelItem(0)->setExpanded(false);
        window.document().addElement(RouteElementType::End, {900, 0}, QStringLiteral("new"));
        QTRY_COMPARE(outline->topLevelItemCount(), 2);
        QVERIFY(!outline->topLevelItem(0)->isExpanded());
    }
};

QTEST_MAIN(TestRouteForms)
#include "tst_routeforms.moc"
