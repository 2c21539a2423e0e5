// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/logservice.h"

// The parts of LogService::annotate().
namespace gatehouse {

// What the service has by now, as far as edits change it and it says so; else base, at once.
Call<LogAnnotations> readAnnotations(LogService *service, const GatewayId &gateway, const LogId &id,
                                     const LogAnnotations &base, const QJsonObject &edits);

// After the answer was lost: whether the log is as written. The detail tells of metadata, a filter
// of feedback; nothing tells of a score, which is an error.
Call<std::optional<LogAnnotations>> seenAnnotations(LogService *service, const GatewayId &gateway,
                                                    const LogId &id, const LogAnnotations &written,
                                                    const QJsonObject &edits);

} // namespace gatehouse
