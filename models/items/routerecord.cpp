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
            check(model->state() == TableModel::State::Failed ? model->error()
                                                              : std::optional<ApiError>());
        });
}

void RouteRecord::load(Urgency urgency)
{
    m_call.cancel();
    m_call = m_service->get(m_at, urgency);
    m_failure.reset();
    m_fetched.clear();
    m_fetching = 0;
    m_call.then(this, [this, serial = ++m_serial](const Result<DynamicRoute> &result) {
        if (serial != m_serial)
            return;
        if (!result)
            return check(result.error());
        m_route = *result;
        check();
    });
    m_versions.refresh(urgency);
    m_deployments.refresh(urgency);
}

bool RouteRecord::isLoading() const
{
    return m_call.isRunning() || m_fetching > 0 || m_versions.state() == TableModel::State::Loading
        || m_deployments.state() == TableModel::State::Loading;
}

void RouteRecord::check(const std::optional<ApiError> &failure)
{
    if (!m_failure)
        m_failure = failure;
    if (isLoading())
        return;
    if (m_failure) {
        Q_EMIT failed(*m_failure);
        return;
    }
    if (fetch({newest(), live()}))
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

std::optional<QJsonArray> RouteRecord::elements(const RouteVersionId &id) const
{
    const RouteVersion *found = version(id);
    if (const auto listed = found ? found->graph() : std::nullopt)
        return listed;
    return m_route.deployment && m_route.deployment->versionId == id ? m_route.graph()
                                                                     : std::nullopt;
}

RouteText<RouteGraph> RouteRecord::graph(const RouteVersionId &id) const
{
    const std::optional<QJsonArray> known = elements(id);
    if (!known)
        return tl::make_unexpected(
            RouteTextError{tr("The service does not tell the elements of this version.")});
    return routeGraphFromJson(*known);
}

bool RouteRecord::fetch(const QList<RouteVersionId> &ids)
{
    for (const RouteVersionId &id : ids) {
        if (!version(id) || elements(id) || m_fetched.contains(id.value))
            continue;
        m_fetched.insert(id.value);
        ++m_fetching;
        m_service->version(m_at, id).then(
            this, [this, serial = m_serial](const Result<RouteVersion> &result) {
                if (serial != m_serial)
                    return;
                --m_fetching;
                if (result) // else it stays unknown, which is said where it is wanted
                    m_versions.take(*result);
                check();
            });
    }
    return m_fetching > 0;
}

} // namespace gatehouse
