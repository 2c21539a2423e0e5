// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/logservice.h"

namespace gatehouse {

// Counts the logs that match the filters and those that there are, and says whether it is safe to
// have the service delete by these filters.
Call<LogDeletion> checkedDeletion(LogService *service, const GatewayId &gateway,
                                  const QList<LogFilter> &filters, int limit);

// After the answer was lost: whether fewer match than before.
Call<std::optional<LogDeletion>> seenDeletion(LogService *service, const GatewayId &gateway,
                                              const QList<LogFilter> &filters,
                                              const LogDeletion &before);

} // namespace gatehouse
