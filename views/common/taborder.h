// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

class QWidget;

namespace gatehouse {

// What the Tab key reaches within the widget, in the order of its layouts.
QList<QWidget *> tabStops(const QWidget *root);
// Has it go through them in that order, after before. Widgets that are added to a window later are
// last in it otherwise.
void setTabStops(QWidget *before, const QList<QWidget *> &stops);

} // namespace gatehouse
