// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

class QTextLayout;

namespace gatehouse {

// Lays the text out in lines of a width in px, broken within a word where that has no room.
qreal layOutBroken(QTextLayout &layout, int width); // its height

} // namespace gatehouse
