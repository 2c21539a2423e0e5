// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/endpointservice.h"

#include "models/domain/customprovider.h"
#include "models/services/envelope.h"
#include "models/services/paging.h"

#include <QUrl>

namespace gatehouse {

EndpointService::EndpointService(ApiClient *client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
}

static Result<QString> readUrl(const ApiResponse &response)
{
    return readResult<QString>(response).and_then([](const QString &text) -> Result<QString> {
        const QUrl url(text, QUrl::StrictMode);
        if (url.isValid() && !url.host().isEmpty()
            && (url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("http")))
            return text;
        return tl::make_unexpected(ApiError::protocol(
            EndpointService::tr("“%1” is no address of an endpoint").arg(text.left(200)),
            {QStringLiteral("result")}));
    });
}

Call<QString> EndpointService::url(const GatewayId &gateway, const QString &provider)
{
    return m_client->call<QString>(ApiRequest::get({QStringLiteral("gateways"), gateway.value,
                                                    QStringLiteral("url"), provider}),
                                   readUrl);
}

namespace {

struct RouteName
{
    QString name;

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("name", self.name);
    }
};

struct CustomSlug
{
    QString slug;

    bool operator==(const CustomSlug &) const = default;

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("slug", self.slug);
    }
};

// {"data": {"routes": […]}}, and pages that have no total.
void fetchNames(ApiClient *client, const GatewayId &gateway, const QStringList &soFar, int page,
                const CallSource<QStringList> &source)
{
    constexpr int perPage = 100;
    const auto read = [](const ApiResponse &response) {
        return readEnvelope(response).and_then([](const QJsonObject &envelope) {
            const QStringList path{QStringLiteral("data"), QStringLiteral("routes")};
            return fromJson<QList<RouteName>>(envelope.value(path[0]).toObject().value(path[1]),
                                              path);
        });
    };
    const auto call = client->call<QList<RouteName>>(
        ApiRequest::get({QStringLiteral("gateways"), gateway.value, QStringLiteral("routes")},
                        {{QStringLiteral("page"), QString::number(page)},
                         {QStringLiteral("per_page"), QString::number(perPage)}}),
        read);
    source.onCancel([call] { call.cancel(); });
    call.then(client, [=](const Result<QList<RouteName>> &routes) {
        if (!source.call().isRunning())
            return;
        if (!routes)
            return source.finish(tl::make_unexpected(routes.error()));
        QStringList names = soFar;
        for (const RouteName &route : *routes)
            names.append(route.name);
        const qsizetype listed = names.size();
        names.removeDuplicates(); // they are unique; a service may repeat its pages for ever
        if (routes->size() == perPage && names.size() == listed)
            return fetchNames(client, gateway, names, page + 1, source);
        names.sort(Qt::CaseInsensitive);
        source.finish(names);
    });
}

} // namespace

Call<QStringList> EndpointService::routeNames(const GatewayId &gateway)
{
    CallSource<QStringList> source;
    fetchNames(m_client, gateway, {}, 1, source);
    return source.call();
}

Call<QStringList> EndpointService::customSlugs()
{
    constexpr int perPage = 100;
    ApiRequest request = ApiRequest::get({QStringLiteral("custom-providers")});
    request.urgency = Urgency::Background;
    CallSource<QStringList> source;
    const auto call = fetchAllPages<CustomSlug>(m_client, request, perPage);
    source.onCancel([call] { call.cancel(); });
    call.then(this, [source](const Result<QList<CustomSlug>> &providers) {
        source.finish(providers.map([](const QList<CustomSlug> &list) {
            QStringList slugs;
            for (const CustomSlug &custom : list)
                slugs.append(customAddress(custom.slug));
            slugs.sort(Qt::CaseInsensitive);
            return slugs;
        }));
    });
    return source.call();
}

} // namespace gatehouse
