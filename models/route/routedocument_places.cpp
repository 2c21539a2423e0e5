// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/route/routedocument.h"

#include "models/route/routeedit.h"

#include <QRectF>
#include <algorithm>
#include <cmath>

// Where elements are.
namespace gatehouse {

// Those of them that have a place.
static QStringList placed(const RouteDocument &document, QStringList ids)
{
    ids.removeDuplicates();
    ids.removeIf(
        [&](const QString &id) { return !document.element(id) || !document.hasPosition(id); });
    return ids;
}

bool RouteDocument::moveElements(const QStringList &ids, const QPointF &delta)
{
    const QStringList moved = placed(*this, ids);
    RouteEdit edit(*this,
                   moved.size() == 1 ? tr("Move “%1”").arg(moved.constFirst())
                                     : tr("Move %1 elements").arg(moved.size()),
                   QStringLiteral("move/%1/").arg(m_steps) + moved.join(u'/'));
    for (const QString &id : moved)
        edit.setPosition(id, position(id) + delta);
    return push(edit);
}

void RouteDocument::endStep()
{
    ++m_steps;
}

bool RouteDocument::setPositions(const Positions &positions, const QString &text)
{
    RouteEdit edit(*this, text.isEmpty() ? tr("Arrange") : text);
    for (auto it = positions.begin(); it != positions.end(); ++it)
        if (m_graph.contains(it.key()))
            edit.setPosition(it.key(), *it);
    return push(edit);
}

static QRectF boxOf(const RouteDocument &document, const QString &id,
                    const QHash<QString, QSizeF> &sizes)
{
    return {document.position(id), sizes.value(id, QSizeF(1, 1))}; // united() skips empty ones
}

bool RouteDocument::align(const QStringList &ids, RouteAlignment alignment,
                          const QHash<QString, QSizeF> &sizes)
{
    const QStringList aligned = placed(*this, ids);
    QRectF all;
    for (const QString &id : aligned)
        all = all.united(boxOf(*this, id, sizes));
    RouteEdit edit(*this, tr("Align"));
    for (const QString &id : aligned) {
        QRectF box = boxOf(*this, id, sizes);
        switch (alignment) {
        case RouteAlignment::Left:
            box.moveLeft(all.left());
            break;
        case RouteAlignment::HorizontalCenter:
            box.moveCenter({all.center().x(), box.center().y()});
            break;
        case RouteAlignment::Right:
            box.moveRight(all.right());
            break;
        case RouteAlignment::Top:
            box.moveTop(all.top());
            break;
        case RouteAlignment::VerticalCenter:
            box.moveCenter({box.center().x(), all.center().y()});
            break;
        case RouteAlignment::Bottom:
            box.moveBottom(all.bottom());
            break;
        }
        edit.setPosition(id, box.topLeft());
    }
    return push(edit);
}

bool RouteDocument::distribute(const QStringList &ids, RouteDistribution distribution,
                               const QHash<QString, QSizeF> &sizes)
{
    const bool horizontal = distribution == RouteDistribution::Horizontally;
    const auto begin = [&](const QRectF &box) { return horizontal ? box.left() : box.top(); };
    const auto extent = [&](const QRectF &box) { return horizontal ? box.width() : box.height(); };
    QList<std::pair<QString, QRectF>> boxes;
    for (const QString &id : placed(*this, ids))
        boxes.append({id, boxOf(*this, id, sizes)});
    if (boxes.size() < 3)
        return false;
    std::stable_sort(boxes.begin(), boxes.end(), [&](const auto &a, const auto &b) {
        return begin(a.second) < begin(b.second);
    });
    qreal gap = begin(boxes.last().second) - begin(boxes.first().second);
    for (const auto &[id, box] : boxes.first(boxes.size() - 1))
        gap -= extent(box);
    gap /= double(boxes.size() - 1);
    RouteEdit edit(*this, tr("Distribute"));
    qreal at = begin(boxes.first().second);
    for (auto &[id, box] : boxes) {
        if (horizontal)
            box.moveLeft(at);
        else
            box.moveTop(at);
        edit.setPosition(id, box.topLeft());
        at += extent(box) + gap;
    }
    return push(edit);
}

bool RouteDocument::snap(const QStringList &ids, qreal grid)
{
    RouteEdit edit(*this, tr("Snap to the grid"));
    for (const QString &id : placed(*this, ids)) {
        const QPointF at = position(id);
        edit.setPosition(id, QPointF(std::round(at.x() / grid), std::round(at.y() / grid)) * grid);
    }
    return push(edit);
}

} // namespace gatehouse
