// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/apierror.h"

class QPlainTextEdit;

namespace gatehouse {

// All that is known of an error, to read and to copy: what failed, what can be done, every problem
// with where it is, and the answer as it came.
QString errorDetails(const ApiError &error);

// Shows such a text as it is.
QPlainTextEdit *makeDetailsText(const QString &accessibleName);

} // namespace gatehouse
