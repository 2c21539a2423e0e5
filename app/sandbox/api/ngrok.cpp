// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/api/ngrokschema.h"
#include "app/sandbox/api/ngrokstore.h"
#include "app/sandbox/api/service.h"

#include <algorithm>
#include <array>
#include <random>

namespace sandbox {

namespace {

constexpr auto idPrefix = "aigp_";

std::string rootOf(const Call &call)
{
    return "http://" + call.host + "/ngrok";
}

Random &dice()
{
    static thread_local std::random_device device;
    static thread_local Random random(std::uint64_t{device()} << 32 | device());
    return random;
}

void refuseBuiltIn(const std::string &providerId)
{
    constexpr std::array builtIn{"openai", "anthropic", "google", "deepseek", "openrouter"};
    if (std::ranges::find(builtIn, providerId) != builtIn.end()) {
        throw Failure(400,
                      {{NgrokReservedProvider,
                        "The providerId " + providerId + " is that of a built-in provider",
                        Json::array({"body", "providerId"})}});
    }
}

/// Null clears what can be absent; a name cannot, and `models` has [] for it.
void applyChanges(Json &fields, const Json &changes)
{
    for (const auto &[name, value] : changes.items()) {
        if (!value.is_null()) {
            fields[name] = value;
        } else if (name == "metadata") {
            fields.erase(name);
        } else if (name == "supportedApiSurfaces") {
            fields[name] = Json::array();
        }
    }
}

Reply list(Service &service, const Call &call)
{
    static const Schema schema = object({{"beforeId", string().otherwise("")},
                                         {"limit", integer().min(1).max(100).otherwise(100)}});
    const Json query = checkedQuery(schema, call);
    const auto limit = query["limit"].get<std::size_t>();
    auto providers = ngrokProviders(service.database, query["beforeId"], limit + 1);
    const std::string root = rootOf(call);
    const std::string uri = root + "/providers";
    Json page = {{"aiGatewayProviders", Json::array()}, {"uri", uri}, {"nextPageUri", nullptr}};
    if (providers.size() > limit) {
        providers.pop_back();
        page["nextPageUri"] =
            uri + "?beforeId=" + providers.back().id + "&limit=" + std::to_string(limit);
    }
    for (const NgrokProvider &provider : providers) {
        page["aiGatewayProviders"].push_back(provider.json(root));
    }
    return jsonReply(page);
}

Reply create(Service &service, const Call &call)
{
    const Millis now = service.clock.now();
    NgrokProvider provider;
    provider.fields = checkedBody(ngrokCreateSchema(), call);
    refuseBuiltIn(provider.fields["providerId"]);
    provider.id = newNgrokId(idPrefix, now, dice());
    provider.createdAt = provider.updatedAt = now;
    provider.createdBy = provider.updatedBy = ngrokUser;
    nameModels(provider.fields["models"], Json::array(), now, dice());
    Transaction transaction(service.database);
    insertNgrokProvider(service.database, provider);
    transaction.commit();
    return jsonReply(provider.json(rootOf(call)), 201);
}

Reply fetch(Service &service, const Call &call)
{
    const NgrokProvider provider = ngrokProviderOf(service.database, call.path.at("id"));
    return jsonReply(provider.json(rootOf(call)));
}

Reply update(Service &service, const Call &call)
{
    Transaction transaction(service.database);
    NgrokProvider provider = ngrokProviderOf(service.database, call.path.at("id"));
    const Json before = provider.fields["models"];
    applyChanges(provider.fields, checkedBody(ngrokUpdateSchema(), call));
    provider.updatedAt = service.clock.now();
    provider.updatedBy = ngrokUser;
    nameModels(provider.fields["models"], before, provider.updatedAt, dice());
    updateNgrokProvider(service.database, provider);
    transaction.commit();
    return jsonReply(provider.json(rootOf(call)));
}

Reply remove(Service &service, const Call &call)
{
    Transaction transaction(service.database);
    const NgrokProvider provider = ngrokProviderOf(service.database, call.path.at("id"));
    deleteNgrokProvider(service.database, provider);
    transaction.commit();
    Reply reply;
    reply.status = 204;
    return reply;
}

/// What keeps the providers that are in use. Of provider keys and access key configurations the
/// sandbox has no more than that they can be listed.
template <class Fill>
Reply listReferrers(Service &service, const Call &call, const std::string &name,
                    const std::string &path, const std::string &prefix, Fill fill)
{
    constexpr std::size_t most = 100;
    const std::string root = rootOf(call);
    const std::string uri = root + path;
    Json page = {{name, Json::array()}, {"uri", uri}, {"nextPageUri", nullptr}};
    for (const NgrokProvider &provider : ngrokProviders(service.database, {}, most)) {
        if (!provider.inUse) {
            continue;
        }
        const std::string id = prefix + provider.id.substr(std::string_view(idPrefix).size());
        Json referrer = {{"id", id}, {"uri", uri + "/" + id}};
        const Json like = provider.json(root);
        for (const char *member : {"createdAt", "updatedAt", "createdBy", "lastUpdatedBy"}) {
            referrer[member] = like[member];
        }
        fill(referrer, provider.fields);
        page[name].push_back(referrer);
    }
    return jsonReply(page);
}

Reply listKeys(Service &service, const Call &call)
{
    return listReferrers(service, call, "aiGatewayProviderKeys", "/provider-keys", "aigpk_",
                         [](Json &key, const Json &provider) {
                             key["name"] = provider["name"].get<std::string>() + ", production";
                             key["providerId"] = provider["providerId"];
                             key["keyRedacted"] = "sk-…7f3a";
                         });
}

Reply listConfigurations(Service &service, const Call &call)
{
    return listReferrers(service, call, "aiGatewayAccessKeyConfigurations",
                         "/access-key-configurations", "aigakc_",
                         [](Json &configuration, const Json &provider) {
                             configuration["name"] = "Internal tools";
                             configuration["access"] = {
                                 {"providers", {{"allow", Json::array({provider["providerId"]})}}}};
                         });
}

} // namespace

void addNgrokRoutes(Router &router, Service &service)
{
    const auto add = [&](const char *verb, const char *pattern, auto handle) {
        router.add(verb, std::string("/ngrok").append(pattern),
                   [&service, handle](const Call &call) { return handle(service, call); });
    };
    add("GET", "/providers", list);
    add("POST", "/providers", create);
    add("GET", "/providers/{id}", fetch);
    add("PATCH", "/providers/{id}", update);
    add("DELETE", "/providers/{id}", remove);
    add("GET", "/provider-keys", listKeys);
    add("GET", "/access-key-configurations", listConfigurations);
}

} // namespace sandbox
