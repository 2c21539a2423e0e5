// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/threeway.h"

namespace gatehouse {

static QStringList keysOf(const QList<QJsonObject> &objects, const MemberRules &rules)
{
    QStringList others;
    for (const QJsonObject &object : objects)
        for (const QString &key : object.keys())
            if (!rules.order.contains(key) && !others.contains(key))
                others.append(key);
    others.sort();
    QStringList keys = rules.order + others;
    keys.removeIf([&rules](const QString &key) { return rules.serviceOwned.contains(key); });
    return keys;
}

QList<FieldChange> changesBetween(const QJsonObject &before, const QJsonObject &after,
                                  const MemberRules &rules)
{
    QList<FieldChange> changes;
    for (const QString &key : keysOf({before, after}, rules))
        if (before.value(key) != after.value(key))
            changes.append({key, before.value(key), after.value(key)});
    return changes;
}

QJsonObject editsBetween(const QJsonObject &before, const QJsonObject &after,
                         const MemberRules &rules)
{
    QJsonObject edits;
    for (const FieldChange &change : changesBetween(before, after, rules))
        if (!change.after.isUndefined())
            edits.insert(change.key, change.after);
    return edits;
}

QList<FieldConflict> conflictsBetween(const QJsonObject &base, const QJsonObject &mine,
                                      const QJsonObject &theirs, const MemberRules &rules)
{
    QList<FieldConflict> conflicts;
    for (const QString &key : keysOf({base, mine, theirs}, rules)) {
        const QJsonValue value = theirs.value(key);
        if (!value.isUndefined() && value != base.value(key) && value != mine.value(key))
            conflicts.append({key, base.value(key), mine.value(key), value});
    }
    return conflicts;
}

QJsonObject overlaid(QJsonObject base, const QJsonObject &above)
{
    for (auto it = above.begin(); it != above.end(); ++it)
        base.insert(it.key(), it.value());
    return base;
}

QJsonObject merged(const QJsonObject &base, const QJsonObject &mine, const QJsonObject &theirs,
                   const MemberRules &rules)
{
    return overlaid(overlaid(base, theirs), editsBetween(base, mine, rules));
}

} // namespace gatehouse
