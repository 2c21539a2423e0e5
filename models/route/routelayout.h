// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/route/routegraph.h"

#include <QFuture>
#include <QPointF>
#include <QSizeF>

namespace gatehouse {

struct RouteLayoutOptions
{
    QSizeF size{200, 72}; // of an element as drawn
    QHash<QString, QSizeF> sizes{}; // of those that are drawn otherwise
    qreal layerGap = 64; // between what leads and what is led to
    qreal elementGap = 32;
};

// Positions of top left corners, in layers from left to right; the top left of all is (0, 0). Takes
// a while (a quarter of a second for 1,000 elements); one at a time, as Graphviz cannot do more.
QHash<QString, QPointF> layoutRoute(const RouteGraph &graph,
                                    const RouteLayoutOptions &options = {});
// The same in another thread. A cancelled future does not begin.
QFuture<QHash<QString, QPointF>> layoutRouteLater(const RouteGraph &graph,
                                                  const RouteLayoutOptions &options = {});

} // namespace gatehouse
