// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/bodies/bodies.h"
#include "app/sandbox/bodies/phrases.h"
#include "app/sandbox/logs/logid.h"
#include "app/sandbox/random.h"

#include <nlohmann/json.hpp>

namespace sandbox {

/// Keeps its keys in order, as real bodies do.
using OrderedJson = nlohmann::ordered_json;

inline constexpr double charactersPerToken = 4;

enum class Dialect { OpenAi, Anthropic, Google };
Dialect dialectOf(const BodySource &source);

/// Whether the model answers with a function call.
bool callsTool(const BodySource &source);

/// For the request or the response of a log; the event's steps share their requests.
Random requestRandom(const BodySource &source);
Random responseRandom(const BodySource &source);

/// A phrase with each # replaced by a number.
std::string filled(const char *phrase, Random &random);

/// Phrases, joined by the separator, until the text is about as long.
std::string prose(std::span<const char *const> phrases, std::size_t length, const char *separator,
                  Random &random);

/// At most `length` bytes, without a broken UTF-8 character at the end.
std::string cutUtf8(const std::string &text, std::size_t length);

} // namespace sandbox
