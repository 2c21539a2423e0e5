// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/modelprovider.h"

#include <algorithm>
#include <array>

namespace gatehouse {

using Form = ModelProvider::Form;

static constexpr QLatin1String operator""_l(const char *text, size_t size)
{
    return QLatin1String(text, qsizetype(size));
}

std::span<const ModelProvider> modelProviders()
{
    static constexpr std::array providers{
        ModelProvider{"openai"_l, "OpenAI"_l, "OPENAI_API_KEY"_l, Form::OpenAi, ""_l,
                      "gpt-4o-mini"_l, "text-embedding-3-small"_l},
        ModelProvider{"anthropic"_l, "Anthropic"_l, "ANTHROPIC_API_KEY"_l, Form::Anthropic, ""_l,
                      "claude-sonnet-4-5"_l, ""_l},
        ModelProvider{"google-ai-studio"_l, "Google AI Studio"_l, "GEMINI_API_KEY"_l, Form::Gemini,
                      ""_l, "gemini-2.5-flash"_l, "gemini-embedding-001"_l},
        ModelProvider{"google-vertex-ai"_l, "Google Vertex AI"_l, "GOOGLE_VERTEX_KEY"_l, Form::Own,
                      ""_l, "google/gemini-2.5-flash"_l, ""_l},
        ModelProvider{"workers-ai"_l, "Workers AI"_l, "CLOUDFLARE_API_TOKEN"_l, Form::OpenAi,
                      "v1/"_l, "@cf/meta/llama-3.3-70b-instruct-fp8-fast"_l, "@cf/baai/bge-m3"_l},
        ModelProvider{"grok"_l, "xAI Grok"_l, "XAI_API_KEY"_l, Form::OpenAi, "v1/"_l, "grok-4"_l,
                      ""_l},
        ModelProvider{"groq"_l, "Groq"_l, "GROQ_API_KEY"_l, Form::OpenAi, ""_l,
                      "llama-3.3-70b-versatile"_l, ""_l},
        ModelProvider{"deepseek"_l, "DeepSeek"_l, "DEEPSEEK_API_KEY"_l, Form::OpenAi, ""_l,
                      "deepseek-chat"_l, ""_l},
        ModelProvider{"mistral"_l, "Mistral AI"_l, "MISTRAL_API_KEY"_l, Form::OpenAi, "v1/"_l,
                      "mistral-large-latest"_l, "mistral-embed"_l},
        ModelProvider{"perplexity-ai"_l, "Perplexity"_l, "PERPLEXITY_API_KEY"_l, Form::OpenAi, ""_l,
                      "sonar"_l, ""_l},
        ModelProvider{"cerebras"_l, "Cerebras"_l, "CEREBRAS_API_KEY"_l, Form::OpenAi, ""_l,
                      "llama-3.3-70b"_l, ""_l},
        ModelProvider{"openrouter"_l, "OpenRouter"_l, "OPENROUTER_API_KEY"_l, Form::OpenAi, "v1/"_l,
                      "openai/gpt-4o-mini"_l, ""_l, false},
        ModelProvider{"fireworks"_l, "Fireworks"_l, "FIREWORKS_API_KEY"_l, Form::OpenAi, ""_l,
                      "accounts/fireworks/models/llama-v3p3-70b-instruct"_l,
                      "nomic-ai/nomic-embed-text-v1.5"_l, false},
        ModelProvider{"cohere"_l, "Cohere"_l, "COHERE_API_KEY"_l, Form::Cohere, ""_l,
                      "command-a-03-2025"_l, "embed-v4.0"_l},
        ModelProvider{"baseten"_l, "Baseten"_l, "BASETEN_API_KEY"_l, Form::Own, ""_l,
                      "openai/gpt-oss-120b"_l, ""_l},
        ModelProvider{"parallel"_l, "Parallel"_l, "PARALLEL_API_KEY"_l, Form::Own, ""_l, "speed"_l,
                      ""_l},
        ModelProvider{"azure-openai"_l, "Azure OpenAI"_l, "AZURE_OPENAI_API_KEY"_l, Form::Own, ""_l,
                      ""_l, ""_l, false},
        ModelProvider{"aws-bedrock"_l, "Amazon Bedrock"_l, "AWS_SECRET_ACCESS_KEY"_l, Form::Own,
                      ""_l, ""_l, ""_l, false},
        ModelProvider{"huggingface"_l, "Hugging Face"_l, "HF_TOKEN"_l, Form::Own, ""_l, ""_l, ""_l,
                      false},
        ModelProvider{"replicate"_l, "Replicate"_l, "REPLICATE_API_TOKEN"_l, Form::Own, ""_l, ""_l,
                      ""_l, false},
        ModelProvider{"fal"_l, "Fal AI"_l, "FAL_KEY"_l, Form::Own, ""_l, ""_l, ""_l, false},
        ModelProvider{"ideogram"_l, "Ideogram"_l, "IDEOGRAM_API_KEY"_l, Form::Own, ""_l, ""_l, ""_l,
                      false},
        ModelProvider{"cartesia"_l, "Cartesia"_l, "CARTESIA_API_KEY"_l, Form::Own, ""_l, ""_l, ""_l,
                      false},
        ModelProvider{"deepgram"_l, "Deepgram"_l, "DEEPGRAM_API_KEY"_l, Form::Own, ""_l, ""_l, ""_l,
                      false},
        ModelProvider{"elevenlabs"_l, "ElevenLabs"_l, "ELEVENLABS_API_KEY"_l, Form::Own, ""_l, ""_l,
                      ""_l, false},
    };
    return providers;
}

const ModelProvider *findModelProvider(QStringView slug)
{
    const auto providers = modelProviders();
    const auto it =
        std::find_if(providers.begin(), providers.end(),
                     [slug](const ModelProvider &provider) { return provider.slug == slug; });
    return it == providers.end() ? nullptr : &*it;
}

QString keyVariableOf(const QString &slug)
{
    if (const ModelProvider *provider = findModelProvider(slug))
        return provider->keyVariable;
    QString name = slug.toUpper();
    for (QChar &c : name)
        if (!(c >= u'A' && c <= u'Z') && !(c >= u'0' && c <= u'9'))
            c = u'_';
    if (name.isEmpty() || name == QLatin1String("COMPAT") || !name.at(0).isLetter())
        name = QStringLiteral("PROVIDER");
    return name + QStringLiteral("_API_KEY");
}

} // namespace gatehouse
