// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/providerrequest.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

namespace gatehouse {

using Form = ModelProvider::Form;

QString jsonQuoted(const QString &text)
{
    const QByteArray array = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(array.mid(1, array.size() - 2));
}

namespace {

QString joined(QString base)
{
    while (base.endsWith(u'/'))
        base.chop(1);
    return base;
}

QString messages()
{
    return QStringLiteral("[{\"role\": \"user\", \"content\": %1}]")
        .arg(jsonQuoted(exampleQuestion));
}

void writeOpenAi(ProviderRequest &request, const QString &prefix)
{
    request.form = Form::OpenAi;
    request.keyHeader = QStringLiteral("Authorization");
    request.keyPrefix = QStringLiteral("Bearer ");
    request.path = prefix
        + (request.embeds ? QStringLiteral("embeddings") : QStringLiteral("chat/completions"));
    request.body = {{QStringLiteral("model"), jsonQuoted(request.model)}};
    if (request.embeds)
        request.body.append({QStringLiteral("input"), jsonQuoted(exampleQuestion)});
    else
        request.body.append({QStringLiteral("messages"), messages()});
}

void writeNative(ProviderRequest &request, const ModelProvider &provider)
{
    request.form = provider.form;
    request.keyHeader = QStringLiteral("Authorization");
    request.keyPrefix = QStringLiteral("Bearer ");
    const auto model = std::pair(QStringLiteral("model"), jsonQuoted(request.model));
    switch (provider.form) {
    case Form::OpenAi:
        return writeOpenAi(request, provider.prefix);
    case Form::Anthropic:
        request.path = QStringLiteral("v1/messages");
        request.keyHeader = QStringLiteral("x-api-key");
        request.keyPrefix.clear();
        request.extraHeaders = {
            {QStringLiteral("anthropic-version"), QStringLiteral("2023-06-01")}};
        request.body = {model,
                        {QStringLiteral("max_tokens"), QStringLiteral("1024")},
                        {QStringLiteral("messages"), messages()}};
        break;
    case Form::Gemini: {
        const QString parts =
            QStringLiteral("{\"parts\": [{\"text\": %1}]}").arg(jsonQuoted(exampleQuestion));
        request.path = QStringLiteral("v1beta/models/")
            + QString::fromLatin1(QUrl::toPercentEncoding(request.model))
            + (request.embeds ? QStringLiteral(":embedContent")
                              : QStringLiteral(":generateContent"));
        request.keyHeader = QStringLiteral("x-goog-api-key");
        request.keyPrefix.clear();
        request.body = {request.embeds
                            ? std::pair(QStringLiteral("content"), parts)
                            : std::pair(QStringLiteral("contents"), u'[' + parts + u']')};
        break;
    }
    case Form::Cohere:
        request.path = request.embeds ? QStringLiteral("v2/embed") : QStringLiteral("v2/chat");
        request.body = {model};
        if (request.embeds)
            request.body +=
                {{QStringLiteral("texts"), u'[' + jsonQuoted(exampleQuestion) + u']'},
                 {QStringLiteral("input_type"), jsonQuoted(QStringLiteral("search_document"))},
                 {QStringLiteral("embedding_types"), QStringLiteral("[\"float\"]")}};
        else
            request.body.append({QStringLiteral("messages"), messages()});
        break;
    case Form::Own:
        break;
    }
}

ProviderRequest compatible(const SnippetRequest &wanted, const QString &model)
{
    ProviderRequest request;
    request.base = joined(wanted.compatibleEndpoint);
    request.slug = compatibleSlug;
    request.keyVariable = keyVariableOf(
        wanted.provider == compatibleSlug ? model.section(u'/', 0, 0) : wanted.provider);
    request.model = model;
    writeOpenAi(request, {});
    return request;
}

} // namespace

std::optional<ProviderRequest> providerRequest(const SnippetRequest &wanted, bool anyForm)
{
    if (wanted.call == SnippetCall::Route) {
        ProviderRequest request = compatible(wanted, QStringLiteral("dynamic/") + wanted.route);
        // The gateway's own keys are used along a route; a key that is sent would replace them.
        request.keyVariable =
            wanted.authenticated ? QString(gatewayTokenVariable) : keyVariableOf(compatibleSlug);
        if (wanted.authenticated && anyForm)
            request.keyHeader.clear();
        return request;
    }
    const QString model = snippetModel(wanted);
    const bool isCompatible = wanted.provider == compatibleSlug;
    const ModelProvider *known = findModelProvider(wanted.provider);
    const bool embeds = wanted.call == SnippetCall::Embeddings;
    if (model.isEmpty() || (isCompatible && embeds))
        return std::nullopt;
    if (known && (embeds ? known->embeddingModel : known->chatModel).isEmpty())
        return std::nullopt;
    if (isCompatible)
        return compatible(wanted, model);
    // An unknown one is taken to understand what most do.
    const ModelProvider provider = known ? *known : ModelProvider{};
    if (provider.form == Form::OpenAi || (anyForm && provider.form != Form::Own)) {
        ProviderRequest request;
        request.base = joined(wanted.endpoint);
        request.slug = wanted.provider;
        request.keyVariable = keyVariableOf(wanted.provider);
        request.model = model;
        request.embeds = embeds;
        writeNative(request, provider);
        return request;
    }
    if (embeds || !provider.isCompatible)
        return std::nullopt;
    return compatible(wanted, wanted.provider + u'/' + model);
}

QString snippetModel(const SnippetRequest &request)
{
    if (request.call == SnippetCall::Route)
        return QStringLiteral("dynamic/") + request.route;
    if (!request.model.isEmpty())
        return request.model;
    if (request.provider == compatibleSlug)
        return request.call == SnippetCall::Chat ? QStringLiteral("openai/gpt-4o-mini") : QString();
    const ModelProvider *provider = findModelProvider(request.provider);
    if (!provider)
        return QStringLiteral("MODEL");
    return request.call == SnippetCall::Chat ? provider->chatModel : provider->embeddingModel;
}

} // namespace gatehouse
