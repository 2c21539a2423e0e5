// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/api/service.h"

namespace sandbox {

/// Fills a new database; one whose seeding was cut short is filled anew. `progress`
/// is given the rows inserted so far and may throw to stop.
void seed(Service &service, const LogStore::Progress &progress);

/// Inserts what the seeded gateways would have logged since their last log.
void fillGap(Service &service, const LogStore::Progress &progress);

bool isSeeded(Service &service);

} // namespace sandbox
