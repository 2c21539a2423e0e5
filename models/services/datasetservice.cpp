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

Call<QList<Dataset>> DatasetService::list(const GatewayId &gateway)
{
    return fetchAllPages<Dataset>(m_client, ApiRequest::get(pathOf(gateway)), 100);
}

Call<Dataset> DatasetService::create(const GatewayId &gateway, const QString &name,
                                     const QList<LogFilter> &filters)
{
    ApiRequest request = ApiRequest::post(pathOf(gateway),
                                          {{QStringLiteral("name"), name},
                                           {QStringLiteral("enable"), true},
                                           {QStringLiteral("filters"), toJson(filters)}});
    request.urgency = Urgency::Awaited;
    const LostAnswer words{tr("create dataset %1").arg(name),
                           tr("The dataset is there: it was created."),
                           tr("The dataset is not there: it was not created.")};
    const auto lookup = [=, this] {
        CallSource<std::optional<Dataset>> source;
        list(gateway).then(this, [=](const Result<QList<Dataset>> &all) {
            source.finish(all.map([&](const QList<Dataset> &datasets) {
                const auto it =
                    std::find_if(datasets.begin(), datasets.end(), [&](const Dataset &dataset) {
                        return dataset.name == name && dataset.filters == filters;
                    });
                return it == datasets.end() ? std::optional<Dataset>() : *it;
            }));
        });
        return source.call();
    };
    const auto created = lookedUp(m_client->call<Dataset>(request, readResult<Dataset>), this,
                                  m_client, words, lookup);
    return withEffect(created, this,
                      [=, this](const Dataset &dataset) { Q_EMIT saved(gateway, dataset); });
}

} // namespace gatehouse
