// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/routerecord.h"

namespace gatehouse {

RouteRecord::RouteRecord(RouteService *service, const RouteAddress &at, TimeDisplay *time,
                         QObject *parent)
    : QObject(parent)
    , m_service(service)
    , m_at(at)
    , m_versions(service, at, time)
    , m_deployments(service, at, &m_versions, time)
{
    for (const TableModel *model : std::initializer_list<TableModel *>{&m_versions, &m_deployments})
        connect(model, &TableModel::stateChanged, this, [this, model] {
            if (model->state() == TableModel::State::Failed)
                Q_EMIT failed(model->error());
            else
                check();
        });
}

void RouteRecord::load(Urgency urgency)
{
    m_call.cancel();
    m_call = m_service->get(m_at, urgency);
    m_call.then(this, [this, serial = ++m_serial](const Result<DynamicRoute> &result) {
        if (serial != m_serial)
            return;
        if (!result) {
            Q_EMIT failed(result.error());
            return;
        }
        m_route = *result;
        m_hasRoute = true;
        check();
    });
    m_versions.refresh(urgency);
    m_deployments.refresh(urgency);
}

bool RouteRecord::isLoading() const
{
    return m_call.isRunning() || m_versions.state() == TableModel::State::Loading
        || m_deployments.state() == TableModel::State::Loading;
}

void RouteRecord::check()
{
    using State = TableModel::State;
    if (!m_hasRoute || m_call.isRunning() || m_versions.state() != State::Ready
        || m_deployments.state() != State::Ready)
        return;
    m_loaded = true;
    Q_EMIT loaded();
}

const RouteVersion *RouteRecord::version(const RouteVersionId &id) const
{
    return m_versions.find(id.value);
}

RouteVersionId RouteRecord::live() const
{
    if (!m_deployments.values().isEmpty())
        return m_deployments.values().constFirst().versionId;
    const RouteVersion *active = m_versions.active();
    return active ? active->id : RouteVersionId();
}

RouteText<RouteGraph> RouteRecord::graph(const RouteVersionId &id) const
{
    const RouteVersion *found = version(id);
    const std::optional<QJsonArray> elements = found ? found->graph() : std::nullopt;
    if (!elements)
        return tl::make_unexpected(
            RouteTextError{tr("The service does not tell the elements of this version.")});
    return routeGraphFromJson(*elements);
}

} // namespace gatehouse
