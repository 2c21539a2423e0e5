// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/customdomain.h"
#include "models/services/apiclient.h"

namespace gatehouse {

// GET/POST /gateways/{g}/custom-domains, GET/DELETE …/custom-domains/{hostname}. When the answer to
// a creation or a removal is lost, the service is asked what became of it; one that is found then
// comes without its cnameTarget.
class CustomDomainService : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CustomDomainService)

public:
    explicit CustomDomainService(ApiClient *client, QObject *parent = nullptr);

    Call<QList<CustomDomain>> list(const GatewayId &gateway, Urgency urgency = Urgency::Visible);
    Call<CustomDomain> get(const GatewayId &gateway, const Hostname &hostname,
                           Urgency urgency = Urgency::Awaited);
    Call<CustomDomain> create(const GatewayId &gateway, const NewCustomDomain &domain);
    Call<CustomDomain> remove(const GatewayId &gateway, const Hostname &hostname);

Q_SIGNALS:
    // Done by this program, so that every view of them can follow.
    void saved(const gatehouse::GatewayId &gateway, const gatehouse::CustomDomain &domain);
    void removed(const gatehouse::GatewayId &gateway, const gatehouse::Hostname &hostname);

private:
    ApiClient *m_client;
};

} // namespace gatehouse
