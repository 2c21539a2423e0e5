// SPDX-License-Identifier: GPL-3.0-or-later
// Every way to show a body, on every kind of body that the sandbox makes.
#include "tests/support/await.h"
#include "tests/views/logswindow.h"
#include "views/logs/bodyview.h"
#include "views/logs/logbodypanel.h"

#include <QJsonDocument>
#include <QPushButton>
#include <QRadioButton>
#include <QTabWidget>

using namespace gatehouse;
using namespace gatehouse::test;

class LogBodyViewsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyWay_data();
    void everyWay();

private:
    void check(LogsWindow &window, LogBodyPanel *panel, const QByteArray &body);

    std::unique_ptr<SandboxFixture> m_sandbox;
    QSet<QString> m_ways; // that were offered
};

void LogBodyViewsTest::initTestCase()
{
    m_sandbox = std::make_unique<SandboxFixture>(
        QStringList{"--seed-logs", "20000", "--now", "2026-11-20T12:00:00Z"});
    QVERIFY2(m_sandbox->isReady(), qPrintable(m_sandbox->failure()));
}

void LogBodyViewsTest::everyWay_data()
{
    QTest::addColumn<QString>("gateway");
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QSet<QString>>("ways"); // of both bodies
    const auto row = [](const char *name, const char *gateway, const char *filter,
                        const QSet<QString> &ways) {
        QTest::newRow(name) << QString(gateway) << QString(filter) << ways;
    };
    const QSet<QString> talk{"Chat", "JSON", "Raw"};
    row("OpenAI", "production-chat", "provider:openai request_type:chat success:true", talk);
    row("Anthropic", "production-chat", "provider:anthropic success:true", talk);
    row("Google", "production-chat", "provider:google-ai-studio success:true", talk);
    row("streams", "production-chat", "response_content_type:text/event-stream",
        {"Chat", "Events", "JSON", "Raw"});
    row("images", "production-chat", "request_type:images success:true", talk);
    row("embeddings", "search-embeddings", "request_type:embeddings", {"JSON", "Raw"});
    row("failures", "production-chat", "success:false", talk);
    row("pages of proxies", "production-chat", "response_content_type:text/html", {"Raw"});
    row("plain text", "production-chat", "request_content_type:text/plain", {"Raw"});
}

// What each way shows is told by what the body is, not by the code that shows it.
void LogBodyViewsTest::check(LogsWindow &window, LogBodyPanel *panel, const QByteArray &body)
{
    window.inspector->tabs()->setCurrentWidget(panel);
    QVERIFY(window.isIdle());
    int offered = 0;
    for (auto *way : panel->findChildren<QRadioButton *>()) {
        if (!way->isVisible() || !way->isEnabled())
            continue;
        ++offered;
        m_ways.insert(way->text());
        QTest::mouseClick(way, Qt::LeftButton);
        QVERIFY(window.isIdle());
        QVERIFY(way->isChecked());
        const QByteArray shown = panel->view()->document().text;
        if (way->text() == "Raw") {
            QCOMPARE(shown, body);
        } else if (way->text() == "JSON") {
            QCOMPARE(QJsonDocument::fromJson(shown), QJsonDocument::fromJson(body));
            QVERIFY(shown.count('\n') > 1);
        } else if (way->text() == "Events") {
            QVERIFY(shown.count("\n") > 2 && shown != body);
        } else {
            QVERIFY(!shown.isEmpty() && shown != body);
        }
        QVERIFY(!panel->hasError());
        const QImage image = panel->view()->viewport()->grab().toImage();
        QVERIFY(image.size().height() > 100);
    }
    QVERIFY(offered > 0 || body.isEmpty());
}

void LogBodyViewsTest::everyWay()
{
    QFETCH(QString, gateway);
    QFETCH(QString, filter);
    QFETCH(QSet<QString>, ways);
    LogsWindow window(m_sandbox->endpoint(), gateway, filter);
    QVERIFY(window.isIdle());
    m_ways.clear();
    const int rows = std::min(6, window.view->model()->rowCount());
    QVERIFY(rows > 0);
    for (int row = 0; row < rows; ++row) {
        window.clickRow(row);
        QVERIFY(window.isIdle());
        const LogId id = window.view->model()->log(row)->id;
        LogService *logs = window.connection.logs();
        const auto request = await(logs->requestBody({gateway}, id));
        const auto response = await(logs->responseBody({gateway}, id));
        VERIFY_RESULT(request);
        VERIFY_RESULT(response);
        if (request->data.size() + response->data.size() > 300'000)
            continue; // comes on demand, which has tests of its own
        check(window, window.inspector->requestBody(), request->data);
        check(window, window.inspector->responseBody(), response->data);
        if (QTest::currentTestFailed()) {
            qWarning("log %s", qPrintable(id.value));
            return;
        }
    }
    QVERIFY2(m_ways.contains(ways), qPrintable(QStringList(m_ways.values()).join(' ')));
}

QTEST_MAIN(LogBodyViewsTest)
#include "tst_logbodyviews.moc"
