// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/customdomainservice.h"

#include "models/services/lostanswer.h"
#include "models/services/paging.h"

namespace gatehouse {

CustomDomainService::CustomDomainService(ApiClient *client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
}

static QStringList domainsPath(const GatewayId &gateway)
{
    return {QStringLiteral("gateways"), gateway.value, QStringLiteral("custom-domains")};
}

Call<QList<CustomDomain>> CustomDomainService::list(const GatewayId &gateway, Urgency urgency)
{
    ApiRequest request = ApiRequest::get(domainsPath(gateway));
    request.urgency = urgency;
    return fetchAllPages<CustomDomain>(m_client, request, 100);
}

Call<CustomDomain> CustomDomainService::get(const GatewayId &gateway, const Hostname &hostname,
                                            Urgency urgency)
{
    ApiRequest request = ApiRequest::get(domainsPath(gateway) << hostname.value);
    request.urgency = urgency;
    return m_client->call<CustomDomain>(request, readResult<CustomDomain>);
}

Call<CustomDomain> CustomDomainService::create(const GatewayId &gateway,
                                               const NewCustomDomain &domain)
{
    ApiRequest request = ApiRequest::post(domainsPath(gateway), toJson(domain).toObject());
    request.urgency = Urgency::Awaited;
    const Hostname hostname{domain.domain.toLower()};
    const LostAnswer words{tr("add custom domain %1").arg(domain.domain),
                           tr("The domain is there: it was added."),
                           tr("The domain is not there: it was not added.")};
    const auto created = lookedUp(
        m_client->call<CustomDomain>(request, readResult<CustomDomain>), this, m_client, words,
        [this, gateway, hostname] { return ifThere(get(gateway, hostname), this); });
    return withEffect(created, this,
                      [this, gateway](const CustomDomain &value) { Q_EMIT saved(gateway, value); });
}

Call<CustomDomain> CustomDomainService::remove(const GatewayId &gateway, const Hostname &hostname)
{
    CustomDomain gone;
    gone.id = hostname;
    gone.gateway = gateway;
    // It is gone, whatever the service then says about it.
    const auto decode = [gone](const ApiResponse &response) {
        return readEnvelope(response).map(
            [&](const QJsonObject &) { return readResult<CustomDomain>(response).value_or(gone); });
    };
    ApiRequest request = ApiRequest::remove(domainsPath(gateway) << hostname.value);
    request.urgency = Urgency::Awaited;
    request.idempotent = false; // sent again after a lost answer, it would say “not found”
    const LostAnswer words{tr("remove custom domain %1").arg(hostname.value),
                           tr("The domain is not there any more: it was removed."),
                           tr("The domain is still there: it was not removed.")};
    const auto removal =
        lookedUp(m_client->call<CustomDomain>(request, decode), this, m_client, words,
                 [this, gone] { return ifGone(get(gone.gateway, gone.id), this, gone); });
    return withEffect(removal, this, [this, gateway, hostname](const CustomDomain &) {
        Q_EMIT removed(gateway, hostname);
    });
}

} // namespace gatehouse
