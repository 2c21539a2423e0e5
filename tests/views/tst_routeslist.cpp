// SPDX-License-Identifier: GPL-3.0-or-later
// The list of a gateway's routes: what is made of them, where else, and what goes wrong.
#include "tests/views/routetest.h"
#include "tests/views/routeviewbench.h"
#include "views/common/factlist.h"
#include "views/common/messagebar.h"
#include "views/common/tableview.h"
#include "views/routes/routedetails.h"
#include "views/routes/routenameform.h"
#include "views/routes/routesview.h"

#include <QAction>
#include <QClipboard>
#include <QFile>
#include <QJsonDocument>
#include <QPushButton>
#include <QSignalSpy>

using namespace gatehouse;
using namespace gatehouse::test;

namespace {

const GatewayId playground{QStringLiteral("playground")};

// One connection more, to another account, and the list of both.
struct ListBench : RouteBench
{
    explicit ListBench(const Endpoint &endpoint) : RouteBench(endpoint)
    {
        connections.add(&models);
    }

    std::unique_ptr<RoutesView> list()
    {
        return std::make_unique<RoutesView>(
            &models, chat, RouteParts{&drafts, &dialogs, &positions}, &settings, &connections);
    }
    bool gatewaysRead(ConnectionModels &of)
    {
        of.gateways()->refresh();
        return QTest::qWaitFor([&of] { return of.gateways()->state() == TableModel::State::Ready; },
                               10'000);
    }

    ConnectionList connections;
};

void selectRoute(RoutesView *view, const QString &name)
{
    const QAbstractItemModel *model = view->table()->model();
    for (int row = 0; row < model->rowCount(); ++row)
        if (model->index(row, RouteModel::NameColumn).data().toString() == name)
            view->table()->selectRow(row);
    view->table()->setFocus();
}

QString names(RoutesView *view)
{
    QStringList names;
    const QAbstractItemModel *model = view->table()->model();
    for (int row = 0; row < model->rowCount(); ++row)
        names.append(model->index(row, RouteModel::NameColumn).data().toString());
    return names.join(u' ');
}

} // namespace

class TestRoutesList : public RouteTest
{
    Q_OBJECT

private Q_SLOTS:
    void routesAreCreatedRenamedCopiedAndDeleted()
    {
        RouteBench bench(m_sandbox->endpoint());
        RoutesView view(&bench.models, chat, {&bench.drafts, &bench.dialogs, &bench.positions},
                        &bench.settings, nullptr);
        QVERIFY(showAndSettle(&view));
        QCOMPARE(view.model()->rowCount(), 3);
        QSignalSpy opened(&view, &View::openRequested);
        QVERIFY(click(&view, QStringLiteral("New…")));
        QTest::keyClicks(view.form()->edit(), QStringLiteral("chat"));
        QVERIFY(!view.form()->button()->isEnabled()); // it is taken
        QTest::keyClicks(view.form()->edit(), QStringLiteral("-two"));
        QTest::keyClick(view.form()->edit(), Qt::Key_Return);
        QTRY_COMPARE(opened.size(), 1);
        QCOMPARE(opened.at(0).at(0).value<ViewAddress>().object,
                 bench.routeNamed(QStringLiteral("chat-two")).value);
        QVERIFY(settle(&view));
        QTest::keyClick(view.table(), Qt::Key_F2);
        QVERIFY(!view.form()->button()->isEnabled()); // it has that name
        QVERIFY(!labelTexts(*view.form()).contains(QStringLiteral("this name already")));
        typeInto(view.form()->edit(), QStringLiteral("renamed"));
        QTest::keyClick(view.form()->edit(), Qt::Key_Return);
        QTRY_VERIFY(!bench.routeNamed(QStringLiteral("renamed")).isEmpty());
        QVERIFY(settle(&view));
        QTest::keyClick(view.table(), Qt::Key_D, Qt::ControlModifier);
        QCOMPARE(view.form()->edit()->text(), QStringLiteral("renamed copy"));
        QTest::keyClick(view.form()->edit(), Qt::Key_Return);
        QTRY_VERIFY(!bench.routeNamed(QStringLiteral("renamed copy")).isEmpty());
        QVERIFY(settle(&view));
        selectRoute(&view, QStringLiteral("renamed"));
        QTest::keyClick(view.table(), Qt::Key_D, Qt::ControlModifier);
        QCOMPARE(view.form()->edit()->text(), QStringLiteral("renamed copy 2"));
        QTest::keyClick(view.form()->edit(), Qt::Key_Escape);
        QVERIFY(!view.form()->isVisible());
        selectRoute(&view, QStringLiteral("renamed copy"));
        QTest::keyClick(view.table(), Qt::Key_Delete);
        QTRY_VERIFY(bench.routeNamed(QStringLiteral("renamed copy")).isEmpty());
        QCOMPARE(bench.dialogs.confirmations.constLast().typedName, QStringLiteral("renamed copy"));
        QCOMPARE(unnamedFocusable(view, true).join(u' '), QString());
    }

    void aFileIsImportedOrItsErrorIsTold()
    {
        RouteBench bench(m_sandbox->endpoint());
        RoutesView view(&bench.models, chat, {&bench.drafts, &bench.dialogs, &bench.positions},
                        &bench.settings, nullptr);
        QVERIFY(showAndSettle(&view));
        const auto write = [&bench](const QByteArray &text) {
            bench.dialogs.path = bench.folder.filePath(QStringLiteral("imported.json"));
            QFile file(bench.dialogs.path);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(text);
        };
        QAction *import = nullptr;
        for (QAction *action : view.actions())
            if (action->text() == QStringLiteral("Import…"))
                import = action;
        write("[\n{\"id\": }]");
        import->trigger();
        QTRY_VERIFY(labelTexts(view).contains(QStringLiteral("line 2")));
        write(R"([{"id": "start", "type": "start", "outputs": {"next": {"elementId": "end"}}},
                  {"id": "end", "type": "end", "outputs": {}}])");
        import->trigger();
        QTRY_VERIFY(view.form()->isVisible());
        QCOMPARE(view.form()->edit()->text(), QStringLiteral("imported"));
        QTest::keyClick(view.form()->edit(), Qt::Key_Return);
        QTRY_VERIFY(!bench.routeNamed(QStringLiteral("imported")).isEmpty());
    }

    void aNameThatSomebodyElseTookIsToldInWords()
    {
        ListBench bench(m_sandbox->endpoint());
        const auto view = bench.list();
        QVERIFY(showAndSettle(view.get()));
        // Past this view, which so cannot know.
        Connection other{{.id = QStringLiteral("other"), .name = QStringLiteral("Other")}};
        other.open(m_sandbox->endpoint());
        const auto graph = await(bench.connection.routes()->get(bench.at(QStringLiteral("chat"))));
        VERIFY_RESULT(graph);
        VERIFY_RESULT(
            await(other.routes()->create(chat, QStringLiteral("theirs"), graph->graph().value())));
        selectRoute(view.get(), QStringLiteral("chat"));
        QTest::keyClick(view->table(), Qt::Key_F2);
        typeInto(view->form()->edit(), QStringLiteral("theirs"));
        QTest::keyClick(view->form()->edit(), Qt::Key_Return);
        QTRY_VERIFY(view->hasError());
        QVERIFY(settle(view.get()));
        const QString text = labelTexts(*view);
        QVERIFY2(text.contains(QStringLiteral("A route with this name already exists")),
                 qPrintable(text));
        QVERIFY(text.contains(QStringLiteral("taken")));
        QVERIFY(!findButton(view.get(), QStringLiteral("Retry"))); // the same would come of it
        // What was typed is still there, to be typed on.
        QVERIFY(view->form()->isVisible());
        QCOMPARE(view->form()->edit()->text(), QStringLiteral("theirs"));
        QTest::keyClicks(view->form()->edit(), QStringLiteral("-not"));
        QTest::keyClick(view->form()->edit(), Qt::Key_Return);
        QTRY_VERIFY(!bench.routeNamed(QStringLiteral("theirs-not")).isEmpty());
        QVERIFY(settle(view.get()));
        QVERIFY(!view->hasError());
    }

    void aRenameBySomebodyElseIsNoticed()
    {
        ListBench bench(m_sandbox->endpoint());
        const auto view = bench.list();
        QVERIFY(showAndSettle(view.get()));
        Connection other{{.id = QStringLiteral("other"), .name = QStringLiteral("Other")}};
        other.open(m_sandbox->endpoint());
        const auto base = await(other.routes()->get(bench.at(QStringLiteral("chat"))));
        VERIFY_RESULT(base);
        VERIFY_RESULT(await(other.routes()->rename(chat, *base, QStringLiteral("theirs"))));
        selectRoute(view.get(), QStringLiteral("chat"));
        QTest::keyClick(view->table(), Qt::Key_F2);
        typeInto(view->form()->edit(), QStringLiteral("mine"));
        QTest::keyClick(view->form()->edit(), Qt::Key_Return);
        QTRY_VERIFY(labelTexts(*view).contains(QStringLiteral("somebody else named it “theirs”")));
        QVERIFY(bench.routeNamed(QStringLiteral("mine")).isEmpty());
        QVERIFY(settle(view.get()));
        QTest::keyClick(view->form()->edit(), Qt::Key_Return); // all the same
        QTRY_VERIFY(!bench.routeNamed(QStringLiteral("mine")).isEmpty());
    }

    void aRouteIsCopiedToAnotherGateway()
    {
        ListBench bench(m_sandbox->endpoint());
        QVERIFY(bench.gatewaysRead(bench.models));
        const RouteAddress source = bench.at(QStringLiteral("by-plan"));
        const auto original = await(bench.connection.routes()->get(source));
        VERIFY_RESULT(original);
        bench.positions.save({QStringLiteral("test"), chat.value, source.route.value},
                             original->version->id.value, {{QStringLiteral("start"), {7, 8}}});
        const auto view = bench.list();
        QVERIFY(showAndSettle(view.get()));
        selectRoute(view.get(), QStringLiteral("by-plan"));
        QTest::keyClick(view->table(), Qt::Key_D, Qt::ControlModifier);
        auto *target = partNamed<QComboBox>(view->form(), QStringLiteral("Gateway"));
        QVERIFY(target);
        QCOMPARE(target->currentText(), chat.value);
        QVERIFY(pickByMouse(target, playground.value));
        typeInto(view->form()->edit(), QStringLiteral("by-plan")); // it is free there
        QVERIFY(view->form()->button()->isEnabled());
        QTest::mouseClick(view->form()->button(), Qt::LeftButton);
        QTRY_VERIFY(labelTexts(*view).contains(QStringLiteral("created in gateway playground")));
        QVERIFY(settle(view.get()));
        QCOMPARE(view->model()->rowCount(), 3); // it is not here
        const auto there = await(bench.connection.routes()->list(playground));
        VERIFY_RESULT(there);
        const auto copy = std::find_if(there->begin(), there->end(), [](const DynamicRoute &route) {
            return route.name == QStringLiteral("by-plan");
        });
        QVERIFY(copy != there->end());
        const auto read = await(bench.connection.routes()->get({playground, copy->id}));
        VERIFY_RESULT(read);
        QCOMPARE(*read->graph(), *original->graph());
        // It looks as it did, too.
        QCOMPARE(bench.positions
                     .load({QStringLiteral("test"), playground.value, copy->id.value},
                           read->version->id.value)
                     .value(QStringLiteral("start")),
                 QPointF(7, 8));
    }

    void aRouteIsCopiedToAnotherProfile()
    {
        SandboxFixture elsewhere;
        QVERIFY2(elsewhere.isReady(), qPrintable(elsewhere.failure()));
        ListBench bench(m_sandbox->endpoint());
        Connection other{{.id = QStringLiteral("other"), .name = QStringLiteral("Elsewhere")}};
        other.open(elsewhere.endpoint());
        ConnectionModels otherModels{&other, &bench.time};
        QVERIFY(bench.gatewaysRead(bench.models));
        QVERIFY(bench.gatewaysRead(otherModels));
        const auto view = bench.list();
        QVERIFY(showAndSettle(view.get()));
        selectRoute(view.get(), QStringLiteral("chat"));
        QTest::keyClick(view->table(), Qt::Key_D, Qt::ControlModifier);
        QVERIFY(!partNamed<QComboBox>(view->form(), QStringLiteral("Connection")));
        bench.connections.add(&otherModels); // while one is being asked
        auto *profile = partNamed<QComboBox>(view->form(), QStringLiteral("Connection"));
        QVERIFY(profile);
        QVERIFY(pickByMouse(profile, QStringLiteral("Elsewhere")));
        auto *target = partNamed<QComboBox>(view->form(), QStringLiteral("Gateway"));
        QVERIFY(pickByMouse(target, playground.value));
        typeInto(view->form()->edit(), QStringLiteral("moved"));
        // Nothing is written where nothing may be.
        Profile readOnly = other.profile();
        readOnly.readOnly = true;
        other.setProfile(readOnly);
        typeInto(view->form()->edit(), QStringLiteral("moved over"));
        QVERIFY(!view->form()->button()->isEnabled());
        QVERIFY(labelTexts(*view->form()).contains(QStringLiteral("“Elsewhere” is read-only")));
        readOnly.readOnly = false;
        other.setProfile(readOnly);
        typeInto(view->form()->edit(), QStringLiteral("moved"));
        QTest::keyClick(view->form()->edit(), Qt::Key_Return);
        QTRY_VERIFY(labelTexts(*view).contains(QStringLiteral("of Elsewhere")));
        const auto there = await(other.routes()->list(playground));
        VERIFY_RESULT(there);
        const auto copy = std::find_if(there->begin(), there->end(), [](const DynamicRoute &one) {
            return one.name == QStringLiteral("moved");
        });
        QVERIFY(copy != there->end());
        QCOMPARE(await(other.routes()->get({playground, copy->id}))->graph(),
                 await(bench.connection.routes()->get(bench.at(QStringLiteral("chat"))))->graph());
        QVERIFY(bench.routeNamed(QStringLiteral("moved")).isEmpty());
        // A connection that goes while it is offered goes from the form.
        QVERIFY(settle(view.get()));
        QTest::keyClick(view->table(), Qt::Key_D, Qt::ControlModifier);
        QVERIFY(partNamed<QComboBox>(view->form(), QStringLiteral("Connection")));
        bench.connections.remove(&otherModels);
        QVERIFY(!partNamed<QComboBox>(view->form(), QStringLiteral("Connection")));
        QCOMPARE(view->form()->targetModels(), &bench.models);
    }

    // Neither the rows nor what was typed are lost.
    void aListThatFailsKeepsItsRows_data()
    {
        QTest::addColumn<QJsonObject>("fault");
        QTest::newRow("page of a proxy") << QJsonObject{{"kind", "html"}};
        QTest::newRow("cut") << QJsonObject{{"kind", "cut"}};
        QTest::newRow("half") << QJsonObject{{"kind", "truncated"}};
        QTest::newRow("5xx") << QJsonObject{{"kind", "error"}, {"status", 503}};
        QTest::newRow("nothing") << QJsonObject{{"kind", "error"}, {"body", false}};
        QTest::newRow("429") << QJsonObject{{"kind", "rate_limited"}, {"retry_after", 0}};
    }
    void aListThatFailsKeepsItsRows()
    {
        QFETCH(QJsonObject, fault);
        ListBench bench(m_sandbox->endpoint());
        const auto view = bench.list();
        QVERIFY(showAndSettle(view.get()));
        const QString before = names(view.get());
        QVERIFY(click(view.get(), QStringLiteral("New…")));
        typeInto(view->form()->edit(), QStringLiteral("being typed"));
        fault.insert("path", "*/routes");
        QVERIFY(m_sandbox->setFaults({fault}));
        view->refresh();
        QTRY_VERIFY_WITH_TIMEOUT(view->hasError(), 30'000);
        QVERIFY(settle(view.get()));
        QCOMPARE(names(view.get()), before);
        QCOMPARE(view->form()->edit()->text(), QStringLiteral("being typed"));
        QVERIFY(view->form()->isVisible());
        QVERIFY(m_sandbox->setFaults({}));
        view->refresh();
        QTRY_VERIFY_WITH_TIMEOUT(!view->hasError(), 10'000);
        QCOMPARE(names(view.get()), before);
    }

    void aListThatNeverCameIsAskedForAgain()
    {
        ListBench bench(m_sandbox->endpoint());
        QVERIFY(m_sandbox->setFaults({{{"kind", "html"}, {"path", "*/routes"}}}));
        const auto view = bench.list();
        QVERIFY(showAndSettle(view.get()));
        QVERIFY(view->hasError());
        QVERIFY(labelTexts(*view).contains(QStringLiteral("502")));
        QVERIFY(m_sandbox->setFaults({}));
        QVERIFY(click(view.get(), QStringLiteral("Retry")));
        QTRY_COMPARE(view->model()->rowCount(), 3);
    }

    // A state that nobody knows yet.
    void unknownValuesAreNoError()
    {
        ListBench bench(m_sandbox->endpoint());
        QVERIFY(m_sandbox->setFaults(
            {{{"kind", "unknown_enum"}, {"field", "active"}}, {{"kind", "extra_fields"}}}));
        const auto view = bench.list();
        QVERIFY(showAndSettle(view.get()));
        QVERIFY(!view->hasError());
        QCOMPARE(view->model()->rowCount(), 3);
    }

    // The answer is lost or says no: what was typed stays, and nothing is created twice.
    void aCreationThatFails_data()
    {
        QTest::addColumn<QJsonObject>("fault");
        QTest::addColumn<bool>("isDone");
        QTest::newRow("page of a proxy") << QJsonObject{{"kind", "html"}} << false;
        QTest::newRow("5xx") << QJsonObject{{"kind", "error"}, {"status", 500}} << false;
        QTest::newRow("429") << QJsonObject{{"kind", "rate_limited"}, {"retry_after", 0}} << false;
        QTest::newRow("cut") << QJsonObject{{"kind", "cut"}} << true;
        QTest::newRow("half") << QJsonObject{{"kind", "truncated"}} << true;
    }
    void aCreationThatFails()
    {
        QFETCH(QJsonObject, fault);
        QFETCH(bool, isDone);
        ListBench bench(m_sandbox->endpoint());
        const auto view = bench.list();
        QVERIFY(showAndSettle(view.get()));
        QSignalSpy opened(view.get(), &View::openRequested);
        fault.insert("method", "POST");
        QVERIFY(m_sandbox->setFaults({fault}));
        QVERIFY(click(view.get(), QStringLiteral("New…")));
        typeInto(view->form()->edit(), QStringLiteral("once"));
        QTest::keyClick(view->form()->edit(), Qt::Key_Return);
        if (!isDone) {
            QTRY_VERIFY_WITH_TIMEOUT(view->hasError(), 30'000);
            QVERIFY(settle(view.get()));
            QVERIFY(view->form()->isVisible());
            QCOMPARE(view->form()->edit()->text(), QStringLiteral("once"));
            QVERIFY(bench.routeNamed(QStringLiteral("once")).isEmpty());
            QVERIFY(m_sandbox->setFaults({}));
            QTest::keyClick(view->form()->edit(), Qt::Key_Return);
        }
        QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 1, 30'000);
        QVERIFY(settle(view.get()));
        QVERIFY(!view->form()->isVisible());
        QVERIFY(!view->hasError());
        QTRY_COMPARE(view->model()->rowCount(), 4);
        QVERIFY(!bench.routeNamed(QStringLiteral("once")).isEmpty());
    }

    void aDeletionThatFailsDeletesNothing()
    {
        ListBench bench(m_sandbox->endpoint());
        const auto view = bench.list();
        QVERIFY(showAndSettle(view.get()));
        selectRoute(view.get(), QStringLiteral("chat"));
        bench.dialogs.confirmed = false;
        QTest::keyClick(view->table(), Qt::Key_Delete);
        QTRY_COMPARE(bench.dialogs.confirmations.size(), 1);
        QVERIFY(settle(view.get()));
        QCOMPARE(view->model()->rowCount(), 3);
        bench.dialogs.confirmed = true;
        QVERIFY(m_sandbox->setFaults({{{"kind", "error"}, {"method", "DELETE"}, {"count", 1}}}));
        QTest::keyClick(view->table(), Qt::Key_Delete);
        QTRY_VERIFY_WITH_TIMEOUT(view->hasError(), 20'000);
        QVERIFY(settle(view.get()));
        QCOMPARE(view->model()->rowCount(), 3);
        QVERIFY(!bench.routeNamed(QStringLiteral("chat")).isEmpty());
        QTest::keyClick(view->table(), Qt::Key_Delete);
        QTRY_COMPARE_WITH_TIMEOUT(view->model()->rowCount(), 2, 20'000);
        QVERIFY(bench.routeNamed(QStringLiteral("chat")).isEmpty());
    }

    void theInspectorTellsOfTheSelectedRoute()
    {
        ListBench bench(m_sandbox->endpoint());
        const auto view = bench.list();
        QVERIFY(showAndSettle(view.get()));
        selectRoute(view.get(), QStringLiteral("by-plan"));
        const auto *details = qobject_cast<RouteDetails *>(view->inspector());
        QVERIFY(details);
        QCOMPARE(details->facts()->value(QStringLiteral("Callers ask for")),
                 QStringLiteral("dynamic/by-plan"));
        QCOMPARE(details->facts()->value(QStringLiteral("Elements")), QStringLiteral("10"));
        QVERIFY(details->facts()
                    ->value(QStringLiteral("Models"))
                    .contains(QStringLiteral("anthropic/claude-opus-4")));
        // By its number, as soon as that is known, and the beginning of its id.
        const QString live = view->model()
                                 ->at(view->model()->rowOf(bench.routeNamed("by-plan").value))
                                 .deployment->versionId.value;
        QTRY_COMPARE(details->facts()->value(QStringLiteral("Live version")),
                     QStringLiteral("3 (%1…)").arg(live.left(8)));
        QString tip;
        for (const QLabel *label : details->findChildren<QLabel *>())
            if (label->accessibleName() == u"Live version")
                tip = label->toolTip();
        QCOMPARE(tip, live);
        selectRoute(view.get(), QStringLiteral("chat"));
        QCOMPARE(details->facts()->value(QStringLiteral("Callers ask for")),
                 QStringLiteral("dynamic/chat"));
        const auto renamed = await(bench.connection.routes()->rename(
            chat, view->model()->at(view->model()->rowOf(bench.routeNamed("chat").value)),
            QStringLiteral("talk")));
        VERIFY_RESULT(renamed);
        QTRY_COMPARE(details->facts()->value(QStringLiteral("Callers ask for")),
                     QStringLiteral("dynamic/talk"));
        view->table()->clearSelection();
        QCOMPARE(details->facts()->value(QStringLiteral("Callers ask for")), QString());
    }

    void theModelNameIsCopied()
    {
        ListBench bench(m_sandbox->endpoint());
        const auto view = bench.list();
        QVERIFY(showAndSettle(view.get()));
        selectRoute(view.get(), QStringLiteral("by-plan"));
        actionOf(view.get(), QStringLiteral("Copy model name"))->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("dynamic/by-plan"));
    }
};

QTEST_MAIN(TestRoutesList)
#include "tst_routeslist.moc"
