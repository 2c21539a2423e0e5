// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/http/message.h"
#include "app/sandbox/logs/logstore.h"

namespace sandbox {

/// The fields of a log in a list; what the log has not is absent, tokens are null.
Json logJson(const LogRow &row, std::uint32_t gateway, const LogStore &store);

} // namespace sandbox
