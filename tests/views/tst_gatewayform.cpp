// SPDX-License-Identifier: GPL-3.0-or-later
// The form of one gateway.
#include "tests/support/cannedserver.h"
#include "tests/support/sandboxfixture.h"
#include "tests/views/gatewaybench.h"
#include "tests/views/viewchecks.h"
#include "views/common/fields.h"
#include "views/common/messagebar.h"
#include "views/common/stateoverlay.h"
#include "views/common/tableview.h"
#include "views/gateways/formindex.h"
#include "views/gateways/gatewaycopy.h"
#include "views/gateways/gatewayform.h"
#include "views/gateways/gatewayview.h"
#include "views/gateways/mergepanel.h"
#include "views/gateways/reviewpanel.h"

#include <QApplication>
#include <QCheckBox>
#include <QFile>
#include <QJsonDocument>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>

using namespace gatehouse;
using namespace gatehouse::test;

using Reply = CannedServer::Reply;

namespace {

// The view of one gateway; an empty id: of a new one.
struct Page
{
    Page(GatewayBench &bench, const QString &id)
        : view(&bench.models, {id}, &bench.drafts, &bench.dialogs)
    {
    }

    GatewayView view;
    GatewayForm *form = view.form();
    ReviewPanel *review = view.findChild<ReviewPanel *>();
    MergePanel *merge = view.findChild<MergePanel *>();

    void type(const QString &key, const QString &text) const { typeInto(form->editor(key), text); }
    void choose(const QString &key, const QString &label) const
    {
        auto *combo = qobject_cast<QComboBox *>(form->editor(key));
        combo->setFocus();
        QTest::keyClicks(combo, label);
    }
    QString status() const { return labelTexts(view); }
    QString reviewed() const
    {
        QStringList lines;
        const QAbstractItemModel *model = review->table()->model();
        for (int row = 0; row < model->rowCount(); ++row)
            lines.append(QStringLiteral("%1: %2 > %3")
                             .arg(model->index(row, 0).data().toString(),
                                  model->index(row, 1).data().toString(),
                                  model->index(row, 2).data().toString()));
        return lines.join(u'\n');
    }
    void pressSave() { QTest::keyClick(&view, Qt::Key_S, Qt::ControlModifier); }
};

Endpoint endpointOf(const CannedServer &server)
{
    return {server.url(), QStringLiteral("account"), {QStringLiteral("token"), {}, {}}};
}

QJsonObject cannedGateway()
{
    QFile file(GATEHOUSE_TEST_DATA "/gateway.json");
    return file.open(QIODevice::ReadOnly)
        ? QJsonDocument::fromJson(file.readAll()).object().value("result").toObject()
        : QJsonObject{};
}

} // namespace

class GatewayFormTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_sandbox.isReady(), qPrintable(m_sandbox.failure())); }

    void creates()
    {
        GatewayBench bench(m_sandbox.endpoint());
        Page page(bench, {});
        QVERIFY(showAndSettle(&page.view));
        QTRY_VERIFY(bench.models.gateways()->rowCount() > 0);
        QCOMPARE(page.view.address().kind, ViewAddress::Kind::NewGateway);
        QVERIFY(!findButton(&page.view, "Create gateway")->isEnabled());
        QVERIFY(!page.view.hasUnsavedChanges());

        page.view.setFocus();
        QVERIFY(page.form->editor("id")->hasFocus());
        page.type("id", "staging");
        QVERIFY(page.form->errorOf("id").contains("already"));
        QVERIFY(!findButton(&page.view, "Create gateway")->isEnabled());
        page.type("id", QString(65, 'x'));
        QVERIFY(page.form->errorOf("id").contains("64"));
        page.type("id", {});
        QVERIFY(!page.form->errorOf("id").isEmpty());
        page.type("id", "made by keys/1");
        QVERIFY(page.form->errorOf("id").isEmpty());
        page.type("cache_ttl", "600");
        page.type("rate_limiting_limit", "100");
        page.type("rate_limiting_interval", "60");
        page.choose("rate_limiting_technique", "Sliding");
        QVERIFY(page.status().contains("At most 100 requests in any 60 s."));

        QSignalSpy moved(&page.view, &View::addressChanged);
        QSignalSpy renamed(&page.view, &View::titleChanged);
        page.pressSave();
        QVERIFY(page.view.hasPendingWork());
        page.pressSave();
        QTRY_COMPARE(moved.size(), 1);
        QCOMPARE(renamed.size(), 1);
        QCOMPARE(page.view.address(),
                 (ViewAddress{ViewAddress::Kind::Gateway, {"made by keys/1"}, {}}));
        QVERIFY(!page.view.hasUnsavedChanges());
        QVERIFY(!page.view.hasError());
        const Gateway made = bench.served("made by keys/1");
        QCOMPARE(made.cacheTtl.valueOr(-1), 600);
        QCOMPARE(made.rateLimitingLimit.valueOr(-1), 100);
        QCOMPARE(made.rateLimitingTechnique->text(), "sliding");
        QVERIFY(bench.models.gateways()->find("made by keys/1"));
        QVERIFY(!bench.drafts.load(bench.draftKey("new-gateway")));
    }

    void tabVisitsEveryFieldInOrder()
    {
        GatewayBench bench(m_sandbox.endpoint());
        Page page(bench, "production-chat");
        QVERIFY(showAndSettle(&page.view));
        page.type("cache_ttl", "77"); // so that Save can be reached
        page.view.setFocus();
        QStringList visited;
        const auto nameOf = [&](QWidget *widget) {
            for (; widget && widget != page.form; widget = widget->parentWidget())
                if (page.form->editor(widget->objectName()))
                    return widget->objectName();
            return QString();
        };
        constexpr int plenty = 300;
        for (int i = 0;
             i < plenty && QApplication::focusWidget() != findButton(&page.view, "Revert"); ++i) {
            if (const QString name = nameOf(QApplication::focusWidget());
                !name.isEmpty() && visited.value(visited.size() - 1) != name)
                visited.append(name);
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        }
        QCOMPARE(visited,
                 (QStringList{"id",
                              "cache_ttl",
                              "cache_invalidate_on_update",
                              "rate_limiting_limit",
                              "rate_limiting_interval",
                              "rate_limiting_technique",
                              "retry_max_attempts",
                              "retry_delay",
                              "retry_backoff",
                              "collect_logs",
                              "log_management",
                              "log_management_strategy",
                              "log_classification",
                              "authentication",
                              "guardrails",
                              "dlp",
                              "otel",
                              "logpush",
                              "logpush_public_key",
                              "stripe",
                              "store_id",
                              "workers_ai_billing_mode",
                              "zdr",
                              "spend_limits"}));
        QCOMPARE(QApplication::focusWidget(), findButton(&page.view, "Revert"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), findButton(&page.view, "Save…"));
        QVERIFY(click(&page.view, "Revert"));
    }

    void nothingIsCutOffInASmallWindow()
    {
        GatewayBench bench(m_sandbox.endpoint());
        Page page(bench, "production-chat");
        QVERIFY(showAndSettle(&page.view));
        auto *area = page.form->findChild<QScrollArea *>();
        QCOMPARE(page.form->index()->form(), FormIndex::Form::List);
        page.view.resize(410, 560); // what is left of 1024 beside navigator and inspector
        QCOMPARE(page.form->index()->form(), FormIndex::Form::Choice);
        QTRY_COMPARE(area->widget()->width(), area->viewport()->width());
        auto *choice = page.form->index()->choice();
        choice->setFocus();
        QTest::keyClicks(choice, "Spend");
        QTRY_VERIFY(page.form->editor("spend_limits")->visibleRegion().isEmpty() == false);
    }

    void jumpsToASection()
    {
        GatewayBench bench(m_sandbox.endpoint());
        Page page(bench, "production-chat");
        QVERIFY(showAndSettle(&page.view));
        QListWidget *list = page.form->index()->list();
        const auto itemOf = [list](const QString &title) {
            return list->findItems(title, Qt::MatchExactly).value(0);
        };
        QVERIFY(page.form->editor("otel")->visibleRegion().isEmpty());
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                          list->visualItemRect(itemOf("OpenTelemetry")).center());
        QVERIFY(!page.form->editor("otel")->visibleRegion().isEmpty());
        QCOMPARE(list->currentItem(), itemOf("OpenTelemetry"));
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Down);
        QTest::keyClick(list, Qt::Key_Return);
        QCOMPARE(QApplication::focusWidget(), page.form->editor("logpush"));
        auto *area = page.form->findChild<QScrollArea *>();
        area->verticalScrollBar()->setValue(0);
        QCOMPARE(list->currentItem(), itemOf("General"));
        page.type("retry_delay", "9999999");
        QVERIFY(itemOf("Retries")->toolTip().contains("attention"));
        page.type("retry_delay", "1");
        QVERIFY(itemOf("Retries")->toolTip().contains("changed"));
        QCOMPARE(itemOf("Caching")->toolTip(), "Caching");
    }

    void savesWhatTheReviewShows()
    {
        GatewayBench bench(m_sandbox.endpoint());
        bench.createGateway("edited", [](Gateway &gateway) { gateway.cacheTtl = 300; });
        bench.changeGateway("edited", [](Gateway &gateway) {
            gateway.otel = QJsonArray{QJsonObject{{"url", "https://otel.example"},
                                                  {"headers", QJsonObject{}},
                                                  {"authorization", "s3cret"}}};
        });
        Page page(bench, "edited");
        QVERIFY(showAndSettle(&page.view));
        QVERIFY(!findButton(&page.view, "Save…")->isEnabled());
        page.type("cache_ttl", "900");
        page.choose("authentication", "On");
        QTest::mouseClick(page.form->editor("collect_logs"), Qt::LeftButton, {}, QPoint(8, 8));
        QVERIFY(page.view.hasUnsavedChanges());
        QVERIFY(page.status().contains("3 unsaved changes"));
        QVERIFY(click(&page.view, "Save…"));
        QVERIFY(page.review->isVisible());
        QCOMPARE(page.reviewed(),
                 "Cache duration: 300 s > 900 s\nCollect logs: on > off\n"
                 "Authentication: off > on");
        QVERIFY(!page.view.hasPendingWork());
        const QString request = page.review->findChild<QPlainTextEdit *>()->toPlainText();
        QVERIFY(request.startsWith("PUT /accounts/sandbox/ai-gateway/gateways/edited"));
        QVERIFY(!request.contains("s3cret"));

        QTest::keyClick(&page.view, Qt::Key_Escape);
        QVERIFY(!page.review->isVisible());
        QCOMPARE(bench.served("edited").cacheTtl.valueOr(-1), 300);
        page.pressSave();
        QVERIFY(page.review->isVisible());
        page.pressSave();
        QTRY_VERIFY(!page.view.hasUnsavedChanges());
        const Gateway saved = bench.served("edited");
        QCOMPARE(saved.cacheTtl.valueOr(-1), 900);
        QVERIFY(saved.authentication.valueOr(false));
        QVERIFY(!saved.collectLogs);
        QCOMPARE(saved.otel->at(0).toObject().value("authorization").toString(), "s3cret");
    }

    void revertDropsEdits()
    {
        GatewayBench bench(m_sandbox.endpoint());
        bench.createGateway("reverted", [](Gateway &gateway) { gateway.cacheTtl = 300; });
        Page page(bench, "reverted");
        QVERIFY(showAndSettle(&page.view));
        page.type("cache_ttl", "900");
        QTRY_VERIFY(bench.drafts.load(bench.draftKey("gateway/reverted")));
        QVERIFY(click(&page.view, "Revert"));
        QVERIFY(!page.view.hasUnsavedChanges());
        QVERIFY(!bench.drafts.load(bench.draftKey("gateway/reverted")));
        QCOMPARE(page.form->value().cacheTtl.valueOr(-1), 300);
    }

    void aDoubleClickSendsOnce()
    {
        int puts = 0;
        const QJsonObject gateway = cannedGateway();
        CannedServer server([&](const CannedServer::Request &request) {
            puts += request.method == "PUT" ? 1 : 0;
            Reply reply = Reply::result(gateway);
            reply.hold = request.method == "PUT";
            return reply;
        });
        GatewayBench bench(endpointOf(server));
        Page page(bench, "my-gateway");
        QVERIFY(showAndSettle(&page.view));
        page.type("cache_ttl", "900");
        QVERIFY(click(&page.view, "Save…"));
        QPushButton *save = page.review->saveButton();
        QTest::mouseClick(save, Qt::LeftButton);
        QTest::mouseDClick(save, Qt::LeftButton);
        page.pressSave();
        QTRY_COMPARE(puts, 1);
        QTest::mouseClick(save, Qt::LeftButton);
        page.pressSave();
        QTRY_COMPARE(server.heldCount(), 1);
        server.release();
        QTRY_VERIFY(!page.view.hasPendingWork());
        QCOMPARE(puts, 1);
    }

    void absentFieldsAreNotSent()
    {
        QJsonObject gateway = cannedGateway();
        for (const char *key : {"authentication", "guardrails", "retry_delay", "zdr",
                                "rate_limiting_technique", "logpush"})
            gateway.remove(key);
        gateway.insert("retry_backoff", QJsonValue::Null);
        gateway.insert("made_in_2031", QJsonObject{{"kept", true}});
        CannedServer server([&](const CannedServer::Request &) { return Reply::result(gateway); });
        GatewayBench bench(endpointOf(server));
        Page page(bench, "my-gateway");
        QVERIFY(showAndSettle(&page.view));
        QCOMPARE(qobject_cast<QComboBox *>(page.form->editor("authentication"))->currentText(),
                 "not reported");
        QCOMPARE(qobject_cast<QComboBox *>(page.form->editor("retry_backoff"))->currentText(),
                 "not set");
        QVERIFY(!page.view.hasUnsavedChanges());
        page.type("cache_ttl", "900");
        page.pressSave();
        QCOMPARE(page.reviewed(), "Cache duration: off > 900 s");
        server.forgetRequests();
        page.pressSave();
        QTRY_VERIFY(!page.view.hasPendingWork());
        const CannedServer::Request put = server.requests().last();
        QCOMPARE(put.method, QByteArray("PUT"));
        QJsonObject expected = gateway;
        for (const char *key : {"id", "created_at", "modified_at", "is_default"})
            expected.remove(key);
        expected.insert("cache_ttl", 900);
        QCOMPARE(QJsonDocument::fromJson(put.body).object(), expected);
    }

    void anErrorMarksItsField()
    {
        const QJsonObject gateway = cannedGateway();
        CannedServer server([&](const CannedServer::Request &request) {
            return request.method == "PUT"
                ? Reply::error(400, 7001, "no patience for that", {"body", "retry_delay"})
                : Reply::result(gateway);
        });
        GatewayBench bench(endpointOf(server));
        Page page(bench, "my-gateway");
        QVERIFY(showAndSettle(&page.view));
        page.type("cache_ttl", "900");
        page.pressSave();
        page.pressSave();
        QTRY_COMPARE(page.form->errorOf("retry_delay"), "no patience for that");
        QVERIFY(page.view.hasError());
        QVERIFY(!page.review->isVisible());
        auto *delay = qobject_cast<OptionalSpinBox *>(page.form->editor("retry_delay"));
        QVERIFY(delay->isAncestorOf(QApplication::focusWidget()));
        QVERIFY(page.view.hasUnsavedChanges());
        page.type("retry_delay", "200");
        QCOMPARE(page.form->errorOf("retry_delay"), QString());
        QVERIFY(findButton(&page.view, "Save…")->isEnabled());
    }

    void aNumberHalfTypedCannotBeSaved()
    {
        GatewayBench bench(m_sandbox.endpoint());
        bench.createGateway("ranged");
        Page page(bench, "ranged");
        QVERIFY(showAndSettle(&page.view));
        auto *kept = qobject_cast<OptionalSpinBox *>(page.form->editor("log_management"));
        QVERIFY(!kept->box()->isEnabled());
        kept->tick()->setFocus();
        QTest::keyClick(kept->tick(), Qt::Key_Space);
        QVERIFY(kept->box()->isEnabled());
        page.type("log_management", "50");
        QVERIFY(!page.form->errorOf("log_management").isEmpty());
        QVERIFY(!findButton(&page.view, "Save…")->isEnabled());
        QTest::keyClicks(kept->box(), "000");
        QCOMPARE(page.form->errorOf("log_management"), QString());
        QVERIFY(findButton(&page.view, "Save…")->isEnabled());
        QCOMPARE(page.form->value().logManagement.valueOr(-1), 50'000);
    }

    void changesOfOthersAreMerged()
    {
        GatewayBench bench(m_sandbox.endpoint());
        bench.createGateway("shared", [](Gateway &gateway) {
            gateway.cacheTtl = 100;
            gateway.retryMaxAttempts = 1;
            gateway.retryDelay = 10;
        });
        Page page(bench, "shared");
        QVERIFY(showAndSettle(&page.view));
        page.type("cache_ttl", "200");
        page.type("retry_delay", "20");
        bench.changeGateway("shared", [](Gateway &gateway) {
            gateway.cacheTtl = 300;
            gateway.retryDelay = 30;
            gateway.retryMaxAttempts = 3;
        });
        page.pressSave();
        page.pressSave();
        QTRY_VERIFY(page.merge->isVisible());
        QCOMPARE(bench.served("shared").cacheTtl.valueOr(-1), 300); // nothing overwritten
        QVERIFY(page.merge->mineButton("cache_ttl")->isChecked());
        QVERIFY(page.merge->mineButton("cache_ttl")->text().contains("200 s"));
        QVERIFY(page.merge->theirsButton("retry_max_attempts")->isChecked()); // not edited here
        QTest::mouseClick(page.merge->theirsButton("retry_delay"), Qt::LeftButton, {},
                          QPoint(8, 8));
        QTest::mouseClick(page.merge->continueButton(), Qt::LeftButton);
        QVERIFY(page.review->isVisible());
        QCOMPARE(page.reviewed(), "Cache duration: 300 s > 200 s");
        page.pressSave();
        QTRY_VERIFY(!page.view.hasUnsavedChanges());
        const Gateway saved = bench.served("shared");
        QCOMPARE(saved.cacheTtl.valueOr(-1), 200);
        QCOMPARE(saved.retryDelay.valueOr(-1), 30);
        QCOMPARE(saved.retryMaxAttempts.valueOr(-1), 3);
    }

    void refreshKeepsEdits()
    {
        GatewayBench bench(m_sandbox.endpoint());
        bench.createGateway("refreshed", [](Gateway &gateway) { gateway.cacheTtl = 100; });
        Page page(bench, "refreshed");
        QVERIFY(showAndSettle(&page.view));
        page.type("cache_ttl", "200");
        bench.changeGateway("refreshed", [](Gateway &gateway) {
            gateway.cacheTtl = 300;
            gateway.retryMaxAttempts = 4;
        });
        QTest::keyClick(&page.view, Qt::Key_F5);
        QTRY_VERIFY(!page.view.isBusy());
        QCOMPARE(page.form->value().cacheTtl.valueOr(-1), 200);
        QCOMPARE(page.form->value().retryMaxAttempts.valueOr(-1), 4);
        QVERIFY(page.status().contains("Changed on the service meanwhile: Cache duration"));
        page.pressSave();
        page.pressSave();
        QTRY_VERIFY(page.merge->isVisible());
        QVERIFY(!page.merge->mineButton("retry_max_attempts"));
        QVERIFY(click(page.merge, "Keep editing"));
        QVERIFY(click(&page.view, "Revert"));
        QTRY_COMPARE(page.form->value().cacheTtl.valueOr(-1), 300);
    }

    void draftSurvives()
    {
        GatewayBench bench(m_sandbox.endpoint());
        bench.createGateway("drafted", [](Gateway &gateway) { gateway.cacheTtl = 100; });
        {
            Page page(bench, "drafted");
            QVERIFY(showAndSettle(&page.view));
            page.type("cache_ttl", "250");
            QTRY_VERIFY(
                bench.drafts.load(bench.draftKey("gateway/drafted"))); // a crash would lose nothing
            page.type("cache_ttl", "200");
        } // nor does closing at once
        QCOMPARE(
            bench.drafts.load(bench.draftKey("gateway/drafted"))->value.value("edits").toObject(),
            (QJsonObject{{"cache_ttl", 200}}));
        bench.changeGateway("drafted", [](Gateway &gateway) { gateway.cacheTtl = 300; });
        {
            Page page(bench, "drafted");
            QVERIFY(showAndSettle(&page.view));
            QCOMPARE(page.form->value().cacheTtl.valueOr(-1), 200);
            QVERIFY(page.view.hasUnsavedChanges());
            QVERIFY(page.status().contains("Unsaved changes from"));
            page.pressSave();
            page.pressSave(); // what the edit began from is not what is there any more
            QTRY_VERIFY(page.merge->isVisible());
        }
        {
            Page page(bench, "drafted");
            QVERIFY(showAndSettle(&page.view));
            QTRY_VERIFY(findButton(&page.view, "Discard"));
            QVERIFY(click(&page.view, "Discard"));
            QTRY_COMPARE(page.form->value().cacheTtl.valueOr(-1), 300);
            QVERIFY(!page.view.hasUnsavedChanges());
        }
        QVERIFY(!bench.drafts.load(bench.draftKey("gateway/drafted")));
    }

    void duplicates()
    {
        GatewayBench bench(m_sandbox.endpoint());
        QTRY_VERIFY(bench.models.gateways()->find("staging"));
        const Gateway staging = *bench.models.gateways()->find("staging");
        const auto copy = GatewayCopy::duplicateOf(staging, *bench.models.gateways());
        GatewayCopy::of(&bench.models)->offer(copy);
        Page page(bench, {});
        QVERIFY(showAndSettle(&page.view));
        QCOMPARE(page.form->value().id.value, "staging-copy");
        QCOMPARE(page.form->value().cacheTtl, staging.cacheTtl);
        page.type("id", "mine");
        // With the form open and begun, it asks.
        GatewayCopy::of(&bench.models)->offer(copy);
        QCOMPARE(page.form->value().id.value, "mine");
        QTRY_VERIFY(findButton(&page.view, "Replace"));
        QVERIFY(click(&page.view, "Replace"));
        QCOMPARE(page.form->value().id.value, "staging-copy");
        page.pressSave();
        QTRY_COMPARE(page.view.title(), "staging-copy");
        QCOMPARE(bench.served("staging-copy").rateLimitingLimit, staging.rateLimitingLimit);
    }

    void failureOffersRetry()
    {
        GatewayBench bench(m_sandbox.endpoint());
        Page page(bench, "later");
        QVERIFY(showAndSettle(&page.view));
        QVERIFY(page.view.hasError());
        QCOMPARE(page.view.findChild<StateStack *>()->state(), StateStack::State::Failed);
        bench.createGateway("later");
        QTRY_VERIFY(findButton(&page.view, "Retry"));
        QVERIFY(click(&page.view, "Retry"));
        QTRY_VERIFY(!page.view.hasError());
        QCOMPARE(page.form->value().id.value, "later");
        QCOMPARE(unnamedFocusable(page.view).join(u' '), QString());
    }

    void deletedElsewhere()
    {
        GatewayBench bench(m_sandbox.endpoint());
        bench.createGateway("gone");
        Page page(bench, "gone");
        QVERIFY(showAndSettle(&page.view));
        page.type("cache_ttl", "200");
        QVERIFY(click(&page.view, "Delete…"));
        QTRY_VERIFY(page.status().contains("was deleted"));
        QVERIFY(!page.view.hasUnsavedChanges());
        QVERIFY(!bench.drafts.load(bench.draftKey("gateway/gone")));
        page.pressSave();
        QVERIFY(!page.review->isVisible());
    }

private:
    SandboxFixture m_sandbox;
};

QTEST_MAIN(GatewayFormTest)
#include "tst_gatewayform.moc"
