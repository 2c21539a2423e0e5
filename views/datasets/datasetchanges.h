// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/dataset.h"
#include "views/gateways/gatewaydiff.h"
#include "views/gateways/mergepanel.h"

namespace gatehouse {

// What saving changes of a dataset, a row for each condition of its filters that differs.
QList<ReadableChange> datasetChanges(const Dataset &before, const Dataset &after,
                                     const TimeDisplay &time);
MergePanel::Words datasetWords(const TimeDisplay *time);

} // namespace gatehouse
