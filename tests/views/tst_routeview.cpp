// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/routetest.h"
#include "tests/views/routeviewbench.h"
#include "views/common/messagebar.h"
#include "views/common/tableview.h"
#include "views/routes/elementsearch.h"
#include "views/routes/numberedit.h"
#include "views/routes/problemspanel.h"
#include "views/routes/routediffview.h"
#include "views/routes/simulatorpanel.h"
#include "views/routes/versionspanel.h"

#include "views/routes/jsonedit.h"
#include "views/routes/jsonpanel.h"

#include <QAction>
#include <QFile>
#include <QImage>
#include <QJsonDocument>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTreeWidget>

using namespace gatehouse;
using namespace gatehouse::test;

class TestRouteView : public RouteTest
{
    Q_OBJECT

private Q_SLOTS:
    // Drawn with the mouse alone: dropped, connected, its texts chosen from lists.
    void aRouteOfAllTypesIsDrawnSavedAndDeployed()
    {
        RouteBench bench(m_sandbox->endpoint());
        VERIFY_RESULT(await(bench.connection.routes()->create(
            chat, QStringLiteral("drawn"),
            QJsonDocument::fromJson(
                R"([{"id": "start", "type": "start", "outputs": {"next": {"elementId": "end"}}},
                    {"id": "end", "type": "end", "outputs": {}}])")
                .array())));
        const auto view = bench.open(QStringLiteral("drawn"));
        view->resize(1440, 900);
        view->show();
        QVERIFY(QTest::qWaitForWindowActive(view.get()));
        QVERIFY(settle(view.get()));
        RouteCanvas *canvas = view->editor()->canvas();
        RouteDocument *document = view->editor()->document();
        QWidget *properties = view->inspector();
        properties->resize(400, 800);
        properties->show();
        canvas->setScaleFactor(0.6);
        const auto drop = [canvas](const char *type, int x, int y) {
            dropElement(canvas, QString::fromLatin1(type), canvas->mapToScene(x, y));
        };
        drop("conditional", 150, 430);
        drop("rate", 400, 400);
        drop("percentage", 400, 520);
        drop("model", 750, 400);
        drop("model", 750, 520);
        QCOMPARE(document->graph().size(), 7);
        const auto draw = [canvas](const char *from, const char *output, const char *to) {
            drawEdge(canvas, QString::fromLatin1(from), QString::fromLatin1(output),
                     QString::fromLatin1(to));
        };
        draw("start", "next", "conditional");
        draw("conditional", "true", "rate");
        draw("conditional", "false", "percentage");
        draw("rate", "success", "model");
        draw("rate", "fallback", "model-2");
        const QList<RouteOutput> shares = document->element(QStringLiteral("percentage"))->outputs;
        drawEdge(canvas, QStringLiteral("percentage"), shares.at(0).name, QStringLiteral("model"));
        drawEdge(canvas, QStringLiteral("percentage"), shares.at(1).name,
                 QStringLiteral("model-2"));
        draw("model", "success", "end");
        draw("model", "fallback", "model-2");
        draw("model-2", "success", "end");
        draw("model-2", "fallback", "end");
        QCOMPARE(document->graph().edges().size(), 11);
        for (const char *id : {"model", "model-2"}) {
            clickElement(canvas, QString::fromLatin1(id));
            properties->activateWindow();
            QVERIFY(QTest::qWaitForWindowActive(properties));
            QVERIFY(pickByMouse(partNamed<QComboBox>(properties, QStringLiteral("Provider")),
                                QStringLiteral("openai")));
            QVERIFY(pickByMouse(partNamed<QComboBox>(properties, QStringLiteral("Model")),
                                QStringLiteral("gpt-4o-mini")));
            view->activateWindow();
            QVERIFY(QTest::qWaitForWindowActive(view.get()));
        }
        clickElement(canvas, QStringLiteral("rate"));
        properties->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(properties));
        QVERIFY(pickByMouse(partNamed<QComboBox>(properties, QStringLiteral("Counted for each")),
                            QStringLiteral("metadata.user")));
        QVERIFY2(!view->editor()->checker()->hasErrors(),
                 qPrintable(view->editor()->checker()->problems().value(0).text));

        const RouteGraph drawn = document->graph();
        QVERIFY(click(view.get(), QStringLiteral("Save…")));
        QVERIFY(view->review()->isVisible());
        QVERIFY(click(view->review(), QStringLiteral("Save version")));
        QTRY_COMPARE(bench.versions(QStringLiteral("drawn")).size(), 2);
        QVERIFY(settle(view.get()));
        QCOMPARE(bench.graph(bench.versions(QStringLiteral("drawn")).at(0)), drawn);
        QVERIFY(!view->hasUnsavedChanges());
        QVERIFY(click(view.get(), QStringLiteral("Deploy…")));
        QVERIFY(view->review()->diff()->comparison().rows.size() > 4);
        QVERIFY(click(view->review(), QStringLiteral("Deploy")));
        QVERIFY(settle(view.get()));
        const auto served =
            await(bench.connection.routes()->get(bench.at(QStringLiteral("drawn"))));
        VERIFY_RESULT(served);
        QCOMPARE(routeGraphFromJson(served->graph().value_or(QJsonArray())).value_or(RouteGraph()),
                 drawn);
    }

    void aRouteOfAllTypesIsDrawnByKeys()
    {
        RouteBench bench(m_sandbox->endpoint());
        VERIFY_RESULT(await(bench.connection.routes()->create(
            chat, QStringLiteral("keys"),
            QJsonDocument::fromJson(
                R"([{"id": "start", "type": "start", "outputs": {"next": {"elementId": "end"}}},
                    {"id": "end", "type": "end", "outputs": {}}])")
                .array())));
        const auto view = bench.open(QStringLiteral("keys"));
        QVERIFY(showAndSettle(view.get()));
        QWidget *properties = view->inspector();
        RouteCanvas *canvas = view->editor()->canvas();
        canvas->setFocus();
        // Each goes in between; what led on does.
        press(canvas, {Qt::Key_Home, Qt::Key_C, Qt::Key_Up, Qt::Key_Up, Qt::Key_R, Qt::Key_M});
        const auto type = [&](const QString &name, const QString &text) {
            typeInto(partNamed<QComboBox>(properties, name), text);
            while (QWidget *completions = QApplication::activePopupWidget())
                completions->close(); // as a click elsewhere does
        };
        properties->resize(400, 800);
        properties->show();
        properties->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(properties));
        type(QStringLiteral("Provider"), QStringLiteral("anthropic"));
        type(QStringLiteral("Model"), QStringLiteral("claude-3-5-haiku-20241022"));
        view->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(view.get()));
        canvas->setFocus();
        press(canvas, {Qt::Key_Left, Qt::Key_Left, Qt::Key_Down, Qt::Key_P});
        QVERIFY(!view->editor()->checker()->hasErrors());
        const RouteGraph drawn = view->editor()->document()->graph();
        QCOMPARE(drawn.size(), 6);
        QTest::keyClick(canvas, Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY(view->review()->actionButton()->hasFocus());
        QTest::keyClick(view->review()->actionButton(), Qt::Key_Return);
        QTRY_COMPARE(bench.versions(QStringLiteral("keys")).size(), 2);
        QVERIFY(settle(view.get()));
        QCOMPARE(bench.graph(bench.versions(QStringLiteral("keys")).at(0)), drawn);
        QTest::keyClick(canvas, Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(view->review()->backButton()->hasFocus()); // Enter alone deploys nothing
        QTest::keyClick(view->review()->backButton(), Qt::Key_Tab);
        QTRY_VERIFY(view->review()->actionButton()->hasFocus());
        QTest::keyClick(view->review()->actionButton(), Qt::Key_Return);
        QVERIFY(settle(view.get()));
        const auto served = await(bench.connection.routes()->get(bench.at(QStringLiteral("keys"))));
        VERIFY_RESULT(served);
        QCOMPARE(routeGraphFromJson(served->graph().value_or(QJsonArray())).value_or(RouteGraph()),
                 drawn);
    }

    // The keys of the view act from the properties, too, which are beside it.
    void whoTypesInThePropertiesSavesFromThere()
    {
        RouteBench bench(m_sandbox->endpoint());
        const auto view = bench.open(QStringLiteral("chat"));
        QVERIFY(showAndSettle(view.get()));
        QWidget *properties = view->inspector();
        view->editor()->canvas()->reveal(QStringLiteral("gpt-4o"));
        properties->show();
        properties->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(properties));
        auto *retries = partNamed<QLineEdit>(properties, QStringLiteral("Retries"));
        typeInto(retries, QStringLiteral("3"));
        QTest::keyClick(retries, Qt::Key_S, Qt::ControlModifier);
        QVERIFY(view->review()->isVisible());
    }

    void f6LeadsFromTheToolBarToTheCanvas()
    {
        RouteBench bench(m_sandbox->endpoint());
        const auto view = bench.open(QStringLiteral("chat"));
        QVERIFY(showAndSettle(view.get()));
        auto *versions = partNamed<QComboBox>(view.get(), QStringLiteral("Version"));
        versions->setFocus();
        QTest::keyClick(versions, Qt::Key_F6);
        QVERIFY(view->editor()->canvas()->hasFocus());
        QTest::keyClick(view->editor()->canvas(), Qt::Key_F6);
        QVERIFY(view->editor()->tabs()->isAncestorOf(QApplication::focusWidget()));
    }

    void errorsForbidSaving()
    {
        RouteBench bench(m_sandbox->endpoint());
        const auto view = bench.open(QStringLiteral("chat"));
        QVERIFY(showAndSettle(view.get()));
        QVERIFY(!view->saveAction()->isEnabled()); // nothing has changed
        view->editor()->canvas()->setFocus();
        QTest::keyClick(view->editor()->canvas(), Qt::Key_M, Qt::ShiftModifier);
        QVERIFY(view->hasUnsavedChanges());
        QTRY_VERIFY(view->editor()->checker()->hasErrors()); // its outputs lead nowhere
        QVERIFY(!view->saveAction()->isEnabled());
        view->editor()->document()->undoStack()->undo();
        QVERIFY(!view->hasUnsavedChanges());
    }

    void somebodyElsesVersionIsNotOverwrittenUnseen()
    {
        RouteBench bench(m_sandbox->endpoint());
        const QString name = QStringLiteral("chat");
        const auto view = bench.open(name);
        QVERIFY(showAndSettle(view.get()));
        const QJsonArray theirs = *bench.versions(name).at(1).graph();
        Connection other{{.id = QStringLiteral("other"), .name = QStringLiteral("Other")}};
        other.open(m_sandbox->endpoint());
        VERIFY_RESULT(await(other.routes()->saveVersion(bench.at(name), theirs, {})));
        const qsizetype before = bench.versions(name).size();
        RouteDocument *document = view->editor()->document();
        QVERIFY(document->setProperty(QStringLiteral("gpt-4o"), QStringLiteral("timeout"), 5000));
        QVERIFY(click(view.get(), QStringLiteral("Save…")));
        QVERIFY(click(view->review(), QStringLiteral("Save version")));
        QTRY_VERIFY(findButton(view.get(), QStringLiteral("Save mine all the same")));
        QCOMPARE(bench.versions(name).size(), before);
        QVERIFY(view->hasUnsavedChanges());
        QVERIFY(settle(view.get()));
        QVERIFY(click(view.get(), QStringLiteral("Save mine all the same")));
        QTRY_COMPARE(bench.versions(name).size(), before + 1);
        QCOMPARE(bench.graph(bench.versions(name).at(0)), document->graph());
    }

    void olderVersionsAreReadOnlyAndRolledBackTo()
    {
        RouteBench bench(m_sandbox->endpoint());
        const QString name = QStringLiteral("chat");
        const QList<RouteVersion> all = bench.versions(name);
        const auto view = bench.open(name, all.constLast().id.value);
        QVERIFY(showAndSettle(view.get()));
        QVERIFY(view->editor()->document()->isReadOnly());
        QCOMPARE(view->editor()->document()->graph(), bench.graph(all.constLast()));
        QCOMPARE(view->address().filter, all.constLast().id.value);
        QVERIFY(labelTexts(*view->messages()).contains(QStringLiteral("This is version 1")));
        QVERIFY(click(view.get(), QStringLiteral("Deploy…")));
        QVERIFY(labelTexts(*view->review()).contains(QStringLiteral("back to version 1")));
        QVERIFY(click(view->review(), QStringLiteral("Roll back")));
        QVERIFY(settle(view.get()));
        const auto deployments = await(bench.connection.routes()->deployments(bench.at(name)));
        VERIFY_RESULT(deployments);
        QCOMPARE(deployments->constFirst().versionId, all.constLast().id);
        // A version to begin with.
        QVERIFY(click(view.get(), QStringLiteral("Edit this")));
        QVERIFY(settle(view.get()));
        QTRY_VERIFY(view->hasUnsavedChanges());
        QCOMPARE(view->editor()->document()->graph(), bench.graph(all.constLast()));
        QVERIFY(!view->editor()->document()->isReadOnly());
        QVERIFY(!labelTexts(*view->messages()).contains(QStringLiteral("This is version 1")));
    }

    void fromAnOlderVersionOneComesToTheNewest()
    {
        RouteBench bench(m_sandbox->endpoint());
        const QString name = QStringLiteral("chat");
        const QList<RouteVersion> all = bench.versions(name);
        const auto view = bench.open(name, all.constLast().id.value);
        QVERIFY(showAndSettle(view.get()));
        QWidget *properties = view->inspector();
        view->editor()->canvas()->reveal(view->editor()->document()->graph().start()->id);
        QVERIFY(labelTexts(*properties).contains(QStringLiteral("version 1 is only looked at")));
        QVERIFY(click(view->messages(), QStringLiteral("To the newest")));
        QVERIFY(settle(view.get()));
        QVERIFY(!view->editor()->document()->isReadOnly());
        QCOMPARE(view->editor()->document()->graph(), bench.graph(all.constFirst()));
        QVERIFY(!labelTexts(*view->messages()).contains(QStringLiteral("This is version")));
    }

    void versionsAreCompared()
    {
        RouteBench bench(m_sandbox->endpoint());
        const auto view = bench.open(QStringLiteral("by-plan"));
        QVERIFY(showAndSettle(view.get()));
        view->editor()->showTab(view->versions());
        TableView *table = view->versions()->versions();
        const auto clickRow = [table](int row, Qt::KeyboardModifiers keys) {
            QTest::mouseClick(table->viewport(), Qt::LeftButton, keys,
                              table->visualRect(table->model()->index(row, 0)).center());
        };
        clickRow(0, {});
        clickRow(1, Qt::ControlModifier);
        QTest::mouseClick(view->versions()->compareButton(), Qt::LeftButton);
        QVERIFY(view->review()->isVisible());
        const QAbstractItemModel *rows = view->review()->diff()->table()->model();
        QCOMPARE(rows->rowCount(), 1); // the limit of free requests: 60, then 20
        QCOMPARE(rows->index(0, 0).data().toString(), QStringLiteral("free-limit"));
        QCOMPARE(rows->index(0, 1).data().toString(), QStringLiteral("limit"));
        QCOMPARE(rows->index(0, 2).data().toString(), QStringLiteral("60"));
        QCOMPARE(rows->index(0, 3).data().toString(), QStringLiteral("20"));
        QCOMPARE(view->review()
                     ->diff()
                     ->canvas()
                     ->graph()
                     ->element(QStringLiteral("free-limit"))
                     ->mark(),
                 GraphMark::Changed);
        const ViewAddress address = view->address();
        QCOMPARE(ViewAddress::parts(address.filter).size(), 2);
        QTest::keyClick(view->review(), Qt::Key_Escape);
        QVERIFY(!view->review()->isVisible());
    }

    void draftsAreRecovered()
    {
        RouteBench bench(m_sandbox->endpoint());
        const QString name = QStringLiteral("chat");
        RouteGraph edited;
        {
            const auto view = bench.open(name);
            QVERIFY(showAndSettle(view.get()));
            QVERIFY(view->editor()->document()->setProperty(QStringLiteral("gpt-4o"),
                                                            QStringLiteral("timeout"), 4321));
            edited = view->editor()->document()->graph();
        }
        const auto view = bench.open(name);
        QVERIFY(showAndSettle(view.get()));
        QCOMPARE(view->editor()->document()->graph(), edited);
        QVERIFY(view->hasUnsavedChanges());
        QVERIFY(labelTexts(*view).contains(QStringLiteral("were restored")));
        // While what would be saved is looked at: there is nothing to be saved then.
        const qsizetype versions = bench.versions(name).size();
        QVERIFY(click(view.get(), QStringLiteral("Save…")));
        QVERIFY(view->review()->isVisible());
        QVERIFY(click(view.get(), QStringLiteral("Discard")));
        QVERIFY(!view->review()->isVisible());
        QTRY_VERIFY(!view->hasUnsavedChanges());
        Q_EMIT view->review()->confirmed();
        QVERIFY(settle(view.get()));
        QCOMPARE(bench.versions(name).size(), versions);
        view->editor()->document()->undoStack()->redo();
        QCOMPARE(view->editor()->document()->graph(), edited);
        QVERIFY(view->hasUnsavedChanges());
        view->editor()->document()->undoStack()->undo();
        const auto again = bench.open(name);
        QVERIFY(showAndSettle(again.get()));
        QVERIFY(!again->hasUnsavedChanges());
    }

    void placesAreKept()
    {
        RouteBench bench(m_sandbox->endpoint());
        QPointF moved;
        {
            const auto view = bench.open(QStringLiteral("chat"));
            QVERIFY(showAndSettle(view.get()));
            RouteDocument *document = view->editor()->document();
            moved = document->position(QStringLiteral("split")) + QPointF(0, 320);
            QVERIFY(document->moveElements({QStringLiteral("split")}, {0, 320}));
            QVERIFY(!view->hasUnsavedChanges()); // the service knows no places
        }
        const auto view = bench.open(QStringLiteral("chat"));
        QVERIFY(showAndSettle(view.get()));
        QCOMPARE(view->editor()->document()->position(QStringLiteral("split")), moved);
    }

    void theGraphIsExported()
    {
        RouteBench bench(m_sandbox->endpoint());
        const auto view = bench.open(QStringLiteral("chat"));
        QVERIFY(showAndSettle(view.get()));
        const auto exported = [&](const QString &format) {
            bench.dialogs.path = bench.folder.filePath(QStringLiteral("chat.") + format.toLower());
            for (QAction *action : view->findChildren<QAction *>())
                if (action->text() == QStringLiteral("Export as %1…").arg(format))
                    action->trigger();
            if (!QTest::qWaitFor([&bench] { return QFile::exists(bench.dialogs.path); }))
                return QByteArray();
            QFile file(bench.dialogs.path);
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        QCOMPARE(routeGraphFromText(exported(QStringLiteral("JSON"))).value_or(RouteGraph()),
                 view->editor()->document()->graph());
        const QByteArray svg = exported(QStringLiteral("SVG"));
        QVERIFY(svg.contains("<svg") && svg.contains("split") && svg.contains("fallback"));
        const QImage png = QImage::fromData(exported(QStringLiteral("PNG")));
        QVERIFY(png.width() > 1000);
        QCOMPARE(bench.dialogs.questions.constLast().suggestion, QStringLiteral("chat.png"));
    }

    void editsOfTheJsonAreNotSavedUnseen()
    {
        RouteBench bench(m_sandbox->endpoint());
        const auto view = bench.open(QStringLiteral("chat"));
        QVERIFY(showAndSettle(view.get()));
        QVERIFY(view->editor()->document()->setProperty(QStringLiteral("gpt-4o"),
                                                        QStringLiteral("timeout"), 5000));
        view->editor()->showTab(view->editor()->json());
        view->editor()->json()->edit()->appendPlainText(QStringLiteral(" "));
        QVERIFY(click(view.get(), QStringLiteral("Save…")));
        QVERIFY(!view->review()->isVisible());
        QVERIFY(labelTexts(*view).contains(QStringLiteral("not applied")));
        QVERIFY(click(view->editor()->json(), QStringLiteral("Revert")));
        QVERIFY(click(view.get(), QStringLiteral("Save…")));
        QVERIFY(view->review()->isVisible());
    }

    void aReadOnlyProfileWritesNothing()
    {
        RouteBench bench(m_sandbox->endpoint());
        Profile profile = bench.connection.profile();
        profile.readOnly = true;
        bench.connection.setProfile(profile);
        const auto view = bench.open(QStringLiteral("chat"));
        QVERIFY(showAndSettle(view.get()));
        QVERIFY(view->editor()->document()->isReadOnly());
        QVERIFY(!view->saveAction()->isEnabled());
        QVERIFY(!view->deployAction()->isEnabled());
        QVERIFY(view->deployAction()->toolTip().contains(QStringLiteral("read-only")));
    }

    void everythingHasAName()
    {
        RouteBench bench(m_sandbox->endpoint());
        const auto view = bench.open(QStringLiteral("assistant"));
        QVERIFY(showAndSettle(view.get()));
        for (int tab = 0; tab < view->editor()->tabs()->count(); ++tab) {
            view->editor()->tabs()->setCurrentIndex(tab);
            QCOMPARE(unnamedFocusable(*view, true).join(u' '), QString());
        }
        const QList<RouteVersion> all = bench.versions(QStringLiteral("assistant"));
        view->compare(all.at(1).id, all.at(0).id);
        QCOMPARE(unnamedFocusable(*view, true).join(u' '), QString());
    }
};

QTEST_MAIN(TestRouteView)
#include "tst_routeview.moc"
