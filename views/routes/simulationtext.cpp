// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/simulationtext.h"

#include "models/domain/format.h"
#include "models/route/percentageshares.h"

#include <QCoreApplication>
#include <algorithm>

namespace gatehouse {

static QString tr(const char *text)
{
    return QCoreApplication::translate("gatehouse::simulation", text);
}

static QString percent(double share)
{
    const double value = share * 100;
    return tr("%1 %").arg(QString::number(value, 'f', value > 0 && value < 10 ? 1 : 0));
}

GraphMarks marksOf(const RoutePath &path)
{
    GraphMarks marks;
    marks.others = GraphMark::Faded;
    int number = 0;
    for (const RouteStep &step : path.steps) {
        marks.elements.insert(step.element, GraphMark::Passed);
        marks.badges.insert(step.element, QString::number(++number));
        if (!step.output.isEmpty())
            marks.edges.insert({step.element, step.output}, GraphMark::Passed);
    }
    if (path.ending != RoutePath::Ending::Served && !path.end.isEmpty())
        marks.elements.insert(path.end, GraphMark::Ended);
    return marks;
}

GraphMarks marksOf(const RouteShares &shares)
{
    GraphMarks marks;
    marks.others = GraphMark::Faded;
    for (auto it = shares.ports.cbegin(); it != shares.ports.cend(); ++it) {
        if (it.value() == 0)
            continue;
        marks.edges.insert(it.key(), GraphMark::Passed);
        marks.shares.insert(it.key(), percent(shares.share(it.key())));
    }
    for (auto it = shares.elements.cbegin(); it != shares.elements.cend(); ++it) {
        if (it.value() == 0)
            continue;
        marks.elements.insert(it.key(), GraphMark::Passed);
        marks.badges.insert(it.key(), percent(double(it.value()) / std::max(shares.requests, 1)));
    }
    return marks;
}

QString summaryOf(const RoutePath &path)
{
    return path.cost > 0 ? tr("%1 Estimated cost: %2").arg(path.text, format::dollars(path.cost))
                         : path.text;
}

QString summaryOf(const RouteShares &shares, const QString &what)
{
    QString text = tr("%1. Estimated cost: %2").arg(what, format::dollars(shares.cost));
    if (shares.unpriced > 0)
        text +=
            tr(", without %1 whose model has no known price").arg(format::count(shares.unpriced));
    text += u'.';
    if (shares.loggedCost > 0)
        text += tr(" They cost %1 as logged.").arg(format::dollars(shares.loggedCost));
    return text;
}

static QString endingText(RoutePath::Ending ending)
{
    switch (ending) {
    case RoutePath::Ending::Served:
        return tr("served by a model");
    case RoutePath::Ending::Unserved:
        return tr("ended without an answer");
    case RoutePath::Ending::Stuck:
        return tr("stuck at an output that leads nowhere");
    case RoutePath::Ending::Endless:
        return tr("went round in a circle");
    case RoutePath::Ending::NoStart:
        return tr("found no start");
    }
    return {};
}

template <class Hash> static auto byCount(const Hash &hash)
{
    QList<std::pair<typename Hash::key_type, int>> items;
    for (auto it = hash.cbegin(); it != hash.cend(); ++it)
        if (it.value() > 0)
            items.append({it.key(), it.value()});
    std::stable_sort(items.begin(), items.end(),
                     [](const auto &a, const auto &b) { return a.second > b.second; });
    return items;
}

QList<ShareRow> rowsOf(const RouteShares &shares, const RouteGraph &graph)
{
    const auto share = [&shares](int count) {
        return percent(double(count) / std::max(shares.requests, 1));
    };
    QList<ShareRow> rows;
    const auto heading = [&rows](const QString &text) {
        if (!rows.isEmpty() && rows.constLast().isHeading)
            rows.removeLast(); // nothing came below it
        rows.append({.name = text, .isHeading = true});
    };
    heading(tr("How they ended"));
    for (const auto &[ending, count] : byCount(shares.endings))
        rows.append({endingText(ending), share(count), format::count(count)});
    heading(tr("Models"));
    for (const auto &[model, count] : byCount(shares.models)) {
        const auto cost = shares.costs.constFind(model);
        rows.append({model, share(count),
                     cost == shares.costs.constEnd()
                         ? tr("%1, price not known").arg(format::count(count))
                         : tr("%1, %2").arg(format::count(count), format::dollars(*cost))});
    }
    heading(tr("Ends"));
    for (const auto &[end, count] : byCount(shares.ends))
        rows.append({end, share(count), format::count(count), end});
    heading(tr("Edges"));
    for (const RouteEdge &edge : graph.edges())
        if (const int count = shares.ports.value(edge.from); count > 0)
            rows.append(
                {tr("%1 → %2 (%3)").arg(edge.from.element, edge.to, shareTitle(edge.from.output)),
                 share(count), format::count(count), edge.from.element});
    return rows;
}

} // namespace gatehouse
