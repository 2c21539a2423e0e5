// SPDX-License-Identifier: GPL-3.0-or-later
// Fields that several gateways are given at once.
#include "tests/support/cannedserver.h"
#include "tests/views/gatewaytools.h"
#include "tests/views/viewchecks.h"
#include "views/gateways/bulkeditview.h"
#include "views/gateways/bulkfield.h"
#include "views/gateways/gatewaybatchpanel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTreeWidget>

using namespace gatehouse;
using namespace gatehouse::test;

using Reply = CannedServer::Reply;
using State = GatewayBatch::State;

namespace {

struct Several : ToolsBench
{
    explicit Several(const Endpoint &endpoint, const QStringList &ids = {})
        : ToolsBench(endpoint)
        , view(std::make_unique<BulkEditView>(&models, BulkEditView::addressOf(ids), &drafts,
                                              &tasks))
    {
    }

    void tick(const QString &key) const
    {
        QCheckBox *box = view->field(key)->tick();
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Space);
    }
    QTreeWidget *tree() const { return view->preview()->tree(); }
    QTreeWidgetItem *item(const QString &id) const
    {
        return tree()->findItems(id, Qt::MatchExactly).value(0);
    }
    // "Cache duration: 60 s -> 900 s", a line each.
    QString changes(const QString &id) const
    {
        QStringList lines;
        for (int i = 0; item(id) && i < item(id)->childCount(); ++i)
            lines.append(QStringLiteral("%1: %2 -> %3")
                             .arg(item(id)->child(i)->text(0), item(id)->child(i)->text(1),
                                  item(id)->child(i)->text(2)));
        return lines.join(u'\n');
    }
    bool ended() const
    {
        return QTest::qWaitFor([this] { return !view->batch()->isRunning(); }, 20'000);
    }

    std::unique_ptr<BulkEditView> view;
};

} // namespace

class BulkEditTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_sandbox.isReady(), qPrintable(m_sandbox.failure())); }
    void init()
    {
        QVERIFY(m_sandbox.setFaults({}));
        m_sandbox.forgetRequests();
    }

    // One of three fails: the others are saved, and the failing one when it is tried again.
    void failingOneDoesNotKeepTheOthersBack()
    {
        Several several(m_sandbox.endpoint(), {"staging", "playground", "support-bot"});
        QVERIFY(showAndSettle(several.view.get()));
        QCOMPARE(unnamedFocusable(*several.view, true).join(u' '), QString());
        QVERIFY(!findButton(several.view.get(), "Preview…")->isEnabled());
        const QJsonObject before = several.servedJson("staging");
        const QJsonObject bystander = several.servedJson("batch-eval");

        several.tick("cache_ttl");
        typeInto(several.view->field("cache_ttl")->editor(), "777");
        several.tick("retry_backoff");
        QTest::keyClick(several.view->field("retry_backoff")->editor(), Qt::Key_Home);
        QVERIFY(several.view->hasUnsavedChanges());
        QVERIFY(labelTexts(*several.view).contains("2 fields of 3 gateways"));
        QVERIFY(click(several.view.get(), "Preview…"));
        QVERIFY(several.changes("staging").contains("Cache duration: 60 s -> 777 s"));
        QVERIFY(several.changes("playground").contains("Cache duration: not set -> 777 s"));
        QVERIFY(writesOf(m_sandbox).isEmpty());

        QVERIFY(m_sandbox.setFaults({{{"kind", "error"},
                                      {"status", 403},
                                      {"method", "PUT"},
                                      {"path", "*/gateways/staging"},
                                      {"count", 1}}}));
        QVERIFY(click(several.view.get(), "Apply to 3 gateways"));
        QCOMPARE(several.tasks.runningCount(), 1);
        QVERIFY(several.ended());
        QCOMPARE(writesOf(m_sandbox),
                 QStringList({"PUT playground 200", "PUT staging 403", "PUT support-bot 200"}));
        QCOMPARE(several.served("playground").cacheTtl.valueOr(0), 777);
        QCOMPARE(several.served("staging").cacheTtl.valueOr(0), 60);
        QCOMPARE(several.item("playground")->text(3), "saved");
        QVERIFY(several.item("staging")->text(3).contains("refuses"));
        QVERIFY(labelTexts(*several.view).contains("2 saved, 1 not saved"));
        Task *task = several.tasks.at(0);
        QCOMPARE(task->state(), Task::State::Failed);
        QVERIFY(task->message().contains("staging"));
        QVERIFY(several.view->hasUnsavedChanges()); // there is something to do yet

        m_sandbox.forgetRequests();
        QVERIFY(click(several.view.get(), "Try again (1)"));
        QVERIFY(several.ended());
        QCOMPARE(writesOf(m_sandbox), QStringList{"PUT staging 200"});
        QVERIFY(labelTexts(*several.view).contains("All of it is saved"));
        QVERIFY(!several.view->hasUnsavedChanges());
        QCOMPARE(several.tasks.at(0)->state(), Task::State::Done);

        // What was not chosen is as it was, in them and in the others.
        QJsonObject after = several.servedJson("staging");
        for (const char *key : {"cache_ttl", "retry_backoff", "modified_at"})
            after.insert(QLatin1String(key), before.value(QLatin1String(key)));
        QCOMPARE(after, before);
        QCOMPARE(several.servedJson("batch-eval"), bystander);
        QVERIFY(!several.drafts.load(several.draftKey("edit-gateways")));
    }

    // What the requests hold, to the byte.
    void requestsHoldTheWholeGateway()
    {
        QJsonObject stored{{"id", "one"},
                           {"created_at", "2026-01-31T14:05:09Z"},
                           {"modified_at", "2026-01-31T14:05:09Z"},
                           {"cache_invalidate_on_update", false},
                           {"cache_ttl", 5},
                           {"collect_logs", true},
                           {"rate_limiting_interval", 0},
                           {"rate_limiting_limit", 0},
                           {"novelty", QJsonObject{{"a", 1}}}};
        CannedServer server([&stored](const CannedServer::Request &request) {
            if (request.path.endsWith("/one"))
                return Reply::result(stored);
            return Reply::result(QJsonArray{stored});
        });
        Several several({server.url(), "account", {"token", {}, {}}}, {"one"});
        QVERIFY(showAndSettle(several.view.get()));
        several.tick("collect_logs");
        QTest::keyClick(several.view->field("collect_logs")->editor(), Qt::Key_Down);
        several.tick("logpush_public_key");
        several.view->field("logpush_public_key")
            ->findChildren<QCheckBox *>()
            .constLast()
            ->click(); // not set
        several.tick("store_id");
        QTest::keyClicks(several.view->field("store_id")->editor(), "store-1");
        QVERIFY(click(several.view.get(), "Preview…"));
        server.forgetRequests();
        QVERIFY(click(several.view.get(), "Apply to 1 gateway"));
        QVERIFY(several.ended());
        QCOMPARE(server.requests().size(), 2); // read again, then written
        QCOMPARE(server.requests().at(0).method, "GET");
        QCOMPARE(server.requests().at(1).method, "PUT");
        const QJsonObject body = QJsonDocument::fromJson(server.requests().at(1).body).object();
        QJsonObject expected = stored;
        for (const char *key : {"id", "created_at", "modified_at"})
            expected.remove(QLatin1String(key));
        expected.insert("collect_logs", false);
        expected.insert("logpush_public_key", QJsonValue::Null);
        expected.insert("store_id", "store-1");
        QCOMPARE(body, expected);
    }

    // Nothing of what somebody else did meanwhile is overwritten unseen.
    void changedMeanwhile()
    {
        Several several(m_sandbox.endpoint(), {"batch-eval"});
        QVERIFY(showAndSettle(several.view.get()));
        several.view->field("retry_delay")->setValue(1500);
        QVERIFY(click(several.view.get(), "Preview…"));
        GatewayBench other(m_sandbox.endpoint());
        other.changeGateway("batch-eval", [](Gateway &gateway) {
            gateway.retryDelay = 2500;
            gateway.zdr = true;
        });
        QVERIFY(click(several.view.get(), "Apply to 1 gateway"));
        QVERIFY(several.ended());
        QCOMPARE(several.served("batch-eval").retryDelay.valueOr(0), 2500);
        QVERIFY(several.item("batch-eval")->text(3).contains("somebody changed it meanwhile"));
        QVERIFY(several.changes("batch-eval").contains("Retry delay: 2,500 ms -> 1,500 ms"));
        QVERIFY(!several.changes("batch-eval").contains("Zero"));
        QVERIFY(click(several.view.get(), "Try again (1)"));
        QVERIFY(several.ended());
        QCOMPARE(several.served("batch-eval").retryDelay.valueOr(0), 1500);
        QCOMPARE(several.served("batch-eval").zdr.valueOr(false), true);
    }

    // What somebody else did to another field stays, without a question.
    void otherFieldsChangedMeanwhile()
    {
        Several several(m_sandbox.endpoint(), {"search-embeddings"});
        QVERIFY(showAndSettle(several.view.get()));
        several.view->field("retry_delay")->setValue(1500);
        QVERIFY(click(several.view.get(), "Preview…"));
        GatewayBench other(m_sandbox.endpoint());
        other.changeGateway("search-embeddings", [](Gateway &gateway) { gateway.cacheTtl = 99; });
        QVERIFY(click(several.view.get(), "Apply to 1 gateway"));
        QVERIFY(several.ended());
        QCOMPARE(several.item("search-embeddings")->text(3), "saved");
        QCOMPARE(several.served("search-embeddings").retryDelay.valueOr(0), 1500);
        QCOMPARE(several.served("search-embeddings").cacheTtl.valueOr(0), 99);
    }

    void stops()
    {
        Several several(m_sandbox.endpoint(), {"playground", "staging", "support-bot"});
        QVERIFY(showAndSettle(several.view.get()));
        several.view->field("cache_ttl")->setValue(4321);
        QVERIFY(click(several.view.get(), "Preview…"));
        QVERIFY(m_sandbox.setFaults({{{"kind", "latency"},
                                      {"milliseconds", 400},
                                      {"method", "GET"},
                                      {"path", "*/gateways/*"}}}));
        QVERIFY(click(several.view.get(), "Apply to 3 gateways"));
        QVERIFY(several.view->isBusy());
        QVERIFY(click(several.view.get(), "Stop"));
        QVERIFY(several.ended());
        QCOMPARE(several.tasks.at(0)->state(), Task::State::Cancelled);
        QVERIFY(m_sandbox.setFaults({}));
        QVERIFY(writesOf(m_sandbox).isEmpty());
        QCOMPARE(several.view->batch()->count(State::Waiting), 3);
        // From the Tasks dock it is the same; and it can go on.
        QVERIFY(click(several.view.get(), "Apply to 3 gateways"));
        several.tasks.at(0)->cancel();
        QVERIFY(several.ended());
        QVERIFY(click(several.view.get(), "Apply to 3 gateways"));
        QVERIFY(several.ended());
        QCOMPARE(writesOf(m_sandbox).size(), 3);
    }

    // Closing the view neither ends the work nor loses what came of it, or what was chosen.
    void closedAndOpenedAgain()
    {
        Several several(m_sandbox.endpoint(), {"playground", "staging"});
        QVERIFY(showAndSettle(several.view.get()));
        several.tick("log_management");
        typeInto(several.view->field("log_management")->editor(), "123456");
        const auto open = [&several](const QStringList &ids) {
            several.view = std::make_unique<BulkEditView>(
                &several.models, BulkEditView::addressOf(ids), &several.drafts, &several.tasks);
            return showAndSettle(several.view.get());
        };
        several.view.reset();
        QVERIFY(open({}));
        QCOMPARE(several.view->field("log_management")->value(), QJsonValue(123456));
        QVERIFY(labelTexts(*several.view).contains("1 field of 2 gateways"));
        QVERIFY(labelTexts(*several.view).contains("restored"));
        QVERIFY(click(several.view.get(), "Preview…"));
        QVERIFY(m_sandbox.setFaults({{{"kind", "error"},
                                      {"status", 400},
                                      {"method", "PUT"},
                                      {"path", "*/gateways/staging"}}}));
        QVERIFY(click(several.view.get(), "Apply to 2 gateways"));
        several.view.reset();
        QTRY_COMPARE(several.tasks.runningCount(), 0);
        QCOMPARE(several.served("playground").logManagement.valueOr(0), 123456);
        QVERIFY(open({}));
        QVERIFY(several.view->preview()->isVisible());
        QVERIFY(labelTexts(*several.view).contains("1 saved, 1 not saved"));
        QVERIFY(click(several.view.get(), "Keep editing"));
        QVERIFY(click(several.view.get(), "Discard") || click(several.view.get(), "Clear"));
        QVERIFY(!several.view->hasUnsavedChanges());
        several.view.reset();
        QVERIFY(!several.drafts.load(several.draftKey("edit-gateways")));
    }

    void limitsAreSaidAtTheField()
    {
        Several several(m_sandbox.endpoint(), {"staging"});
        QVERIFY(showAndSettle(several.view.get()));
        several.tick("logpush_public_key");
        QTest::keyClicks(several.view->field("logpush_public_key")->editor(), "short");
        QVERIFY(labelTexts(*several.view).contains("5 characters; it must have 16 to 1,024."));
        QVERIFY(!findButton(several.view.get(), "Preview…")->isEnabled());
        QVERIFY(click(several.view.get(), "Clear"));
        // Gateways are chosen here, too.
        QVERIFY(click(several.view.get(), "None"));
        QVERIFY(labelTexts(*several.view).contains("Choose the gateways to edit"));
        QListWidget *list = several.view->gatewayList();
        list->setFocus();
        list->setCurrentRow(0);
        QTest::keyClick(list, Qt::Key_Space);
        QVERIFY(labelTexts(*several.view).contains("Tick the fields to change"));
        QCOMPARE(ViewAddress::parts(several.view->address().filter),
                 QStringList{list->item(0)->text()});
    }

    // A member that is an object is edited as in the form, and replaces that of each gateway.
    void objectsAreGivenToSeveral()
    {
        Several several(m_sandbox.endpoint(), {"staging", "playground"});
        several.changeGateway("staging", [](Gateway &gateway) {
            gateway.guardrails =
                QJsonObject{{"prompt", QJsonObject{{"S1", "FLAG"}}}, {"response", QJsonObject()}};
        });
        QVERIFY(showAndSettle(several.view.get()));
        several.view->refresh();
        QTRY_VERIFY(labelTexts(*several.view).contains("0 blocked, 1 flagged (1)"));
        const auto named = [&](const QString &name) -> QWidget * {
            for (QWidget *widget : several.view->findChildren<QWidget *>())
                if (widget->accessibleName() == name && widget->isVisible())
                    return widget;
            return nullptr;
        };
        QVERIFY(!named("Guardrails: Hate: Response"));
        several.tick("guardrails");
        QVERIFY(named("Guardrails: Hate: Response"));
        named("Guardrails: Hate: Response")->setFocus();
        QTest::keyClicks(named("Guardrails: Hate: Response"), "Block");
        // A credential of one gateway is not offered to the others.
        several.tick("otel");
        QVERIFY(!named("OpenTelemetry: Endpoint 1: URL"));
        QTest::keyClick(named("OpenTelemetry: Add endpoint"), Qt::Key_Space);
        QTRY_VERIFY(named("OpenTelemetry: Endpoint 1: URL"));
        QVERIFY(!findButton(several.view.get(), "Preview…")->isEnabled()); // it has no URL yet
        several.tick("otel");
        QVERIFY(click(several.view.get(), "Preview…"));
        QCOMPARE(several.changes("staging"),
                 QString("Guardrails › Prompt › Violent crimes: flag -> ignore\n"
                         "Guardrails › Response › Hate: ignore -> block"));
        m_sandbox.forgetRequests();
        QVERIFY(click(several.view.get(), "Apply to 2 gateways"));
        QVERIFY(several.ended());
        for (const char *id : {"staging", "playground"})
            QCOMPARE((*several.served(id).guardrails)[u"response"][u"S10"].toString(), "BLOCK");
    }

    // What a field starts from is the first gateway's, and nothing of one that is first no more.
    void fieldsStartFromTheFirstGateway()
    {
        Several several(m_sandbox.endpoint(), {"staging"});
        const QJsonObject flagged{{"prompt", QJsonObject{{"S1", "FLAG"}}},
                                  {"response", QJsonObject()}};
        several.changeGateway("staging", [&](Gateway &gateway) { gateway.guardrails = flagged; });
        several.changeGateway("playground", [](Gateway &gateway) { gateway.guardrails = {}; });
        QVERIFY(showAndSettle(several.view.get()));
        several.view->refresh();
        QTRY_VERIFY(labelTexts(*several.view).contains("Now: 0 blocked, 1 flagged"));
        several.tick("guardrails");
        QCOMPARE(several.view->field("guardrails")->value(), QJsonValue(flagged));
        several.tick("guardrails");
        several.view->goTo(BulkEditView::addressOf({"playground", "staging"}));
        several.tick("guardrails");
        QCOMPARE(several.view->field("guardrails")->value(),
                 QJsonValue(QJsonObject{{"prompt", QJsonObject()}, {"response", QJsonObject()}}));
    }

    void readOnlyWritesNothing()
    {
        Several several(m_sandbox.endpoint(), {"staging"});
        QVERIFY(showAndSettle(several.view.get()));
        Profile profile = several.connection.profile();
        profile.readOnly = true;
        several.connection.setProfile(profile);
        several.view->field("cache_ttl")->setValue(1);
        QVERIFY(click(several.view.get(), "Preview…"));
        QAbstractButton *apply = several.view->preview()->applyButton();
        QVERIFY(!apply->isEnabled());
        QCOMPARE(apply->toolTip(), "“Test” is read-only");
        QTest::mouseClick(apply, Qt::LeftButton);
        QVERIFY(writesOf(m_sandbox).isEmpty());
    }

private:
    SandboxFixture m_sandbox;
};

QTEST_MAIN(BulkEditTest)
#include "tst_bulkedit.moc"
