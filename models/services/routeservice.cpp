// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/routeservice.h"

#include "models/services/appended.h"
#include "models/services/lostanswer.h"
#include "models/services/paging.h"

#include <algorithm>

namespace gatehouse {

constexpr int rowsPerPage = 100;

static QStringList routesPath(const GatewayId &gateway)
{
    return {QStringLiteral("gateways"), gateway.value, QStringLiteral("routes")};
}

static QStringList pathOf(const RouteAddress &at)
{
    return routesPath(at.gateway) << at.route.value;
}

static QStringList versionsPath(const RouteAddress &at)
{
    return pathOf(at) << QStringLiteral("versions");
}

static QStringList deploymentsPath(const RouteAddress &at)
{
    return pathOf(at) << QStringLiteral("deployments");
}

// {"data": {name: [T]}, …}
template <class T> static detail::ReadPage<T> readList(const char *name)
{
    return [name](const ApiResponse &response) {
        return readEnvelope(response).and_then([name](const QJsonObject &envelope) {
            const QString data = QStringLiteral("data");
            const QString key = QLatin1String(name);
            return fromJson<QList<T>>(envelope.value(data).toObject().value(key), {data, key});
        });
    };
}

static ApiRequest reading(const QStringList &path, Urgency urgency)
{
    ApiRequest request = ApiRequest::get(path);
    request.urgency = urgency;
    return request;
}

static ApiRequest writing(ApiRequest request)
{
    request.urgency = Urgency::Awaited;
    return request;
}

RouteService::RouteService(ApiClient *client, QObject *parent) : QObject(parent), m_client(client)
{
}

Call<QList<DynamicRoute>> RouteService::list(const GatewayId &gateway, Urgency urgency)
{
    return fetchAllPages<DynamicRoute>(m_client, reading(routesPath(gateway), urgency), rowsPerPage,
                                       readList<DynamicRoute>("routes"));
}

Call<DynamicRoute> RouteService::get(const RouteAddress &at, Urgency urgency)
{
    return m_client->call<DynamicRoute>(reading(pathOf(at), urgency), readResult<DynamicRoute>);
}

Call<DynamicRoute> RouteService::create(const GatewayId &gateway, const QString &name,
                                        const QJsonArray &elements)
{
    const ApiRequest request = writing(
        ApiRequest::post(routesPath(gateway),
                         {{QStringLiteral("name"), name}, {QStringLiteral("elements"), elements}}));
    const LostAnswer words{tr("create route %1").arg(name),
                           tr("The route is there: it was created."),
                           tr("The route is not there: it was not created.")};
    const auto created =
        lookedUp(m_client->call<DynamicRoute>(request, readResult<DynamicRoute>), this, m_client,
                 words, [=, this] { return findCreated(gateway, name, elements); });
    return withEffect(created, this,
                      [=, this](const DynamicRoute &route) { Q_EMIT saved(gateway, route); });
}

// Names are unique. One that was there before, with another graph, is not the one to be created.
Call<std::optional<DynamicRoute>>
RouteService::findCreated(const GatewayId &gateway, const QString &name, const QJsonArray &elements)
{
    CallSource<std::optional<DynamicRoute>> source;
    list(gateway, Urgency::Awaited).then(this, [=, this](const Result<QList<DynamicRoute>> &all) {
        if (!all)
            return source.finish(tl::make_unexpected(all.error()));
        const auto it = std::find_if(all->begin(), all->end(),
                                     [&](const DynamicRoute &route) { return route.name == name; });
        if (it == all->end())
            return source.finish(std::optional<DynamicRoute>());
        get({gateway, it->id}, Urgency::Awaited).then(this, [=](const Result<DynamicRoute> &route) {
            if (!route)
                return source.finish(tl::make_unexpected(route.error()));
            if (isSameRoute(elements, route->graph().value_or(QJsonArray())))
                return source.finish(std::optional(*route));
            ApiError other;
            other.kind = ApiError::Kind::Conflict;
            other.message = tr("a route of that name is there, with another graph");
            source.finish(tl::make_unexpected(other));
        });
    });
    return source.call();
}

Call<DynamicRoute> RouteService::writeName(const RouteAddress &at, const QString &name)
{
    const ApiRequest request =
        writing(ApiRequest::patch(pathOf(at), {{QStringLiteral("name"), name}}));
    const auto decode = [](const ApiResponse &response) { // {"route": …}
        return readEnvelope(response).and_then([](const QJsonObject &envelope) {
            const QString key = QStringLiteral("route");
            return fromJson<DynamicRoute>(envelope.value(key), {key});
        });
    };
    const LostAnswer words{tr("rename route to %1").arg(name), tr("It has the new name."),
                           tr("It has the old name.")};
    const auto renamed =
        lookedUp(m_client->call<DynamicRoute>(request, decode), this, m_client, words, [=, this] {
            CallSource<std::optional<DynamicRoute>> source;
            get(at, Urgency::Awaited).then(this, [=](const Result<DynamicRoute> &route) {
                source.finish(route.map([&](const auto &value) {
                    return value.name == name ? std::optional(value) : std::nullopt;
                }));
            });
            return source.call();
        });
    return withEffect(renamed, this,
                      [=, this](const DynamicRoute &route) { Q_EMIT saved(at.gateway, route); });
}

Call<SaveOutcome<DynamicRoute>> RouteService::rename(const GatewayId &gateway,
                                                     const DynamicRoute &base, const QString &name)
{
    const RouteAddress at{gateway, base.id};
    DynamicRoute mine = base;
    mine.name = name;
    const SaveSteps<DynamicRoute> steps{
        .read = [=, this] { return get(at, Urgency::Awaited); },
        .write = [=, this](const DynamicRoute &route) { return writeName(at, route.name); },
        .others = OthersChanges::Keep}; // a PATCH changes nothing but the name
    return saveGuarded(this, steps, base, mine);
}

Call<DynamicRoute> RouteService::remove(const RouteAddress &at)
{
    DynamicRoute gone;
    gone.id = at.route;
    // It is gone, whatever the service then says about it.
    const auto decode = [gone](const ApiResponse &response) {
        return readEnvelope(response).map(
            [&](const QJsonObject &) { return readResult<DynamicRoute>(response).value_or(gone); });
    };
    ApiRequest request = writing(ApiRequest::remove(pathOf(at)));
    request.idempotent = false; // sent again after a lost answer, it would say “not found”
    const LostAnswer words{tr("delete route %1").arg(at.route.value),
                           tr("The route is not there any more: it was deleted."),
                           tr("The route is still there: it was not deleted.")};
    const auto removal =
        lookedUp(m_client->call<DynamicRoute>(request, decode), this, m_client, words,
                 [=, this] { return ifGone(get(at, Urgency::Awaited), this, gone); });
    return withEffect(removal, this, [=, this](const DynamicRoute &) { Q_EMIT removed(at); });
}

// The newest first, in whatever order they came.
template <class T> static void sortNewestFirst(QList<T> &items)
{
    std::stable_sort(items.begin(), items.end(),
                     [](const T &a, const T &b) { return a.createdAt.value > b.createdAt.value; });
}

template <class T> static Call<QList<T>> newestFirst(const Call<QList<T>> &call, QObject *context)
{
    CallSource<QList<T>> source;
    source.onCancel([call] { call.cancel(); });
    source.onHasten([call] { call.hasten(); });
    call.then(context, [source](Result<QList<T>> result) {
        if (result)
            sortNewestFirst(*result);
        source.finish(std::move(result));
    });
    return source.call();
}

Call<QList<RouteVersion>> RouteService::versions(const RouteAddress &at, Urgency urgency)
{
    return newestFirst(fetchAllPages<RouteVersion>(m_client, reading(versionsPath(at), urgency),
                                                   rowsPerPage, readList<RouteVersion>("versions")),
                       this);
}

Call<RouteVersion> RouteService::version(const RouteAddress &at, const RouteVersionId &version,
                                         Urgency urgency)
{
    return m_client->call<RouteVersion>(reading(versionsPath(at) << version.value, urgency),
                                        readResult<RouteVersion>);
}

Call<QList<RouteDeployment>> RouteService::deployments(const RouteAddress &at, Urgency urgency)
{
    return newestFirst(
        fetchAllPages<RouteDeployment>(m_client, reading(deploymentsPath(at), urgency), rowsPerPage,
                                       readList<RouteDeployment>("deployments")),
        this);
}

Call<SaveOutcome<RouteVersion>> RouteService::saveVersion(const RouteAddress &at,
                                                          const QJsonArray &elements,
                                                          const RouteVersionId &newestSeen)
{
    const AppendSteps<RouteVersion> steps{
        .list = [=, this] { return versions(at, Urgency::Awaited); },
        .post =
            writing(ApiRequest::post(versionsPath(at), {{QStringLiteral("elements"), elements}})),
        .isWanted =
            [elements](const RouteVersion &version) {
                return isSameRoute(elements, version.graph().value_or(QJsonArray()));
            },
        .words = {tr("save a version"), tr("The version is there: it was saved."),
                  tr("The version is not there: it was not saved.")},
        .newestSeen = newestSeen.value,
        .done = [=, this](const RouteVersion &saved) { Q_EMIT versionSaved(at, saved); }};
    return appended(this, m_client, steps);
}

Call<SaveOutcome<RouteDeployment>> RouteService::deploy(const RouteAddress &at,
                                                        const RouteVersionId &version,
                                                        const RouteDeploymentId &newestSeen)
{
    const AppendSteps<RouteDeployment> steps{
        .list = [=, this] { return deployments(at, Urgency::Awaited); },
        .post = writing(
            ApiRequest::post(deploymentsPath(at), {{QStringLiteral("version_id"), version.value}})),
        .isWanted = [version](const RouteDeployment &item) { return item.versionId == version; },
        .words = {tr("deploy"), tr("The version is live: it was deployed."),
                  tr("The version is not live: it was not deployed.")},
        .newestSeen = newestSeen.value,
        .done = [=, this](const RouteDeployment &live) { Q_EMIT deployed(at, live); }};
    return appended(this, m_client, steps);
}

} // namespace gatehouse
