// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/route/routedocument.h"

#include "models/route/routeedit.h"

#include <algorithm>
#include <cmath>

// Elements, their properties, and the clipboard.
namespace gatehouse {

static bool isStart(const RouteElement &element)
{
    return element.type.known() == RouteElementType::Start;
}

QString RouteDocument::addElement(const OpenEnum<RouteElementType> &type, const QPointF &position,
                                  const QString &wantedId)
{
    if (type.known() == RouteElementType::Start && m_graph.start())
        return {};
    const QString id = m_graph.freeId(wantedId.isEmpty() ? type.text() : wantedId);
    RouteEdit edit(*this, tr("Add “%1”").arg(id));
    edit.append(newRouteElement(type, id));
    edit.setPosition(id, position);
    return push(edit) ? id : QString();
}

namespace {

// Where what led to removed elements leads instead.
class Reconnection
{
public:
    Reconnection(const RouteGraph &graph, const QStringList &removed)
        : m_graph(graph)
        , m_removed(removed.begin(), removed.end())
    {
    }

    bool isRemoved(const QString &id) const { return m_removed.contains(id); }

    QString beyond(QString id) const // empty: it is not clear
    {
        QSet<QString> seen;
        while (m_removed.contains(id)) {
            if (seen.contains(id))
                return {};
            seen.insert(id);
            id = onlyTarget(*m_graph.find(id));
        }
        return id;
    }

private:
    QString onlyTarget(const RouteElement &element) const
    {
        QString only;
        for (const RouteOutput &output : element.outputs) {
            if (!m_graph.contains(output.target))
                continue;
            if (!only.isEmpty() && only != output.target)
                return {};
            only = output.target;
        }
        return only;
    }

    const RouteGraph &m_graph;
    QSet<QString> m_removed;
};

} // namespace

bool RouteDocument::removeElements(const QStringList &ids)
{
    QStringList there = ids;
    there.removeDuplicates();
    there.removeIf([this](const QString &id) { return !m_graph.contains(id); });
    if (there.isEmpty())
        return false;
    const Reconnection reconnection(m_graph, there);
    RouteEdit edit(*this,
                   there.size() == 1 ? tr("Remove “%1”").arg(there.first())
                                     : tr("Remove %1 elements").arg(there.size()));
    for (const RouteElement &element : m_graph.elements()) {
        if (reconnection.isRemoved(element.id))
            continue;
        RouteElement kept = element;
        for (RouteOutput &output : kept.outputs)
            if (reconnection.isRemoved(output.target)) {
                const QString beyond = reconnection.beyond(output.target);
                output.target = beyond == element.id ? QString() : beyond;
            }
        edit.replace(element.id, kept);
    }
    for (const QString &id : there)
        edit.remove(id);
    return push(edit);
}

bool RouteDocument::renameElement(const QString &id, const QString &newId)
{
    if (!m_graph.contains(id) || newId.isEmpty() || m_graph.contains(newId))
        return false;
    RouteEdit edit(*this, tr("Rename “%1” to “%2”").arg(id, newId));
    for (const RouteEdge &edge : m_graph.edgesTo(id))
        edit.setTarget(edge.from, newId);
    RouteElement renamed = *edit.graph().find(id);
    renamed.id = newId;
    if (hasPosition(id)) {
        edit.setPosition(newId, position(id));
        edit.setPosition(id, std::nullopt);
    }
    edit.replace(id, renamed);
    return push(edit);
}

// There, or below what is in the way.
static QPointF freePlace(const RouteEdit &edit, const QString &id, QPointF place)
{
    const auto height = [&edit](const QString &of) { // as drawn, about
        const RouteElement *element = edit.graph().find(of);
        return 80.0 + (element ? 24.0 * double(element->outputs.size()) : 0);
    };
    constexpr qreal width = 240;
    QList<std::pair<qreal, qreal>> taken; // top and bottom of those in the way, or below
    for (auto it = edit.positions().begin(); it != edit.positions().end(); ++it)
        if (std::abs(it->x() - place.x()) < width && it->y() + height(it.key()) > place.y())
            taken.append({it->y(), it->y() + height(it.key())});
    std::sort(taken.begin(), taken.end());
    for (const auto &[top, bottom] : std::as_const(taken))
        if (top < place.y() + height(id))
            place.setY(std::max(place.y(), bottom));
    return place;
}

// Those that have no place come to the right of what leads to them; others below everything.
static void placeNew(RouteEdit &edit)
{
    constexpr qreal step = 272;
    const QList<RouteElement> elements = edit.graph().elements();
    const auto placeTargets = [&edit](const QString &first) {
        QStringList waiting{first};
        while (!waiting.isEmpty()) {
            const QString id = waiting.takeLast();
            const QPointF beside = edit.positions().value(id) + QPointF(step, 0);
            for (const RouteEdge &edge : edit.graph().edgesFrom(id))
                if (!edit.positions().contains(edge.to)) {
                    edit.setPosition(edge.to, freePlace(edit, edge.to, beside));
                    waiting.append(edge.to);
                }
        }
    };
    for (const RouteElement &element : elements)
        if (edit.positions().contains(element.id))
            placeTargets(element.id);
    for (const RouteElement &element : elements) {
        if (edit.positions().contains(element.id))
            continue;
        QPointF corner;
        for (const QPointF &other : edit.positions())
            corner = {std::min(corner.x(), other.x()), std::max(corner.y(), other.y())};
        edit.setPosition(element.id, freePlace(edit, element.id, corner));
        placeTargets(element.id);
    }
}

bool RouteDocument::replaceGraph(const RouteGraph &graph)
{
    RouteEdit edit(*this, tr("Edit as JSON"));
    edit.become(graph);
    placeNew(edit);
    return push(edit);
}

bool RouteDocument::setProperty(const QString &id, const QString &name, const QJsonValue &value,
                                bool typing)
{
    return mergeProperties(id, {{name, value}}, typing);
}

bool RouteDocument::setProperties(const QString &id, const QJsonObject &properties, bool typing)
{
    const RouteElement *element = m_graph.find(id);
    if (!element)
        return false;
    RouteElement edited = *element;
    edited.properties = properties;
    RouteEdit edit(*this, tr("Edit properties of “%1”").arg(id),
                   typing ? QStringLiteral("properties/%1/").arg(m_steps) + id : QString());
    edit.replace(id, edited);
    return push(edit);
}

bool RouteDocument::mergeProperties(const QString &id,
                                    const QList<std::pair<QString, QJsonValue>> &values,
                                    bool typing)
{
    const RouteElement *element = m_graph.find(id);
    if (!element || values.isEmpty())
        return false;
    RouteElement edited = *element;
    QStringList names;
    for (const auto &[name, value] : values) {
        names.append(name);
        if (value.isUndefined())
            edited.properties.remove(name);
        else
            edited.properties.insert(name, value);
    }
    const QString list = names.join(QStringLiteral(", "));
    RouteEdit edit(*this, tr("Change %1 of “%2”").arg(list, id),
                   typing ? QStringLiteral("property/%1/").arg(m_steps) + id + u'/' + list
                          : QString());
    edit.replace(id, edited);
    return push(edit);
}

RouteClip RouteDocument::copy(const QStringList &ids) const
{
    const QSet<QString> wanted(ids.begin(), ids.end());
    RouteClip clip;
    for (const RouteElement &element : m_graph.elements()) {
        if (!wanted.contains(element.id))
            continue;
        clip.elements.append(element);
        if (hasPosition(element.id))
            clip.positions.insert(element.id, position(element.id));
    }
    return clip;
}

bool RouteDocument::cut(const QStringList &ids, RouteClip *clip)
{
    const RouteClip copied = copy(ids);
    if (!removeElements(ids))
        return false;
    *clip = copied;
    return true;
}

QStringList RouteDocument::paste(const RouteClip &clip, const QPointF &at)
{
    constexpr qreal stagger = 24; // of those that had no position
    QHash<QString, QString> newIds;
    QSet<QString> given;
    QList<RouteElement> pasted;
    for (const RouteElement &element : clip.elements) {
        if (isStart(element) && m_graph.start())
            continue;
        const QString id = m_graph.freeId(element.id, given);
        newIds.insert(element.id, id);
        given.insert(id);
        pasted.append(element);
    }
    std::optional<QPointF> corner;
    for (const RouteElement &element : pasted)
        if (const auto it = clip.positions.constFind(element.id); it != clip.positions.cend())
            corner = corner ? QPointF(qMin(corner->x(), it->x()), qMin(corner->y(), it->y())) : *it;

    RouteEdit edit(*this,
                   pasted.size() == 1 ? tr("Paste “%1”").arg(newIds.value(pasted.first().id))
                                      : tr("Paste %1 elements").arg(pasted.size()));
    QStringList ids;
    for (RouteElement &element : pasted) {
        const QPointF offset = clip.positions.contains(element.id)
            ? clip.positions.value(element.id) - *corner
            : QPointF(stagger, stagger) * double(ids.size());
        element.id = newIds.value(element.id);
        for (RouteOutput &output : element.outputs) {
            const bool isThere = m_graph.contains(output.target);
            output.target = newIds.value(output.target, isThere ? output.target : QString());
        }
        edit.append(element);
        edit.setPosition(element.id, at + offset);
        ids.append(element.id);
    }
    return push(edit) ? ids : QStringList();
}

QStringList RouteDocument::duplicate(const QStringList &ids, const QPointF &offset)
{
    const RouteClip clip = copy(ids);
    QPointF corner;
    bool first = true;
    for (const RouteElement &element : clip.elements) {
        if (isStart(element) || !clip.positions.contains(element.id))
            continue;
        const QPointF position = clip.positions.value(element.id);
        corner = std::exchange(first, false)
            ? position
            : QPointF(qMin(corner.x(), position.x()), qMin(corner.y(), position.y()));
    }
    return paste(clip, corner + offset);
}

} // namespace gatehouse
