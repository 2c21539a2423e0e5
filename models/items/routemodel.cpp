// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/routemodel.h"

#include "models/domain/format.h"

namespace gatehouse {

RouteModel::RouteModel(RouteService *service, const GatewayId &gateway, TimeDisplay *time,
                       QObject *parent)
    : ListModel(ColumnCount, parent)
    , m_service(service)
    , m_gateway(gateway)
    , m_time(time)
{
    connect(time, &TimeDisplay::changed, this,
            [this] { columnsChanged(DeployedColumn, ModifiedColumn); });
    // A list that is under way may have been made up before the change: it is asked for anew.
    connect(service, &RouteService::saved, this,
            [this](const GatewayId &of, const DynamicRoute &route) {
                if (of != m_gateway)
                    return;
                insertOrUpdate(route);
                if (state() == State::Loading)
                    refresh();
            });
    connect(service, &RouteService::removed, this, [this](const RouteAddress &at) {
        if (at.gateway != m_gateway)
            return;
        removeId(at.route.value);
        if (state() == State::Loading)
            refresh();
    });
    connect(service, &RouteService::deployed, this, [this](const RouteAddress &at) {
        if (at.gateway == m_gateway)
            refresh();
    });
}

void RouteModel::refresh(Urgency urgency)
{
    load(m_service->list(m_gateway, urgency));
}

QVariant RouteModel::cell(int row, int column, int role) const
{
    const DynamicRoute &route = at(row);
    if (role == IdRole)
        return route.id.value;
    const std::optional<QDateTime> deployed =
        route.deployment ? std::optional(route.deployment->createdAt) : std::nullopt;
    if (role == Qt::ToolTipRole) {
        if (column == DeployedColumn)
            return deployed ? m_time->preciseText(*deployed) : QString();
        if (column == CreatedColumn)
            return m_time->preciseText(route.createdAt);
        if (column == ModifiedColumn)
            return m_time->preciseText(route.modifiedAt);
        return format::toolTip(cell(row, column, Qt::DisplayRole).toString());
    }
    if (role != Qt::DisplayRole && role != SortRole)
        return {};
    const bool sort = role == SortRole;
    const auto time = [this, sort](const QDateTime &value) {
        return sort ? QVariant(value) : QVariant(m_time->text(value));
    };
    switch (column) {
    case NameColumn:
        return route.name;
    case ModelColumn:
        return route.modelName();
    case ElementsColumn: {
        const std::optional<QJsonArray> graph = route.graph();
        return !graph ? QVariant() : sort ? QVariant(qint64(graph->size())) : format::count(graph->size());
    }
    case DeployedColumn:
        return deployed ? time(*deployed) : QVariant();
    case CreatedColumn:
        return time(route.createdAt);
    case ModifiedColumn:
        return time(route.modifiedAt);
    case IdColumn:
        return route.id.value;
    default:
        return {};
    }
}

QVariant RouteModel::header(int column, int role) const
{
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const bool title = role == Qt::DisplayRole;
    switch (column) {
    case NameColumn:
        return title ? tr("Name") : tr("The route's name, unique in its gateway");
    case ModelColumn:
        return title ? tr("Model") : tr("What callers ask for as their model");
    case ElementsColumn:
        return title ? tr("Elements") : tr("How many elements the deployed version has");
    case DeployedColumn:
        return title ? tr("Deployed") : tr("When what callers get was deployed");
    case CreatedColumn:
        return title ? tr("Created") : tr("When the route was created");
    case ModifiedColumn:
        return title ? tr("Modified") : tr("When the route was last changed");
    case IdColumn:
        return title ? tr("Id") : tr("The route's id");
    default:
        return {};
    }
}

} // namespace gatehouse
