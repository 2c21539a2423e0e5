// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/connectionlist.h"
#include "models/items/taskmodel.h"
#include "models/services/drafts.h"
#include "models/services/settings.h"
#include "views/common/view.h"

namespace gatehouse {

class Dialogs;
class EvaluationWaits;
class LogExports;
class RoutePositions;
class TaskModel;
class Topups;

// What every view may need beside the models of its connection.
struct ViewParts
{
    Settings *settings;
    Drafts *drafts;
    Dialogs *dialogs;
    TaskModel *tasks = nullptr; // of long jobs
    const ConnectionList *connections = nullptr;
    LogExports *exports = nullptr;
    RoutePositions *positions = nullptr; // of the elements of routes
    Topups *topups = nullptr;
    EvaluationWaits *evaluations = nullptr;
};

// Makes the view that an address names.
View *makeView(const ViewAddress &address, ConnectionModels *models, const ViewParts &parts);

} // namespace gatehouse
