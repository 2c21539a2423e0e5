// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/http/message.h"

#include <functional>
#include <string_view>

namespace sandbox {

using Handler = std::function<Reply(const Call &)>;

/// Routes on the raw path, so that an encoded `/` stays inside its segment.
/// Of two patterns that match a path, the one with the earlier literal segment is meant.
class Router
{
public:
    /// A pattern such as `/providers/{id}`.
    void add(std::string verb, std::string_view pattern, Handler handler);

    /// A pattern below `/client/v4/accounts/{account_id}/ai-gateway`.
    void addAccount(std::string verb, std::string_view pattern, Handler handler);

    /// Fills call.path; throws the Failure of an unknown path or verb.
    const Handler &match(Call &call, std::string_view rawPath) const;

private:
    struct Route
    {
        std::string verb;
        std::vector<std::string> segments;
        std::vector<bool> parameters; ///< which of the segments are
        Handler handler;
    };

    std::vector<Route> m_routes; ///< the more literal ones first
};

/// Decodes %XX; `plus` also turns + into a space, as query strings want.
std::string percentDecoded(std::string_view text, bool plus = false);

/// In the order of the URL, repeated names kept.
std::vector<std::pair<std::string, std::string>> parseQueryString(std::string_view text);

} // namespace sandbox
