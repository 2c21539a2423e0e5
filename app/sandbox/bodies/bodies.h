// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/logs/logstore.h"

namespace sandbox {

/// What a log's bodies are made from. Nothing in it changes with a PATCH.
struct BodySource
{
    std::uint32_t gateway = 0;
    LogRow row;
    std::size_t topic = 0;
    std::string provider;
    std::string model;
    std::string requestType;
    std::string path;
    std::string requestContentType;
    std::string responseContentType; ///< empty when nothing arrived
    std::string dlpAction;
};

BodySource bodySource(const LogRow &row, std::uint32_t gateway, const std::string &gatewayId,
                      const LogStore &store);

/// The same text for the same log, each time.
std::string requestBody(const BodySource &source);
std::string responseBody(const BodySource &source);

} // namespace sandbox
