// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/api/paging.h"
#include "app/sandbox/api/routegraph.h"
#include "app/sandbox/api/routestore.h"
#include "app/sandbox/api/service.h"
#include "app/sandbox/http/schema.h"
#include "app/sandbox/store/ids.h"

#include <limits>

namespace sandbox {

namespace {

Gateway gatewayOf(Service &service, const Call &call)
{
    return gatewayOf(service.database, call.path.at("gateway_id"));
}

Route routeOf(Service &service, const Call &call)
{
    return routeOf(service.database, gatewayOf(service, call), call.path.at("id"));
}

Schema name()
{
    return string().length(1, std::numeric_limits<std::size_t>::max()).required();
}

/// A body with `elements`, checked with its graph.
Json checkedGraphBody(const Schema &schema, const Call &call)
{
    std::vector<Problem> problems;
    const Json path = Json::array({"body"});
    Json body = checked(schema, parseBody(call), path, problems);
    if (body.is_object() && body.contains("elements") && body["elements"].is_array()) {
        body["elements"] =
            checkedElements(body["elements"], Json::array({"body", "elements"}), problems);
    }
    if (!problems.empty()) {
        throw Failure(400, std::move(problems));
    }
    return body;
}

Json summary(const Call &call, const Route &route)
{
    return {{"id", route.id},
            {"gateway_id", call.path.at("gateway_id")},
            {"name", route.name},
            {"created_at", isoTime(route.createdAt)},
            {"modified_at", isoTime(route.modifiedAt)}};
}

Json withElements(Json json, const std::string &elements)
{
    json["elements"] = Json::parse(elements);
    return json;
}

Json json(const RouteDeployment &deployment)
{
    return {{"deployment_id", deployment.id},
            {"version_id", deployment.versionId},
            {"created_at", isoTime(deployment.createdAt)}};
}

Json versionHead(const Route &route, const RouteVersion &version)
{
    return {{"version_id", version.id},
            {"active", version.id == route.deployment.versionId ? "true" : "false"},
            {"is_valid", true},
            {"created_at", isoTime(version.createdAt)}};
}

Json json(const Route &route, const RouteVersion &version)
{
    Json json = versionHead(route, version);
    json["data"] = version.elements;
    return json;
}

Json fullJson(const Call &call, const Route &route)
{
    Json full = withElements(summary(call, route), route.version.elements);
    full["deployment"] = json(route.deployment);
    full["version"] = json(route, route.version);
    return full;
}

/// `{"data": {name: items, "page", …}, "success": true}`
template <typename T, typename ToJson>
Reply dataReply(const Call &call, const char *name, std::vector<T> all, ToJson toJson)
{
    static const Schema schema = object({{"page", integer().min(1).otherwise(1)},
                                         {"per_page", integer().min(1).max(100).otherwise(20)}});
    Json data = checkedQuery(schema, call);
    Json items = Json::array();
    for (const T &item : pageOf(std::move(all), data)) {
        items.push_back(toJson(item));
    }
    data[name] = std::move(items);
    data["order_by"] = "created_at";
    data["order_by_direction"] = "desc";
    return jsonReply({{"data", std::move(data)}, {"success", true}});
}

void refuseTakenName(Service &service, const Gateway &gateway, const Route &route)
{
    if (isNameTaken(service.database, gateway, route)) {
        throw Failure(
            409,
            {{Conflict, "A route with this name already exists", Json::array({"body", "name"})}});
    }
}

void touch(Service &service, Route &route)
{
    route.modifiedAt = service.clock.now();
    updateRoute(service.database, route);
}

/// Without `elements`; the published type has the version's `data` all the same.
Reply list(Service &service, const Call &call)
{
    return dataReply(call, "routes", routesOf(service.database, gatewayOf(service, call)),
                     [&](const Route &route) {
                         Json item = summary(call, route);
                         item["account_tag"] = call.path.at("account_id");
                         item["deployment"] = json(route.deployment);
                         item["version"] = json(route, route.version);
                         return item;
                     });
}

Reply create(Service &service, const Call &call)
{
    static const Schema schema =
        object({{"name", name()}, {"elements", array(anything()).required()}});
    const Json body = checkedGraphBody(schema, call);
    Route route;
    route.id = newUuid();
    route.name = body["name"];
    route.createdAt = route.modifiedAt = service.clock.now();
    route.version = {newUuid(), route.createdAt, body["elements"].dump()};
    route.deployment = {newUuid(), route.version.id, route.createdAt};
    Transaction transaction(service.database);
    const Gateway gateway = gatewayOf(service, call);
    refuseTakenName(service, gateway, route);
    insertRoute(service.database, gateway, route);
    transaction.commit();
    return success(fullJson(call, route));
}

Reply fetch(Service &service, const Call &call)
{
    return success(fullJson(call, routeOf(service, call)));
}

Reply rename(Service &service, const Call &call)
{
    static const Schema schema = object({{"name", name()}});
    const Json body = checkedBody(schema, call);
    Transaction transaction(service.database);
    Route route = routeOf(service, call);
    route.name = body["name"];
    refuseTakenName(service, gatewayOf(service, call), route);
    touch(service, route);
    transaction.commit();
    Json renamed = fullJson(call, route);
    renamed["account_tag"] = call.path.at("account_id");
    return jsonReply({{"route", std::move(renamed)}, {"success", true}});
}

Reply remove(Service &service, const Call &call)
{
    Transaction transaction(service.database);
    const Route route = routeOf(service, call);
    deleteRoute(service.database, route);
    transaction.commit();
    return success(withElements(summary(call, route), route.version.elements));
}

Reply listVersions(Service &service, const Call &call)
{
    const Route route = routeOf(service, call);
    return dataReply(call, "versions", versionsOf(service.database, route),
                     [&](const RouteVersion &version) { return json(route, version); });
}

Reply createVersion(Service &service, const Call &call)
{
    static const Schema schema = object({{"elements", array(anything()).required()}});
    const Json body = checkedGraphBody(schema, call);
    const RouteVersion version{newUuid(), service.clock.now(), body["elements"].dump()};
    Transaction transaction(service.database);
    Route route = routeOf(service, call);
    addVersion(service.database, route, version);
    touch(service, route);
    transaction.commit();
    return success(withElements(summary(call, route), version.elements));
}

Reply fetchVersion(Service &service, const Call &call)
{
    const Route route = routeOf(service, call);
    const RouteVersion version = versionOf(service.database, route, call.path.at("version_id"));
    Json fetched = withElements(json(route, version), version.elements);
    fetched.update(summary(call, route));
    fetched["created_at"] = isoTime(version.createdAt);
    return success(std::move(fetched));
}

Reply listDeployments(Service &service, const Call &call)
{
    return dataReply(call, "deployments", deploymentsOf(service.database, routeOf(service, call)),
                     [](const RouteDeployment &deployment) { return json(deployment); });
}

Reply deploy(Service &service, const Call &call)
{
    static const Schema schema = object({{"version_id", string().required()}});
    const Json body = checkedBody(schema, call);
    Transaction transaction(service.database);
    Route route = routeOf(service, call);
    route.version = versionOf(service.database, route, body["version_id"]);
    addDeployment(service.database, route, {newUuid(), route.version.id, service.clock.now()});
    touch(service, route);
    transaction.commit();
    return success(withElements(summary(call, route), route.version.elements));
}

} // namespace

void addRouteRoutes(Router &router, Service &service)
{
    const char *routes = "/gateways/{gateway_id}/routes";
    const char *route = "/gateways/{gateway_id}/routes/{id}";
    const char *versions = "/gateways/{gateway_id}/routes/{id}/versions";
    const char *deployments = "/gateways/{gateway_id}/routes/{id}/deployments";
    addOperations(
        router, service,
        {{"GET", routes, list},
         {"POST", routes, create},
         {"GET", route, fetch},
         {"PATCH", route, rename},
         {"DELETE", route, remove},
         {"GET", versions, listVersions},
         {"POST", versions, createVersion},
         {"GET", "/gateways/{gateway_id}/routes/{id}/versions/{version_id}", fetchVersion},
         {"GET", deployments, listDeployments},
         {"POST", deployments, deploy}});
}

} // namespace sandbox
