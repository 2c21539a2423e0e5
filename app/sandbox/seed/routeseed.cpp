// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/api/domainstore.h"
#include "app/sandbox/api/routegraph.h"
#include "app/sandbox/api/routestore.h"
#include "app/sandbox/logs/logid.h"
#include "app/sandbox/random.h"
#include "app/sandbox/seed/groups.h"
#include "app/sandbox/seed/routegraphs.h"

#include <cmath>
#include <limits>

namespace sandbox {

namespace {

/// The ids and times of what is seeded: the same with every start.
class History
{
public:
    History(Millis now, std::uint64_t seedNumber) : m_now(now), m_random(seedNumber) { }

    std::string nextId() { return eventId(std::numeric_limits<std::uint32_t>::max(), m_nextId++); }

    Millis before(double days)
    {
        constexpr double day = 86'400'000;
        constexpr std::size_t jitter = 3'600'000; // less than the seeds are apart
        return m_now - std::llround(days * day) - static_cast<Millis>(m_random.below(jitter));
    }

private:
    Millis m_now;
    Random m_random;
    std::uint32_t m_nextId = 0;
};

std::string checkedText(const SeededRoute &seeded, const Json &elements)
{
    std::vector<Problem> problems;
    const Json good = checkedElements(elements, Json::array(), problems);
    if (!problems.empty()) {
        throw std::logic_error(std::string(seeded.name) + ": " + problems.front().message);
    }
    return good.dump();
}

void insertSeeded(Database &database, const Gateway &gateway, const SeededRoute &seeded,
                  History &history)
{
    std::vector<RouteVersion> versions;
    for (const SeededGraph &graph : seeded.versions) {
        versions.push_back(
            {history.nextId(), history.before(graph.daysAgo), checkedText(seeded, graph.elements)});
    }
    Route route;
    route.id = history.nextId();
    route.name = seeded.name;
    route.version = versions.front();
    route.createdAt = route.version.createdAt;
    route.modifiedAt = versions.back().createdAt;
    route.deployment = {history.nextId(), route.version.id, route.createdAt};
    insertRoute(database, gateway, route);
    for (std::size_t i = 1; i < versions.size(); ++i) {
        addVersion(database, route, versions[i]);
    }
    for (const SeededDeployment &deployment : seeded.deployments) {
        const Millis time = history.before(deployment.daysAgo);
        addDeployment(database, route,
                      {history.nextId(), versions.at(deployment.version - 1).id, time});
        route.modifiedAt = std::max(route.modifiedAt, time);
    }
    updateRoute(database, route);
}

} // namespace

void seedRoutes(Service &service, Millis now)
{
    Database &database = service.database;
    History history(now, service.options.seedNumber);
    for (const SeededRoute &seeded : seededRoutes()) {
        if (const auto gateway = findGateway(database, seeded.gateway)) {
            insertSeeded(database, *gateway, seeded, history);
        }
    }
    const struct
    {
        const char *gateway;
        CustomDomain domain;
    } domains[] = {
        {"production-chat", {"ai.example.com", history.nextId(), history.before(96.3), "active"}},
        // its owner has not pointed DNS here yet
        {"support-bot",
         {"assistant.example.net", history.nextId(), history.before(2.1), "pending_dcv"}},
    };
    for (const auto &[gatewayId, domain] : domains) {
        if (const auto gateway = findGateway(database, gatewayId)) {
            insertDomain(database, *gateway, domain);
        }
    }
}

} // namespace sandbox
