// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/clock.h"
#include "app/sandbox/http/message.h"
#include "app/sandbox/store/database.h"

namespace sandbox {

struct Gateway
{
    std::uint32_t number = 0; ///< never used again, unlike the id
    std::string id;
    Millis createdAt = 0;
    Millis modifiedAt = 0;
    bool isDefault = false;
    Json fields; ///< a checked create or update body, without the id

    Json json() const;
};

/// All gateways whose id contains the text, the newest first, then by id.
std::vector<Gateway> allGateways(Database &database, const std::string &search = {});

std::optional<Gateway> findGateway(Database &database, const std::string &id);

/// Throws the 404.
Gateway gatewayOf(Database &database, const std::string &id);

/// Inserts it and sets its number.
void insertGateway(Database &database, Gateway &gateway);
void updateGateway(Database &database, const Gateway &gateway);
void deleteGateway(Database &database, const Gateway &gateway);

} // namespace sandbox
