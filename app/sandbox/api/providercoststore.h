// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/api/customproviderstore.h"

namespace sandbox {

/// What a custom provider's models cost, in dollars for each unit of the cost_type.
struct ProviderCost
{
    std::string id;
    std::int64_t provider = 0; ///< its number
    std::string providerId;
    Millis createdAt = 0;
    Millis modifiedAt = 0;
    Json fields; ///< a checked create body without the provider

    Json json() const;
};

/// The bodies of POST, and of PATCH, where everything may be absent.
const Schema &providerCostCreateSchema();
const Schema &providerCostUpdateSchema();

struct ProviderCostFilter
{
    std::string search; ///< part of a model, or of who changed it
    std::optional<bool> enable;
    std::string providerId; ///< empty, like the following: any
    std::string modelRule;
    std::string costType;
};

/// The newest first.
std::vector<ProviderCost> providerCosts(Database &database, const ProviderCostFilter &filter);

/// Throws the 404.
ProviderCost providerCostOf(Database &database, const std::string &id);

void insertProviderCost(Database &database, const ProviderCost &cost);
void updateProviderCost(Database &database, const ProviderCost &cost);
void deleteProviderCost(Database &database, const ProviderCost &cost);

} // namespace sandbox
