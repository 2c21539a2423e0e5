// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/providerconfigservice.h"

#include "models/services/lostanswer.h"
#include "models/services/paging.h"

#include <algorithm>

namespace gatehouse {

ProviderConfigService::ProviderConfigService(ApiClient *client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
}

static QStringList configsPath(const GatewayId &gateway)
{
    return {QStringLiteral("gateways"), gateway.value, QStringLiteral("provider_configs")};
}

Call<QList<ProviderConfig>> ProviderConfigService::list(const GatewayId &gateway, Urgency urgency)
{
    ApiRequest request = ApiRequest::get(configsPath(gateway));
    request.urgency = urgency;
    return fetchAllPages<ProviderConfig>(m_client, request, 100);
}

Call<std::optional<ProviderConfig>>
ProviderConfigService::find(const GatewayId &gateway,
                            const std::function<bool(const ProviderConfig &)> &matches)
{
    CallSource<std::optional<ProviderConfig>> source;
    list(gateway, Urgency::Awaited)
        .then(this, [source, matches](const Result<QList<ProviderConfig>> &all) {
            source.finish(all.map([&](const QList<ProviderConfig> &configs) {
                const auto it = std::find_if(configs.begin(), configs.end(), matches);
                return it == configs.end() ? std::optional<ProviderConfig>() : *it;
            }));
        });
    return source.call();
}

Call<ProviderConfig> ProviderConfigService::create(const GatewayId &gateway,
                                                   const NewProviderConfig &config)
{
    ApiRequest request = ApiRequest::post(configsPath(gateway), toJson(config).toObject());
    request.urgency = Urgency::Awaited;
    const LostAnswer words{tr("add the key %1").arg(config.alias),
                           tr("The key is there: it was added."),
                           tr("The key is not there: it was not added.")};
    // Without the secret: this is kept until the answer has come.
    const auto lookup = [this, gateway, slug = config.providerSlug, alias = config.alias] {
        return find(gateway, [slug, alias](const ProviderConfig &other) {
            return other.providerSlug == slug && other.alias == alias;
        });
    };
    const auto created =
        lookedUp(m_client->call<ProviderConfig>(request, readResult<ProviderConfig>), this,
                 m_client, words, lookup);
    return withEffect(created, this, [this](const ProviderConfig &value) { Q_EMIT saved(value); });
}

Call<ProviderConfig> ProviderConfigService::replaceSecret(const ProviderConfig &config,
                                                          const QString &secret)
{
    ApiRequest request = ApiRequest::put(configsPath(config.gateway) << config.id.value,
                                         {{QStringLiteral("secret"), secret}});
    request.urgency = Urgency::Awaited;
    return withEffect(m_client->call<ProviderConfig>(request, readResult<ProviderConfig>), this,
                      [this](const ProviderConfig &value) { Q_EMIT saved(value); });
}

Call<ProviderConfig> ProviderConfigService::remove(const ProviderConfig &config)
{
    // It is gone, whatever the service then says about it.
    const auto decode = [config](const ApiResponse &response) {
        return readEnvelope(response).map([&](const QJsonObject &) { return config; });
    };
    ApiRequest request = ApiRequest::remove(configsPath(config.gateway) << config.id.value);
    request.urgency = Urgency::Awaited;
    request.idempotent = false; // sent again after a lost answer, it would say “not found”
    const LostAnswer words{tr("delete the key %1").arg(config.alias),
                           tr("The key is not there any more: it was deleted."),
                           tr("The key is still there: it was not deleted.")};
    const auto lookup = [this, config] {
        CallSource<std::optional<ProviderConfig>> source;
        find(config.gateway, [config](const ProviderConfig &other) {
            return other.id == config.id;
        }).then(this, [source, config](const Result<std::optional<ProviderConfig>> &found) {
            source.finish(found.map([&config](const std::optional<ProviderConfig> &there) {
                return there ? std::nullopt : std::optional(config);
            }));
        });
        return source.call();
    };
    const auto removal =
        lookedUp(m_client->call<ProviderConfig>(request, decode), this, m_client, words, lookup);
    return withEffect(removal, this,
                      [this](const ProviderConfig &value) { Q_EMIT removed(value); });
}

Call<ProviderConfig> ProviderConfigService::makeDefault(const ProviderConfig &config)
{
    CallSource<ProviderConfig> source;
    remove(config).then(this, [this, source](const Result<ProviderConfig> &gone) {
        if (!gone)
            return source.finish(tl::make_unexpected(gone.error()));
        create(gone->gateway, recreated(*gone, true))
            .then(this, [source](Result<ProviderConfig> made) {
                if (!made)
                    made.error().message =
                        tr("the entry was taken out to be made the default, and could not be "
                           "added again: %1")
                            .arg(made.error().message);
                source.finish(std::move(made));
            });
    });
    return source.call();
}

} // namespace gatehouse
