// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <functional>

class QObject;

namespace gatehouse {

// Shows a notice of the desktop's own (org.freedesktop.Notifications on the session's message bus);
// only for what the person has asked to be told so. done(false): this desktop shows none. It is not
// called once context is gone.
void showDesktopNotice(const QString &title, const QString &text, QObject *context,
                       const std::function<void(bool shown)> &done = {});

} // namespace gatehouse
