// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/datasets/datasetchanges.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>

namespace gatehouse {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::DatasetChanges)
};

QString nameOf(const QString &key)
{
    return key == u"name"   ? Tr::tr("Name")
        : key == u"enable"  ? Tr::tr("Enabled")
        : key == u"filters" ? Tr::tr("Filters")
                            : key;
}

QString textOf(const QString &key, const QJsonValue &value, const TimeDisplay &time)
{
    if (key == u"filters")
        return filtersInWords(fromJson<QList<LogFilter>>(value).value_or(QList<LogFilter>()), time);
    if (value.isBool())
        return value.toBool() ? Tr::tr("yes") : Tr::tr("no");
    return value.isString()
        ? value.toString()
        : QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact));
}

QList<LogFilter> without(QList<LogFilter> filters, const QList<LogFilter> &others)
{
    for (const LogFilter &other : others)
        filters.removeOne(other);
    return filters;
}

// Conditions on one key belong together.
QList<ReadableChange> filterChanges(const QList<LogFilter> &before, const QList<LogFilter> &after,
                                    const TimeDisplay &time)
{
    const QList<LogFilter> dropped = without(before, after);
    QList<LogFilter> added = without(after, before);
    if (before.isEmpty() || after.isEmpty() || (dropped.isEmpty() && added.isEmpty()))
        return {{nameOf(QStringLiteral("filters")), filtersInWords(before, time),
                 filtersInWords(after, time)}};
    QList<ReadableChange> rows;
    for (const LogFilter &filter : dropped) {
        const auto same = std::find_if(added.begin(), added.end(), [&](const LogFilter &other) {
            return other.key == filter.key;
        });
        rows.append({Tr::tr("Filter"), filtersInWords({filter}, time),
                     same == added.end() ? Tr::tr("dropped") : filtersInWords({*same}, time)});
        if (same != added.end())
            added.erase(same);
    }
    for (const LogFilter &filter : std::as_const(added))
        rows.append({Tr::tr("Filter"), Tr::tr("none"), filtersInWords({filter}, time)});
    return rows;
}

} // namespace

QList<ReadableChange> datasetChanges(const Dataset &before, const Dataset &after,
                                     const TimeDisplay &time)
{
    QList<ReadableChange> rows;
    for (const FieldChange &change :
         changesBetween(toJson(before).toObject(), toJson(after).toObject(), datasetRules())) {
        if (change.key == u"filters")
            rows += filterChanges(before.filters, after.filters, time);
        else
            rows.append({nameOf(change.key), textOf(change.key, change.before, time),
                         textOf(change.key, change.after, time)});
    }
    return rows;
}

MergePanel::Words datasetWords(const TimeDisplay *time)
{
    return {Tr::tr("The dataset was changed on the service meanwhile"),
            [](const QString &key, const LeafPath &) { return nameOf(key); },
            [time](const QString &key, const LeafPath &, const QJsonValue &value) {
                return textOf(key, value, *time);
            }};
}

} // namespace gatehouse
