// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/api/service.h"

namespace sandbox {

void addProviderConfigRoutes(Router &, Service &) { }

} // namespace sandbox
