// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/route/routediff.h"

#include "models/route/routecodec.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QSet>
#include <algorithm>

namespace gatehouse {

static QString tr(const char *text)
{
    return QCoreApplication::translate("RouteDiff", text);
}

bool RouteDiff::isSame() const
{
    return std::all_of(elements.begin(), elements.end(),
                       [](const auto &diff) { return diff.kind == RouteElementDiff::Kind::Same; })
        && std::all_of(edges.begin(), edges.end(),
                       [](const auto &diff) { return diff.kind == RouteEdgeDiff::Kind::Same; });
}

const RouteElementDiff *RouteDiff::after(const QString &id) const
{
    const auto it = std::find_if(elements.begin(), elements.end(),
                                 [&](const auto &diff) { return diff.after == id; });
    return it == elements.end() ? nullptr : &*it;
}

const RouteElementDiff *RouteDiff::before(const QString &id) const
{
    const auto it = std::find_if(elements.begin(), elements.end(),
                                 [&](const auto &diff) { return diff.before == id; });
    return it == elements.end() ? nullptr : &*it;
}

int RouteDiff::count(RouteElementDiff::Kind kind) const
{
    return int(std::count_if(elements.begin(), elements.end(),
                             [kind](const auto &diff) { return diff.kind == kind; }));
}

int RouteDiff::count(RouteEdgeDiff::Kind kind) const
{
    return int(std::count_if(edges.begin(), edges.end(),
                             [kind](const auto &diff) { return diff.kind == kind; }));
}

QString RouteDiff::summary() const
{
    QStringList parts;
    const auto add = [&](int n, const QString &one, const QString &several) {
        if (n > 0)
            parts.append(n == 1 ? one : several.arg(n));
    };
    const int added = count(RouteElementDiff::Kind::Added);
    const int removed = count(RouteElementDiff::Kind::Removed);
    const int changed = count(RouteElementDiff::Kind::Changed);
    const int newEdges = count(RouteEdgeDiff::Kind::Added);
    const int oldEdges = count(RouteEdgeDiff::Kind::Removed);
    add(added, tr("1 element added"), tr("%1 elements added"));
    add(removed, tr("1 removed"), tr("%1 removed"));
    add(changed, tr("1 changed"), tr("%1 changed"));
    add(newEdges, tr("1 connection added"), tr("%1 connections added"));
    add(oldEdges, tr("1 connection removed"), tr("%1 connections removed"));
    return parts.isEmpty() ? tr("no difference") : parts.join(QStringLiteral(", "));
}

namespace {

// Ids of the graph before, by those of the graph after.
using Matches = QHash<QString, QString>;

// All but where its outputs lead, which is told by the edges.
QJsonObject contentOf(const RouteElement &element)
{
    QJsonObject content = toJson(element);
    content.remove(QStringLiteral("id"));
    content.remove(QStringLiteral("outputs"));
    return content;
}

// With its outputs' names, so that only like goes to like.
QByteArray keyOf(const RouteElement &element)
{
    QStringList names;
    for (const RouteOutput &output : element.outputs)
        names.append(output.name);
    names.sort();
    return QJsonDocument(contentOf(element)).toJson(QJsonDocument::Compact)
        + names.join(u'\n').toUtf8();
}

Matches matchesOf(const RouteGraph &before, const RouteGraph &after)
{
    Matches matches;
    QSet<QString> matched; // of before
    for (const RouteElement &element : after.elements())
        if (const RouteElement *same = before.find(element.id);
            same && same->type == element.type) {
            matches.insert(element.id, element.id);
            matched.insert(element.id);
        }
    QHash<QByteArray, QStringList> left;
    for (const RouteElement &element : before.elements())
        if (!matched.contains(element.id))
            left[keyOf(element)].append(element.id);
    for (const RouteElement &element : after.elements()) {
        if (matches.contains(element.id))
            continue;
        const auto it = left.find(keyOf(element));
        if (it != left.end() && !it->isEmpty())
            matches.insert(element.id, it->takeFirst());
    }
    return matches;
}

RouteElementDiff elementDiff(const RouteElement &before, const RouteElement &after)
{
    RouteElementDiff diff{.before = before.id, .after = after.id};
    diff.renamed = before.id != after.id;
    diff.changes = leafChanges(contentOf(before), contentOf(after));
    for (const RouteOutput &output : after.outputs) // members beside elementId
        if (const RouteOutput *old = before.output(output.name);
            old && old->unknown != output.unknown)
            diff.changes += leafChanges(
                QJsonObject{{QStringLiteral("outputs"), QJsonObject{{output.name, old->unknown}}}},
                QJsonObject{
                    {QStringLiteral("outputs"), QJsonObject{{output.name, output.unknown}}}});
    if (diff.renamed || !diff.changes.isEmpty())
        diff.kind = RouteElementDiff::Kind::Changed;
    return diff;
}

} // namespace

RouteDiff diffRoutes(const RouteGraph &before, const RouteGraph &after,
                     const QHash<QString, QPointF> &positionsBefore,
                     const QHash<QString, QPointF> &positionsAfter)
{
    const Matches matches = matchesOf(before, after);
    RouteDiff diff;
    QHash<QString, QString> newIds; // the other way round
    for (const RouteElement &element : after.elements()) {
        const QString id = matches.value(element.id);
        if (id.isEmpty()) {
            diff.elements.append({.kind = RouteElementDiff::Kind::Added, .after = element.id});
            continue;
        }
        newIds.insert(id, element.id);
        RouteElementDiff one = elementDiff(*before.find(id), element);
        one.moved = positionsBefore.contains(id) && positionsAfter.contains(element.id)
            && positionsBefore.value(id) != positionsAfter.value(element.id);
        diff.elements.append(one);
    }
    for (const RouteElement &element : before.elements())
        if (!newIds.contains(element.id))
            diff.elements.append({.kind = RouteElementDiff::Kind::Removed, .before = element.id});

    const auto renamed = [&](const RouteEdge &edge) {
        return RouteEdge{{newIds.value(edge.from.element), edge.from.output},
                         newIds.value(edge.to)};
    };
    const QList<RouteEdge> edgesBefore = before.edges();
    QSet<RouteEdge> kept;
    for (const RouteEdge &edge : edgesBefore)
        kept.insert(renamed(edge));
    QSet<RouteEdge> now;
    for (const RouteEdge &edge : after.edges()) {
        now.insert(edge);
        diff.edges.append(
            {kept.contains(edge) ? RouteEdgeDiff::Kind::Same : RouteEdgeDiff::Kind::Added, edge});
    }
    for (const RouteEdge &edge : edgesBefore)
        if (!now.contains(renamed(edge)))
            diff.edges.append({RouteEdgeDiff::Kind::Removed, edge});
    return diff;
}

} // namespace gatehouse
