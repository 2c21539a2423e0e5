// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/routemodels.h"
#include "models/route/routecodec.h"

#include <QSet>

namespace gatehouse {

// One route with all its versions and deployments.
class RouteRecord : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RouteRecord)

public:
    RouteRecord(RouteService *service, const RouteAddress &at, TimeDisplay *time,
                QObject *parent = nullptr);

    const RouteAddress &at() const { return m_at; }
    void load(Urgency urgency = Urgency::Visible);
    bool isLoading() const;
    bool isLoaded() const { return m_loaded; } // once

    const DynamicRoute &route() const { return m_route; }
    RouteVersionModel *versions() { return &m_versions; }
    const RouteVersionModel *versions() const { return &m_versions; }
    RouteDeploymentModel *deployments() { return &m_deployments; }

    const RouteVersion *version(const RouteVersionId &id) const; // nullptr: not there
    int number(const RouteVersionId &id) const { return m_versions.number(id); } // 0: not there
    RouteVersionId newest() const { return m_versions.newest(); }
    RouteVersionId live() const; // what callers get; empty: not known
    // What the list tells; of the live version, else, what the route itself does.
    RouteText<RouteGraph> graph(const RouteVersionId &id) const;
    // Reads those of them alone of which that is nothing, once each; loaded() comes again then.
    // False: there is nothing to be read.
    bool fetch(const QList<RouteVersionId> &ids);

Q_SIGNALS:
    void loaded(); // all of it, also when it, or a part of it, was read again
    void failed(const gatehouse::ApiError &error); // a part of it, once the others are over

private:
    void check(const std::optional<ApiError> &failure = {});
    std::optional<QJsonArray> elements(const RouteVersionId &id) const;

    RouteService *m_service;
    RouteAddress m_at;
    DynamicRoute m_route;
    RouteVersionModel m_versions;
    RouteDeploymentModel m_deployments;
    Call<DynamicRoute> m_call;
    QSet<QString> m_fetched; // versions that were asked for alone
    int m_fetching = 0; // of them
    std::optional<ApiError> m_failure; // the first of what is loaded
    quint64 m_serial = 0;
    bool m_loaded = false;
};

} // namespace gatehouse
