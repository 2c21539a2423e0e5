// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/gatewayservice.h"

#include "models/domain/threeway.h"
#include "models/services/lostanswer.h"
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

Call<Gateway> GatewayService::get(const GatewayId &id, Urgency urgency)
{
    ApiRequest request = ApiRequest::get(pathOf(id));
    request.urgency = urgency;
    return m_client->call<Gateway>(request, readResult<Gateway>);
}

Call<Gateway> GatewayService::create(const Gateway &gateway)
{
    const QJsonObject body = gatewayCreateBody(gateway);
    ApiRequest request = ApiRequest::post({QStringLiteral("gateways")}, body);
    request.urgency = Urgency::Awaited;
    const LostAnswer words{tr("create gateway %1").arg(gateway.id.value),
                           tr("The gateway is there: it was created."),
                           tr("The gateway is not there: it was not created.")};
    const auto created =
        lookedUp(m_client->call<Gateway>(request, readResult<Gateway>), this, m_client, words,
                 [this, gateway, body] { return findCreated(gateway.id, body); });
    return withEffect(created, this, [this](const Gateway &value) { Q_EMIT saved(value); });
}

// One that was there before, with other settings, is not the one that was to be created.
Call<std::optional<Gateway>> GatewayService::findCreated(const GatewayId &id,
                                                         const QJsonObject &body)
{
    CallSource<std::optional<Gateway>> source;
    ifThere(get(id, Urgency::Awaited), this)
        .then(this, [source, body](const Result<std::optional<Gateway>> &found) {
            if (found && *found) {
                const QJsonObject there = toJson(**found).toObject();
                if (editsBetween(there, overlaid(there, body)).isEmpty())
                    return source.finish(found);
                ApiError other;
                other.kind = ApiError::Kind::Conflict;
                other.message = tr("a gateway of that id is there, with other settings");
                return source.finish(tl::make_unexpected(other));
            }
            source.finish(found);
        });
    return source.call();
}

Call<Gateway> GatewayService::update(const Gateway &gateway)
{
    ApiRequest request = ApiRequest::put(pathOf(gateway.id), gatewayUpdateBody(gateway));
    request.urgency = Urgency::Awaited;
    return withEffect(m_client->call<Gateway>(request, readResult<Gateway>), this,
                      [this](const Gateway &updated) { Q_EMIT saved(updated); });
}

Call<Gateway> GatewayService::remove(const GatewayId &id)
{
    Gateway gone;
    gone.id = id;
    // It is gone, whatever the service then says about it.
    const auto decode = [gone](const ApiResponse &response) {
        return readEnvelope(response).map(
            [&](const QJsonObject &) { return readResult<Gateway>(response).value_or(gone); });
    };
    ApiRequest request = ApiRequest::remove(pathOf(id));
    request.urgency = Urgency::Awaited;
    request.idempotent = false; // sent again after a lost answer, it would say “not found”
    const LostAnswer words{tr("delete gateway %1").arg(id.value),
                           tr("The gateway is not there any more: it was deleted."),
                           tr("The gateway is still there: it was not deleted.")};
    const auto removal =
        lookedUp(m_client->call<Gateway>(request, decode), this, m_client, words,
                 [this, gone] { return ifGone(get(gone.id, Urgency::Awaited), this, gone); });
    return withEffect(removal, this, [this, id](const Gateway &) { Q_EMIT removed(id); });
}

} // namespace gatehouse
