// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/api/service.h"

namespace sandbox {

void addDatasetRoutes(Router &, Service &) { }

} // namespace sandbox
