// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/logs/logrow.h"

#include <optional>
#include <string>
#include <string_view>

namespace sandbox {

/// A log's id is a ULID. Its time is created_at and its random part is the
/// gateway's number and the sequence, scrambled: a lookup needs no index.
std::string logId(std::uint32_t gateway, const LogRow &row);
std::string logId(std::uint32_t gateway, std::uint32_t sequence, Millis createdAt);

struct LogKey
{
    std::uint32_t gateway;
    std::uint32_t sequence;
    Millis createdAt;
};
std::optional<LogKey> parseLogId(std::string_view id);

/// The UUID that all steps of one request share.
std::string eventId(std::uint32_t gateway, std::uint32_t event);

} // namespace sandbox
