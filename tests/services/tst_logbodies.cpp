// SPDX-License-Identifier: GPL-3.0-or-later
// Every kind of body that the sandbox makes, as it is read here.
#include "models/domain/bodies/chat.h"
#include "models/domain/bodies/jsontree.h"
#include "models/domain/bodies/preparedbody.h"
#include "models/services/gatewayservice.h"
#include "models/services/logservice.h"
#include "tests/support/await.h"
#include "tests/support/sandboxfixture.h"

using namespace gatehouse;
using namespace gatehouse::test;

class TestLogBodies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void bodies_data();
    void bodies();
    void progressIsTold();

private:
    void checkRequest(const Log &log, const Body &body);
    void checkResponse(const Log &log, const Body &body);
    void checkHead(const Field<QString> &head, const Field<bool> &complete, const Body &whole);

    std::unique_ptr<SandboxFixture> m_sandbox;
    ApiClient m_client;
    GatewayService m_gateways{&m_client};
    LogService m_logs{&m_client};
    QSet<int> m_dialects; // of what was seen in the row that runs
    QSet<int> m_parts;
};

void TestLogBodies::initTestCase()
{
    m_sandbox = std::make_unique<SandboxFixture>(
        QStringList{QStringLiteral("--seed-logs"), QStringLiteral("20000"), QStringLiteral("--now"),
                    QStringLiteral("2026-11-20T12:00:00Z")});
    QVERIFY2(m_sandbox->isReady(), qPrintable(m_sandbox->failure()));
    m_client.setEndpoint(m_sandbox->endpoint());
    m_client.budget()->setLimit(0);
}

void TestLogBodies::bodies_data()
{
    using Dialect = Chat::Dialect;
    using Kind = ChatPart::Kind;
    QTest::addColumn<QList<LogFilter>>("filters");
    QTest::addColumn<QSet<int>>("dialects"); // all of them are met
    QTest::addColumn<QSet<int>>("parts");
    const auto is = [](const char *key, const QJsonValue &value) {
        return LogFilter{QString::fromLatin1(key), FilterOperator::Eq, {value}};
    };
    const auto row = [](const char *name, const QList<LogFilter> &filters,
                        const QSet<int> &dialects, const QSet<int> &parts = {}) {
        QTest::newRow(name) << filters << dialects << parts;
    };
    const QSet<int> talk{int(Kind::Text), int(Kind::ToolCall), int(Kind::Image)};
    row("OpenAI", {is("provider", "openai"), is("request_type", "chat"), is("success", true)},
        {int(Dialect::OpenAiChat)}, talk);
    row("Anthropic", {is("provider", "anthropic"), is("success", true)}, {int(Dialect::Anthropic)},
        talk);
    row("Google", {is("provider", "google-ai-studio"), is("success", true)}, {int(Dialect::Google)},
        {int(Kind::Text), int(Kind::ToolCall)});
    row("streams", {is("response_content_type", "text/event-stream")}, {int(Dialect::OpenAiChat)},
        {int(Kind::Text), int(Kind::ToolCall)});
    row("embeddings", {is("request_type", "embeddings")}, {});
    row("images", {is("request_type", "images"), is("success", true)},
        {int(Dialect::Prompt), int(Dialect::Images)}, {int(Kind::Image)});
    row("failures", {is("success", false)}, {int(Dialect::Failure)});
    row("pages of proxies", {is("response_content_type", "text/html")}, {});
    row("plain text", {is("request_content_type", "text/plain")}, {});
}

void TestLogBodies::checkHead(const Field<QString> &head, const Field<bool> &complete,
                              const Body &whole)
{
    QVERIFY(head.hasValue() && complete.hasValue());
    const QByteArray bytes = head->toUtf8();
    QVERIFY(whole.data.startsWith(bytes));
    QCOMPARE(*complete, bytes.size() == whole.data.size());
    const PreparedBody cut = prepareBody({bytes, whole.contentType, *complete}, BodyMode::Chat);
    const PreparedBody all = prepareBody(whole, BodyMode::Chat);
    QCOMPARE(cut.modes, all.modes); // the head tells what it is the head of
    if (!*complete && cut.mode == BodyMode::Json)
        QVERIFY(cut.facts.isEmpty());
}

void TestLogBodies::checkRequest(const Log &log, const Body &body)
{
    const JsonTree tree(body.data);
    const auto chat = readChat(tree);
    if (log.requestType.valueOr({}) == u"embeddings" || body.contentType.startsWith("text/plain")) {
        QVERIFY(!chat);
        return;
    }
    QVERIFY(chat);
    QVERIFY(!chat->messages.isEmpty());
    QVERIFY(!chat->messages.constLast().parts.isEmpty() || !chat->isWhole);
    m_dialects.insert(int(chat->dialect));
    for (const ChatMessage &message : chat->messages)
        for (const ChatPart &part : message.parts) {
            QVERIFY(part.kind != ChatPart::Kind::Other);
            m_parts.insert(int(part.kind));
        }
}

void TestLogBodies::checkResponse(const Log &log, const Body &body)
{
    if (body.data.isEmpty() || log.requestType.valueOr({}) == u"embeddings")
        return;
    if (isEventStream(body.data, body.contentType)) {
        const QList<SseEvent> events = readEvents(body.data);
        const ChatStream stream = readChatStream(events);
        QVERIFY(stream.chat);
        QCOMPARE(stream.chat->messages.size(), 1);
        QByteArray text;
        for (const ChatPart &part : stream.chat->messages[0].parts) {
            m_parts.insert(int(part.kind));
            text += part.kind == ChatPart::Kind::ToolCall ? part.name + ' ' + part.text : part.text;
        }
        QCOMPARE(stream.added.join(), text);
        QVERIFY(!text.isEmpty());
        QVERIFY(!stream.hasTimes); // every chunk has the same time
        m_dialects.insert(int(stream.chat->dialect));
        return;
    }
    const JsonTree tree(body.data);
    if (!tree.isWorthReading())
        return; // a proxy's page
    const auto chat = readChat(tree);
    QVERIFY2(chat, body.data.left(200).constData());
    QCOMPARE(chat->dialect == Chat::Dialect::Failure, !log.success);
    m_dialects.insert(int(chat->dialect));
    for (const ChatMessage &message : chat->messages)
        for (const ChatPart &part : message.parts)
            m_parts.insert(int(part.kind));
}

void TestLogBodies::bodies()
{
    QFETCH(QList<LogFilter>, filters);
    QFETCH(QSet<int>, dialects);
    QFETCH(QSet<int>, parts);
    m_dialects.clear();
    m_parts.clear();
    const auto gateways = await(m_gateways.list());
    VERIFY_RESULT(gateways);
    int seen = 0;
    for (const Gateway &gateway : *gateways) {
        LogQuery query;
        query.filters = filters;
        const auto page = await(m_logs.list(gateway.id, query, {.number = 1, .size = 40}));
        VERIFY_RESULT(page);
        for (const Log &row : page->logs) {
            const auto log = await(m_logs.detail(gateway.id, row.id));
            VERIFY_RESULT(log);
            if (log->requestSize.valueOr(0) + log->responseSize.valueOr(0) > 300'000)
                continue;
            const auto request = await(m_logs.requestBody(gateway.id, row.id));
            const auto response = await(m_logs.responseBody(gateway.id, row.id));
            VERIFY_RESULT(request);
            VERIFY_RESULT(response);
            ++seen;
            const Body requestBody{request->data, request->contentType, true};
            const Body responseBody{response->data, response->contentType, true};
            for (const auto &check :
                 {std::function([&] { checkRequest(*log, requestBody); }),
                  std::function([&] { checkResponse(*log, responseBody); }), std::function([&] {
                      checkHead(log->requestHead, log->requestHeadComplete, requestBody);
                  }),
                  std::function([&] {
                      checkHead(log->responseHead, log->responseHeadComplete, responseBody);
                  })}) {
                check();
                if (QTest::currentTestFailed()) {
                    qWarning("log %s of %s", qPrintable(row.id.value),
                             qPrintable(gateway.id.value));
                    return;
                }
            }
        }
        if (seen >= (parts.isEmpty() ? 30 : 100))
            break;
    }
    QVERIFY(seen > 0);
    QVERIFY(m_dialects.contains(dialects));
    QVERIFY2(m_parts.contains(parts), qPrintable(QString::number(m_parts.size())));
}

void TestLogBodies::progressIsTold()
{
    LogQuery query;
    query.filters = {{QStringLiteral("tokens_in"), FilterOperator::Gt, {1'000'000}}};
    const GatewayId gateway{QStringLiteral("production-chat")};
    const auto page = await(m_logs.list(gateway, query, {}));
    VERIFY_RESULT(page);
    QVERIFY(!page->logs.isEmpty());
    QVERIFY(m_sandbox->setFaults(
        {{{"kind", "trickle"}, {"path", "*/request"}, {"milliseconds", 1500}, {"count", 1}}}));
    QList<std::pair<qint64, qint64>> told;
    const auto body = await(m_logs.requestBody(gateway, page->logs.constFirst().id,
                                               [&told](qint64 received, qint64 total) {
                                                   told.append({received, total});
                                               }));
    VERIFY_RESULT(body);
    QVERIFY(told.size() > 2);
    QVERIFY(std::is_sorted(told.begin(), told.end()));
    QCOMPARE(told.constLast().first, body->data.size());
    QVERIFY(told.constFirst().first < body->data.size());
}

QTEST_GUILESS_MAIN(TestLogBodies)
#include "tst_logbodies.moc"
