// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/datasetservice.h"

#include "models/services/lostanswer.h"
#include "models/services/paging.h"

namespace gatehouse {

static QStringList pathOf(const GatewayId &gateway)
{
    return {QStringLiteral("gateways"), gateway.value, QStringLiteral("datasets")};
}

DatasetService::DatasetService(ApiClient *client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
}

Call<QList<Dataset>> DatasetService::list(const GatewayId &gateway, const NamedQuery &query,
                                          Urgency urgency)
{
    ApiRequest request = ApiRequest::get(pathOf(gateway), query.items(QStringLiteral("enable")));
    request.urgency = urgency;
    return fetchAllPages<Dataset>(m_client, request, 100);
}

Call<Dataset> DatasetService::get(const GatewayId &gateway, const DatasetId &id, Urgency urgency)
{
    ApiRequest request = ApiRequest::get(pathOf(gateway) << id.value);
    request.urgency = urgency;
    return m_client->call<Dataset>(request, readResult<Dataset>);
}

Call<Dataset> DatasetService::create(const GatewayId &gateway, const Dataset &dataset)
{
    ApiRequest request = ApiRequest::post(pathOf(gateway), datasetBody(dataset));
    request.urgency = Urgency::Awaited;
    const LostAnswer words{tr("create dataset %1").arg(dataset.name),
                           tr("The dataset is there: it was created."),
                           tr("The dataset is not there: it was not created.")};
    const auto created =
        lookedUp(m_client->call<Dataset>(request, readResult<Dataset>), this, m_client, words,
                 [this, gateway, dataset] { return findCreated(gateway, dataset); });
    return withEffect(created, this,
                      [this, gateway](const Dataset &value) { Q_EMIT saved(gateway, value); });
}

// Nothing but its name and what it holds tells it from the others.
Call<std::optional<Dataset>> DatasetService::findCreated(const GatewayId &gateway,
                                                         const Dataset &dataset)
{
    CallSource<std::optional<Dataset>> source;
    list(gateway, {}, Urgency::Awaited)
        .then(this, [source, dataset](const Result<QList<Dataset>> &all) {
            source.finish(all.map([&](const QList<Dataset> &datasets) {
                const auto it =
                    std::find_if(datasets.begin(), datasets.end(), [&](const Dataset &one) {
                        return one.name == dataset.name && one.filters == dataset.filters
                            && one.enable == dataset.enable;
                    });
                return it == datasets.end() ? std::optional<Dataset>() : *it;
            }));
        });
    return source.call();
}

Call<Dataset> DatasetService::update(const GatewayId &gateway, const Dataset &dataset)
{
    ApiRequest request = ApiRequest::put(pathOf(gateway) << dataset.id.value, datasetBody(dataset));
    request.urgency = Urgency::Awaited;
    return withEffect(m_client->call<Dataset>(request, readResult<Dataset>), this,
                      [this, gateway](const Dataset &value) { Q_EMIT saved(gateway, value); });
}

Call<Dataset> DatasetService::remove(const GatewayId &gateway, const DatasetId &id)
{
    Dataset gone;
    gone.id = id;
    // It is gone, whatever the service then says about it.
    const auto decode = [gone](const ApiResponse &response) {
        return readEnvelope(response).map(
            [&](const QJsonObject &) { return readResult<Dataset>(response).value_or(gone); });
    };
    ApiRequest request = ApiRequest::remove(pathOf(gateway) << id.value);
    request.urgency = Urgency::Awaited;
    request.idempotent = false; // sent again after a lost answer, it would say “not found”
    const LostAnswer words{tr("delete dataset %1").arg(id.value),
                           tr("The dataset is not there any more: it was deleted."),
                           tr("The dataset is still there: it was not deleted.")};
    const auto removal = lookedUp(
        m_client->call<Dataset>(request, decode), this, m_client, words, [this, gateway, gone] {
            return ifGone(get(gateway, gone.id, Urgency::Awaited), this, gone);
        });
    return withEffect(removal, this,
                      [this, gateway, id](const Dataset &) { Q_EMIT removed(gateway, id); });
}

} // namespace gatehouse
