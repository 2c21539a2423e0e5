// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/gatewaydiff.h"

#include "views/gateways/gatewayfields.h"

namespace gatehouse {

static QJsonObject jsonOf(const Gateway &gateway)
{
    return toJson(gateway).toObject();
}

MemberRules gatewayRules()
{
    return {gatewayfields::order(),
            {QStringLiteral("created_at"), QStringLiteral("modified_at"),
             QStringLiteral("is_default")}};
}

QList<FieldChange> changesBetween(const Gateway &before, const Gateway &after)
{
    return changesBetween(jsonOf(before), jsonOf(after), gatewayRules());
}

QJsonObject editsBetween(const Gateway &before, const Gateway &after)
{
    return editsBetween(jsonOf(before), jsonOf(after), gatewayRules());
}

Result<Gateway> withEdits(const Gateway &gateway, const QJsonObject &edits)
{
    QJsonObject json = overlaid(jsonOf(gateway), edits);
    if (gateway.createdAt.isValid() || edits.contains(QLatin1String("created_at")))
        return fromJson<Gateway>(json);
    // Not created yet: it has no times, which the codec would refuse.
    const QJsonValue anyTime = toJson(QDateTime::fromMSecsSinceEpoch(0));
    json.insert(QLatin1String("created_at"), anyTime);
    json.insert(QLatin1String("modified_at"), anyTime);
    return fromJson<Gateway>(json).map([](Gateway edited) {
        edited.createdAt = edited.modifiedAt = QDateTime();
        return edited;
    });
}

QList<FieldConflict> conflictsOf(const Gateway &base, const Gateway &mine, const Gateway &theirs)
{
    return conflictsBetween(jsonOf(base), jsonOf(mine), jsonOf(theirs), gatewayRules());
}

Gateway overlaid(const Gateway &base, const Gateway &theirs)
{
    return withEdits(base, jsonOf(theirs)).value_or(theirs);
}

} // namespace gatehouse
