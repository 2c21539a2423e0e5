// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/gateway.h"
#include "models/domain/timedisplay.h"

#include <QVariant>

// What a GatewayModel shows in a column and sorts it by.
namespace gatehouse {

QString gatewayNotReported();
QString gatewayCellText(const Gateway &gateway, int column, const TimeDisplay &time);
QVariant gatewaySortValue(const Gateway &gateway, int column, const TimeDisplay &time);

} // namespace gatehouse
