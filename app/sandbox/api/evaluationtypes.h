// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/logs/logtotals.h"

namespace sandbox {

/// As GET /evaluation-types lists them.
const std::vector<Json> &evaluationTypes();

/// `result`, `status`, `status_description` and `total_logs` of what a type measures; the
/// last counts the logs that have it. The description says what the result's number means;
/// the result is empty when no log has anything to measure.
Json measured(const std::string &typeId, const LogTotals &totals);

} // namespace sandbox
