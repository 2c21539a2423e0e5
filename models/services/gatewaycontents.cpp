// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/gatewaycontents.h"

#include "models/services/envelope.h"

namespace gatehouse {

static constexpr int pageSize = 100;

GatewayContents::GatewayContents(ApiClient *client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
}

static QString segmentOf(GatewayContents::Kind kind)
{
    switch (kind) {
    case GatewayContents::Kind::Logs:
        return QStringLiteral("logs");
    case GatewayContents::Kind::Routes:
        return QStringLiteral("routes");
    case GatewayContents::Kind::Datasets:
        return QStringLiteral("datasets");
    case GatewayContents::Kind::Evaluations:
        return QStringLiteral("evaluations");
    case GatewayContents::Kind::ProviderConfigs:
        return QStringLiteral("provider_configs");
    case GatewayContents::Kind::CustomDomains:
        return QStringLiteral("custom-domains");
    }
    return {};
}

// {"result": […], "result_info": {"total_count"}?} or {"data": {"routes": […]}}
static Result<GatewayContents::Count> readCount(const QJsonObject &envelope)
{
    const QJsonValue total = envelope.value(u"result_info")[u"total_count"];
    if (total.isDouble())
        return GatewayContents::Count{.number = total.toInteger(), .isTotal = true};
    QJsonValue list = envelope.value(u"result");
    const QJsonObject data = envelope.value(u"data").toObject();
    if (!list.isArray())
        list = data.value(u"routes");
    if (!list.isArray())
        return tl::make_unexpected(ApiError::protocol(ApiError::tr("there is no list in it")));
    const qint64 size = list.toArray().size();
    return GatewayContents::Count{.number = size, .isLeast = size >= pageSize};
}

Call<GatewayContents::Count> GatewayContents::count(const GatewayId &gateway, Kind kind)
{
    const int size = kind == Kind::Logs ? 1 : pageSize;
    ApiRequest request =
        ApiRequest::get({QStringLiteral("gateways"), gateway.value, segmentOf(kind)},
                        {{QStringLiteral("page"), QStringLiteral("1")},
                         {QStringLiteral("per_page"), QString::number(size)}});
    return m_client->call<Count>(request, [kind](const ApiResponse &response) {
        return readEnvelope(response).and_then(readCount).map([kind](Count count) {
            // Without a total, the one log of this page says nothing of the others.
            count.isLeast =
                count.isLeast || (kind == Kind::Logs && !count.isTotal && count.number > 0);
            return count;
        });
    });
}

} // namespace gatehouse
