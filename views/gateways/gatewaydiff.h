// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/gateway.h"
#include "models/domain/threeway.h"

namespace gatehouse {

class TimeDisplay;

// How two versions of a gateway are compared.
MemberRules gatewayRules();

// In the order of gatewayfields; what the service itself sets, such as modified_at, does not count.
QList<FieldChange> changesBetween(const Gateway &before, const Gateway &after);
// Members to overwrite, by key.
QJsonObject editsBetween(const Gateway &before, const Gateway &after);
// The gateway with the members of edits; an error when one is of a wrong type.
Result<Gateway> withEdits(const Gateway &gateway, const QJsonObject &edits);

QList<FieldConflict> conflictsOf(const Gateway &base, const Gateway &mine, const Gateway &theirs);
// A change as it is read: of a nested member, a row for each place that differs. Nothing secret is
// in it.
struct ReadableChange
{
    QString field; // “Guardrails › Prompt › Hate”
    QString before;
    QString after;
};
QList<ReadableChange> readableChanges(const FieldChange &change, const TimeDisplay &time);

// theirs, with what base has and the service does not report.
Gateway overlaid(const Gateway &base, const Gateway &theirs);

} // namespace gatehouse
