// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/route/routegraph.h"
#include "views/routes/elementitem.h"

namespace gatehouse {

// What an element does in a few words: “openai / gpt-4o”; empty: its type says it all.
QString elementSummary(const RouteElement &element);
ElementItem::Content elementContent(const RouteElement &element);
// For a screen reader: “Condition plan: metadata.plan is "free"; true leads to a, false nowhere”.
QString elementDescription(const RouteElement &element);

} // namespace gatehouse
