// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/clock.h"

#include <array>
#include <limits>

namespace sandbox {

/// The columns whose values are codes of a dictionary. The order is in kept databases.
enum class Text {
    Provider,
    Model,
    ModelType,
    RequestType,
    RequestContentType,
    ResponseContentType,
    Path,
    UserAgent,
    DlpAction,
    Metadata,
};
inline constexpr std::size_t textCount = 10;
inline constexpr std::size_t shortTextCount = 9; ///< all but Metadata fit 16 bits

/// Code of an absent text.
inline constexpr std::uint32_t noText = 0;

enum LogFlag : std::uint8_t {
    SuccessFlag = 1,
    CachedFlag = 2,
    CustomCostFlag = 4,
    AuthenticationFlag = 8,
    WholesaleFlag = 16,
    CompatibilityModeFlag = 32,
};

inline constexpr std::int32_t noTokens = -1;
inline constexpr std::int8_t noFeedback = std::numeric_limits<std::int8_t>::min();

/// One log without its score, which no list, detail or filter shows.
struct LogRow
{
    Millis createdAt = 0;
    double cost = 0; ///< dollars
    std::int32_t duration = 0; ///< ms
    std::int32_t tokensIn = noTokens;
    std::int32_t tokensOut = noTokens;
    std::uint32_t sequence = 0; ///< unique in the gateway, ascending with time
    std::uint32_t event = 0; ///< sequence of the request's first step
    std::array<std::uint32_t, textCount> texts{};
    std::uint16_t status = 200;
    std::uint8_t flags = 0;
    std::uint8_t step = 0;
    std::int8_t feedback = noFeedback;

    std::uint32_t &text(Text column) { return texts[static_cast<std::size_t>(column)]; }
    std::uint32_t text(Text column) const { return texts[static_cast<std::size_t>(column)]; }
    bool has(LogFlag flag) const { return (flags & flag) != 0; }
    void set(LogFlag flag, bool on)
    {
        flags = static_cast<std::uint8_t>(on ? flags | flag : flags & ~flag);
    }
};

} // namespace sandbox
