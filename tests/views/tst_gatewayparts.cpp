// SPDX-License-Identifier: GPL-3.0-or-later
// What a person does to a gateway's nested members: add, remove, convert, copy, merge.
#include "models/domain/secrets.h"
#include "tests/views/gatewayfieldbench.h"
#include "views/common/confirmdialog.h"
#include "views/gateways/gatewaycopy.h"

#include <QPushButton>
#include <QRadioButton>

using namespace gatehouse;
using namespace gatehouse::test;

class GatewayPartsTest : public QObject
{
    Q_OBJECT

private:
    static QJsonObject without(QJsonObject json, const QStringList &keys)
    {
        for (const QString &key : keys)
            json.remove(key);
        return json;
    }

private Q_SLOTS:
    void endpointsAreAddedAndRemoved()
    {
        FieldBench page;
        QVERIFY(showAndSettle(&page.view));
        QVERIFY(page.press("OpenTelemetry: Add endpoint"));
        QTRY_VERIFY(page.named("OpenTelemetry: Endpoint 3: URL"));
        QCOMPARE(QApplication::focusWidget(), page.named("OpenTelemetry: Endpoint 3: URL"));
        QVERIFY(labelTexts(*page.form).contains("It is needed")); // a new one is nothing yet
        QVERIFY(!page.form->isValid());
        QTest::keyClicks(QApplication::focusWidget(), "https://third.example");
        QVERIFY(page.press("OpenTelemetry: Endpoint 3: Headers: Add header"));
        QTRY_VERIFY(page.named("OpenTelemetry: Endpoint 3: Headers: 1: Name"));
        QVERIFY(page.type("OpenTelemetry: Endpoint 3: Headers: 1: Name", "x-k"));
        QVERIFY(labelTexts(*page.form).contains("needs a value"));
        QVERIFY(page.type("OpenTelemetry: Endpoint 3: Headers: 1: Value", "v"));
        // Tab goes on to what follows on the screen.
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Backtab, Qt::ShiftModifier);
        QCOMPARE(QApplication::focusWidget(),
                 page.named("OpenTelemetry: Endpoint 3: Headers: 1: Name"));
        QVERIFY(page.press("Remove OpenTelemetry: Endpoint 2"));
        QVERIFY(page.named("OpenTelemetry: Endpoint 2: URL"));
        QVERIFY(!page.named("OpenTelemetry: Endpoint 3: URL"));
        QVERIFY(page.save());
        QJsonArray otel = fullGateway()["otel"].toArray();
        otel[1] = QJsonObject{{"url", "https://third.example"},
                              {"authorization", ""},
                              {"headers", QJsonObject{{"x-k", "v"}}},
                              {"content_type", "json"}};
        QCOMPARE(page.sent()["otel"].toArray(), otel);
    }

    void thereAreAtMostFiveEndpoints()
    {
        FieldBench page;
        QVERIFY(showAndSettle(&page.view));
        for (int i = 3; i <= 5; ++i) {
            QVERIFY(page.press("OpenTelemetry: Add endpoint"));
            QTRY_VERIFY(page.named(QStringLiteral("OpenTelemetry: Endpoint %1: URL").arg(i)));
            QTest::keyClicks(QApplication::focusWidget(), "https://a.example");
        }
        QVERIFY(!page.press("OpenTelemetry: Add endpoint"));
        QVERIFY(labelTexts(*page.form).contains("5 at most: that is all there can be."));
        QVERIFY(page.press("Remove OpenTelemetry: Endpoint 1"));
        QVERIFY(page.press("OpenTelemetry: Add endpoint"));
    }

    void dlpIsConvertedOnRequestOnly()
    {
        FieldBench page;
        QVERIFY(showAndSettle(&page.view));
        QVERIFY(page.press("Data loss prevention: Convert to one action"));
        const QString texts = labelTexts(*page.form);
        QVERIFY2(texts.contains("the names cards, ids") && texts.contains("the actions differ")
                     && texts.contains("some are disabled"),
                 qPrintable(texts));
        QVERIFY(!page.named("Data loss prevention: Policies: Policy 1: Id"));
        QVERIFY(page.press("Data loss prevention: Undo the conversion"));
        QVERIFY(!page.view.hasUnsavedChanges()); // as if nothing had been
        QVERIFY(page.press("Data loss prevention: Convert to one action"));
        QVERIFY(page.save());
        QCOMPARE(page.sent()["dlp"].toObject(),
                 without(overlaid(fullGateway()["dlp"].toObject(),
                                  {{"action", "BLOCK"}, {"profiles", QJsonArray{"a", "b", "c"}}}),
                         {"policies"}));
        page.server.forgetRequests();
        QVERIFY(page.press("Data loss prevention: Convert to policies"));
        QTRY_VERIFY(page.named("Data loss prevention: Policies: Policy 1: Id"));
        QVERIFY(page.type("Data loss prevention: Policies: Policy 1: Id", "all"));
        QVERIFY(page.save());
        QCOMPARE(page.sent().value("dlp")["policies"].toArray(),
                 (QJsonArray{QJsonObject{{"id", "all"},
                                         {"enabled", true},
                                         {"action", "BLOCK"},
                                         {"check", QJsonArray{"REQUEST", "RESPONSE"}},
                                         {"profiles", QJsonArray{"a", "b", "c"}}}}));
    }

    void aWholeColumnIsSet()
    {
        FieldBench page;
        QVERIFY(showAndSettle(&page.view));
        QVERIFY(page.type("Guardrails: All categories: Response", "Flag"));
        QCOMPARE(
            qobject_cast<QComboBox *>(page.named("Guardrails: Elections: Response"))->currentText(),
            "Flag");
        QVERIFY(page.type("Guardrails: Hate: Response", "Ignore"));
        QCOMPARE(qobject_cast<QComboBox *>(page.named("Guardrails: All categories: Response"))
                     ->currentText(),
                 "mixed");
        QVERIFY(page.save());
        const QJsonObject before = fullGateway()["guardrails"].toObject();
        const QJsonObject sent = page.sent()["guardrails"].toObject();
        QCOMPARE(sent["prompt"], before["prompt"]);
        QCOMPARE(sent["response"].toObject().size(), 13);
        for (const QJsonValue action : sent["response"].toObject())
            QCOMPARE(action.toString(), "FLAG");
    }

    void notReportedNotSetAndSet()
    {
        const QStringList members{"guardrails",
                                  "dlp",
                                  "otel",
                                  "stripe",
                                  "store_id",
                                  "spend_limits",
                                  "log_classification",
                                  "logpush_public_key"};
        const QJsonObject served = without(fullGateway(), members);
        FieldBench page(served);
        QVERIFY(showAndSettle(&page.view));
        const auto text = [&](const QString &name) {
            return qobject_cast<QComboBox *>(page.named(name))->currentText();
        };
        QCOMPARE(text("Guardrails"), "not reported");
        QCOMPARE(text("Data loss prevention"), "not reported");
        QCOMPARE(qobject_cast<QComboBox *>(page.named("Data loss prevention"))->findText("not set"),
                 -1); // null is none of its values
        QVERIFY(page.type("Guardrails", "Set"));
        QVERIFY(page.type("OpenTelemetry", "not set"));
        QVERIFY(page.type("Data loss prevention", "Set"));
        QVERIFY(page.type("Data loss prevention: Profiles", "p"));
        QVERIFY(page.type("Spend limits", "Set"));
        QVERIFY(page.type("Stripe", "Set"));
        QVERIFY(!page.form->isValid());
        QVERIFY(page.type("Stripe", "not r")); // left alone again
        QVERIFY2(page.form->isValid(), qPrintable(labelTexts(*page.form)));
        QVERIFY(page.save());
        QJsonObject expected = page.written(served);
        expected.insert("guardrails",
                        QJsonObject{{"prompt", QJsonObject()}, {"response", QJsonObject()}});
        expected.insert("otel", QJsonValue::Null);
        expected.insert(
            "dlp",
            QJsonObject{{"enabled", true}, {"action", "FLAG"}, {"profiles", QJsonArray{"p"}}});
        expected.insert("spend_limits", QJsonObject{{"enabled", true}, {"rules", QJsonArray()}});
        QCOMPARE(page.sent(), expected);
    }

    void reviewNamesEveryPlaceAndNoSecret()
    {
        FieldBench page;
        QVERIFY(showAndSettle(&page.view));
        QVERIFY(page.type("Guardrails: Hate: Response", "Flag"));
        QVERIFY(page.type("Data loss prevention: Policies: Policy 2: Profiles", "c\nd"));
        QVERIFY(!page.view.hasUnkept());
        QVERIFY(page.type("OpenTelemetry: Endpoint 1: Authorization", "Bearer s3cret"));
        QVERIFY(page.view.hasUnkept()); // no draft has it
        QVERIFY(page.type("OpenTelemetry: Endpoint 2: URL", "https://new.example"));
        QVERIFY(page.press("Remove Stripe: Usage events: Event 1"));
        page.pressSave();
        QCOMPARE(page.reviewed(),
                 QString("Guardrails › Response › Hate: block > flag\n"
                         "Data loss prevention › Policies › ids › Profiles: c > c, d\n"
                         "OpenTelemetry › 1 › Authorization: %1 > %1 (another)\n"
                         "OpenTelemetry › 2 › URL: https://other.example > https://new.example\n"
                         "Stripe › Usage events › 1 › made_in_2031: [1,{\"x\":null}] > none\n"
                         "Stripe › Usage events › 1 › Payload: {\"a\":1} > none")
                     .arg(hiddenSecret));
        QVERIFY(!page.review->findChild<QPlainTextEdit *>()->toPlainText().contains("s3cret"));
    }

    void nestedChangesOfOthersAreMerged()
    {
        FieldBench page;
        QVERIFY(showAndSettle(&page.view));
        QVERIFY(page.type("Guardrails: Hate: Response", "Flag"));
        QVERIFY(page.type("Guardrails: Privacy: Prompt", "Block"));
        QVERIFY(page.type("Data loss prevention: Policies: Policy 1: Action", "Block"));
        QVERIFY(page.type("OpenTelemetry: Endpoint 1: Authorization", "Bearer mine"));
        // Meanwhile, elsewhere:
        QJsonValue theirs = page.gateway;
        theirs = withValue(theirs, {"guardrails", "response", "S10"}, QJsonValue::Undefined);
        theirs = withValue(theirs, {"guardrails", "prompt", "S2"}, "FLAG");
        theirs = withValue(theirs, {"dlp", "policies", "1", "enabled"}, true);
        theirs = withValue(theirs, {"otel", "0", "authorization"}, "Bearer theirs");
        page.gateway = theirs.toObject();
        page.pressSave();
        page.pressSave();
        QTRY_VERIFY(page.merge->isVisible());
        QVERIFY(page.sent().isEmpty());
        QVERIFY(page.merge->mineButton("guardrails", {"response", "S10"})->isChecked());
        QVERIFY(page.merge->theirsButton("guardrails", {"prompt", "S2"})->isChecked());
        QVERIFY(!page.merge->mineButton("guardrails", {"prompt", "S7"})); // nobody else's
        QVERIFY(page.merge->theirsButton("dlp", {"policies", "=ids", "enabled"})->isChecked());
        const QString texts = labelTexts(*page.merge);
        QVERIFY2(texts.contains("Guardrails › Response › Hate"), qPrintable(texts));
        QVERIFY(page.merge->mineButton("otel"));
        for (auto *button : page.merge->findChildren<QRadioButton *>())
            QVERIFY2(!(button->text() + button->toolTip()).contains("Bearer"),
                     qPrintable(button->text()));
        QTest::mouseClick(page.merge->theirsButton("guardrails", {"response", "S10"}),
                          Qt::LeftButton, {}, QPoint(8, 8));
        QTest::mouseClick(page.merge->continueButton(), Qt::LeftButton);
        QVERIFY(page.review->isVisible());
        page.pressSave();
        QTRY_VERIFY(!page.view.hasPendingWork());
        QJsonValue merged = theirs;
        merged = withValue(merged, {"guardrails", "prompt", "S7"}, "BLOCK");
        merged = withValue(merged, {"dlp", "policies", "0", "action"}, "BLOCK");
        merged = withValue(merged, {"otel", "0", "authorization"}, "Bearer mine");
        QCOMPARE(page.sent(), page.written(merged.toObject()));
    }

    void anErrorWithinAMemberNamesThePlace()
    {
        FieldBench page;
        QVERIFY(showAndSettle(&page.view));
        QVERIFY(page.type("OpenTelemetry: Endpoint 2: URL", "https://new.example"));
        page.server.setHandler([&](const CannedServer::Request &request) {
            return request.method == "PUT" ? CannedServer::Reply::error(
                       400, 7001, "not reachable", {"body", "otel", "1", "url"})
                                           : page.answer(request);
        });
        QVERIFY(page.save());
        QTRY_COMPARE(page.form->errorOf("otel"), "OpenTelemetry › 2 › URL: not reachable");
        QVERIFY(!page.form->editor("otel")->visibleRegion().isEmpty());
        QVERIFY(page.type("OpenTelemetry: Endpoint 2: URL", "https://newer.example"));
        QCOMPARE(page.form->errorOf("otel"), QString());
    }

    void aDuplicateHasNoCredentialsAndSaysSo()
    {
        FieldBench page(fullGateway(), "");
        QVERIFY(showAndSettle(&page.view));
        QTRY_VERIFY(page.bench.models.gateways()->rowCount() > 0);
        GatewayCopy::of(&page.bench.models)
            ->offer(GatewayCopy::duplicateOf(*page.bench.models.gateways()->find("my-gateway"),
                                             *page.bench.models.gateways()));
        const QString texts = labelTexts(page.view);
        for (const char *lost :
             {"the authorization of OpenTelemetry endpoint 1",
              "the headers of OpenTelemetry endpoint 2 (x-a, x-b)", "the authorization of Stripe",
              "made_in_2031, which this version does not know"})
            QVERIFY2(texts.contains(lost), qPrintable(texts));
        QCOMPARE(page.form->value().id.value, "my-gateway-copy");
        QVERIFY(!page.form->isValid()); // Stripe does not go without
        QVERIFY(page.type("Stripe: Authorization", "rk_new"));
        QVERIFY2(page.form->isValid(), qPrintable(labelTexts(*page.form)));
        QVERIFY(page.save());
        const QJsonObject created = page.sent("POST");
        QCOMPARE(created["id"].toString(), "my-gateway-copy");
        for (const QString &key : gatewayUpdateOnlyKeys())
            QVERIFY(!created.contains(key));
        // What the creation does not take is saved next.
        QTRY_VERIFY(labelTexts(page.view).contains("save once more"));
        QVERIFY(page.view.hasUnsavedChanges());
        QVERIFY(page.save());
        const QJsonObject sent = page.sent();
        QCOMPARE(sent["guardrails"], fullGateway()["guardrails"]);
        QCOMPARE(sent["dlp"], fullGateway()["dlp"]);
        QCOMPARE(sent["stripe"]["authorization"].toString(), "rk_new");
        QCOMPARE(sent["otel"][0]["url"], fullGateway()["otel"][0]["url"]);
        const QByteArray body = QJsonDocument(sent).toJson();
        QVERIFY(!body.contains("Bearer") && !body.contains("rk_one"));
        QVERIFY(!page.view.hasUnsavedChanges());
    }

    void deletionCountsWhileItAsks()
    {
        bool held = true;
        CannedServer server([&](const CannedServer::Request &request) {
            const QString kind = request.path.section('/', -1);
            CannedServer::Reply reply = CannedServer::Reply::result(fullGateway());
            if (kind == "logs")
                reply.body =
                    R"({"result":[],"result_info":{"total_count":1234567},"success":true})";
            else if (kind == "routes")
                reply.body = R"({"data":{"routes":[{"id":"r"}]},"success":true})";
            else if (kind == "datasets")
                reply = CannedServer::Reply::error(403, 10000, "not yours");
            else if (kind == "evaluations")
                reply = CannedServer::Reply::result(
                    QJsonArray(QJsonArray::fromStringList(QStringList(100, "one"))));
            else if (kind == "provider_configs" || kind == "custom-domains")
                reply = CannedServer::Reply::result(QJsonArray());
            reply.hold = held && kind == "logs";
            return reply;
        });
        GatewayBench bench(endpointOf(server));
        WidgetDialogs real;
        GatewayView view(&bench.models, {"my-gateway"}, &bench.drafts, &real);
        QVERIFY(showAndSettle(&view));
        QVERIFY(click(&view, "Delete…"));
        auto *dialog = view.findChild<ConfirmDialog *>();
        QVERIFY(dialog); // without waiting for a count
        QTRY_COMPARE(server.heldCount(), 1);
        QVERIFY(labelTexts(*dialog).contains("counting…"));
        held = false;
        server.release();
        QTRY_VERIFY(!labelTexts(*dialog).contains("counting…"));
        const QString texts = labelTexts(*dialog);
        QVERIFY2(texts.contains("Logs\n1,234,567") && texts.contains("Dynamic routes\n1")
                     && texts.contains("Datasets\nnot known")
                     && texts.contains("Evaluations\n100 or more")
                     && texts.contains("Provider keys\n0"),
                 qPrintable(texts));
        QVERIFY(dialog->accessibleDescription().contains("Logs: 1,234,567"));
        QTest::keyClicks(dialog->nameEdit(), "my-gateway");
        QTest::mouseClick(dialog->actionButton(), Qt::LeftButton);
        QTest::mouseClick(dialog->actionButton(), Qt::LeftButton);
        QTRY_VERIFY(!view.hasPendingWork());
        QTRY_VERIFY(labelTexts(view).contains("was deleted"));
        QCOMPARE(std::count_if(server.requests().begin(), server.requests().end(),
                               [](const auto &request) { return request.method == "DELETE"; }),
                 1);
    }

    void aReadOnlyFormCanBeReadOnly()
    {
        FieldBench page;
        QVERIFY(showAndSettle(&page.view));
        page.bench.connection.setProfile({.id = "test", .name = "Production", .readOnly = true});
        const Gateway before = page.form->value();
        for (auto *widget : page.form->findChildren<QWidget *>()) {
            if (!widget->isVisibleTo(page.form) || !widget->isEnabled()
                || !(widget->focusPolicy() & Qt::TabFocus))
                continue;
            widget->setFocus();
            for (const Qt::Key key : {Qt::Key_1, Qt::Key_X, Qt::Key_Space, Qt::Key_Down})
                QTest::keyClick(widget, key);
        }
        QCOMPARE(page.form->value(), before);
    }
};

QTEST_MAIN(GatewayPartsTest)
#include "tst_gatewayparts.moc"
