// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/api/routestore.h"

namespace sandbox {

namespace {

constexpr auto selectRoutes =
    "SELECT r.number, r.id, r.name, r.created_at, r.modified_at, v.id, v.created_at, v.elements,"
    " d.id, d.created_at FROM routes r"
    " JOIN route_deployments d ON d.route = r.number AND d.number ="
    " (SELECT max(number) FROM route_deployments WHERE route = r.number)"
    " JOIN route_versions v ON v.id = d.version WHERE r.gateway = ? ";

Route readRoute(const Statement &select)
{
    return {select.integer(0),
            select.text(1),
            select.text(2),
            select.integer(3),
            select.integer(4),
            {select.text(5), select.integer(6), select.text(7)},
            {select.text(8), select.text(5), select.integer(9)}};
}

constexpr auto selectVersions = "SELECT id, created_at, elements FROM route_versions "
                                "WHERE route = ? ";

RouteVersion readVersion(const Statement &select)
{
    return {select.text(0), select.integer(1), select.text(2)};
}

} // namespace

std::vector<Route> routesOf(Database &database, const Gateway &gateway)
{
    const std::scoped_lock guard(database.mutex());
    Statement select =
        database.prepare(std::string(selectRoutes) + "ORDER BY r.created_at DESC, r.number DESC");
    select.bind(0, std::int64_t{gateway.number});
    std::vector<Route> routes;
    while (select.step()) {
        routes.push_back(readRoute(select));
    }
    return routes;
}

Route routeOf(Database &database, const Gateway &gateway, const std::string &id)
{
    const std::scoped_lock guard(database.mutex());
    Statement select = database.prepare(std::string(selectRoutes) + "AND r.id = ?");
    select.bind(0, std::int64_t{gateway.number}).bind(1, id);
    if (!select.step()) {
        throw Failure(404, NotFound, "Route not found");
    }
    return readRoute(select);
}

std::vector<RouteVersion> versionsOf(Database &database, const Route &route)
{
    const std::scoped_lock guard(database.mutex());
    Statement select = database.prepare(std::string(selectVersions) + "ORDER BY number DESC");
    select.bind(0, route.number);
    std::vector<RouteVersion> versions;
    while (select.step()) {
        versions.push_back(readVersion(select));
    }
    return versions;
}

RouteVersion versionOf(Database &database, const Route &route, const std::string &id)
{
    const std::scoped_lock guard(database.mutex());
    Statement select = database.prepare(std::string(selectVersions) + "AND id = ?");
    select.bind(0, route.number).bind(1, id);
    if (!select.step()) {
        throw Failure(404, NotFound, "Version not found");
    }
    return readVersion(select);
}

std::vector<RouteDeployment> deploymentsOf(Database &database, const Route &route)
{
    const std::scoped_lock guard(database.mutex());
    Statement select = database.prepare("SELECT id, version, created_at FROM route_deployments "
                                        "WHERE route = ? ORDER BY number DESC");
    select.bind(0, route.number);
    std::vector<RouteDeployment> deployments;
    while (select.step()) {
        deployments.push_back({select.text(0), select.text(1), select.integer(2)});
    }
    return deployments;
}

bool isNameTaken(Database &database, const Gateway &gateway, const Route &route)
{
    const std::scoped_lock guard(database.mutex());
    Statement select =
        database.prepare("SELECT 1 FROM routes WHERE gateway = ? AND name = ? AND number <> ?");
    select.bind(0, std::int64_t{gateway.number}).bind(1, route.name).bind(2, route.number);
    return select.step();
}

void insertRoute(Database &database, const Gateway &gateway, Route &route)
{
    const std::scoped_lock guard(database.mutex());
    database.prepare("INSERT INTO routes VALUES (NULL, ?, ?, ?, ?, ?)")
        .bind(0, std::int64_t{gateway.number})
        .bind(1, route.id)
        .bind(2, route.name)
        .bind(3, route.createdAt)
        .bind(4, route.modifiedAt)
        .run();
    Statement number = database.prepare("SELECT last_insert_rowid()");
    number.step();
    route.number = number.integer(0);
    addVersion(database, route, route.version);
    addDeployment(database, route, route.deployment);
}

void addVersion(Database &database, const Route &route, const RouteVersion &version)
{
    const std::scoped_lock guard(database.mutex());
    database
        .prepare("INSERT INTO route_versions SELECT ?1, ifnull(max(number), 0) + 1, ?2, ?3, ?4 "
                 "FROM route_versions WHERE route = ?1")
        .bind(0, route.number)
        .bind(1, version.id)
        .bind(2, version.createdAt)
        .bind(3, version.elements)
        .run();
}

void addDeployment(Database &database, const Route &route, const RouteDeployment &deployment)
{
    const std::scoped_lock guard(database.mutex());
    database
        .prepare("INSERT INTO route_deployments SELECT ?1, ifnull(max(number), 0) + 1, ?2, ?3, ?4 "
                 "FROM route_deployments WHERE route = ?1")
        .bind(0, route.number)
        .bind(1, deployment.id)
        .bind(2, deployment.versionId)
        .bind(3, deployment.createdAt)
        .run();
}

void updateRoute(Database &database, const Route &route)
{
    const std::scoped_lock guard(database.mutex());
    database.prepare("UPDATE routes SET name = ?, modified_at = ? WHERE number = ?")
        .bind(0, route.name)
        .bind(1, route.modifiedAt)
        .bind(2, route.number)
        .run();
}

void deleteRoute(Database &database, const Route &route)
{
    const std::scoped_lock guard(database.mutex());
    database.prepare("DELETE FROM routes WHERE number = ?").bind(0, route.number).run();
}

} // namespace sandbox
