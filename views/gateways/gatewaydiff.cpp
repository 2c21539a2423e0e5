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

static bool isNested(const QJsonValue &value)
{
    return value.isObject() || value.isArray();
}

// What was added or removed as a whole, place by place.
static QList<LeafChange> unfolded(const LeafChange &change)
{
    const QJsonValue &nested = isNested(change.after) ? change.after : change.before;
    if (isNested(change.before) == isNested(change.after))
        return {change};
    const QJsonValue empty = nested.isArray() ? QJsonValue(QJsonArray()) : QJsonObject();
    QList<LeafChange> changes;
    for (LeafChange part :
         isNested(change.after) ? leafChanges(empty, nested) : leafChanges(nested, empty)) {
        part.path = change.path + part.path;
        changes += part.path == change.path ? QList{change} : unfolded(part);
    }
    return changes;
}

QList<ReadableChange> readableChanges(const FieldChange &change, const TimeDisplay &time)
{
    const QString &key = change.key;
    if (!isNested(change.before) && !isNested(change.after))
        return {{gatewayfields::label(key), gatewayfields::text(key, change.before, time),
                 gatewayfields::text(key, change.after, time)}};
    QList<ReadableChange> rows;
    if (!isNested(change.before) || !isNested(change.after))
        rows.append({gatewayfields::label(key), gatewayfields::summary(key, change.before),
                     gatewayfields::summary(key, change.after)});
    for (const LeafChange &whole : leafChanges(change.before, change.after)) {
        for (const LeafChange &leaf : unfolded(whole)) {
            if (leaf.path.isEmpty() && !rows.isEmpty())
                continue;
            const QString before = gatewayfields::leafText(key, leaf.path, leaf.before, time);
            const QString after = gatewayfields::leafText(key, leaf.path, leaf.after, time);
            rows.append({gatewayfields::pathLabel(key, leaf.path), before,
                         before == after ? gatewayfields::another(after) : after});
        }
    }
    return rows;
}

Gateway overlaid(const Gateway &base, const Gateway &theirs)
{
    return withEdits(base, jsonOf(theirs)).value_or(theirs);
}

} // namespace gatehouse
