// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/clock.h"
#include "app/sandbox/http/schema.h"
#include "app/sandbox/store/database.h"

namespace sandbox {

/// A provider that the account added, called as `custom-{slug}`.
struct CustomProvider
{
    std::int64_t number = 0;
    std::string id;
    Millis createdAt = 0;
    Millis modifiedAt = 0;
    Json fields; ///< a checked create body with a logo

    Json json() const;
};

/// The bodies of POST, and of PATCH, where everything may be absent.
const Schema &customProviderCreateSchema();
const Schema &customProviderUpdateSchema();

struct CustomProviderFilter
{
    std::string search; ///< part of an id, name or slug
    std::optional<bool> enable;
    std::optional<bool> beta;
};

/// The newest first.
std::vector<CustomProvider> customProviders(Database &database, const CustomProviderFilter &filter);

std::optional<CustomProvider> findCustomProvider(Database &database, const std::string &id);

/// Throws the 404.
CustomProvider customProviderOf(Database &database, const std::string &id);

/// They throw the 409 when another provider has the slug; the first sets the number.
void insertCustomProvider(Database &database, CustomProvider &provider);
void updateCustomProvider(Database &database, const CustomProvider &provider);

/// Its costs go with it.
void deleteCustomProvider(Database &database, const CustomProvider &provider);

} // namespace sandbox
