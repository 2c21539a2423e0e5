// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/api/providerrules.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace sandbox {

namespace {

bool isAlphanumeric(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// The host of a URL with that scheme; empty when it is none.
std::string_view hostOf(std::string_view url, std::string_view scheme)
{
    if (!url.starts_with(scheme) || url.find_first_of(" \t\r\n\"<>\\") != std::string_view::npos) {
        return {};
    }
    url.remove_prefix(scheme.size());
    const std::string_view authority = url.substr(0, url.find_first_of("/?#"));
    if (authority.find('@') != std::string_view::npos) { // credentials do not belong here
        return {};
    }
    return authority.substr(0, authority.find_last_of(':'));
}

} // namespace

bool isHttpsUrl(const std::string &text)
{
    return !hostOf(text, "https://").empty();
}

bool isNgrokUrl(const std::string &text)
{
    return isHttpsUrl(text) || hostOf(text, "http://").ends_with(".internal");
}

bool isSlug(const std::string &text)
{
    return !text.empty()
        && std::ranges::all_of(text, [](char c) { return isAlphanumeric(c) || c == '-'; });
}

bool isUuid(const std::string &text)
{
    constexpr std::string_view form = "00000000-0000-0000-0000-000000000000";
    return std::ranges::equal(text, form, [](char c, char wanted) {
        constexpr std::string_view digits = "0123456789abcdefABCDEF";
        return wanted == '-' ? c == '-' : digits.find(c) != std::string_view::npos;
    });
}

std::string secretPreview(const std::string &secret)
{
    constexpr std::size_t shown = 4;
    constexpr std::size_t shortest = 12; // less would give too much of it away
    if (secret.size() < shortest) {
        return "****";
    }
    std::size_t from = secret.size() - shown;
    while (from < secret.size() && (static_cast<unsigned char>(secret[from]) & 0xC0) == 0x80) {
        ++from; // not in the middle of a character
    }
    return "****" + secret.substr(from);
}

std::string defaultLogo(const std::string &slug)
{
    const char letter = slug.front();
    return base64(std::string(R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">)")
                  + R"(<rect width="24" height="24" rx="5" fill="#5b6472"/>)"
                    R"(<text x="12" y="17" font-family="sans-serif" font-size="14" fill="#fff" )"
                    R"(text-anchor="middle">)"
                  + letter + "</text></svg>");
}

std::string base64(const std::string &bytes)
{
    constexpr std::string_view digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        std::uint32_t group = 0;
        for (std::size_t i = at; i < at + 3; ++i) {
            group = group << 8 | (i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U);
        }
        for (int shift = 18; shift >= 0; shift -= 6) {
            text += digits[group >> shift & 63];
        }
    }
    const std::size_t padding = (3 - bytes.size() % 3) % 3;
    text.replace(text.size() - padding, padding, padding, '=');
    return text;
}

} // namespace sandbox
