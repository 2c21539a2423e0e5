// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <chrono>
#include <optional>

namespace gatehouse {

// What a service says is left, in the headers Ratelimit and Ratelimit-Policy of an answer:
// "default";r=50;t=30 and "default";q=1200;w=300, or the older limit=1200, remaining=50, reset=30
// (IETF draft-ietf-httpapi-ratelimit-headers).
struct RateLimit
{
    qint64 remaining = 0; // requests
    std::chrono::seconds reset{}; // until all of it is back
    std::optional<qint64> quota{}; // requests in all

    bool operator==(const RateLimit &) const = default;
};

// The tightest of what is said; nothing where that makes no sense.
std::optional<RateLimit> readRateLimit(const QByteArray &limit, const QByteArray &policy = {});

} // namespace gatehouse
