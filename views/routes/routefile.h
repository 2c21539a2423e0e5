// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/route/routegraph.h"

#include <functional>

class QWidget;

namespace gatehouse {

class Dialogs;

// Asks for a JSON file and reads the route in it. Of both, neither is called when the person
// cancels, or once parent is gone.
void openRouteFile(Dialogs *dialogs, QWidget *parent,
                   const std::function<void(const QString &path, const RouteGraph &graph)> &done,
                   const std::function<void(const QString &why)> &failed);

} // namespace gatehouse
