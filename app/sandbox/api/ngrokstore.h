// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/clock.h"
#include "app/sandbox/http/message.h"
#include "app/sandbox/random.h"
#include "app/sandbox/store/database.h"

namespace sandbox {

/// A provider of the ngrok account.
struct NgrokProvider
{
    std::string id; ///< ids order like the times of creation
    Millis createdAt = 0;
    Millis updatedAt = 0;
    std::string createdBy;
    std::string updatedBy;
    bool inUse = false; ///< by a provider key and an access key configuration, see ngrok.cpp
    Json fields; ///< a checked create body; its models have ids

    /// `root` is where the API is, such as http://127.0.0.1:8788/ngrok.
    Json json(const std::string &root) const;
};

/// Who calls the API.
inline constexpr auto ngrokUser = "usr_2gatehouseSandboxOperator0001";

std::string newNgrokId(std::string_view prefix, Millis now, Random &random);

/// Gives ids to a body's models; one that was there keeps its own. A model named twice is a 400.
void nameModels(Json &models, const Json &before, Millis now, Random &random);

/// At most `limit`, in descending order of ids, from the first below `beforeId` if it is not empty.
std::vector<NgrokProvider> ngrokProviders(Database &database, const std::string &beforeId,
                                          std::size_t limit);

/// Throws the 404.
NgrokProvider ngrokProviderOf(Database &database, const std::string &id);

/// Throws the 409 when the providerId is taken.
void insertNgrokProvider(Database &database, const NgrokProvider &provider);
void updateNgrokProvider(Database &database, const NgrokProvider &provider);

/// Throws the 409 when it is in use.
void deleteNgrokProvider(Database &database, const NgrokProvider &provider);

} // namespace sandbox
