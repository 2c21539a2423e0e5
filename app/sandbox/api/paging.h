// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/http/message.h"

#include <algorithm>

namespace sandbox {

/// The part of a whole list that a checked query's page and per_page name; empty past the end.
template <typename T> std::vector<T> pageOf(std::vector<T> all, const Json &query)
{
    const auto perPage = query["per_page"].get<std::size_t>();
    const auto first = std::min((query["page"].get<std::size_t>() - 1) * perPage, all.size());
    const auto last = std::min(first + perPage, all.size());
    return std::vector<T>(std::make_move_iterator(all.begin() + static_cast<std::ptrdiff_t>(first)),
                          std::make_move_iterator(all.begin() + static_cast<std::ptrdiff_t>(last)));
}

/// `{"result", "result_info", "success"}`
inline Reply pagedReply(Json result, const Json &query, std::size_t total,
                        Json info = Json::object())
{
    info["count"] = result.size();
    info["page"] = query["page"];
    info["per_page"] = query["per_page"];
    info["total_count"] = total;
    Json envelope = {{"success", true}};
    envelope["result_info"] = std::move(info);
    envelope["result"] = std::move(result);
    return jsonReply(envelope);
}

} // namespace sandbox
