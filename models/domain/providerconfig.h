// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/json.h"

namespace gatehouse {

using ProviderConfigId = Id<struct ProviderConfigTag>;

// A key of a provider that a gateway holds: …/gateways/{g}/provider_configs. The key itself is
// never answered.
struct ProviderConfig
{
    ProviderConfigId id;
    GatewayId gateway;
    QString providerSlug;
    QString alias; // unique among those of the provider
    bool isDefault = false;
    Field<double> rateLimit; // requests in each period
    Field<double> rateLimitPeriod; // s
    QString secretId;
    QString secretPreview;
    QDateTime modifiedAt;
    QJsonObject unknown;

    bool operator==(const ProviderConfig &) const = default;

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("id", self.id);
        visitor("gateway_id", self.gateway);
        visitor("provider_slug", self.providerSlug);
        visitor("alias", self.alias);
        visitor("default_config", self.isDefault);
        visitor("rate_limit", self.rateLimit);
        visitor("rate_limit_period", self.rateLimitPeriod);
        visitor("secret_id", self.secretId);
        visitor("secret_preview", self.secretPreview);
        visitor("modified_at", self.modifiedAt);
    }
};

// What one is created from. The secret is not kept beyond the request.
struct NewProviderConfig
{
    QString providerSlug;
    QString alias;
    bool isDefault = false;
    Field<QString> secret; // with no secretId, the service makes one
    Field<QString> secretId; // of a secret that is stored already
    Field<double> rateLimit;
    Field<double> rateLimitPeriod; // absent: 60 s

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("provider_slug", self.providerSlug);
        visitor("alias", self.alias);
        visitor("default_config", self.isDefault);
        visitor("secret", self.secret);
        visitor("secret_id", self.secretId);
        visitor("rate_limit", self.rateLimit);
        visitor("rate_limit_period", self.rateLimitPeriod);
    }
};

// The same entry anew, with the key that is stored for it.
NewProviderConfig recreated(const ProviderConfig &config, bool isDefault);

} // namespace gatehouse
