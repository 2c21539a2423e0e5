// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/logs/logid.h"

#include "app/sandbox/random.h"

namespace sandbox {

namespace {

constexpr std::string_view crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t timeDigits = 10;
constexpr std::size_t idDigits = 26;
constexpr int sequenceBits = 40;

/// 16 bits that tell a made-up id from a real one.
constexpr std::uint64_t checkOf(std::uint64_t scrambled, Millis createdAt)
{
    return mixed(scrambled ^ static_cast<std::uint64_t>(createdAt)) & 0xFFFF;
}

constexpr int halfBits = 40; // the 80 random bits are written as two halves of 8 digits
constexpr int highKeyBits = 64 - halfBits;

void putDigits(std::string &id, std::size_t end, std::size_t count, std::uint64_t value)
{
    for (std::size_t i = 0; i < count; ++i, value >>= 5) {
        id[end - 1 - i] = crockford[value & 31];
    }
}

} // namespace

std::string logId(std::uint32_t gateway, std::uint32_t sequence, Millis createdAt)
{
    std::string id(idDigits, '0');
    const std::uint64_t low = mixed(std::uint64_t{gateway} << sequenceBits | sequence);
    putDigits(id, timeDigits, timeDigits, static_cast<std::uint64_t>(createdAt));
    putDigits(id, idDigits - 8, 8, checkOf(low, createdAt) << highKeyBits | low >> halfBits);
    putDigits(id, idDigits, 8, low);
    return id;
}

std::string logId(std::uint32_t gateway, const LogRow &row)
{
    return logId(gateway, row.sequence, row.createdAt);
}

std::optional<LogKey> parseLogId(std::string_view id)
{
    if (id.size() != idDigits) {
        return {};
    }
    std::uint64_t time = 0;
    std::uint64_t high = 0; // check and upper part of the key
    std::uint64_t low = 0;
    for (std::size_t i = 0; i < idDigits; ++i) {
        const auto digit = crockford.find(id[i]);
        if (digit == std::string_view::npos) {
            return {};
        }
        std::uint64_t &part = i < timeDigits ? time : i < idDigits - 8 ? high : low;
        part = part << 5 | digit;
    }
    low |= high << halfBits;
    if (high >> highKeyBits != checkOf(low, static_cast<Millis>(time))) {
        return {};
    }
    const std::uint64_t key = unmixed(low);
    return LogKey{static_cast<std::uint32_t>(key >> sequenceBits), static_cast<std::uint32_t>(key),
                  static_cast<Millis>(time)};
}

std::string eventId(std::uint32_t gateway, std::uint32_t event)
{
    const std::uint64_t high = mixed(std::uint64_t{gateway} << sequenceBits | event);
    const std::uint64_t low = mixed(high);
    std::string id = "00000000-0000-4000-8000-000000000000";
    constexpr std::string_view hex = "0123456789abcdef";
    int digit = 0;
    for (std::size_t i = 0; i < id.size(); ++i) {
        if (id[i] == '0') {
            const std::uint64_t half = digit < 16 ? high : low;
            id[i] = hex[half >> (4 * (digit % 16)) & 15];
            ++digit;
        }
    }
    return id;
}

} // namespace sandbox
