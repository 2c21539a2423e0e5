// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/routemodels.h"

namespace gatehouse {

static QVariant timeCell(const TimeDisplay &time, const QDateTime &value, int role)
{
    if (role == Qt::ToolTipRole)
        return time.preciseText(value);
    return role == TableModel::SortRole ? QVariant(value) : QVariant(time.text(value));
}

static QVariant timeCell(const TimeDisplay &time, const TextTime &at, int role)
{
    if (at.value.isValid() || role == TableModel::SortRole)
        return timeCell(time, at.value, role);
    return at.other;
}

static QVariant countCell(const std::optional<QJsonArray> &elements, int role)
{
    if (role == Qt::ToolTipRole)
        return elements ? QVariant() : QVariant(RouteModel::tr("The service did not return it."));
    if (!elements)
        return role == TableModel::SortRole ? QVariant(-1) : QVariant();
    return role == TableModel::SortRole ? QVariant(elements->size())
                                        : QVariant(QString::number(elements->size()));
}

static bool isShown(int role)
{
    return role == Qt::DisplayRole || role == TableModel::SortRole || role == Qt::ToolTipRole;
}

// ---- routes

RouteModel::RouteModel(RouteService *service, const GatewayId &gateway, TimeDisplay *time,
                       QObject *parent)
    : ListModel(ColumnCount, parent)
    , m_service(service)
    , m_gateway(gateway)
    , m_time(time)
{
    connect(time, &TimeDisplay::changed, this,
            [this] { columnsChanged(DeployedColumn, CreatedColumn); });
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
    // The list has what is deployed, and when it was changed.
    const auto follow = [this](const RouteAddress &at) {
        if (at.gateway == m_gateway)
            refresh();
    };
    connect(service, &RouteService::deployed, this, follow);
    connect(service, &RouteService::versionSaved, this, follow);
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
    if (!isShown(role))
        return {};
    switch (column) {
    case NameColumn:
        return role == Qt::ToolTipRole ? tr("Callers name it as model %1.").arg(route.modelName())
                                       : route.name;
    case ElementsColumn:
        return countCell(route.graph(), role);
    case DeployedColumn:
        return route.deployment ? timeCell(*m_time, route.deployment->createdAt, role) : QVariant();
    case ModifiedColumn:
        return timeCell(*m_time, route.modifiedAt, role);
    case CreatedColumn:
        return timeCell(*m_time, route.createdAt, role);
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
        return title ? tr("Route") : tr("What callers name it by, as dynamic/NAME (name)");
    case ElementsColumn:
        return title ? tr("Elements") : tr("How many elements the deployed version has");
    case DeployedColumn:
        return title ? tr("Deployed") : tr("When a version was last deployed (deployment)");
    case ModifiedColumn:
        return title ? tr("Modified") : tr("When it was last changed (modified_at)");
    case CreatedColumn:
        return title ? tr("Created") : tr("When it was created (created_at)");
    default:
        return {};
    }
}

// ---- versions

RouteVersionModel::RouteVersionModel(RouteService *service, const RouteAddress &at,
                                     TimeDisplay *time, QObject *parent)
    : ListModel(ColumnCount, parent)
    , m_service(service)
    , m_at(at)
    , m_time(time)
{
    connect(time, &TimeDisplay::changed, this,
            [this] { columnsChanged(CreatedColumn, CreatedColumn); });
    const auto follow = [this](const RouteAddress &of) {
        if (of == m_at)
            refresh();
    };
    connect(service, &RouteService::versionSaved, this, follow);
    connect(service, &RouteService::deployed, this, follow);
    // A number counts the rows below.
    connect(this, &TableModel::stateChanged, this, [this] {
        if (state() == State::Ready) {
            columnsChanged(NumberColumn, NumberColumn);
            Q_EMIT numbersChanged();
        }
    });
}

void RouteVersionModel::refresh(Urgency urgency)
{
    load(m_service->versions(m_at, urgency));
}

int RouteVersionModel::number(const RouteVersionId &version) const
{
    const int row = rowOf(version.value);
    return row < 0 ? 0 : rows() - row;
}

const RouteVersion *RouteVersionModel::active() const
{
    const auto it = std::find_if(values().begin(), values().end(),
                                 [](const RouteVersion &version) { return version.active.value; });
    return it == values().end() ? nullptr : &*it;
}

void RouteVersionModel::take(const RouteVersion &version)
{
    if (find(version.id.value))
        insertOrUpdate(version);
}

RouteVersionId RouteVersionModel::newest() const
{
    return values().isEmpty() ? RouteVersionId() : values().first().id;
}

QVariant RouteVersionModel::cell(int row, int column, int role) const
{
    const RouteVersion &version = at(row);
    if (role == IdRole)
        return version.id.value;
    if (role == ActiveRole)
        return version.active.value;
    if (!isShown(role))
        return {};
    switch (column) {
    case NumberColumn:
        if (role == Qt::ToolTipRole)
            return {};
        return role == SortRole ? QVariant(rows() - row) : QVariant(QString::number(rows() - row));
    case ActiveColumn:
        if (role == SortRole)
            return version.active.value;
        if (!version.active.value)
            return version.active.other;
        return role == Qt::ToolTipRole ? tr("Callers get this version.") : tr("Live");
    case CreatedColumn:
        return timeCell(*m_time, version.createdAt, role);
    case ElementsColumn:
        return countCell(version.graph(), role);
    case IdColumn:
        return version.id.value;
    default:
        return {};
    }
}

QVariant RouteVersionModel::header(int column, int role) const
{
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const bool title = role == Qt::DisplayRole;
    switch (column) {
    case NumberColumn:
        return title ? tr("Version") : tr("Counted from the oldest");
    case ActiveColumn:
        return title ? tr("State") : tr("Whether callers get it (active)");
    case CreatedColumn:
        return title ? tr("Saved") : tr("When it was saved (created_at)");
    case ElementsColumn:
        return title ? tr("Elements") : tr("How many elements it has");
    case IdColumn:
        return title ? tr("Id") : tr("The service's name for it (version_id)");
    default:
        return {};
    }
}

// ---- deployments

RouteDeploymentModel::RouteDeploymentModel(RouteService *service, const RouteAddress &at,
                                           const RouteVersionModel *versions, TimeDisplay *time,
                                           QObject *parent)
    : ListModel(ColumnCount, parent)
    , m_service(service)
    , m_at(at)
    , m_versions(versions)
    , m_time(time)
{
    connect(time, &TimeDisplay::changed, this,
            [this] { columnsChanged(CreatedColumn, CreatedColumn); });
    connect(versions, &RouteVersionModel::numbersChanged, this,
            [this] { columnsChanged(VersionColumn, VersionColumn); });
    connect(service, &RouteService::deployed, this, [this](const RouteAddress &of) {
        if (of == m_at)
            refresh();
    });
    // One that was live is not any more when another comes above it.
    connect(this, &TableModel::stateChanged, this, [this] {
        if (state() == State::Ready)
            columnsChanged(LiveColumn, LiveColumn);
    });
}

void RouteDeploymentModel::refresh(Urgency urgency)
{
    load(m_service->deployments(m_at, urgency));
}

RouteDeploymentId RouteDeploymentModel::newest() const
{
    return values().isEmpty() ? RouteDeploymentId() : values().first().id;
}

QVariant RouteDeploymentModel::cell(int row, int column, int role) const
{
    const RouteDeployment &deployment = at(row);
    if (role == IdRole)
        return deployment.id.value;
    if (!isShown(role))
        return {};
    switch (column) {
    case CreatedColumn:
        return timeCell(*m_time, deployment.createdAt, role);
    case VersionColumn: {
        const int number = m_versions->number(deployment.versionId);
        if (role == SortRole)
            return number;
        if (role == Qt::ToolTipRole)
            return deployment.versionId.value;
        if (number == 0)
            return deployment.versionId.value;
        return QString::number(number);
    }
    case LiveColumn:
        if (role == SortRole)
            return row == 0;
        if (row > 0)
            return {};
        return role == Qt::ToolTipRole ? tr("Callers get this version.") : tr("Live");
    case IdColumn:
        return deployment.id.value;
    default:
        return {};
    }
}

QVariant RouteDeploymentModel::header(int column, int role) const
{
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const bool title = role == Qt::DisplayRole;
    switch (column) {
    case CreatedColumn:
        return title ? tr("Deployed") : tr("When it was deployed (created_at)");
    case VersionColumn:
        return title ? tr("Version") : tr("The version that callers got from then on (version_id)");
    case LiveColumn:
        return title ? tr("State") : tr("Whether callers get it now");
    case IdColumn:
        return title ? tr("Id") : tr("The service's name for it (deployment_id)");
    default:
        return {};
    }
}

} // namespace gatehouse
