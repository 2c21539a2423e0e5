// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/api/gatewaystore.h"

namespace sandbox {

/// Immutable; numbered from 1 within its route.
struct RouteVersion
{
    std::string id;
    Millis createdAt = 0;
    std::string elements; ///< JSON
};

struct RouteDeployment
{
    std::string id;
    std::string versionId;
    Millis createdAt = 0;
};

struct Route
{
    std::int64_t number = 0;
    std::string id;
    std::string name;
    Millis createdAt = 0;
    Millis modifiedAt = 0;
    RouteVersion version; ///< the deployed one
    RouteDeployment deployment; ///< the last one
};

/// All lists are the newest first.
std::vector<Route> routesOf(Database &database, const Gateway &gateway);
std::vector<RouteVersion> versionsOf(Database &database, const Route &route);
std::vector<RouteDeployment> deploymentsOf(Database &database, const Route &route);

/// These throw the 404.
Route routeOf(Database &database, const Gateway &gateway, const std::string &id);
RouteVersion versionOf(Database &database, const Route &route, const std::string &id);

/// Whether another route of the gateway has the name.
bool isNameTaken(Database &database, const Gateway &gateway, const Route &route);

/// The route with its first version and deployment; sets its number.
void insertRoute(Database &database, const Gateway &gateway, Route &route);
void addVersion(Database &database, const Route &route, const RouteVersion &version);
void addDeployment(Database &database, const Route &route, const RouteDeployment &deployment);

/// Writes name and modifiedAt.
void updateRoute(Database &database, const Route &route);
void deleteRoute(Database &database, const Route &route);

} // namespace sandbox
