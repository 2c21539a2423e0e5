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

// Such as “2 elements added, 1 changed”; empty: none of them.
static QString counted(const QString &one, const QString &several,
                       std::initializer_list<std::pair<int, QString>> counts)
{
    QStringList parts;
    for (const auto &[count, what] : counts)
        if (count > 0)
            parts.append((!parts.isEmpty() ? QStringLiteral("%1")
                              : count == 1 ? one
                                           : several)
                             .arg(count)
                         + u' ' + what);
    return parts.join(QStringLiteral(", "));
}

QString RouteDiff::summary() const
{
    using Element = RouteElementDiff::Kind;
    using Edge = RouteEdgeDiff::Kind;
    QStringList parts{counted(tr("%1 element"), tr("%1 elements"),
                              {{count(Element::Added), tr("added")},
                               {count(Element::Removed), tr("removed")},
                               {count(Element::Changed), tr("changed")}}),
                      counted(tr("%1 connection"), tr("%1 connections"),
                              {{count(Edge::Added), tr("added")},
                               {count(Edge::Removed), tr("removed")},
                               {count(Edge::Changed), tr("changed")}})};
    parts.removeAll(QString());
    return parts.isEmpty() ? tr("no difference") : parts.join(QStringLiteral("; "));
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

// One share of a split was turned: the way stays, under another name.
bool isShareOf(const RouteEdgeDiff &added, const RouteEdge &removed)
{
    return added.kind == RouteEdgeDiff::Kind::Added
        && added.edge.from.element == removed.from.element && added.edge.to == removed.to
        && routePercentage(added.edge.from.output) && routePercentage(removed.from.output);
}

QList<RouteEdgeDiff> edgeDiffs(const RouteGraph &before, const RouteGraph &after,
                               const QHash<QString, QString> &newIds)
{
    using Kind = RouteEdgeDiff::Kind;
    const auto renamed = [&](const RouteEdge &edge) {
        return RouteEdge{{newIds.value(edge.from.element), edge.from.output},
                         newIds.value(edge.to)};
    };
    const QList<RouteEdge> edgesBefore = before.edges();
    const QList<RouteEdge> edgesAfter = after.edges();
    QSet<RouteEdge> kept;
    for (const RouteEdge &edge : edgesBefore)
        kept.insert(renamed(edge));
    const QSet<RouteEdge> now(edgesAfter.begin(), edgesAfter.end());
    QList<RouteEdgeDiff> diffs;
    QMultiHash<QString, qsizetype> added; // by the element that they leave
    for (const RouteEdge &edge : edgesAfter) {
        if (!kept.contains(edge))
            added.insert(edge.from.element, diffs.size());
        diffs.append({kept.contains(edge) ? Kind::Same : Kind::Added, edge});
    }
    for (const RouteEdge &edge : edgesBefore) {
        const RouteEdge gone = renamed(edge);
        if (now.contains(gone))
            continue;
        const QList<qsizetype> candidates = added.values(gone.from.element);
        const auto it = std::find_if(candidates.crbegin(), candidates.crend(),
                                     [&](qsizetype i) { return isShareOf(diffs.at(i), gone); });
        if (it == candidates.crend()) {
            diffs.append({Kind::Removed, edge});
            continue;
        }
        diffs[*it].kind = Kind::Changed;
        diffs[*it].outputBefore = edge.from.output;
    }
    return diffs;
}

// An element whose output leads elsewhere is another one, as it is drawn and as it is sent.
void markLedElsewhere(RouteDiff &diff, const QHash<QString, QString> &newIds)
{
    QSet<QString> ids;
    for (const RouteEdgeDiff &edge : std::as_const(diff.edges))
        if (edge.kind != RouteEdgeDiff::Kind::Same)
            ids.insert(edge.kind == RouteEdgeDiff::Kind::Removed
                           ? newIds.value(edge.edge.from.element)
                           : edge.edge.from.element);
    for (RouteElementDiff &element : diff.elements)
        if (element.kind == RouteElementDiff::Kind::Same && ids.contains(element.after))
            element.kind = RouteElementDiff::Kind::Changed;
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

    diff.edges = edgeDiffs(before, after, newIds);
    markLedElsewhere(diff, newIds);
    return diff;
}

} // namespace gatehouse
