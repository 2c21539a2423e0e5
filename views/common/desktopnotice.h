// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace gatehouse {

// Shows a notice of the desktop's own, where it has such; only for what the person has asked to be
// told so.
void showDesktopNotice(const QString &title, const QString &text);

} // namespace gatehouse
