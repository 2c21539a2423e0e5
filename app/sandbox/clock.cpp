// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/clock.h"

#include <array>
#include <charconv>
#include <chrono>

namespace sandbox {

namespace {

void putDigits(char *at, int value, int width)
{
    for (int i = width - 1; i >= 0; --i, value /= 10) {
        at[i] = static_cast<char>('0' + value % 10);
    }
}

/// Takes exactly `width` digits off the front of the text.
bool takeDigits(std::string_view &text, std::size_t width, int &value)
{
    if (text.size() < width) {
        return false;
    }
    const auto end = text.data() + width;
    const auto [at, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || at != end || text.front() == '-') {
        return false;
    }
    text.remove_prefix(width);
    return true;
}

bool take(std::string_view &text, std::string_view any)
{
    if (text.empty() || any.find(text.front()) == std::string_view::npos) {
        return false;
    }
    text.remove_prefix(1);
    return true;
}

int takeFraction(std::string_view &text)
{
    int milliseconds = 0;
    for (int scale = 100; !text.empty() && text.front() >= '0' && text.front() <= '9';
         scale /= 10) {
        milliseconds += (text.front() - '0') * scale;
        text.remove_prefix(1);
    }
    return milliseconds;
}

} // namespace

std::string isoTime(Millis time)
{
    using namespace std::chrono;
    const sys_time<milliseconds> point{milliseconds(time)};
    const auto day = floor<days>(point);
    const year_month_day date{day};
    const hh_mm_ss clock{point - day};
    std::string text = "0000-00-00T00:00:00.000Z";
    putDigits(&text[0], static_cast<int>(date.year()), 4);
    putDigits(&text[5], static_cast<int>(static_cast<unsigned>(date.month())), 2);
    putDigits(&text[8], static_cast<int>(static_cast<unsigned>(date.day())), 2);
    putDigits(&text[11], static_cast<int>(clock.hours().count()), 2);
    putDigits(&text[14], static_cast<int>(clock.minutes().count()), 2);
    putDigits(&text[17], static_cast<int>(clock.seconds().count()), 2);
    putDigits(&text[20], static_cast<int>(clock.subseconds().count()), 3);
    return text;
}

std::optional<Millis> parseIsoTime(std::string_view text)
{
    using namespace std::chrono;
    int year = 0;
    int month = 0;
    int day = 0;
    if (!takeDigits(text, 4, year) || !take(text, "-") || !takeDigits(text, 2, month)
        || !take(text, "-") || !takeDigits(text, 2, day)) {
        return {};
    }
    const year_month_day date{std::chrono::year(year),
                              std::chrono::month(static_cast<unsigned>(month)),
                              std::chrono::day(static_cast<unsigned>(day))};
    if (!date.ok()) {
        return {};
    }
    milliseconds time = sys_days(date).time_since_epoch();
    if (text.empty()) {
        return time.count();
    }
    int hour = 0;
    int minute = 0;
    int second = 0;
    if (!take(text, "Tt ") || !takeDigits(text, 2, hour) || !take(text, ":")
        || !takeDigits(text, 2, minute) || hour > 24 || minute > 59) {
        return {};
    }
    if (take(text, ":") && (!takeDigits(text, 2, second) || second > 60)) {
        return {};
    }
    time += hours(hour) + minutes(minute) + seconds(second);
    if (take(text, ".,")) {
        time += milliseconds(takeFraction(text));
    }
    if (text.empty() || (take(text, "Zz") && text.empty())) {
        return time.count();
    }
    const bool east = text.front() == '+';
    int offsetHours = 0;
    int offsetMinutes = 0;
    if (!take(text, "+-") || !takeDigits(text, 2, offsetHours)) {
        return {};
    }
    take(text, ":");
    if (!text.empty() && !takeDigits(text, 2, offsetMinutes)) {
        return {};
    }
    const minutes offset = hours(offsetHours) + minutes(offsetMinutes);
    return text.empty() ? std::optional((time - (east ? offset : -offset)).count()) : std::nullopt;
}

Millis Clock::now() const
{
    using namespace std::chrono;
    return m_fixed.value_or(
        duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count());
}

} // namespace sandbox
