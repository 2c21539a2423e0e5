// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/bodies/chatdocument.h"
#include "models/domain/bodies/jsontree.h"

#include <QTest>

using namespace gatehouse;
using Kind = ChatPart::Kind;
using Dialect = Chat::Dialect;

class ChatTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void isNoChat_data();
    void isNoChat();
    void everyBeginningIsRead();
    void factsOfTheChat();
    void assembles_data();
    void assembles();
    void unknownStreamsHaveNoChat();
    void timesOfAStream();
    void documentReadsWell();
};

namespace {

std::optional<Chat> chatOf(const QByteArray &json)
{
    const JsonTree tree(json);
    return readChat(tree);
}

// role: part part (ending); text "…", reasoning ~…~, call name(arguments), result =…=, image <…>
QString told(const std::optional<Chat> &chat)
{
    if (!chat)
        return QStringLiteral("no chat");
    QStringList messages;
    for (const ChatMessage &message : chat->messages) {
        QByteArray line = message.role + ':';
        for (const ChatPart &part : message.parts) {
            const QByteArray inner = part.text.isEmpty() && part.size
                ? part.type + ' ' + QByteArray::number(part.size)
                : part.text;
            switch (part.kind) {
            case Kind::Text:
                line += " \"" + inner + '"';
                break;
            case Kind::Reasoning:
                line += " ~" + inner + '~';
                break;
            case Kind::Refusal:
                line += " !" + inner + '!';
                break;
            case Kind::ToolCall:
                line += ' ' + part.name + '#' + part.id + '(' + inner + ')';
                break;
            case Kind::ToolResult:
                line += ' ' + part.name + '#' + part.id + '=' + inner;
                break;
            case Kind::Image:
                line += " <image " + inner + '>';
                break;
            case Kind::File:
                line += " <file " + part.name + inner + '>';
                break;
            case Kind::Other:
                line += " ?" + inner;
                break;
            }
        }
        if (!message.ending.isEmpty())
            line += " (" + message.ending + ')';
        messages.append(QString::fromUtf8(line));
    }
    return messages.join(u'|');
}

} // namespace

void ChatTest::reads_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("dialect");
    QTest::addColumn<QString>("chat");
    const auto add = [](const char *name, Dialect dialect, const QByteArray &json,
                        const char *chat) {
        QTest::newRow(name) << json << int(dialect) << QString::fromUtf8(chat);
    };
    add("OpenAI request", Dialect::OpenAiChat, R"({"model":"gpt-4o","messages":[
            {"role":"system","content":"Be kind."},
            {"role":"user","content":[{"type":"text","text":"What is this?"},
             {"type":"image_url","image_url":{"url":"https://x.example/a.jpg"}}]},
            {"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function",
             "function":{"name":"look","arguments":"{\"big\":18446744073709551617}"}}]},
            {"role":"tool","tool_call_id":"c1","content":"a cat"}]})",
        "system: \"Be kind.\"|user: \"What is this?\" <image https://x.example/a.jpg>|"
        "assistant: look#c1({\"big\":18446744073709551617})|tool: #c1=a cat");
    add("OpenAI answer", Dialect::OpenAiChat,
        R"({"choices":[{"index":0,"message":{"role":"assistant","reasoning_content":"hm",
            "content":"Hi"},"finish_reason":"stop"}],"usage":{"prompt_tokens":3}})",
        "assistant: ~hm~ \"Hi\" (stop)");
    add("OpenAI refusal", Dialect::OpenAiChat,
        R"({"choices":[{"message":{"role":"assistant","content":null,"refusal":"No."}}]})",
        "assistant: !No.!");
    add("completion", Dialect::OpenAiChat, R"({"choices":[{"text":"and on"}]})",
        "assistant: \"and on\"");
    add("data image", Dialect::OpenAiChat, R"({"messages":[{"role":"user","content":[
            {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAAAAA="}}]}]})",
        "user: <image image/png 5>");
    add("audio and file", Dialect::OpenAiChat, R"({"messages":[{"role":"user","content":[
            {"type":"input_audio","input_audio":{"data":"AAAA","format":"wav"}},
            {"type":"file","file":{"filename":"a.pdf","file_id":"f1"}}]}]})",
        "user: <file audio/wav 3> <file a.pdff1>");
    add("responses request", Dialect::OpenAiResponses,
        R"({"instructions":"Be brief.","input":[{"role":"user","content":[
            {"type":"input_text","text":"Hi"},{"type":"input_image","image_url":"https://x/i.png"}]},
            {"type":"function_call","call_id":"c","name":"f","arguments":"{}"},
            {"type":"function_call_output","call_id":"c","output":"42"}]})",
        "system: \"Be brief.\"|user: \"Hi\" <image https://x/i.png>|assistant: f#c({})|tool: "
        "#c=42");
    add("responses text", Dialect::OpenAiResponses, R"({"model":"m","input":"Hi"})",
        "user: \"Hi\"");
    add("responses answer", Dialect::OpenAiResponses,
        R"({"object":"response","status":"completed","error":null,"output":[
            {"type":"reasoning","summary":[{"type":"summary_text","text":"thinking"}]},
            {"type":"message","role":"assistant","content":[{"type":"output_text","text":"Hi"}]}]})",
        "assistant: ~thinking~|assistant: \"Hi\" (completed)");
    add("Anthropic request", Dialect::Anthropic, R"({"system":[{"type":"text","text":"S"}],
            "messages":[{"role":"user","content":[{"type":"image","source":{"type":"base64",
            "media_type":"image/png","data":"AAAA"}},{"type":"text","text":"T"}]},
            {"role":"assistant","content":[{"type":"thinking","thinking":"hm"},
            {"type":"tool_use","id":"t","name":"f","input":{"n":1.0}}]},
            {"role":"user","content":[{"type":"tool_result","tool_use_id":"t",
            "content":[{"type":"text","text":"R"}]}]}]})",
        "system: \"S\"|user: <image image/png 3> \"T\"|assistant: ~hm~ f#t({\"n\":1.0})|"
        "user: #t=R");
    add("Anthropic answer", Dialect::Anthropic,
        R"({"type":"message","role":"assistant","content":[{"type":"text","text":"Hi"}],
            "stop_reason":"end_turn"})",
        "assistant: \"Hi\" (end_turn)");
    add("Anthropic failure", Dialect::Failure,
        R"({"type":"error","error":{"type":"api_error","message":"Broken"}})",
        "error: \"Broken\ntype: api_error\"");
    add("Google request", Dialect::Google, R"({"systemInstruction":{"parts":[{"text":"S"}]},
            "contents":[{"role":"user","parts":[{"text":"T"},{"fileData":{"mimeType":"image/jpeg",
            "fileUri":"https://x/a.jpg"}},{"inlineData":{"mimeType":"audio/mp3","data":"AAAA"}}]},
            {"role":"model","parts":[{"functionCall":{"name":"f","args":{"a":1}}}]},
            {"role":"user","parts":[{"functionResponse":{"name":"f","response":{"b":2}}}]}]})",
        "system: \"S\"|user: \"T\" <image https://x/a.jpg> <file audio/mp3 3>|"
        "model: f#({\"a\":1})|user: f#={\"b\":2}");
    add("Google answer", Dialect::Google, R"({"candidates":[{"content":{"role":"model",
            "parts":[{"text":"hm","thought":true},{"text":"Hi"}]},"finishReason":"STOP"}]})",
        "model: ~hm~ \"Hi\" (STOP)");
    add("Google blocks", Dialect::Google, R"({"promptFeedback":{"blockReason":"SAFETY"}})",
        "error: \"SAFETY\"");
    add("Workers AI", Dialect::WorkersAi,
        R"({"result":{"response":"Hi","usage":{"prompt_tokens":1}},"success":true,"errors":[],"messages":[]})",
        "assistant: \"Hi\"");
    add("image request", Dialect::Prompt, R"({"prompt":"A cat","size":"1024x1024"})",
        "user: \"A cat\"");
    add("image answer", Dialect::Images,
        R"({"created":1,"data":[{"url":"https://x/a.png"},{"b64_json":"AAAA"}]})",
        "assistant: <image https://x/a.png> <image base64 3>");
    add("gateway's failure", Dialect::Failure,
        R"({"success":false,"result":[],"error":[{"code":2016,"message":"Blocked"}]})",
        "error: \"Blocked\ncode: 2016\"");
    add("nobody knows", Dialect::OpenAiChat,
        R"({"messages":[{"role":"user","content":[{"type":"hologram","x":1}]}]})",
        "user: ?{\"type\":\"hologram\",\"x\":1}");
    add("wrong types", Dialect::OpenAiChat,
        R"({"messages":[1,"x",{"role":5,"content":{"a":[]}},null]})", ":|:|: ?{\"a\":[]}|:");
}
void ChatTest::reads()
{
    QFETCH(QByteArray, json);
    const auto chat = chatOf(json);
    QTEST(told(chat), "chat");
    QTEST(int(chat->dialect), "dialect");
    QVERIFY(chat->isWhole);
}

void ChatTest::isNoChat_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("embeddings") << QByteArray(
        R"({"model":"e","input":["a"],"encoding_format":"float"})");
    QTest::newRow("one embedding")
        << QByteArray(R"({"model":"e","input":"a","encoding_format":"float"})");
    QTest::newRow("vectors") << QByteArray(
        R"({"object":"list","data":[{"object":"embedding","embedding":[0.1]}]})");
    QTest::newRow("cohere") << QByteArray(R"({"texts":["a"],"model":"m"})");
    QTest::newRow("envelope") << QByteArray(
        R"({"result":{"data":[[0.1]]},"success":true,"errors":[],"messages":[]})");
    QTest::newRow("array") << QByteArray("[1,2]");
    QTest::newRow("empty") << QByteArray("{}");
}
void ChatTest::isNoChat()
{
    QFETCH(QByteArray, json);
    QVERIFY(!chatOf(json));
}

void ChatTest::everyBeginningIsRead()
{
    const QByteArray json = R"({"model":"m","messages":[{"role":"user","content":[
            {"type":"text","text":"a \"b\" é"},{"type":"image_url","image_url":{"url":"https://x"}}]},
            {"role":"assistant","tool_calls":[{"id":"c","function":{"name":"f","arguments":"{}"}}]}]})";
    bool wasCutInText = false;
    for (qsizetype size = 0; size < json.size(); ++size) {
        const auto chat = chatOf(json.first(size));
        QVERIFY(!chat || !chat->isWhole);
        wasCutInText = wasCutInText || told(chat) == u"user: \"a \"b\"\"";
        if (chat)
            QVERIFY(!chatDocument(*chat).text.isEmpty());
    }
    QVERIFY(wasCutInText);
}

void ChatTest::factsOfTheChat()
{
    const auto chat = chatOf(R"({"model":"m","messages":[{"role":"user"}],"usage":{"input_tokens":5,
            "output_tokens":7},"tools":[{"type":"function","function":{"name":"f"}},{"name":"g"},
            {"functionDeclarations":[{"name":"h"}]}]})");
    QCOMPARE(chat->model, QByteArray("m"));
    QCOMPARE(*chat->tokensIn, 5);
    QCOMPARE(*chat->tokensOut, 7);
    QVERIFY(chat->tools.contains("f") && chat->tools.contains("g") && chat->tools.contains("h"));
}

void ChatTest::assembles_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<int>("dialect");
    QTest::addColumn<QString>("chat");
    QTest::newRow("OpenAI") << QByteArray(
        "data: "
        "{\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n"
        "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hel\"}}]}\n\n"
        "data: "
        "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"lo\"},\"finish_reason\":null}]}"
        "\n\n"
        "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
        "data: [DONE]\n\n") << int(Dialect::OpenAiChat)
                            << "assistant: \"Hello\" (stop)";
    QTest::newRow("OpenAI tools") << QByteArray(
        "data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"c\","
        "\"function\":{\"name\":\"f\",\"arguments\":\"\"}}]}}]}\n\n"
        "data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,"
        "\"function\":{\"arguments\":\"{\\\"a\\\":\"}}]}}]}\n\n"
        "data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":1,\"id\":\"d\","
        "\"function\":{\"name\":\"g\",\"arguments\":\"{}\"}}]}}]}\n\n"
        "data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,"
        "\"function\":{\"arguments\":\"1}\"}}]}}]}\n\n")
                                  << int(Dialect::OpenAiChat)
                                  << "assistant: f#c({\"a\":1}) g#d({})";
    QTest::newRow("two answers") << QByteArray(
        "data: {\"choices\":[{\"index\":1,\"delta\":{\"content\":\"B\"}}]}\n\n"
        "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"A\"}}]}\n\n"
        "data: {\"choices\":[{\"index\":1,\"delta\":{\"content\":\"b\"}}]}\n\n")
                                 << int(Dialect::OpenAiChat)
                                 << "assistant: \"Bb\"|assistant: \"A\"";
    QTest::newRow("Anthropic") << QByteArray(
        "event: message_start\ndata: "
        "{\"type\":\"message_start\",\"message\":{\"role\":\"assistant\"}}\n\n"
        "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,"
        "\"content_block\":{\"type\":\"thinking\",\"thinking\":\"\"}}\n\n"
        "data: "
        "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"thinking_delta\","
        "\"thinking\":\"hm\"}}\n\n"
        "data: "
        "{\"type\":\"content_block_start\",\"index\":1,\"content_block\":{\"type\":\"text\","
        "\"text\":\"\"}}\n\n"
        "event: ping\ndata: {\"type\":\"ping\"}\n\n"
        "data: "
        "{\"type\":\"content_block_delta\",\"index\":1,\"delta\":{\"type\":\"text_delta\","
        "\"text\":\"Hi\"}}\n\n"
        "data: "
        "{\"type\":\"content_block_start\",\"index\":2,\"content_block\":{\"type\":\"tool_"
        "use\",\"id\":\"t\",\"name\":\"f\",\"input\":{}}}\n\n"
        "data: "
        "{\"type\":\"content_block_delta\",\"index\":2,\"delta\":{\"type\":\"input_json_"
        "delta\",\"partial_json\":\"{\\\"a\\\"\"}}\n\n"
        "data: "
        "{\"type\":\"content_block_delta\",\"index\":2,\"delta\":{\"type\":\"input_json_"
        "delta\",\"partial_json\":\":1}\"}}\n\n"
        "data: "
        "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"tool_use\"},\"usage\":{"
        "\"output_tokens\":9}}\n\n"
        "data: {\"type\":\"message_stop\"}\n\n")
                               << int(Dialect::Anthropic)
                               << "assistant: ~hm~ \"Hi\" f#t({\"a\":1}) (tool_use)";
    QTest::newRow("Google") << QByteArray(
        "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Hel\"}]}}]}\r\n\r\n"
        "data: "
        "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"lo\"}]},\"finishReason\":"
        "\"STOP\"}]}\r\n\r\n")
                            << int(Dialect::Google) << "model: \"Hello\" (STOP)";
    QTest::newRow("Google tool") << QByteArray(
        "data: "
        "{\"candidates\":[{\"content\":{\"parts\":[{\"functionCall\":{\"name\":"
        "\"f\",\"args\":{\"a\":1}}}]}}]}\n\n")
                                 << int(Dialect::Google) << "model: f#({\"a\":1})";
    QTest::newRow("responses") << QByteArray(
        "event: response.created\ndata: "
        "{\"type\":\"response.created\",\"response\":{\"model\":\"m\"}}\n\n"
        "data: "
        "{\"type\":\"response.reasoning_summary_text.delta\",\"output_index\":0,\"delta\":"
        "\"hm\"}\n\n"
        "data: "
        "{\"type\":\"response.output_text.delta\",\"output_index\":1,\"delta\":\"Hi\"}\n\n"
        "data: {\"type\":\"response.output_text.done\",\"output_index\":1,\"text\":\"Hi\"}\n\n"
        "data: "
        "{\"type\":\"response.output_item.added\",\"output_index\":2,\"item\":{\"type\":"
        "\"function_call\",\"call_id\":\"c\",\"name\":\"f\",\"arguments\":\"\"}}\n\n"
        "data: "
        "{\"type\":\"response.function_call_arguments.delta\",\"output_index\":2,\"delta\":\"{}"
        "\"}\n\n"
        "data: "
        "{\"type\":\"response.completed\",\"response\":{\"error\":null,\"usage\":{\"input_"
        "tokens\":4}}}\n\n") << int(Dialect::OpenAiResponses)
                               << "assistant: ~hm~ \"Hi\" f#c({}) (completed)";
    QTest::newRow("Workers AI") << QByteArray(
        "data: {\"response\":\"Hel\"}\n\ndata: {\"response\":\"lo\"}\n\ndata: [DONE]\n\n")
                                << int(Dialect::WorkersAi) << "assistant: \"Hello\"";
    QTest::newRow("fails on the way")
        << QByteArray("data: {\"choices\":[{\"delta\":{\"content\":\"Hel\"}}]}\n\n"
                      "data: {\"error\":{\"message\":\"Overloaded\"}}\n\n")
        << int(Dialect::OpenAiChat) << "assistant: \"Hel\"|error: \"Overloaded\"";
    QTest::newRow("cut") << QByteArray("data: {\"choices\":[{\"delta\":{\"content\":\"Hel\"}}]}\n\n"
                                       "data: {\"choices\":[{\"delta\":{\"content\":\"lo th")
                         << int(Dialect::OpenAiChat) << "assistant: \"Hello th\"";
}
void ChatTest::assembles()
{
    QFETCH(QByteArray, stream);
    const QList<SseEvent> events = readEvents(stream);
    const ChatStream assembled = readChatStream(events);
    QTEST(told(assembled.chat), "chat");
    QTEST(int(assembled.chat->dialect), "dialect");
    QCOMPARE(assembled.added.size(), events.size());
    QCOMPARE(assembled.chat->isWhole, stream.endsWith("\n\n") || stream.endsWith("\r\n\r\n"));
    QVERIFY(!assembled.hasTimes);
    for (qsizetype size = 0; size < stream.size(); ++size) // no beginning of it breaks anything
        readChatStream(readEvents(stream.first(size)));
}

void ChatTest::unknownStreamsHaveNoChat()
{
    QVERIFY(!readChatStream(readEvents("data: {\"x\":1}\n\ndata: text\n\n")).chat);
}

void ChatTest::timesOfAStream()
{
    const QList<SseEvent> events = readEvents("data: {\"timestamp\":1700000000000}\n\ndata: {}\n\n"
                                              "data: {\"timestamp\":1700000001500}\n\n");
    const ChatStream stream = readChatStream(events);
    QVERIFY(stream.hasTimes);
    const QString text = QString::fromUtf8(eventsDocument(events, stream).text);
    QVERIFY(text.contains(QStringLiteral("Event 3 · +1.50 s")));
    QVERIFY(!text.contains(QStringLiteral("Event 2 · +")));
    const QList<SseEvent> same = readEvents("data: {\"created\":1700000000}\n\n"
                                            "data: {\"created\":1700000000}\n\n");
    QVERIFY(QString::fromUtf8(eventsDocument(same, readChatStream(same)).text)
                .startsWith(QStringLiteral("The events carry no times")));
}

void ChatTest::documentReadsWell()
{
    const auto chat = chatOf(R"({"messages":[{"role":"user","content":[
            {"type":"text","text":"one\ntwo"},
            {"type":"image_url","image_url":{"url":"https://x.example/a.jpg"}},
            {"type":"image_url","image_url":{"url":"file:///etc/passwd"}}]},
            {"role":"assistant","tool_calls":[{"id":"c","function":{"name":"f",
             "arguments":"{\"a\":1}"}}]}]})");
    const BodyDocument document = chatDocument(*chat);
    const QString text = QString::fromUtf8(document.text);
    QVERIFY2(text.contains(QStringLiteral("User\none\ntwo\nImage: https://x.example/a.jpg\n")),
             qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("Calls f · c\n  {\n    \"a\": 1\n  }")),
             qPrintable(text));
    QCOMPARE(document.links.size(), 1); // no file: link
    QCOMPARE(document.links[0].second, QUrl(QStringLiteral("https://x.example/a.jpg")));
    QCOMPARE(document.line(document.links[0].first).toByteArray(),
             QByteArray("Image: https://x.example/a.jpg"));
    QCOMPARE(document.styles.size(), document.lines.size());
    QVERIFY(std::is_sorted(document.folds.begin(), document.folds.end(),
                           [](auto a, auto b) { return a.first < b.first; }));
}

QTEST_APPLESS_MAIN(ChatTest)
#include "tst_chat.moc"
