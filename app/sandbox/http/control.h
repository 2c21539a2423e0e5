// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/http/faults.h"
#include "app/sandbox/http/journal.h"
#include "app/sandbox/http/router.h"

namespace sandbox {

/// What the sandbox offers about itself, which is no part of the API:
///   GET, POST, DELETE /_sandbox/faults, DELETE /_sandbox/faults/{id}
///   GET, DELETE /_sandbox/requests, with ?after=NUMBER
void addControlRoutes(Router &router, Faults &faults, Journal &journal);

} // namespace sandbox
