// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/api/gatewaystore.h"

namespace sandbox {

struct CustomDomain
{
    std::string hostname; ///< in lower case; unique in the account
    std::string sslHostnameId;
    Millis createdAt = 0;
    std::string status; ///< what it comes to; see domainState()
};

/// What a domain has come to: nobody issues certificates here, so time decides.
struct DomainState
{
    std::string status;
    Millis since = 0;
};
DomainState domainState(const CustomDomain &domain, Millis now);

/// The newest first, then by name.
std::vector<CustomDomain> domainsOf(Database &database, const Gateway &gateway);

/// Throws the 404.
CustomDomain domainOf(Database &database, const Gateway &gateway, const std::string &hostname);

/// Of whichever gateway.
bool isHostnameTaken(Database &database, const std::string &hostname);

void insertDomain(Database &database, const Gateway &gateway, const CustomDomain &domain);
void deleteDomain(Database &database, const CustomDomain &domain);

} // namespace sandbox
