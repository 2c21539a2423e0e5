// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace gatehouse {

// Has the Tab key reach what is in added just before next. What is added to a window later is last
// in it otherwise. Neither of them may hand its focus on to a child of its own.
void putInTabOrder(QWidget *added, const QWidget *next);
// Has the Tab key go through what is in the widget as its layouts have it, whenever it came there;
// from before on, if there is one.
void orderTabsByLayout(QWidget *widget, QWidget *before = nullptr);
// What the Tab key reaches first within the widget; nullptr: nothing.
QWidget *firstTabStop(QWidget *widget);

} // namespace gatehouse
