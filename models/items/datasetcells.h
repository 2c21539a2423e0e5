// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/dataset.h"
#include "models/domain/timedisplay.h"

#include <QVariant>

// What tables of datasets show, whether they are there now or were evaluated.
namespace gatehouse {

enum class DatasetField { Name, Enable, Filters, Created, Modified, Id, Gateway };

// role: display, tooltip or TableModel::SortRole
QVariant datasetCell(const Dataset &dataset, DatasetField field, int role, const TimeDisplay &time);
QString datasetHeader(DatasetField field, bool title); // or what it holds

} // namespace gatehouse
