// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/routedetails.h"

#include "models/route/routecodec.h"
#include "models/route/routesimulator.h"

namespace gatehouse {

RouteDetails::RouteDetails(TimeDisplay *time, QWidget *parent)
    : DetailsPage(tr("The selected route"), tr("Select a route to see all of it here."), parent)
    , m_time(time)
{
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
    if (!route)
        return showNothing();
    QList<FactList::Fact> facts;
    const auto add = [&facts](const QString &name, const QString &value) {
        if (!value.isEmpty())
            facts.append({name, value});
    };
    add(tr("Callers ask for"), route->modelName());
    if (const auto elements = route->graph()) {
        add(tr("Elements"), QString::number(elements->size()));
        if (const auto graph = routeGraphFromJson(*elements))
            add(tr("Models"), modelsOf(*graph));
    }
    if (route->deployment) {
        add(tr("Deployed"), m_time->text(route->deployment->createdAt.value));
        add(tr("Live version"), route->deployment->versionId.value);
    }
    add(tr("Modified"), m_time->text(route->modifiedAt));
    add(tr("Created"), m_time->text(route->createdAt));
    add(tr("Id"), route->id.value);
    showFacts(route->name, facts);
}

} // namespace gatehouse
