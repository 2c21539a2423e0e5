// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/seed/groups.h"

namespace sandbox {

void seedGroups(Service &service)
{
    const struct
    {
        const char *setting;
        void (*seed)(Service &, Millis);
    } groups[] = {{"seeded.routes", seedRoutes},
                  {"seeded.evaluations", seedEvaluations},
                  {"seeded.providers", seedProviders},
                  {"seeded.billing", seedBilling}};
    for (const auto &group : groups) {
        Transaction transaction(service.database);
        if (!service.database.setting(group.setting)) {
            const Millis now = service.clock.now();
            group.seed(service, now);
            service.database.setSetting(group.setting, isoTime(now));
            transaction.commit();
        }
    }
}

} // namespace sandbox
