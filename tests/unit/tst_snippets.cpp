// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/modelprovider.h"
#include "models/domain/snippets.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace gatehouse;

using Language = SnippetLanguage;
using enum SnippetCall;

class TestSnippets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void calls_data();
    void calls();
    void whole();
    void none_data();
    void none();
    void tokenOnlyWhereAskedFor();
    void aRouteUsesTheKeysOfTheGateway();
    void keysAreNeverThere();
    void textsCannotBreakOut_data();
    void textsCannotBreakOut();
    void programsParse_data();
    void programsParse();
    void keyVariables();
};

namespace {

constexpr std::array languages{
    Language::Curl,         Language::PythonOpenAi,     Language::JavaScriptOpenAi,
    Language::PythonVendor, Language::JavaScriptVendor, Language::Worker};

SnippetRequest requestOf(const QString &provider, SnippetCall call)
{
    const QString base = QStringLiteral("https://gateway.example/v1/account/prod/");
    SnippetRequest request;
    request.gateway = QStringLiteral("prod");
    request.provider = provider;
    request.endpoint = base + provider;
    request.compatibleEndpoint = base + QStringLiteral("compat");
    request.call = call;
    request.route = QStringLiteral("by-plan");
    return request;
}

QString textOf(const SnippetRequest &request, Language language)
{
    const auto snippet = makeSnippet(request, language);
    return snippet ? snippet->text : QString();
}

// Every example there is.
QList<std::pair<QByteArray, std::pair<SnippetRequest, Language>>> all()
{
    QList<std::pair<QByteArray, std::pair<SnippetRequest, Language>>> list;
    QStringList slugs{QStringLiteral("custom-own"), QStringLiteral("compat")};
    for (const ModelProvider &provider : modelProviders())
        slugs.append(provider.slug);
    for (const QString &slug : slugs)
        for (const SnippetCall call : {Chat, Embeddings, Route})
            for (const bool authenticated : {false, true}) {
                SnippetRequest request = requestOf(slug, call);
                request.authenticated = authenticated;
                for (const Language language : snippetLanguages(request))
                    list.append({QStringLiteral("%1 call %2 language %3 auth %4")
                                     .arg(slug)
                                     .arg(int(call))
                                     .arg(int(language))
                                     .arg(authenticated)
                                     .toUtf8(),
                                 {request, language}});
            }
    return list;
}

// A reader of quotes and brackets that is good enough for what makeSnippet() writes.
QString bracketProblem(const QString &text)
{
    QString open;
    QChar quote;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (!quote.isNull()) {
            if (c == u'\\')
                ++i;
            else if (c == quote)
                quote = {};
            else if (c == u'\n' && quote != u'`')
                return QStringLiteral("a line ends within quotes");
        } else if (c == u'"' || c == u'\'' || c == u'`') {
            quote = c;
        } else if (QStringView(u"([{").contains(c)) {
            open.append(c);
        } else if (const auto at = QStringView(u")]}").indexOf(c); at >= 0) {
            if (open.isEmpty() || open.back() != QStringView(u"([{").at(at))
                return QStringLiteral("%1 closes nothing").arg(c);
            open.chop(1);
        }
    }
    return open.isEmpty() && quote.isNull() ? QString() : QStringLiteral("something stays open");
}

// What the program says of the file; empty: it accepts it.
QString checked(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    if (!process.waitForFinished(30'000))
        return process.errorString();
    const QString said = QString::fromUtf8(process.readAll());
    return process.exitCode() == 0 ? QString() : said + QStringLiteral(" (refused)");
}

} // namespace

void TestSnippets::calls_data()
{
    QTest::addColumn<QString>("provider");
    QTest::addColumn<int>("call");
    QTest::addColumn<int>("language");
    QTest::addColumn<QStringList>("parts");
    const auto row = [](const char *provider, SnippetCall call, Language language,
                        const QStringList &parts) {
        QTest::addRow("%s %d %d", provider, int(call), int(language))
            << QString(provider) << int(call) << int(language) << parts;
    };
    const QString base = "https://gateway.example/v1/account/prod/";
    row("openai", Chat, Language::Curl,
        {"curl '" + base + "openai/chat/completions'", "Authorization: Bearer $OPENAI_API_KEY",
         "\"model\": \"gpt-4o-mini\"", "\"messages\": [{\"role\": \"user\""});
    row("openai", Embeddings, Language::Curl,
        {base + "openai/embeddings'", "\"model\": \"text-embedding-3-small\"", "\"input\": "});
    row("openai", Chat, Language::PythonOpenAi,
        {"from openai import OpenAI", "base_url=\"" + base + "openai\"",
         "os.environ[\"OPENAI_API_KEY\"]", "client.chat.completions.create("});
    row("openai", Embeddings, Language::PythonOpenAi,
        {"client.embeddings.create(", "response.data[0].embedding"});
    row("openai", Chat, Language::JavaScriptOpenAi,
        {"import OpenAI from \"openai\"", "baseURL: \"" + base + "openai\"",
         "apiKey: process.env.OPENAI_API_KEY", "await client.chat.completions.create({"});
    row("openai", Chat, Language::Worker,
        {"env.AI.gateway(\"prod\").run({", "provider: \"openai\"", "endpoint: \"chat/completions\"",
         "`Bearer ${env.OPENAI_API_KEY}`"});
    row("mistral", Chat, Language::Curl, {base + "mistral/v1/chat/completions'"});
    row("mistral", Chat, Language::PythonOpenAi, {"base_url=\"" + base + "mistral/v1\""});
    row("workers-ai", Embeddings, Language::Curl,
        {base + "workers-ai/v1/embeddings'", "@cf/baai/bge-m3", "$CLOUDFLARE_API_TOKEN"});
    row("anthropic", Chat, Language::Curl,
        {base + "anthropic/v1/messages'", "x-api-key: $ANTHROPIC_API_KEY",
         "anthropic-version: 2023-06-01", "\"max_tokens\": 1024"});
    row("anthropic", Chat, Language::PythonVendor,
        {"from anthropic import Anthropic", "base_url=\"" + base + "anthropic\"",
         "client.messages.create(", "response.content[0].text"});
    row("anthropic", Chat, Language::JavaScriptVendor,
        {"from \"@anthropic-ai/sdk\"", "baseURL: \"" + base + "anthropic\""});
    row("anthropic", Chat, Language::PythonOpenAi,
        {"base_url=\"" + base + "compat\"", "model=\"anthropic/claude-sonnet-4-5\"",
         "ANTHROPIC_API_KEY"});
    row("google-ai-studio", Chat, Language::Curl,
        {base + "google-ai-studio/v1beta/models/gemini-2.5-flash:generateContent'",
         "x-goog-api-key: $GEMINI_API_KEY", "\"contents\": [{\"parts\""});
    row("google-ai-studio", Embeddings, Language::PythonVendor,
        {"from google import genai", "client.models.embed_content(",
         "\"base_url\": \"" + base + "google-ai-studio\""});
    row("google-ai-studio", Chat, Language::JavaScriptVendor,
        {"from \"@google/genai\"", "baseUrl: \"" + base + "google-ai-studio\""});
    row("cohere", Chat, Language::Curl, {base + "cohere/v2/chat'", "$COHERE_API_KEY"});
    row("cohere", Embeddings, Language::Curl, {base + "cohere/v2/embed'", "\"input_type\""});
    row("google-vertex-ai", Chat, Language::Curl,
        {base + "compat/chat/completions'", "\"google-vertex-ai/google/gemini-2.5-flash\""});
    row("compat", Chat, Language::Curl,
        {base + "compat/chat/completions'", "\"openai/gpt-4o-mini\"", "$OPENAI_API_KEY"});
    row("custom-own", Chat, Language::Curl,
        {base + "custom-own/chat/completions'", "$CUSTOM_OWN_API_KEY", "\"MODEL\""});
    for (const Language language :
         {Language::Curl, Language::PythonOpenAi, Language::JavaScriptOpenAi})
        row("openai", Route, language, {base + "compat", "\"dynamic/by-plan\""});
    row("openai", Route, Language::Worker, {"provider: \"compat\"", "\"dynamic/by-plan\""});
}

void TestSnippets::calls()
{
    QFETCH(QString, provider);
    QFETCH(int, call);
    QFETCH(int, language);
    QFETCH(QStringList, parts);
    const QString text = textOf(requestOf(provider, SnippetCall(call)), Language(language));
    for (const QString &part : parts)
        QVERIFY2(text.contains(part), qPrintable(part + "\nis not in\n" + text));
}

void TestSnippets::whole()
{
    SnippetRequest request = requestOf("openai", Chat);
    request.authenticated = true;
    request.model = "gpt-4o";
    const auto snippet = makeSnippet(request, Language::Curl);
    QVERIFY(snippet);
    QCOMPARE(snippet->text,
             R"(curl 'https://gateway.example/v1/account/prod/openai/chat/completions' \
  -H 'Content-Type: application/json' \
  -H "Authorization: Bearer $OPENAI_API_KEY" \
  -H "cf-aig-authorization: Bearer $CF_AIG_TOKEN" \
  -d '{
    "model": "gpt-4o",
    "messages": [{"role": "user", "content": "What is a gateway?"}]
  }'
)");
    QCOMPARE(snippet->variables, QStringList({"OPENAI_API_KEY", "CF_AIG_TOKEN"}));
    QCOMPARE(textOf(request, Language::PythonOpenAi),
             R"(import os

from openai import OpenAI

client = OpenAI(
    base_url="https://gateway.example/v1/account/prod/openai",
    api_key=os.environ["OPENAI_API_KEY"],
    default_headers={"cf-aig-authorization": f"Bearer {os.environ['CF_AIG_TOKEN']}"},
)
response = client.chat.completions.create(
    model="gpt-4o",
    messages=[{"role": "user", "content": "What is a gateway?"}],
)
print(response.choices[0].message.content)
)");
}

void TestSnippets::none_data()
{
    QTest::addColumn<QString>("provider");
    QTest::addColumn<int>("call");
    for (const char *provider : {"deepgram", "elevenlabs", "replicate", "azure-openai"})
        QTest::addRow("%s chat", provider) << QString(provider) << int(Chat);
    for (const char *provider : {"anthropic", "groq", "cartesia", "compat"})
        QTest::addRow("%s embeddings", provider) << QString(provider) << int(Embeddings);
}

void TestSnippets::none()
{
    QFETCH(QString, provider);
    QFETCH(int, call);
    const SnippetRequest request = requestOf(provider, SnippetCall(call));
    QVERIFY(snippetLanguages(request).isEmpty());
    for (const Language language : languages)
        QVERIFY(!makeSnippet(request, language));
}

void TestSnippets::tokenOnlyWhereAskedFor()
{
    for (const auto &[name, example] : all()) {
        const auto &[request, language] = example;
        const QString text = textOf(request, language);
        // The binding needs no token of the gateway.
        QVERIFY2(text.contains("cf-aig-authorization")
                     == (request.authenticated && language != Language::Worker),
                 (name + "\n" + text.toUtf8()).constData());
        if (!request.authenticated)
            QVERIFY2(!text.contains("CF_AIG_TOKEN"), name.constData());
    }
}

// A key that is sent would be used in place of those that the gateway has for its routes.
void TestSnippets::aRouteUsesTheKeysOfTheGateway()
{
    SnippetRequest request = requestOf("openai", Route);
    request.authenticated = true;
    for (const Language language : {Language::Curl, Language::Worker})
        QVERIFY(!textOf(request, language).contains("Authorization"));
    QCOMPARE(makeSnippet(request, Language::PythonOpenAi)->variables, QStringList("CF_AIG_TOKEN"));
}

void TestSnippets::keysAreNeverThere()
{
    QVERIFY(all().size() > 100);
    for (const auto &[name, example] : all()) {
        const auto snippet = makeSnippet(example.first, example.second);
        for (const QString &variable : snippet->variables)
            QVERIFY2(snippet->text.contains('$' + variable)
                         || snippet->text.contains("env." + variable)
                         || snippet->text.contains("environ[\"" + variable)
                         || snippet->text.contains("environ['" + variable),
                     (name + "\n" + snippet->text.toUtf8()).constData());
        QVERIFY2(!snippet->text.contains("sk-"), name.constData());
        if (example.second != Language::Worker)
            QVERIFY2(!snippet->variables.isEmpty(), name.constData());
    }
}

void TestSnippets::textsCannotBreakOut_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("quote") << "it's";
    QTest::newRow("double quote") << "a\"b";
    QTest::newRow("shell") << "$(touch x)`id`";
    QTest::newRow("escape") << "back\\slash\\";
    QTest::newRow("line") << "two\nlines";
    QTest::newRow("script") << "${process.exit()}";
    QTest::newRow("percent") << "100%1 %2";
    QTest::newRow("other script") << "模型";
}

void TestSnippets::textsCannotBreakOut()
{
    QFETCH(QString, text);
    for (const SnippetCall call : {Chat, Route}) {
        SnippetRequest request = requestOf("openai", call);
        request.gateway = text;
        request.model = text;
        request.route = text;
        request.endpoint += '/' + text;
        request.compatibleEndpoint += '/' + text;
        for (const Language language : snippetLanguages(request)) {
            const QString made = textOf(request, language);
            if (language != Language::Curl) {
                QCOMPARE(bracketProblem(made), QString());
                continue;
            }
            // What the shell hands to curl.
            QProcess shell;
            shell.start("bash", {"-c", "curl() { printf '%s\\0' \"$@\"; }\n" + made});
            QVERIFY(shell.waitForFinished());
            const QList<QByteArray> arguments = shell.readAllStandardOutput().split('\0');
            QVERIFY(QString::fromUtf8(arguments.at(0)).contains('/' + text));
            const auto body = QJsonDocument::fromJson(arguments.at(arguments.size() - 2));
            QCOMPARE(body["model"].toString(), call == Chat ? text : "dynamic/" + text);
        }
    }
}

void TestSnippets::programsParse_data()
{
    QTest::addColumn<int>("language");
    QTest::newRow("curl") << int(Language::Curl);
    QTest::newRow("python openai") << int(Language::PythonOpenAi);
    QTest::newRow("javascript openai") << int(Language::JavaScriptOpenAi);
    QTest::newRow("python of the provider") << int(Language::PythonVendor);
    QTest::newRow("javascript of the provider") << int(Language::JavaScriptVendor);
    QTest::newRow("worker") << int(Language::Worker);
}

// By the languages' own programs, where this machine has them: one run for all examples.
void TestSnippets::programsParse()
{
    QFETCH(int, language);
    const bool python = Language(language) == Language::PythonOpenAi
        || Language(language) == Language::PythonVendor;
    const bool curl = Language(language) == Language::Curl;
    QTemporaryDir folder;
    QStringList files;
    for (const auto &[name, example] : all()) {
        if (example.second != Language(language))
            continue;
        const QString text = textOf(example.first, example.second);
        if (!curl)
            QVERIFY2(bracketProblem(text).isEmpty(), (name + "\n" + text.toUtf8()).constData());
        QFile file(folder.filePath(QStringLiteral("%1.%2")
                                       .arg(files.size())
                                       .arg(curl         ? "sh"
                                                : python ? "py"
                                                         : "mjs")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text.toUtf8());
        files.append(file.fileName());
    }
    QVERIFY(!files.isEmpty());
    const QString program = QStandardPaths::findExecutable(curl         ? "bash"
                                                               : python ? "python3"
                                                                        : "node");
    QVERIFY(!curl || !program.isEmpty());
    if (program.isEmpty())
        return;
    if (python) {
        QCOMPARE(checked(program, QStringList{"-m", "py_compile"} + files), QString());
        return;
    }
    for (const QString &file : curl ? files : files.first(1) + files.last(1))
        QCOMPARE(checked(program, {curl ? "-n" : "--check", file}), QString());
}

void TestSnippets::keyVariables()
{
    QCOMPARE(keyVariableOf("openai"), "OPENAI_API_KEY");
    QCOMPARE(keyVariableOf("custom-my.own"), "CUSTOM_MY_OWN_API_KEY");
    QCOMPARE(keyVariableOf("4you"), "PROVIDER_API_KEY");
    QCOMPARE(keyVariableOf(""), "PROVIDER_API_KEY");
    QCOMPARE(keyVariableOf("模型"), "PROVIDER_API_KEY");
}

QTEST_APPLESS_MAIN(TestSnippets)
#include "tst_snippets.moc"
