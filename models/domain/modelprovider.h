// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <span>

namespace gatehouse {

// A provider of models behind a gateway, and how it is called there: as the service's provider
// pages say. The models are only what an example starts with.
struct ModelProvider
{
    // How its own requests look.
    enum class Form { OpenAi, Anthropic, Gemini, Cohere, Own };

    QLatin1String slug; // in the gateway's URL
    QLatin1String name;
    QLatin1String keyVariable; // of the environment, where its key is kept
    Form form = Form::OpenAi;
    QLatin1String prefix; // of the paths of Form::OpenAi, such as v1/
    QLatin1String chatModel; // empty: no chat
    QLatin1String embeddingModel; // empty: no embeddings
    bool isCompatible = true; // reachable at the OpenAI-compatible endpoint, too
};

std::span<const ModelProvider> modelProviders();
const ModelProvider *findModelProvider(QStringView slug); // nullptr: not known
// The OpenAI-compatible endpoint is asked for like a provider.
inline constexpr QLatin1String compatibleSlug{"compat"};
// OPENAI_API_KEY; of an unknown provider made from its slug.
QString keyVariableOf(const QString &slug);

} // namespace gatehouse
