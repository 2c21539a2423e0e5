// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/gatewayservice.h"

#include "models/services/paging.h"

namespace gatehouse {

static QStringList pathOf(const GatewayId &id)
{
    return {QStringLiteral("gateways"), id.value};
}

GatewayService::GatewayService(ApiClient *client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
}

Call<QList<Gateway>> GatewayService::list()
{
    return fetchAllPages<Gateway>(m_client, ApiRequest::get({QStringLiteral("gateways")}), 100);
}

Call<Gateway> GatewayService::get(const GatewayId &id)
{
    return m_client->call<Gateway>(ApiRequest::get(pathOf(id)), readResult<Gateway>);
}

Call<Gateway> GatewayService::create(const Gateway &gateway)
{
    const auto request = ApiRequest::post({QStringLiteral("gateways")}, gatewayCreateBody(gateway));
    return withEffect(m_client->call<Gateway>(request, readResult<Gateway>), this,
                      [this](const Gateway &created) { Q_EMIT saved(created); });
}

Call<Gateway> GatewayService::update(const Gateway &gateway)
{
    const auto request = ApiRequest::put(pathOf(gateway.id), gatewayUpdateBody(gateway));
    return withEffect(m_client->call<Gateway>(request, readResult<Gateway>), this,
                      [this](const Gateway &updated) { Q_EMIT saved(updated); });
}

Call<Gateway> GatewayService::remove(const GatewayId &id)
{
    // It is gone, whatever the service then says about it.
    const auto decode = [id](const ApiResponse &response) {
        return readEnvelope(response).map([&](const QJsonObject &) {
            Gateway gone;
            gone.id = id;
            return readResult<Gateway>(response).value_or(gone);
        });
    };
    ApiRequest request = ApiRequest::remove(pathOf(id));
    request.idempotent = false; // sent again after a lost answer, it would say “not found”
    return withEffect(m_client->call<Gateway>(request, decode), this,
                      [this, id](const Gateway &) { Q_EMIT removed(id); });
}

} // namespace gatehouse
