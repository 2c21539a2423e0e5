// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/bodies/bodytext.h"

#include "app/sandbox/seed/generator.h"

namespace sandbox {

BodySource bodySource(const LogRow &row, std::uint32_t gateway, const std::string &gatewayId,
                      const LogStore &store)
{
    const auto text = [&](Text column) {
        return row.text(column) == noText ? std::string()
                                          : store.texts(column).text(row.text(column));
    };
    return {gateway,
            row,
            topicOf(profileOf(gatewayId), gateway, row.event),
            text(Text::Provider),
            text(Text::Model),
            text(Text::RequestType),
            text(Text::Path),
            text(Text::RequestContentType),
            text(Text::ResponseContentType),
            text(Text::DlpAction)};
}

Dialect dialectOf(const BodySource &source)
{
    if (source.row.has(CompatibilityModeFlag)) {
        return Dialect::OpenAi;
    }
    return source.provider == "anthropic"       ? Dialect::Anthropic
        : source.provider == "google-ai-studio" ? Dialect::Google
                                                : Dialect::OpenAi;
}

bool callsTool(const BodySource &source)
{
    constexpr std::uint64_t oneIn = 9;
    return source.requestType == "chat" && mixed(source.row.event * 3ULL) % oneIn == 0;
}

Random requestRandom(const BodySource &source)
{
    return Random(std::uint64_t{source.gateway} << 33 | source.row.event);
}

Random responseRandom(const BodySource &source)
{
    return Random(std::uint64_t{source.gateway} << 33 | std::uint64_t{1} << 32
                  | source.row.sequence);
}

std::string filled(const char *phrase, Random &random)
{
    std::string text;
    for (const char *c = phrase; *c != '\0'; ++c) {
        if (*c == '#') {
            text += std::to_string(12 + random.below(88));
        } else {
            text += *c;
        }
    }
    return text;
}

std::string prose(std::span<const char *const> phrases, std::size_t length, const char *separator,
                  Random &random)
{
    std::string text;
    text.reserve(length + 200);
    for (std::size_t at = random.below(phrases.size()); text.size() < length;
         at += 1 + random.below(2)) {
        text += text.empty() ? "" : separator;
        text += filled(phrases[at % phrases.size()], random);
    }
    return text;
}

std::string cutUtf8(const std::string &text, std::size_t length)
{
    if (text.size() <= length) {
        return text;
    }
    while (length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) {
        --length;
    }
    return text.substr(0, length);
}

} // namespace sandbox
