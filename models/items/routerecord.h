// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/route/routecodec.h"
#include "models/services/routeservice.h"

namespace gatehouse {

// One route with all its versions and deployments, read together so that they fit.
class RouteRecord : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RouteRecord)

public:
    RouteRecord(RouteService *service, const RouteAddress &at, QObject *parent = nullptr);

    const RouteAddress &at() const { return m_at; }
    void load(Urgency urgency = Urgency::Visible);
    bool isLoading() const { return m_waiting > 0; }
    bool isLoaded() const { return m_loaded; }

    const DynamicRoute &route() const { return m_route; }
    const QList<RouteVersion> &versions() const { return m_versions; } // the newest first
    const QList<RouteDeployment> &deployments() const { return m_deployments; } // likewise

    const RouteVersion *version(const RouteVersionId &id) const; // nullptr: not there
    int number(const RouteVersionId &id) const; // from 1, the oldest; 0: not there
    RouteVersionId newest() const; // empty: there is none
    RouteVersionId live() const; // what callers get; empty: not known
    RouteDeploymentId newestDeployment() const;
    RouteText<RouteGraph> graph(const RouteVersionId &id) const;

Q_SIGNALS:
    void loaded();
    void failed(const gatehouse::ApiError &error);

private:
    template <class T> void take(const Call<T> &call, T *place);

    RouteService *m_service;
    RouteAddress m_at;
    DynamicRoute m_route;
    QList<RouteVersion> m_versions;
    QList<RouteDeployment> m_deployments;
    struct Reading
    {
        DynamicRoute route;
        QList<RouteVersion> versions;
        QList<RouteDeployment> deployments;
    } m_reading;
    quint64 m_serial = 0;
    int m_waiting = 0; // for answers
    bool m_loaded = false;
};

} // namespace gatehouse
