// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace gatehouse {

class RouteScene;

// The whole graph as a picture, without what is selected or found.
QByteArray graphAsSvg(RouteScene *scene, const QString &title);
QByteArray graphAsPng(RouteScene *scene); // at twice its size, as far as a picture may be large

} // namespace gatehouse
