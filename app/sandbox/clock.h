// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sandbox {

/// UTC milliseconds since 1970.
using Millis = std::int64_t;

/// 2025-03-01T09:30:00.000Z
std::string isoTime(Millis time);

/// An ISO 8601 date or date-time; without an offset it is UTC.
std::optional<Millis> parseIsoTime(std::string_view text);

/// The service's idea of now, which `--now` fixes.
class Clock
{
public:
    explicit Clock(std::optional<Millis> fixed = {}) : m_fixed(fixed) { }

    Millis now() const;

private:
    std::optional<Millis> m_fixed;
};

} // namespace sandbox
