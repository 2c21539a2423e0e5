// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/snippets.h"

#include "models/domain/providerrequest.h"

namespace gatehouse {

namespace {

using Form = ModelProvider::Form;
using Request = ProviderRequest;
using Members = ProviderRequest::Members;

QString shellQuoted(QString text)
{
    return u'\'' + text.replace(u'\'', QStringLiteral("'\\''")) + u'\'';
}

QString curl(const Request &request, bool authenticated)
{
    QStringList lines{QStringLiteral("curl ") + shellQuoted(request.url()),
                      QStringLiteral("-H 'Content-Type: application/json'")};
    if (!request.keyHeader.isEmpty())
        lines.append(QStringLiteral("-H \"%1: %2$%3\"")
                         .arg(request.keyHeader, request.keyPrefix, request.keyVariable));
    if (authenticated)
        lines.append(
            QStringLiteral("-H \"cf-aig-authorization: Bearer $%1\"").arg(gatewayTokenVariable));
    for (const auto &[name, value] : request.extraHeaders)
        lines.append(QStringLiteral("-H ") + shellQuoted(name + QStringLiteral(": ") + value));
    QStringList members;
    for (const auto &[key, value] : request.body)
        members.append(QStringLiteral("    %1: ").arg(jsonQuoted(key)) + value);
    lines.append(QStringLiteral("-d ")
                 + shellQuoted(QStringLiteral("{\n") + members.join(QStringLiteral(",\n"))
                               + QStringLiteral("\n  }")));
    return lines.join(QStringLiteral(" \\\n  ")) + u'\n';
}

QString pythonToken()
{
    return QStringLiteral("{\"cf-aig-authorization\": f\"Bearer {os.environ['%1']}\"}")
        .arg(gatewayTokenVariable);
}

QString scriptToken()
{
    return QStringLiteral("{ \"cf-aig-authorization\": `Bearer ${process.env.%1}` }")
        .arg(gatewayTokenVariable);
}

// name=value, or name: value, a line each.
QString arguments(const Members &members, const QString &indent, const QString &separator)
{
    QString text;
    for (const auto &[key, value] : members)
        text += indent + key + separator + value + QStringLiteral(",\n");
    return text;
}

// An SDK in the manner of OpenAI's, which others have taken over.
struct Sdk
{
    QString package;
    QString type;
    QString base; // URL
    QString method;
    QString answer; // what is printed of the response
};

Sdk openAiSdk(const Request &request, const QString &package)
{
    // It appends chat/completions or embeddings itself.
    QString base = request.url();
    base.chop(request.embeds ? 11 : 17);
    return {package, QStringLiteral("OpenAI"), base,
            request.embeds ? QStringLiteral("embeddings") : QStringLiteral("chat.completions"),
            request.embeds ? QStringLiteral("data[0].embedding")
                           : QStringLiteral("choices[0].message.content")};
}

Sdk anthropicSdk(const Request &request, const QString &package)
{
    return {package, QStringLiteral("Anthropic"), request.base, QStringLiteral("messages"),
            QStringLiteral("content[0].text")};
}

QString pythonSdk(const Request &request, bool authenticated, const Sdk &sdk)
{
    Members options{
        {QStringLiteral("base_url"), jsonQuoted(sdk.base)},
        {QStringLiteral("api_key"), QStringLiteral("os.environ[\"%1\"]").arg(request.keyVariable)}};
    if (authenticated)
        options.append({QStringLiteral("default_headers"), pythonToken()});
    const QString indent(4, u' ');
    const QString assign = QStringLiteral("=");
    return QStringLiteral("import os\n\nfrom %1 import %2\n\nclient = %2(\n")
               .arg(sdk.package, sdk.type)
        + arguments(options, indent, assign)
        + QStringLiteral(")\nresponse = client.%1.create(\n").arg(sdk.method)
        + arguments(request.body, indent, assign)
        + QStringLiteral(")\nprint(response.%1)\n").arg(sdk.answer);
}

QString scriptSdk(const Request &request, bool authenticated, const Sdk &sdk)
{
    Members options{
        {QStringLiteral("baseURL"), jsonQuoted(sdk.base)},
        {QStringLiteral("apiKey"), QStringLiteral("process.env.") + request.keyVariable}};
    if (authenticated)
        options.append({QStringLiteral("defaultHeaders"), scriptToken()});
    const QString indent(2, u' ');
    const QString assign = QStringLiteral(": ");
    return QStringLiteral("import %2 from \"%1\";\n\nconst client = new %2({\n")
               .arg(sdk.package, sdk.type)
        + arguments(options, indent, assign)
        + QStringLiteral("});\nconst response = await client.%1.create({\n").arg(sdk.method)
        + arguments(request.body, indent, assign)
        + QStringLiteral("});\nconsole.log(response.%1);\n").arg(sdk.answer);
}

QString pythonGemini(const Request &request, bool authenticated)
{
    QString options = QStringLiteral("\"base_url\": ") + jsonQuoted(request.base);
    if (authenticated)
        options += QStringLiteral(", \"headers\": ") + pythonToken();
    return QStringLiteral("import os\n\nfrom google import genai\n\nclient = genai.Client(\n"
                          "    api_key=os.environ[\"%1\"],\n    http_options={")
               .arg(request.keyVariable)
        + options + QStringLiteral("},\n)\nresponse = client.models.")
        + (request.embeds ? QStringLiteral("embed_content") : QStringLiteral("generate_content"))
        + QStringLiteral("(\n    model=") + jsonQuoted(request.model)
        + QStringLiteral(",\n    contents=") + jsonQuoted(exampleQuestion)
        + QStringLiteral(",\n)\nprint(")
        + (request.embeds ? QStringLiteral("response.embeddings[0].values")
                          : QStringLiteral("response.text"))
        + QStringLiteral(")\n");
}

QString scriptGemini(const Request &request, bool authenticated)
{
    QString options = QStringLiteral("baseUrl: ") + jsonQuoted(request.base);
    if (authenticated)
        options += QStringLiteral(", headers: ") + scriptToken();
    return QStringLiteral("import { GoogleGenAI } from \"@google/genai\";\n\n"
                          "const client = new GoogleGenAI({\n  apiKey: process.env.%1,\n"
                          "  httpOptions: { ")
               .arg(request.keyVariable)
        + options + QStringLiteral(" },\n});\nconst response = await client.models.")
        + (request.embeds ? QStringLiteral("embedContent") : QStringLiteral("generateContent"))
        + QStringLiteral("({\n  model: ") + jsonQuoted(request.model)
        + QStringLiteral(",\n  contents: ") + jsonQuoted(exampleQuestion)
        + QStringLiteral(",\n});\nconsole.log(")
        + (request.embeds ? QStringLiteral("response.embeddings[0].values")
                          : QStringLiteral("response.text"))
        + QStringLiteral(");\n");
}

// The binding has its own way to the gateway: no URL and no token of the gateway.
QString worker(const Request &request, const QString &gateway)
{
    const QString indent(8, u' ');
    QString headers;
    if (!request.keyHeader.isEmpty() && request.keyVariable != gatewayTokenVariable)
        headers = indent + jsonQuoted(request.keyHeader)
            + QStringLiteral(": `%1${env.%2}`,\n").arg(request.keyPrefix, request.keyVariable);
    for (const auto &[name, value] : request.extraHeaders)
        headers += indent + jsonQuoted(name) + QStringLiteral(": ") + jsonQuoted(value)
            + QStringLiteral(",\n");
    return QStringLiteral("export default {\n  async fetch(request, env) {\n"
                          "    return env.AI.gateway(")
        + jsonQuoted(gateway) + QStringLiteral(").run({\n      provider: ")
        + jsonQuoted(request.slug) + QStringLiteral(",\n      endpoint: ")
        + jsonQuoted(request.path)
        + (headers.isEmpty()
               ? QStringLiteral(",\n      headers: {},\n")
               : QStringLiteral(",\n      headers: {\n") + headers + QStringLiteral("      },\n"))
        + QStringLiteral("      query: {\n") + arguments(request.body, indent, QStringLiteral(": "))
        + QStringLiteral("      },\n    });\n  },\n};\n");
}

QString textOf(const SnippetRequest &wanted, SnippetLanguage language)
{
    const bool token = wanted.authenticated;
    const bool openAi =
        language == SnippetLanguage::PythonOpenAi || language == SnippetLanguage::JavaScriptOpenAi;
    const auto request = providerRequest(wanted, !openAi);
    if (!request)
        return {};
    switch (language) {
    case SnippetLanguage::Curl:
        return curl(*request, token);
    case SnippetLanguage::PythonOpenAi:
        return pythonSdk(*request, token, openAiSdk(*request, QStringLiteral("openai")));
    case SnippetLanguage::JavaScriptOpenAi:
        return scriptSdk(*request, token, openAiSdk(*request, QStringLiteral("openai")));
    case SnippetLanguage::PythonVendor:
        return request->form == Form::Anthropic
            ? pythonSdk(*request, token, anthropicSdk(*request, QStringLiteral("anthropic")))
            : request->form == Form::Gemini ? pythonGemini(*request, token)
                                            : QString();
    case SnippetLanguage::JavaScriptVendor:
        return request->form == Form::Anthropic ? scriptSdk(
                   *request, token, anthropicSdk(*request, QStringLiteral("@anthropic-ai/sdk")))
            : request->form == Form::Gemini ? scriptGemini(*request, token)
                                            : QString();
    case SnippetLanguage::Worker:
        return worker(*request, wanted.gateway);
    }
    return {};
}

} // namespace

QList<SnippetLanguage> snippetLanguages(const SnippetRequest &request)
{
    QList<SnippetLanguage> languages;
    for (const SnippetLanguage language :
         {SnippetLanguage::Curl, SnippetLanguage::PythonOpenAi, SnippetLanguage::JavaScriptOpenAi,
          SnippetLanguage::PythonVendor, SnippetLanguage::JavaScriptVendor,
          SnippetLanguage::Worker})
        if (!textOf(request, language).isEmpty())
            languages.append(language);
    return languages;
}

std::optional<Snippet> makeSnippet(const SnippetRequest &request, SnippetLanguage language)
{
    Snippet snippet{textOf(request, language), {}};
    if (snippet.text.isEmpty())
        return std::nullopt;
    const auto form = providerRequest(request,
                                      language != SnippetLanguage::PythonOpenAi
                                          && language != SnippetLanguage::JavaScriptOpenAi);
    for (const QString &variable : {form->keyVariable, QString(gatewayTokenVariable)})
        if (snippet.text.contains(variable) && !snippet.variables.contains(variable))
            snippet.variables.append(variable);
    return snippet;
}

} // namespace gatehouse
