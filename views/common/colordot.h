// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>

namespace gatehouse {

// A filled circle, for what a profile's colour marks; invalid: a ring.
QIcon colorDot(const QColor &color);
void paintColorDot(QPainter *painter, const QRectF &rect, const QColor &color);

} // namespace gatehouse
