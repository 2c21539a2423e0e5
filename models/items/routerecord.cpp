// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/routerecord.h"

#include <algorithm>

namespace gatehouse {

RouteRecord::RouteRecord(RouteService *service, const RouteAddress &at, QObject *parent)
    : QObject(parent)
    , m_service(service)
    , m_at(at)
{
}

template <class T> void RouteRecord::take(const Call<T> &call, T *place)
{
    call.then(this, [this, place, serial = m_serial](Result<T> result) {
        if (serial != m_serial)
            return; // of an older question, or one that has failed
        if (!result) {
            ++m_serial;
            m_waiting = 0;
            Q_EMIT failed(result.error());
            return;
        }
        *place = std::move(*result);
        if (--m_waiting > 0)
            return;
        m_route = m_reading.route;
        m_versions = m_reading.versions;
        m_deployments = m_reading.deployments;
        m_loaded = true;
        Q_EMIT loaded();
    });
}

void RouteRecord::load(Urgency urgency)
{
    ++m_serial;
    m_waiting = 3;
    take(m_service->get(m_at, urgency), &m_reading.route);
    take(m_service->versions(m_at, urgency), &m_reading.versions);
    take(m_service->deployments(m_at, urgency), &m_reading.deployments);
}

const RouteVersion *RouteRecord::version(const RouteVersionId &id) const
{
    const auto it = std::find_if(m_versions.begin(), m_versions.end(),
                                 [&id](const RouteVersion &version) { return version.id == id; });
    return it == m_versions.end() ? nullptr : &*it;
}

int RouteRecord::number(const RouteVersionId &id) const
{
    const RouteVersion *found = version(id);
    return found ? int(m_versions.constData() + m_versions.size() - found) : 0;
}

RouteVersionId RouteRecord::newest() const
{
    return m_versions.isEmpty() ? RouteVersionId() : m_versions.constFirst().id;
}

RouteVersionId RouteRecord::live() const
{
    if (!m_deployments.isEmpty())
        return m_deployments.constFirst().versionId;
    const auto it = std::find_if(m_versions.begin(), m_versions.end(),
                                 [](const RouteVersion &version) { return version.active.value; });
    return it == m_versions.end() ? RouteVersionId() : it->id;
}

RouteDeploymentId RouteRecord::newestDeployment() const
{
    return m_deployments.isEmpty() ? RouteDeploymentId() : m_deployments.constFirst().id;
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
