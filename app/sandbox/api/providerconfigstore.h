// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/api/gatewaystore.h"

namespace sandbox {

/// A provider's key that a gateway uses; of the secret only a preview is kept.
struct ProviderConfig
{
    std::string id;
    std::string providerSlug;
    std::string alias;
    bool isDefault = false; ///< at most one of a gateway's configs for the same provider
    std::string secretId;
    std::string secretPreview;
    Json limits; ///< rate_limit and rate_limit_period
    Millis modifiedAt = 0;

    Json json(const Gateway &gateway) const;
};

/// The newest first.
std::vector<ProviderConfig> providerConfigs(Database &database, const Gateway &gateway);

/// Throws the 404.
ProviderConfig providerConfigOf(Database &database, const Gateway &gateway, const std::string &id);

/// Inserts it; another default of the same provider stops being one. Throws
/// the 409 when its provider has another config with the alias.
void insertProviderConfig(Database &database, const Gateway &gateway, const ProviderConfig &config);

/// The only thing that changes later.
void updateSecret(Database &database, const ProviderConfig &config);

void deleteProviderConfig(Database &database, const ProviderConfig &config);

} // namespace sandbox
