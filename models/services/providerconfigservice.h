// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/providerconfig.h"
#include "models/services/apiclient.h"

namespace gatehouse {

// GET/POST /gateways/{g}/provider_configs, PUT/DELETE …/provider_configs/{id}. There is no GET of
// one: when an answer to a write is lost, the list tells. PUT takes a new secret and nothing else.
class ProviderConfigService : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProviderConfigService)

public:
    explicit ProviderConfigService(ApiClient *client, QObject *parent = nullptr);

    Call<QList<ProviderConfig>> list(const GatewayId &gateway, Urgency urgency = Urgency::Visible);
    Call<ProviderConfig> create(const GatewayId &gateway, const NewProviderConfig &config);
    Call<ProviderConfig> replaceSecret(const ProviderConfig &config, const QString &secret);
    Call<ProviderConfig> remove(const ProviderConfig &config);
    // The service has no way to change which one is the default: the entry is deleted and made anew
    // with the key that is stored for it. Meanwhile calls that name no alias go to the present
    // default; those that name this one are refused. When only the deletion succeeds, the error
    // says so, and the entry has to be created again.
    Call<ProviderConfig> makeDefault(const ProviderConfig &config);

Q_SIGNALS:
    // Done by this program, so that every view of them can follow.
    void saved(const gatehouse::ProviderConfig &config);
    void removed(const gatehouse::ProviderConfig &config);

private:
    Call<std::optional<ProviderConfig>>
    find(const GatewayId &gateway, const std::function<bool(const ProviderConfig &)> &matches);

    ApiClient *m_client;
};

} // namespace gatehouse
