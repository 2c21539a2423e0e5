// SPDX-License-Identifier: GPL-3.0-or-later
// The form of one gateway.
#include "tests/views/gatewayformpage.h"
#include "views/common/fields.h"
#include "views/common/stateoverlay.h"
#include "views/gateways/formindex.h"
#include "views/gateways/gatewaycopy.h"

#include <QApplication>
#include <QCheckBox>
#include <QListWidget>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>

using namespace gatehouse;
using namespace gatehouse::test;

using Reply = CannedServer::Reply;

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
        QTRY_COMPARE(page.view.findChild<StateStack *>()->state(), StateStack::State::Content);
        QVERIFY(!page.view.hasError());
        QCOMPARE(page.form->value().id.value, "later");
        QCOMPARE(unnamedFocusable(page.view).join(u' '), QString());
    }

private:
    SandboxFixture m_sandbox;
};

QTEST_MAIN(GatewayFormTest)
#include "tst_gatewayform.moc"
