// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/dynamicroute.h"
#include "models/services/apiclient.h"
#include "models/services/saveguard.h"

namespace gatehouse {

// Which route of which gateway.
struct RouteAddress
{
    GatewayId gateway;
    RouteId route;

    bool operator==(const RouteAddress &) const = default;
};

// GET/POST /gateways/{g}/routes, GET/PATCH/DELETE …/routes/{id}, GET/POST …/versions and
// …/deployments, GET …/versions/{version_id}. When the answer to a write is lost, the service is
// asked what became of it.
class RouteService : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RouteService)

public:
    explicit RouteService(ApiClient *client, QObject *parent = nullptr);

    Call<QList<DynamicRoute>> list(const GatewayId &gateway, Urgency urgency = Urgency::Visible);
    Call<DynamicRoute> get(const RouteAddress &at, Urgency urgency = Urgency::Visible);
    // Its first version is deployed at once. A name that is taken is ApiError::Kind::Conflict.
    Call<DynamicRoute> create(const GatewayId &gateway, const QString &name,
                              const QJsonArray &elements);
    // Conflicted: somebody else has renamed it.
    Call<SaveOutcome<DynamicRoute>> rename(const GatewayId &gateway, const DynamicRoute &base,
                                           const QString &name);
    Call<DynamicRoute> remove(const RouteAddress &at); // callers of it fail from then on

    // The newest first, with their graphs.
    Call<QList<RouteVersion>> versions(const RouteAddress &at, Urgency urgency = Urgency::Visible);
    Call<RouteVersion> version(const RouteAddress &at, const RouteVersionId &version,
                               Urgency urgency = Urgency::Visible);
    // A new version, which is not deployed. newestSeen is the newest version when the edits began;
    // when there is a newer one, nothing is written: Conflicted, with that version as the value.
    // An empty one means: save in any case. Gone: the route is not there any more. A saved value
    // without an id: it is saved, and only the list, which alone tells its id, could not be read.
    Call<SaveOutcome<RouteVersion>> saveVersion(const RouteAddress &at, const QJsonArray &elements,
                                                const RouteVersionId &newestSeen);

    // The newest first; the first is what callers get.
    Call<QList<RouteDeployment>> deployments(const RouteAddress &at,
                                             Urgency urgency = Urgency::Visible);
    // newestSeen is the newest deployment that the person was shown; when there is a newer one,
    // nothing is written: Conflicted, with that as the value. An empty one means: in any case.
    Call<SaveOutcome<RouteDeployment>> deploy(const RouteAddress &at, const RouteVersionId &version,
                                              const RouteDeploymentId &newestSeen);

Q_SIGNALS:
    // Done by this program, so that every view can follow.
    void saved(const gatehouse::GatewayId &gateway, const gatehouse::DynamicRoute &route);
    void removed(const gatehouse::RouteAddress &at);
    void versionSaved(const gatehouse::RouteAddress &at, const gatehouse::RouteVersion &version);
    void deployed(const gatehouse::RouteAddress &at, const gatehouse::RouteDeployment &deployment);

private:
    Call<std::optional<DynamicRoute>> findCreated(const GatewayId &gateway, const QString &name,
                                                  const QJsonArray &elements);
    Call<DynamicRoute> writeName(const RouteAddress &at, const QString &name);

    ApiClient *m_client;
};

} // namespace gatehouse
