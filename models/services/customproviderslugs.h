// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/apiclient.h"

namespace gatehouse {

// How the account's custom providers are called through a gateway, such as custom-acme: of
// GET /custom-providers.
Call<QStringList> customProviderSlugs(ApiClient *client);

} // namespace gatehouse
