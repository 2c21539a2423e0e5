// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/leafchanges.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QSet>
#include <optional>

namespace gatehouse {

namespace {

const QLatin1String idKey("id");

// The parts of a value by the step that leads to each; nothing for a leaf.
using Parts = QList<std::pair<QString, QJsonValue>>;

bool haveIds(const QJsonArray &items)
{
    QSet<QString> ids;
    for (const QJsonValue item : items)
        ids.insert(item.toObject().value(idKey).toString());
    return !ids.contains(QString()) && ids.size() == items.size();
}

bool areObjects(const QJsonArray &items)
{
    return std::all_of(items.begin(), items.end(),
                       [](const QJsonValue &item) { return item.isObject(); });
}

// Whether the versions can be compared part by part; byNumber allows it for lists without ids.
bool areComparable(const QList<QJsonValue> &versions, bool byNumber)
{
    const auto all = [&versions](auto matches) {
        return std::all_of(versions.begin(), versions.end(), matches);
    };
    if (all([](const QJsonValue &value) { return value.isObject(); }))
        return true;
    return all([byNumber](const QJsonValue &value) {
        return value.isArray() && areObjects(value.toArray())
            && (byNumber || haveIds(value.toArray()));
    });
}

Parts partsOf(const QJsonValue &value, bool byId)
{
    Parts parts;
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        parts.append({it.key(), it.value()});
    const QJsonArray items = value.toArray();
    for (int i = 0; i < items.size(); ++i)
        parts.append(
            {byId ? u'=' + items.at(i).toObject().value(idKey).toString() : QString::number(i),
             items.at(i)});
    return parts;
}

QJsonValue partOf(const Parts &parts, const QString &step)
{
    for (const auto &[key, value] : parts)
        if (key == step)
            return value;
    return QJsonValue::Undefined;
}

bool allHaveIds(const QList<QJsonValue> &versions)
{
    return std::all_of(versions.begin(), versions.end(),
                       [](const QJsonValue &value) { return haveIds(value.toArray()); });
}

QStringList stepsOf(const QList<Parts> &versions)
{
    QStringList steps;
    for (const Parts &parts : versions)
        for (const auto &[step, value] : parts)
            if (!steps.contains(step))
                steps.append(step);
    return steps;
}

void compare(const LeafPath &path, const QJsonValue &before, const QJsonValue &after,
             QList<LeafChange> &changes)
{
    if (before == after)
        return;
    if (!areComparable({before, after}, true)) {
        changes.append({path, before, after});
        return;
    }
    const bool byId = allHaveIds({before, after});
    const Parts was = partsOf(before, byId);
    const Parts is = partsOf(after, byId);
    const qsizetype known = changes.size();
    for (const QString &step : stepsOf({was, is}))
        compare(path + QStringList(step), partOf(was, step), partOf(is, step), changes);
    if (changes.size() == known) // the order of the items alone
        changes.append({path, before, after});
}

void compare(const LeafPath &path, const QJsonValue &base, const QJsonValue &mine,
             const QJsonValue &theirs, QList<LeafConflict> &conflicts)
{
    if (theirs == base || theirs == mine)
        return;
    if (!areComparable({base, mine, theirs}, false)) {
        conflicts.append({path, base, mine, theirs});
        return;
    }
    const Parts was = partsOf(base, true);
    const Parts own = partsOf(mine, true);
    const Parts other = partsOf(theirs, true);
    const qsizetype known = conflicts.size();
    for (const QString &step : stepsOf({own, other, was}))
        compare(path + QStringList(step), partOf(was, step), partOf(own, step), partOf(other, step),
                conflicts);
    if (conflicts.size() == known && theirs.isArray()) // the order of the items
        conflicts.append({path, base, mine, theirs});
}

QJsonValue replaced(const QJsonValue &mine, const QJsonValue &theirs, const LeafPath &path)
{
    if (path.isEmpty())
        return theirs;
    const QString &step = path.constFirst();
    const QJsonValue part = replaced(partOf(partsOf(mine, true), step),
                                     partOf(partsOf(theirs, true), step), path.mid(1));
    if (mine.isObject()) {
        QJsonObject object = mine.toObject();
        if (part.isUndefined())
            object.remove(step);
        else
            object.insert(step, part);
        return object;
    }
    QJsonArray items = mine.toArray();
    for (int i = 0; i < items.size(); ++i) {
        if (u'=' + items.at(i).toObject().value(idKey).toString() != step)
            continue;
        if (part.isUndefined())
            items.removeAt(i);
        else
            items[i] = part;
        return items;
    }
    if (!part.isUndefined())
        items.append(part);
    return items;
}

} // namespace

QList<LeafChange> leafChanges(const QJsonValue &before, const QJsonValue &after)
{
    QList<LeafChange> changes;
    compare({}, before, after, changes);
    return changes;
}

QList<LeafConflict> leafConflicts(const QJsonValue &base, const QJsonValue &mine,
                                  const QJsonValue &theirs)
{
    QList<LeafConflict> conflicts;
    compare({}, base, mine, theirs, conflicts);
    return conflicts;
}

QJsonValue withTheirs(const QJsonValue &mine, const QJsonValue &theirs,
                      const QList<LeafPath> &places)
{
    QJsonValue value = mine;
    for (const LeafPath &path : places)
        value = replaced(value, theirs, path);
    return value;
}

} // namespace gatehouse
