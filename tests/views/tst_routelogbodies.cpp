// SPDX-License-Identifier: GPL-3.0-or-later
// A request of a log that is simulated: while its body is read, and when that is large.
#include "tests/items/fakeroutes.h"
#include "tests/views/routeviewbench.h"
#include "views/common/tableview.h"
#include "views/routes/jsonedit.h"
#include "views/routes/routelogpicker.h"
#include "views/routes/simulatorpanel.h"

#include <QPushButton>
#include <QTreeWidget>

using namespace gatehouse;
using namespace gatehouse::test;

namespace {

// A graph that decides by the body: whether its last message, after all of a picture, is “hi”.
QJsonArray byTheEnd()
{
    return QJsonDocument::fromJson(R"([
        {"id": "start", "type": "start", "outputs": {"next": {"elementId": "last"}}},
        {"id": "last", "type": "conditional",
         "properties": {"conditions": {"body.messages.1.content": {"$eq": "hi"}}},
         "outputs": {"true": {"elementId": "yes"}, "false": {"elementId": "no"}}},
        {"id": "yes", "type": "end", "outputs": {}},
        {"id": "no", "type": "end", "outputs": {}}])")
        .array();
}

struct LogBench
{
    LogBench()
    {
        fake.versions = {versionJson(1, "true", byTheEnd())};
        fake.logs = {QJsonObject{{"id", "log-1"},
                                 {"created_at", "2026-11-01T12:00:00Z"},
                                 {"cached", false},
                                 {"success", true},
                                 {"duration", 1},
                                 {"model", "m"},
                                 {"provider", "p"},
                                 {"path", "chat"},
                                 {"metadata", "{\"plan\": \"free\"}"}}};
        fake.server.setHandler([this](const Request &request) {
            Reply reply = fake.answer(request);
            if (request.path.endsWith(QLatin1String("/request")))
                reply.body =
                    R"({"messages": [{"content": ")" + picture + R"("}, {"content": "hi"}]})";
            return reply;
        });
    }
    // As a person does; it is being read then.
    bool take()
    {
        view.editor()->showTab(simulator);
        simulator->chooseLog();
        RouteLogPicker *picker = simulator->logPicker();
        if (!QTest::qWaitFor(
                [=] { return picker->model()->rowCount() > 0 && picker->model()->log(0); }))
            return false;
        picker->table()->setFocus();
        picker->table()->selectRow(0);
        QTest::keyClick(picker->table(), Qt::Key_Return);
        return QTest::qWaitFor([=] { return !picker->isVisible(); });
    }
    static ViewAddress address()
    {
        ViewAddress address{ViewAddress::Kind::Route, {QStringLiteral("g")}};
        address.object = QStringLiteral("chat");
        return address;
    }

    FakeRoutes fake;
    QByteArray picture = "none";
    RouteBench bench{endpointOf(fake.server)};
    RouteView view{&bench.models, address(), {&bench.drafts, &bench.dialogs, &bench.positions}};
    SimulatorPanel *simulator = view.editor()->simulator();
};

} // namespace

class TestRouteLogBodies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void readingABodyIsCancelled()
    {
        LogBench bench;
        QVERIFY(showAndSettle(&bench.view));
        bench.fake.late = "/request";
        QVERIFY(bench.take());
        QTRY_COMPARE(bench.fake.count("/request"), 1);
        QVERIFY(bench.simulator->isBusy());
        QVERIFY(labelTexts(*bench.simulator).contains(QStringLiteral("Reading the request")));
        QVERIFY(click(bench.simulator, QStringLiteral("Cancel")));
        QTRY_VERIFY(!bench.simulator->isBusy());
        QTRY_VERIFY(labelTexts(*bench.simulator).contains(QStringLiteral("Nothing has been run")));
        QVERIFY(!bench.view.hasError());
        QCOMPARE(bench.simulator->form()->metadata()->toPlainText(), QString());
        bench.fake.late.clear();
        QVERIFY(bench.take());
        QTRY_COMPARE(bench.simulator->results()->topLevelItemCount(), 3);
        QVERIFY(bench.simulator->form()->body()->toPlainText().contains(QStringLiteral("hi")));
        QVERIFY(
            bench.simulator->form()->metadata()->toPlainText().contains(QStringLiteral("free")));
    }

    void aLargeBodyIsUsedAsItCame()
    {
        LogBench bench;
        bench.picture = QByteArray(3'000'000, 'A');
        QVERIFY(showAndSettle(&bench.view));
        QVERIFY(bench.take());
        QTRY_COMPARE(bench.simulator->results()->topLevelItemCount(), 3);
        RouteRequestForm *form = bench.simulator->form();
        QCOMPARE(bench.simulator->results()->topLevelItem(2)->text(0), QStringLiteral("yes"));
        QVERIFY(form->body()->toPlainText().isEmpty());
        QVERIFY(!form->body()->isVisible());
        QVERIFY2(labelTexts(*form).contains(QStringLiteral("too large to be edited")),
                 qPrintable(labelTexts(*form)));
        form->metadata()->setPlainText(QStringLiteral("{\"plan\": \"paid\"}")); // the rest can be
        QVERIFY(click(bench.simulator, QStringLiteral("Run")));
        QCOMPARE(bench.simulator->results()->topLevelItem(2)->text(0), QStringLiteral("yes"));
        QVERIFY(click(form, QStringLiteral("Leave it out")));
        QVERIFY(form->body()->hasFocus());
        QVERIFY(click(bench.simulator, QStringLiteral("Run")));
        QCOMPARE(bench.simulator->results()->topLevelItem(2)->text(0), QStringLiteral("no"));
        form->body()->setPlainText(QStringLiteral("{\"messages\": [1, {\"content\": \"hi\"}]}"));
        QVERIFY(click(bench.simulator, QStringLiteral("Run")));
        QCOMPARE(bench.simulator->results()->topLevelItem(2)->text(0), QStringLiteral("yes"));
    }

    void aSampleThatIsStoppedTellsWhatItCounted()
    {
        LogBench bench;
        QVERIFY(showAndSettle(&bench.view));
        bench.view.editor()->showTab(bench.simulator);
        bench.simulator->sample(9'000'000);
        QVERIFY(click(bench.simulator, QStringLiteral("Cancel")));
        QTRY_VERIFY_WITH_TIMEOUT(!bench.simulator->isBusy(), 20'000);
        const QString told = labelTexts(*bench.simulator);
        QVERIFY2(told.contains(QStringLiteral("Stopped early")), qPrintable(told));
        QVERIFY(!told.contains(QStringLiteral("9,000,000")));
    }
};

QTEST_MAIN(TestRouteLogBodies)
#include "tst_routelogbodies.moc"
