// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/api/service.h"

namespace sandbox {

void addNgrokRoutes(Router &, Service &) { }

} // namespace sandbox
