// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>

namespace gatehouse {

class JsonEditor;

// The editors of a gateway's members that are objects or lists, and what each begins with.
namespace gatewayparts {

JsonEditor *makeOtel();
JsonEditor *makeStripe();
QJsonValue freshStripe();
JsonEditor *makeSpendLimits();
QJsonValue freshSpendLimits();

} // namespace gatewayparts
} // namespace gatehouse
