// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/api/service.h"

namespace sandbox {

/// What a new database holds beside gateways and logs; called within a transaction.
/// `now` is when the database was first filled.
void seedRoutes(Service &service, Millis now);
void seedEvaluations(Service &service, Millis now); ///< and datasets
void seedProviders(Service &service, Millis now);
void seedBilling(Service &service, Millis now);

/// Those that the database has not had yet, which may be older than they are.
void seedGroups(Service &service);

} // namespace sandbox
