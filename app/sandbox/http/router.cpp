// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/http/router.h"

#include <algorithm>
#include <charconv>

namespace sandbox {

namespace {

std::vector<std::string_view> split(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    for (;;) {
        const auto at = text.find(separator);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos) {
            return parts;
        }
        text.remove_prefix(at + 1);
    }
}

bool isParameter(const std::string &segment)
{
    return segment.starts_with('{');
}

std::string parameterName(const std::string &segment)
{
    return segment.substr(1, segment.size() - 2);
}

} // namespace

std::string percentDecoded(std::string_view text, bool plus)
{
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned value = 0;
        const char *digits = text.data() + i + 1;
        if (text[i] == '%' && i + 2 < text.size()
            && std::from_chars(digits, digits + 2, value, 16).ptr == digits + 2) {
            decoded += static_cast<char>(value);
            i += 2;
        } else {
            decoded += plus && text[i] == '+' ? ' ' : text[i];
        }
    }
    return decoded;
}

std::vector<std::pair<std::string, std::string>> parseQueryString(std::string_view text)
{
    std::vector<std::pair<std::string, std::string>> pairs;
    for (const std::string_view part : split(text, '&')) {
        if (part.empty()) {
            continue;
        }
        const auto equals = std::min(part.find('='), part.size());
        const auto value = part.substr(std::min(equals + 1, part.size()));
        pairs.emplace_back(percentDecoded(part.substr(0, equals), true),
                           percentDecoded(value, true));
    }
    return pairs;
}

void Router::add(std::string verb, std::string_view pattern, Handler handler)
{
    Route route{std::move(verb), {}, {}, std::move(handler)};
    for (const std::string_view segment : split(pattern, '/')) {
        route.segments.emplace_back(segment);
        route.parameters.push_back(isParameter(route.segments.back()));
    }
    const auto place = std::ranges::upper_bound(m_routes, route.parameters, {}, &Route::parameters);
    m_routes.insert(place, std::move(route));
}

void Router::addAccount(std::string verb, std::string_view pattern, Handler handler)
{
    add(std::move(verb), std::string("/client/v4/accounts/{account_id}/ai-gateway").append(pattern),
        std::move(handler));
}

const Handler &Router::match(Call &call, std::string_view rawPath) const
{
    std::vector<std::string> segments;
    for (const std::string_view raw : split(rawPath, '/')) {
        segments.push_back(percentDecoded(raw));
        if (segments.back() == "." || segments.back() == "..") {
            throw Failure(400, InvalidInput, "A path segment must not be . or ..");
        }
    }
    const std::string &verb = call.method == "HEAD" ? "GET" : call.method;
    std::string allow;
    const Route *meant = nullptr;
    for (const Route &route : m_routes) {
        const bool matches = std::ranges::equal(
            route.segments, segments, [](const std::string &want, const std::string &have) {
                return isParameter(want) ? !have.empty() : want == have;
            });
        if (!matches || (meant && meant->parameters != route.parameters)) {
            continue;
        }
        meant = &route;
        if (route.verb != verb) {
            allow += (allow.empty() ? "" : ", ") + route.verb;
            continue;
        }
        for (std::size_t i = 0; i < segments.size(); ++i) {
            if (isParameter(route.segments[i])) {
                call.path[parameterName(route.segments[i])] = segments[i];
            }
        }
        return route.handler;
    }
    if (allow.empty()) {
        throw Failure(404, NoRoute, "No route for that URI");
    }
    Failure failure(405, MethodNotAllowed, "Method not allowed for this path");
    failure.headers.emplace_back("Allow", allow);
    throw failure;
}

} // namespace sandbox
