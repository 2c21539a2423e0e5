// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/gateway.h"

namespace gatehouse {

// One member of a gateway that differs. Undefined: not there.
struct FieldChange
{
    QString key;
    QJsonValue before;
    QJsonValue after;
};

// A member that the service changed meanwhile.
struct FieldConflict
{
    QString key;
    QJsonValue base; // what the edits started from
    QJsonValue mine;
    QJsonValue theirs;

    bool isEdited() const { return mine != base; }
};

// In the order of gatewayfields; what the service itself sets, such as modified_at, does not count.
QList<FieldChange> changesBetween(const Gateway &before, const Gateway &after);
// Members to overwrite, by key.
QJsonObject editsBetween(const Gateway &before, const Gateway &after);
// The gateway with the members of edits; an error when one is of a wrong type.
Result<Gateway> withEdits(const Gateway &gateway, const QJsonObject &edits);

// What differs from base on the service, unless it is the same as mine. A member that the service
// does not report is unknown, which is no difference.
QList<FieldConflict> conflictsOf(const Gateway &base, const Gateway &mine, const Gateway &theirs);
// theirs, with what base has and the service does not report.
Gateway overlaid(const Gateway &base, const Gateway &theirs);

} // namespace gatehouse
