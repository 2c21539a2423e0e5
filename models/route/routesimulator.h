// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/log.h"
#include "models/route/routecondition.h"
#include "models/route/routegraph.h"

#include <QRandomGenerator>
#include <QSet>

namespace gatehouse {

// What a route decides by.
struct RouteRequest
{
    QJsonObject metadata{};
    QMap<QString, QString> headers{}; // names in any case
    QJsonValue body{};
    QDateTime at{}; // when; invalid: now. Rate limits count within their windows by it
    std::optional<double> cost{}; // dollars that it did cost, as a log has it

    bool operator==(const RouteRequest &) const = default;

    // "metadata.plan", "headers.x-team", "body.messages.0.role". Undefined: not there.
    QJsonValue value(const QString &field) const;
};
// Its metadata and body; a log knows no headers. The body is undefined when the log holds a part of
// it only and `body` is empty.
RouteRequest routeRequest(const Log &log, const QByteArray &body = {});

// Where the fields that a graph decides by are looked for: “metadata”, “headers”, “body”.
QSet<QString> routeSources(const RouteGraph &graph);

// Outcomes by decree: which output an element takes. A model that fails or a limit that is
// exhausted takes “fallback”; any output of any element can be forced.
using RouteForcing = QHash<QString, QString>;

// One element that a request came through.
struct RouteStep
{
    QString element;
    QString output; // that it left by; empty: it ended here
    QString reason; // for the person: metadata.plan is "free"
    bool forced = false;
    bool certain = true; // false: an operator or type is not known

    bool operator==(const RouteStep &) const = default;
};

struct RoutePath
{
    enum class Ending {
        Served, // a model answered, and an end was reached
        Unserved, // an end was reached and no model answered
        Stuck, // an output leads nowhere, or nothing says which to take
        Endless, // it came to an element for the second time
        NoStart,
    };
    QList<RouteStep> steps;
    Ending ending = Ending::NoStart;
    QString end{}; // the element where it ended
    QString model{}; // the element that answered; empty: none
    double cost = 0; // dollars
    QString text{}; // how it ended, for the person
};

struct RouteSimulation
{
    RouteForcing forcing{};
    // Dollars for one request, by "provider/model" as routeModelName() has it.
    QHash<QString, double> prices{};
    // The share of requests that fail, 0 to 1, by "provider/model". After its retries, that is.
    QHash<QString, double> failures{};
    quint32 seed = 1;
};
QString routeModelName(const RouteElement &model); // "openai/gpt-4o"

// Requests in a row through one graph, with the state that rate limits keep. The windows of limits
// are fixed and begin with the first request of a key.
class RouteSimulator
{
public:
    RouteSimulator(const RouteGraph &graph, const RouteSimulation &simulation);

    RoutePath run(const RouteRequest &request);

private:
    struct Window
    {
        QDateTime begin;
        double used = 0; // requests or dollars
    };
    struct Choice
    {
        QString output;
        QString reason;
        bool forced = false;
        bool certain = true;
    };

    Choice choose(const RouteElement &element, const RouteRequest &request);
    Choice drawPercentage(const RouteElement &element);
    Choice checkLimit(const RouteElement &element, const RouteRequest &request);
    Choice callModel(const RouteElement &element);
    void charge(const RoutePath &path, const RouteRequest &request);

    RouteGraph m_graph;
    RouteSimulation m_simulation;
    QRandomGenerator m_random;
    QHash<std::pair<QString, QString>, Window> m_windows; // by element and key
    QHash<QString, RouteCondition> m_conditions;
};

// What became of many requests.
struct RouteShares
{
    int requests = 0;
    QHash<RoutePort, int> ports{}; // how many left by it
    QHash<QString, int> elements{}; // how many came to it
    QHash<QString, int> ends{}; // by the element where they ended, whatever the ending
    QHash<QString, int> models{}; // served, by "provider/model"
    QHash<QString, double> costs{}; // dollars, by "provider/model"
    QHash<RoutePath::Ending, int> endings{};
    int unpriced = 0; // served by models without a price
    double cost = 0; // dollars
    double loggedCost = 0; // dollars that the requests did cost, to compare with

    double share(const RoutePort &port) const; // 0 to 1, of all requests
};
size_t qHash(RoutePath::Ending ending, size_t seed = 0);

// Each of the requests once, in their order. May run in any thread; stops early, with what it has,
// when `cancelled` becomes true.
RouteShares replayRoute(const RouteGraph &graph, const QList<RouteRequest> &requests,
                        const RouteSimulation &simulation,
                        const std::atomic_bool *cancelled = nullptr);
// `count` requests drawn from these by the seed (an empty list: requests without anything), one
// each `interval` ms from now on, as rate limits count by time.
RouteShares sampleRoute(const RouteGraph &graph, const QList<RouteRequest> &from, int count,
                        qint64 interval, const RouteSimulation &simulation,
                        const std::atomic_bool *cancelled = nullptr);

} // namespace gatehouse
