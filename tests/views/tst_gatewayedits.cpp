// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of the edits in the form of one gateway: saved, merged, kept, dropped.
#include "tests/views/gatewayformpage.h"

#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>

using namespace gatehouse;
using namespace gatehouse::test;

using Reply = CannedServer::Reply;

class GatewayEditsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_sandbox.isReady(), qPrintable(m_sandbox.failure())); }

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

    void goneIsSavedAsNew()
    {
        GatewayBench bench(m_sandbox.endpoint());
        bench.createGateway("gone", [](Gateway &gateway) { gateway.retryMaxAttempts = 4; });
        bench.changeGateway("gone", [](Gateway &gateway) {
            gateway.guardrails =
                QJsonObject{{"prompt", QJsonObject{{"S1", "BLOCK"}}}, {"response", QJsonObject{}}};
        });
        Page page(bench, "gone");
        QVERIFY(showAndSettle(&page.view));
        page.type("cache_ttl", "200");
        GatewayBench elsewhere(m_sandbox.endpoint());
        VERIFY_RESULT(await(elsewhere.connection.gateways()->remove({"gone"})));
        page.pressSave();
        page.pressSave();
        QTRY_VERIFY(page.status().contains("has been deleted on the service. Nothing was saved"));
        QCOMPARE(page.form->value().cacheTtl.valueOr(-1), 200); // what was typed is not lost
        QTRY_VERIFY(!bench.models.gateways()->find("gone"));

        QSignalSpy moved(&page.view, &View::addressChanged);
        QVERIFY(click(&page.view, "Save as new"));
        QCOMPARE(page.view.address().kind, ViewAddress::Kind::NewGateway);
        QCOMPARE(moved.size(), 1);
        QCOMPARE(page.form->value().id.value, "gone");
        QVERIFY(click(&page.view, "Create gateway"));
        QTRY_COMPARE(page.view.title(), "gone");
        Gateway made = bench.served("gone");
        QCOMPARE(made.cacheTtl.valueOr(-1), 200);
        QCOMPARE(made.retryMaxAttempts.valueOr(-1), 4);
        // What a creation does not take is the first change.
        QVERIFY(page.status().contains("save once more"));
        page.pressSave();
        QCOMPARE(page.reviewed(),
                 QString("Guardrails: not reported > 1 blocked, 0 flagged\n"
                         "Guardrails › Prompt › Violent crimes: ignore > block"));
        page.pressSave();
        QTRY_VERIFY(!page.view.hasUnsavedChanges());
        made = bench.served("gone");
        QCOMPARE(made.guardrails->value("prompt")["S1"].toString(), "BLOCK");
        QVERIFY(!bench.drafts.load(bench.draftKey("gateway/gone")));
    }

private:
    SandboxFixture m_sandbox;
};

QTEST_MAIN(GatewayEditsTest)
#include "tst_gatewayedits.moc"
