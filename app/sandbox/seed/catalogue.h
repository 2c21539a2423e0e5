// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/http/message.h"

#include <array>
#include <span>

namespace sandbox {

enum class ModelKind { Chat, Embedding, Image };

struct ModelInfo
{
    const char *provider;
    const char *model;
    const char *path;
    const char *requestType;
    ModelKind kind;
    double priceIn; ///< dollars per million tokens
    double priceOut; ///< the same; per image for images
    double firstToken; ///< ms
    double perToken; ///< ms of each token of the answer
    std::size_t fallback; ///< index of the model that takes over
};

std::span<const ModelInfo> models();

/// What the API calls the kind.
const char *modelTypeName(ModelKind kind);

inline constexpr std::array topics{"support", "search", "coding", "writing", "analytics"};

/// What one seeded gateway is like.
struct Profile
{
    const char *id;
    Json fields; ///< as in a PUT body
    bool isDefault = false;
    int ageDays = 90; ///< created this long before the newest log
    double share = 1; ///< of --seed-logs
    std::uint64_t mostLogs = 0; ///< 0: no bound
    std::vector<std::pair<std::size_t, double>> mix; ///< model index, weight
    std::vector<std::size_t> topicMix; ///< indexes of topics, repeats weigh more
    double cached = 0;
    double failing = 0.01;
    double streamed = 0.4;
    double compatible = 0.1; ///< through the OpenAI-compatible path
    double wholesale = 0; ///< unified billing
    double dlp = 0;
    double guardrails = 0;
    double rated = 0.02; ///< with feedback
    double customCost = 0;
    double huge = 0; ///< requests of a million tokens
    int retries = 0;
    bool authenticated = false;
    const char *environment = "production";
    std::size_t users = 100;
};

const std::vector<Profile> &profiles();

} // namespace sandbox
