// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/gatewaydiff.h"

#include "views/gateways/gatewayfields.h"

namespace gatehouse {

static bool isServiceOwned(const QString &key)
{
    return key == QLatin1String("created_at") || key == QLatin1String("modified_at")
        || key == QLatin1String("is_default");
}

static QJsonObject jsonOf(const Gateway &gateway)
{
    return toJson(gateway).toObject();
}

// The keys of all objects: first the known ones in their order.
static QStringList keysOf(const QList<QJsonObject> &objects)
{
    QStringList keys = gatewayfields::order();
    for (const QJsonObject &object : objects)
        for (const QString &key : object.keys())
            if (!keys.contains(key))
                keys.append(key);
    keys.removeIf(isServiceOwned);
    return keys;
}

QList<FieldChange> changesBetween(const Gateway &before, const Gateway &after)
{
    const QJsonObject from = jsonOf(before);
    const QJsonObject to = jsonOf(after);
    QList<FieldChange> changes;
    for (const QString &key : keysOf({from, to}))
        if (from.value(key) != to.value(key))
            changes.append({key, from.value(key), to.value(key)});
    return changes;
}

QJsonObject editsBetween(const Gateway &before, const Gateway &after)
{
    QJsonObject edits;
    for (const FieldChange &change : changesBetween(before, after))
        if (!change.after.isUndefined())
            edits.insert(change.key, change.after);
    return edits;
}

Result<Gateway> withEdits(const Gateway &gateway, const QJsonObject &edits)
{
    QJsonObject json = jsonOf(gateway);
    for (auto it = edits.begin(); it != edits.end(); ++it)
        json.insert(it.key(), it.value());
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
    const QJsonObject from = jsonOf(base);
    const QJsonObject own = jsonOf(mine);
    const QJsonObject other = jsonOf(theirs);
    QList<FieldConflict> conflicts;
    for (const QString &key : keysOf({from, own, other})) {
        const QJsonValue value = other.value(key);
        if (!value.isUndefined() && value != from.value(key) && value != own.value(key))
            conflicts.append({key, from.value(key), own.value(key), value});
    }
    return conflicts;
}

Gateway overlaid(const Gateway &base, const Gateway &theirs)
{
    return withEdits(base, jsonOf(theirs)).value_or(theirs);
}

} // namespace gatehouse
