// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/api/domainstore.h"
#include "app/sandbox/api/paging.h"
#include "app/sandbox/api/service.h"
#include "app/sandbox/http/schema.h"
#include "app/sandbox/store/ids.h"

#include <algorithm>
#include <cctype>

namespace sandbox {

namespace {

/// What DNS of every hostname is to point at.
constexpr auto cnameTarget = "custom.gateway.ai.cloudflare.com";

Gateway gatewayOf(Service &service, const Call &call)
{
    return gatewayOf(service.database, call.path.at("gateway_id"));
}

CustomDomain domainOf(Service &service, const Call &call)
{
    return domainOf(service.database, gatewayOf(service, call), call.path.at("hostname"));
}

std::string lowered(std::string text)
{
    std::ranges::transform(text, text.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

/// At least two labels of letters, digits and inner hyphens; no wildcard.
bool isHostname(const std::string &name)
{
    constexpr std::size_t longestLabel = 63;
    std::size_t labels = 0;
    std::size_t start = 0;
    while (start <= name.size()) {
        const std::size_t end = std::min(name.find('.', start), name.size());
        const std::string label = name.substr(start, end - start);
        if (label.empty() || label.size() > longestLabel || label.front() == '-'
            || label.back() == '-' || !std::ranges::all_of(label, [](unsigned char c) {
                   return c == '-' || std::isalnum(c) != 0;
               })) {
            return false;
        }
        ++labels;
        start = end + 1;
    }
    return labels > 1;
}

Json summary(Service &service, const Call &call, const CustomDomain &domain)
{
    const DomainState state = domainState(domain, service.clock.now());
    return {{"hostname", domain.hostname},
            {"gateway_id", call.path.at("gateway_id")},
            {"status", state.status},
            {"created_at", domain.createdAt},
            {"modified_at", state.since}};
}

Json json(Service &service, const Call &call, const CustomDomain &domain)
{
    Json json = summary(service, call, domain);
    json["ssl_hostname_id"] =
        json["status"] == "initializing" ? Json(nullptr) : Json(domain.sslHostnameId);
    return json;
}

Reply list(Service &service, const Call &call)
{
    static const Schema schema = object(
        {{"page", integer().min(1).otherwise(1)},
         {"per_page", integer().min(1).max(100).otherwise(20)},
         {"status", string().oneOf({"initializing", "pending_dcv", "active", "blocked", "error"})},
         {"search", string().otherwise("")}});
    const Json query = checkedQuery(schema, call);
    const std::string search = lowered(query["search"]);
    std::vector<Json> found;
    for (const CustomDomain &domain : domainsOf(service.database, gatewayOf(service, call))) {
        Json item = json(service, call, domain);
        if (domain.hostname.find(search) != std::string::npos
            && (!query.contains("status") || item["status"] == query["status"])) {
            found.push_back(std::move(item));
        }
    }
    return success(pageOf(std::move(found), query));
}

Reply create(Service &service, const Call &call)
{
    // nothing ever answers zone_id and minTLS
    static const Schema schema = object({{"domain", string().length(1, 253).required()},
                                         {"minTLS", string().oneOf({"1.0", "1.1", "1.2", "1.3"})},
                                         {"zone_id", string().required()}});
    const Json path = Json::array({"body", "domain"});
    CustomDomain domain;
    domain.hostname = lowered(checkedBody(schema, call)["domain"]);
    if (!isHostname(domain.hostname)) {
        throw Failure(400, {{InvalidInput, "Invalid hostname", path}});
    }
    domain.sslHostnameId = newUuid();
    domain.createdAt = service.clock.now();
    domain.status = "active";
    Transaction transaction(service.database);
    const Gateway gateway = gatewayOf(service, call);
    if (isHostnameTaken(service.database, domain.hostname)) {
        throw Failure(409, {{Conflict, "This hostname is already in use", path}});
    }
    insertDomain(service.database, gateway, domain);
    transaction.commit();
    Json created = summary(service, call, domain);
    created["cname_target"] = cnameTarget;
    return success(std::move(created));
}

Reply fetch(Service &service, const Call &call)
{
    return success(json(service, call, domainOf(service, call)));
}

Reply remove(Service &service, const Call &call)
{
    Transaction transaction(service.database);
    const CustomDomain domain = domainOf(service, call);
    deleteDomain(service.database, domain);
    transaction.commit();
    return success(json(service, call, domain));
}

} // namespace

void addCustomDomainRoutes(Router &router, Service &service)
{
    const char *domains = "/gateways/{gateway_id}/custom-domains";
    const char *domain = "/gateways/{gateway_id}/custom-domains/{hostname}";
    addOperations(router, service,
                  {{"GET", domains, list},
                   {"POST", domains, create},
                   {"GET", domain, fetch},
                   {"DELETE", domain, remove}});
}

} // namespace sandbox
