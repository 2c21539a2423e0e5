// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/api/gatewaystore.h"
#include "app/sandbox/api/service.h"

#include <cctype>

namespace sandbox {

namespace {

std::string percentEncoded(const std::string &segment)
{
    constexpr std::string_view hex = "0123456789ABCDEF";
    constexpr std::string_view unreserved = "-._~";
    std::string encoded;
    for (const char character : segment) {
        const auto byte = static_cast<unsigned char>(character);
        if (std::isalnum(byte) != 0 || unreserved.find(character) != std::string_view::npos) {
            encoded += character;
        } else {
            encoded += {'%', hex[byte >> 4], hex[byte & 15]};
        }
    }
    return encoded;
}

Reply fetch(Service &service, const Call &call)
{
    std::string url = "https://gateway.ai.cloudflare.com/v1";
    const Gateway gateway = gatewayOf(service.database, call.path.at("gateway_id"));
    for (const std::string &segment :
         {call.path.at("account_id"), gateway.id, call.path.at("provider")}) {
        url += '/' + percentEncoded(segment);
    }
    return success(url);
}

} // namespace

void addGatewayUrlRoutes(Router &router, Service &service)
{
    addOperations(router, service, {{"GET", "/gateways/{gateway_id}/url/{provider}", fetch}});
}

} // namespace sandbox
