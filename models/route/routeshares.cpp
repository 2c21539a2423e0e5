// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/route/routesimulator.h"

namespace gatehouse {

size_t qHash(RoutePath::Ending ending, size_t seed)
{
    return ::qHash(int(ending), seed);
}

double RouteShares::share(const RoutePort &port) const
{
    return requests == 0 ? 0 : double(ports.value(port)) / requests;
}

static void count(RouteShares &shares, const RouteGraph &graph, const RouteRequest &request,
                  const RoutePath &path, const RouteSimulation &simulation)
{
    ++shares.requests;
    shares.loggedCost += request.cost.value_or(0);
    ++shares.endings[path.ending];
    if (!path.end.isEmpty())
        ++shares.ends[path.end];
    for (const RouteStep &step : path.steps) {
        ++shares.elements[step.element];
        if (!step.output.isEmpty())
            ++shares.ports[{step.element, step.output}];
    }
    if (path.model.isEmpty())
        return;
    const QString name = routeModelName(*graph.find(path.model));
    ++shares.models[name];
    shares.costs[name] += path.cost;
    shares.cost += path.cost;
    if (!simulation.prices.contains(name))
        ++shares.unpriced;
}

static bool isCancelled(const std::atomic_bool *cancelled)
{
    return cancelled && cancelled->load(std::memory_order_relaxed);
}

RouteShares replayRoute(const RouteGraph &graph, const QList<RouteRequest> &requests,
                        const RouteSimulation &simulation, const std::atomic_bool *cancelled)
{
    RouteSimulator simulator(graph, simulation);
    RouteShares shares;
    for (const RouteRequest &request : requests) {
        if (isCancelled(cancelled))
            break;
        count(shares, graph, request, simulator.run(request), simulation);
    }
    return shares;
}

RouteShares sampleRoute(const RouteGraph &graph, const QList<RouteRequest> &from, int requests,
                        qint64 interval, const RouteSimulation &simulation,
                        const std::atomic_bool *cancelled)
{
    RouteSimulator simulator(graph, simulation);
    QRandomGenerator random(simulation.seed);
    const QDateTime begin = QDateTime::currentDateTimeUtc();
    RouteShares shares;
    for (int i = 0; i < requests && !isCancelled(cancelled); ++i) {
        RouteRequest request;
        if (!from.isEmpty())
            request = from.at(random.bounded(from.size()));
        request.at = begin.addMSecs(i * interval);
        count(shares, graph, request, simulator.run(request), simulation);
    }
    return shares;
}

} // namespace gatehouse
