// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/routedetails.h"

#include "models/route/routecodec.h"
#include "models/route/routesimulator.h"

#include <algorithm>

namespace gatehouse {

RouteDetails::RouteDetails(RouteService *service, const GatewayId &gateway, TimeDisplay *time,
                           QWidget *parent)
    : DetailsPage(tr("The selected route"), tr("Select a route to see all of it here."), parent)
    , m_service(service)
    , m_gateway(gateway)
    , m_time(time)
{
    constexpr int momentMs = 300;
    m_ask.setSingleShot(true);
    m_ask.setInterval(momentMs);
    connect(&m_ask, &QTimer::timeout, this, &RouteDetails::askNumber);
}

// Each once, in the order of the graph.
static QString modelsOf(const RouteGraph &graph)
{
    QStringList models;
    for (const RouteElement &element : graph.elements())
        if (element.type.known() == RouteElementType::Model)
            models.append(routeModelName(element));
    models.removeDuplicates();
    return models.join(u'\n');
}

void RouteDetails::setRoute(const DynamicRoute *route)
{
    m_route = route ? std::optional(*route) : std::nullopt;
    m_ask.stop();
    if (!m_route)
        return showNothing();
    show(*m_route);
    if (m_route->deployment && !m_numbers.contains(m_route->deployment->versionId.value))
        m_ask.start();
}

// The oldest is 1; the service does not number them.
void RouteDetails::askNumber()
{
    const RouteVersionId live = m_route->deployment->versionId;
    m_call = m_service->versions({m_gateway, m_route->id}, Urgency::Background);
    m_call.then(this, [this, live](const Result<QList<RouteVersion>> &versions) {
        if (!versions)
            return; // its id says which it is
        const auto it =
            std::find_if(versions->begin(), versions->end(),
                         [&live](const RouteVersion &version) { return version.id == live; });
        m_numbers.insert(live.value, int(versions->end() - it));
        if (m_route)
            show(*m_route);
    });
}

void RouteDetails::show(const DynamicRoute &route)
{
    QList<FactList::Fact> facts;
    const auto add = [&facts](const QString &name, const QString &value,
                              const QString &whole = {}) {
        if (!value.isEmpty())
            facts.append({name, value, whole});
    };
    add(tr("Callers ask for"), route.modelName());
    if (const auto elements = route.graph()) {
        add(tr("Elements"), QString::number(elements->size()));
        if (const auto graph = routeGraphFromJson(*elements))
            add(tr("Models"), modelsOf(*graph));
    }
    if (route.deployment) {
        constexpr int enough = 8; // characters of an id
        const QString id = route.deployment->versionId.value;
        const QString brief = id.size() > enough ? id.left(enough) + u'…' : id;
        const int number = m_numbers.value(id);
        add(tr("Live version"), number > 0 ? tr("%1 (%2)").arg(number).arg(brief) : brief, id);
        add(tr("Deployed"), m_time->text(route.deployment->createdAt.value));
    }
    add(tr("Modified"), m_time->text(route.modifiedAt));
    add(tr("Created"), m_time->text(route.createdAt));
    add(tr("Id"), route.id.value);
    showFacts(route.name, facts);
}

} // namespace gatehouse
