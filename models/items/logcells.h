// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/log.h"

#include <QVariant>

namespace gatehouse {

class TimeDisplay;

// What LogTableModel shows of a log, by its columns and roles.
QVariant logCell(const Log &log, int column, int role, const TimeDisplay &time);
// Whether two rows seem to be steps of one request: the list does not say so, but a retry or
// fallback sends the same again soon after.
bool isSameRequest(const Log &one, const Log &other);
bool isLogNumber(int column);
QVariant logHeader(int column, int role);
QString logField(int column); // the API's name of what the column is about

} // namespace gatehouse
