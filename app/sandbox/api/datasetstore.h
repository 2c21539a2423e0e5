// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/api/gatewaystore.h"

namespace sandbox {

/// A live filter over a gateway's logs.
struct Dataset
{
    std::string id;
    std::string name; ///< unique in its gateway
    bool enable = true;
    Millis createdAt = 0;
    Millis modifiedAt = 0;
    Json filters; ///< as datasetFilterSchema() accepts them

    Json json(const std::string &gatewayId) const;
};

/// The newest first. The query has `name` and `search`, and may have `enable`.
std::vector<Dataset> findDatasets(Database &database, const Gateway &gateway, const Json &query);

std::uint64_t countDatasets(Database &database, const Gateway &gateway);

std::optional<Dataset> findDataset(Database &database, const Gateway &gateway,
                                   const std::string &id);

/// Inserts it, or replaces the one with its id. Throws the 409 of a name that another has.
void saveDataset(Database &database, const Gateway &gateway, const Dataset &dataset);
void deleteDataset(Database &database, const Dataset &dataset);

} // namespace sandbox
