// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAbstractButton;

namespace gatehouse {

// For a button that appears where another was: the second press of a double click is that one's.
void ignoreDoubleClicks(QAbstractButton *button);

} // namespace gatehouse
