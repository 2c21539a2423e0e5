// SPDX-License-Identifier: GPL-3.0-or-later
// Gateways that are exported from the list and imported again.
#include "tests/support/cannedserver.h"
#include "tests/views/gatewaytools.h"
#include "tests/views/viewchecks.h"
#include "views/common/tableview.h"
#include "views/gateways/gatewaybatchpanel.h"
#include "views/gateways/gatewayimportview.h"
#include "views/gateways/gatewaysview.h"

#include <QAction>
#include <QDir>
#include <QDropEvent>
#include <QMimeData>
#include <QPushButton>
#include <QTreeWidget>

using namespace gatehouse;
using namespace gatehouse::test;

using Reply = CannedServer::Reply;

namespace {

struct Import : ToolsBench
{
    explicit Import(const Endpoint &endpoint) : ToolsBench(endpoint) { }

    QString write(const QByteArray &text, const QString &name = QStringLiteral("in.json")) const
    {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(text) >= 0 ? file.fileName()
                                                                        : QString();
    }
    QString outcome(const QString &id) const
    {
        const auto *item = view.panel()->tree()->findItems(id, Qt::MatchExactly).value(0);
        return item ? item->text(2) + QStringLiteral(" | ") + item->text(3) : QString();
    }
    QString texts(const QString &id) const
    {
        QStringList texts;
        const auto *item = view.panel()->tree()->findItems(id, Qt::MatchExactly).value(0);
        for (int i = 0; item && i < item->childCount(); ++i)
            texts.append(item->child(i)->text(0) + u'=' + item->child(i)->text(2));
        return texts.join(u' ');
    }
    bool ended() const
    {
        return QTest::qWaitFor([this] { return !view.batch()->isRunning(); }, 20'000);
    }

    GatewayImportView view{&models, &dialogs, &tasks};
};

} // namespace

class GatewayImportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_sandbox.isReady(), qPrintable(m_sandbox.failure())); }
    void init()
    {
        QVERIFY(m_sandbox.setFaults({}));
        m_sandbox.forgetRequests();
    }

    void exportedAndImportedIsTheSame()
    {
        Import import(m_sandbox.endpoint());
        GatewaysView list(&import.models, &import.settings, &import.dialogs);
        QVERIFY(showAndSettle(&list));
        auto *table = list.findChild<TableView *>();
        table->setFocus();
        QTest::keyClick(table, Qt::Key_A, Qt::ControlModifier);
        import.dialogs.path = import.folder.filePath("all.json");
        QTest::keyClick(table, Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(QFile::exists(import.dialogs.path));
        QTRY_VERIFY(labelTexts(list).contains("left out"));
        QFile file(import.dialogs.path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY(!text.contains("created_at"));
        QVERIFY(text.contains("\"left_out\""));

        QVERIFY(showAndSettle(&import.view));
        QCOMPARE(unnamedFocusable(import.view, true).join(u' '), QString());
        QVERIFY(click(&import.view, "Add file…"));
        QTRY_COMPARE(import.view.batch()->items().size(), import.models.gateways()->rowCount());
        for (const GatewayBatch::Item &item : import.view.batch()->items())
            QCOMPARE(import.outcome(item.id.value), "the same already | ");
        QVERIFY(!import.view.panel()->applyButton()->isEnabled());
        QVERIFY(labelTexts(import.view).contains("There is nothing to change"));
        QVERIFY(writesOf(m_sandbox).isEmpty());
    }

    void oneFilePerGateway()
    {
        Import import(m_sandbox.endpoint());
        GatewaysView list(&import.models, &import.settings, &import.dialogs);
        QVERIFY(showAndSettle(&list));
        auto *table = list.findChild<TableView *>();
        table->selectAll();
        QTemporaryDir out;
        QFile other(out.filePath("staging.json"));
        QVERIFY(other.open(QIODevice::WriteOnly) && other.write("mine") == 4);
        other.close();
        import.dialogs.path = out.path();
        QAction *action = nullptr;
        for (QAction *each : table->actions())
            if (each->text() == "Export one file per gateway…")
                action = each;
        QVERIFY(action);
        import.dialogs.confirmed = false;
        action->trigger();
        QTRY_COMPARE(import.dialogs.confirmations.size(), 1); // it holds something else
        QCOMPARE(import.dialogs.confirmations.first().losses, QStringList{"staging.json"});
        import.dialogs.confirmed = true;
        action->trigger();
        QTRY_COMPARE(QDir(out.path()).entryList({"*.json"}).size(),
                     import.models.gateways()->rowCount());
        action->trigger(); // nothing is replaced by anything else: no question
        QTest::qWait(1);
        QCOMPARE(import.dialogs.confirmations.size(), 2);
        QVERIFY(other.open(QIODevice::ReadOnly));
        QVERIFY(other.readAll().contains("\"id\": \"staging\""));
    }

    // Created with what a creation takes, then the rest; one fails and is tried again.
    void createsAndChanges()
    {
        Import import(m_sandbox.endpoint());
        QVERIFY(showAndSettle(&import.view));
        import.view.addFile(import.write(R"({"format": "gatehouse-gateways", "version": 1,
            "gateways": [
              {"id": "fresh", "cache_ttl": 60, "guardrails": {"prompt": {"S1": "BLOCK"},
               "response": {}}, "authentication": true},
              {"id": "playground", "zdr": true},
              {"id": "staging", "cache_ttl": 61},
              {"id": "support-bot"}]})"));
        QVERIFY(labelTexts(import.view).contains("1 to create, 2 to change, 1 the same"));
        QCOMPARE(import.outcome("fresh"), "new gateway | ");
        QVERIFY(import.texts("fresh").contains("Guardrails=1 blocked"));
        QCOMPARE(import.texts("staging"), "Cache duration=61 s");
        // One of them is left out.
        QTreeWidget *tree = import.view.panel()->tree();
        tree->findItems("playground", Qt::MatchExactly).first()->setCheckState(0, Qt::Unchecked);
        QVERIFY(m_sandbox.setFaults({{{"kind", "error"},
                                      {"status", 400},
                                      {"method", "PUT"},
                                      {"path", "*/gateways/fresh"},
                                      {"count", 1}}}));
        QVERIFY(click(&import.view, "Apply to 2 gateways"));
        QVERIFY(import.ended());
        QCOMPARE(writesOf(m_sandbox),
                 QStringList({"POST gateways 200", "PUT fresh 400", "PUT staging 200"}));
        QVERIFY(import.outcome("fresh").contains("created, but not all of it is set"));
        QCOMPARE(import.outcome("staging"), "1 change | saved");
        m_sandbox.forgetRequests();
        QVERIFY(click(&import.view, "Try again (1)"));
        QVERIFY(import.ended());
        QCOMPARE(writesOf(m_sandbox), QStringList{"PUT fresh 200"}); // not created twice
        const Gateway fresh = import.served("fresh");
        QCOMPARE(fresh.cacheTtl.valueOr(0), 60);
        QVERIFY(fresh.authentication.valueOr(false));
        QCOMPARE((*fresh.guardrails)[u"prompt"][u"S1"].toString(), "BLOCK");
        QVERIFY(!import.served("playground").zdr.valueOr(false));
        VERIFY_RESULT(await(import.connection.gateways()->remove({"fresh"})));
    }

    void rawRequestsOfACreation()
    {
        QJsonObject made;
        CannedServer server([&made](const CannedServer::Request &request) {
            if (request.method == "POST") {
                made = QJsonDocument::fromJson(request.body).object();
                made.insert("created_at", "2026-01-31T14:05:09Z");
                made.insert("modified_at", "2026-01-31T14:05:09Z");
            }
            if (request.method == "GET" && request.path.endsWith("gateways"))
                return Reply::result(QJsonArray{});
            return Reply::result(made);
        });
        Import import({server.url(), "account", {"token", {}, {}}});
        QVERIFY(showAndSettle(&import.view));
        import.view.addFile(import.write(
            R"({"id": "fresh", "collect_logs": false, "dlp": {"enabled": false}, "novelty": 1})"));
        server.forgetRequests();
        QVERIFY(click(&import.view, "Apply to 1 gateway"));
        QVERIFY(import.ended());
        QCOMPARE(server.requests().size(), 3); // POST, GET, PUT
        const auto body = [&server](int i) {
            return QJsonDocument::fromJson(server.requests().at(i).body).object();
        };
        const QJsonObject created{{"id", "fresh"},
                                  {"cache_invalidate_on_update", false},
                                  {"cache_ttl", 0},
                                  {"collect_logs", false},
                                  {"rate_limiting_interval", 0},
                                  {"rate_limiting_limit", 0},
                                  {"rate_limiting_technique", "fixed"}};
        QCOMPARE(body(0), created);
        QJsonObject rest = created;
        rest.remove("id");
        rest.insert("dlp", QJsonObject{{"enabled", false}});
        rest.insert("novelty", 1);
        QCOMPARE(server.requests().at(2).method, "PUT");
        QCOMPARE(body(2), rest);
    }

    void damagedByHand()
    {
        Import import(m_sandbox.endpoint());
        QVERIFY(showAndSettle(&import.view));
        import.view.addFile(import.write("{\n\"id\": \"staging\"\n\"cache_ttl\": 3}", "cut.json"));
        QVERIFY(import.view.hasError());
        QVERIFY(labelTexts(import.view).contains("cut.json: Line 3, column"));
        QVERIFY(import.view.batch()->items().isEmpty());

        import.view.addFile(
            import.write("{\"format\": \"gatehouse-gateways\", \"version\": 1, \"gateways\": [\n"
                         "{\"id\": \"staging\", \"cache_ttl\": \"long\"},\n{\"id\": "
                         "\"playground\", \"cache_ttl\": 9}]}",
                         "mixed.json"));
        QTRY_VERIFY(labelTexts(import.view)
                        .contains("mixed.json: Line 2, cache_ttl: has to be a whole number"));
        QCOMPARE(import.view.batch()->items().size(), 1); // the other one can be imported
        QCOMPARE(import.texts("playground"), "Cache duration=9 s");
        // Mended, it is read anew.
        import.view.addFile(
            import.write("{\"format\": \"gatehouse-gateways\", \"version\": 1, \"gateways\": [\n"
                         "{\"id\": \"staging\", \"cache_ttl\": 10}]}",
                         "mixed.json"));
        QVERIFY(!labelTexts(import.view).contains("mixed.json"));
        QCOMPARE(import.texts("staging"), "Cache duration=10 s");
        QVERIFY(click(&import.view, "Clear"));
        QVERIFY(!import.view.hasError());
        QVERIFY(import.view.batch()->items().isEmpty());
        import.view.addFile(import.folder.filePath("missing.json"));
        QTRY_VERIFY(labelTexts(import.view).contains("missing.json: It cannot be read"));
        QVERIFY(writesOf(m_sandbox).isEmpty());
    }

    void filesAreDropped()
    {
        Import import(m_sandbox.endpoint());
        QVERIFY(showAndSettle(&import.view));
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(import.write(R"({"id": "drop-a"})", "a.json")),
                      QUrl::fromLocalFile(import.write(R"({"id": "drop-b"})", "b.json"))});
        QDragEnterEvent enter({100, 100}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(&import.view, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(100, 100), Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(&import.view, &drop);
        QCOMPARE(import.view.batch()->items().size(), 2);
        QCOMPARE(import.outcome("drop-b"), "new gateway | ");
    }

private:
    SandboxFixture m_sandbox;
};

QTEST_MAIN(GatewayImportTest)
#include "tst_gatewayimport.moc"
