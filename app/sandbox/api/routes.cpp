// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/api/service.h"

namespace sandbox {

void addRouteRoutes(Router &, Service &) { }

} // namespace sandbox
