// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/routedetails.h"

#include "models/route/routecodec.h"
#include "models/route/routesimulator.h"
#include "views/common/factlist.h"
#include "views/common/plainlabel.h"
#include "views/common/scrollarea.h"
#include "views/common/theme.h"

#include <QScrollArea>
#include <QVBoxLayout>

namespace gatehouse {

RouteDetails::RouteDetails(TimeDisplay *time, QWidget *parent)
    : QWidget(parent)
    , m_time(time)
    , m_title(makePlainLabel({}, Lettering::Heading))
    , m_facts(new FactList)
{
    setAccessibleName(tr("The selected route"));
    m_title->setWordWrap(true);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *page = new QWidget;
    auto *rows = new QVBoxLayout(page);
    rows->setContentsMargins(2 * grid, grid, 2 * grid, 2 * grid);
    rows->setSpacing(2 * grid);
    rows->addWidget(m_title);
    rows->addWidget(m_facts);
    rows->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(makeScrollArea(page));
    setRoute(nullptr);
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
    m_title->setText(route ? route->name : tr("Select a route to see all of it here."));
    QList<FactList::Fact> facts;
    const auto add = [&facts](const QString &name, const QString &value) {
        if (!value.isEmpty())
            facts.append({name, value});
    };
    if (route) {
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
    }
    m_facts->setFacts(facts);
}

} // namespace gatehouse
