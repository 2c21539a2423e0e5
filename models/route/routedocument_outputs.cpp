// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/route/routedocument.h"

#include "models/route/routeedit.h"

// Outputs and edges.
namespace gatehouse {

bool RouteDocument::canConnect(const RoutePort &from, const QString &to, QString *reason) const
{
    const auto refuse = [reason](const QString &why) {
        if (reason)
            *reason = why;
        return false;
    };
    const RouteElement *source = m_graph.find(from.element);
    const RouteElement *target = m_graph.find(to);
    if (m_readOnly)
        return refuse(tr("This version is read-only."));
    if (!source || !target || !source->output(from.output))
        return refuse(tr("It is not there any more."));
    if (from.element == to)
        return refuse(tr("An element cannot lead to itself."));
    if (target->type.known() == RouteElementType::Start)
        return refuse(tr("Nothing leads to a start."));
    return true;
}

bool RouteDocument::connectOutput(const RoutePort &from, const QString &to)
{
    if (!canConnect(from, to))
        return false;
    RouteEdit edit(*this, tr("Connect “%1” to “%2”").arg(from.element, to));
    edit.setTarget(from, to);
    return push(edit);
}

bool RouteDocument::disconnectOutput(const RoutePort &from)
{
    const RouteElement *element = m_graph.find(from.element);
    if (!element || !element->output(from.output))
        return false;
    RouteEdit edit(*this, tr("Disconnect “%1” of “%2”").arg(from.output, from.element));
    edit.setTarget(from, {});
    return push(edit);
}

static void leadOn(RouteElement &element, const QString &to)
{
    bool leads = false;
    for (RouteOutput &output : element.outputs)
        if (output.target.isEmpty()) {
            output.target = to;
            leads = true;
        }
    if (!leads)
        element.outputs.first().target = to;
}

QString RouteDocument::insertOnEdge(const RoutePort &from, const OpenEnum<RouteElementType> &type,
                                    const QPointF &position)
{
    const QString to = m_graph.target(from);
    RouteElement element = newRouteElement(type, m_graph.freeId(type.text()));
    if (to.isEmpty() || element.outputs.isEmpty() || type.known() == RouteElementType::Start)
        return {};
    leadOn(element, to);
    RouteEdit edit(*this, tr("Insert “%1”").arg(element.id));
    edit.append(element);
    edit.setPosition(element.id, position);
    edit.setTarget(from, element.id);
    return push(edit) ? element.id : QString();
}

bool RouteDocument::canInsertOnEdge(const RoutePort &from, const QString &id) const
{
    const QString to = m_graph.target(from);
    const RouteElement *element = m_graph.find(id);
    return !m_readOnly && element && !to.isEmpty() && id != to && id != from.element
        && !element->outputs.isEmpty() && element->type.known() != RouteElementType::Start;
}

bool RouteDocument::insertOnEdge(const RoutePort &from, const QString &id)
{
    if (!canInsertOnEdge(from, id))
        return false;
    RouteElement element = *m_graph.find(id);
    leadOn(element, m_graph.target(from));
    RouteEdit edit(*this, tr("Insert “%1”").arg(id));
    edit.replace(id, element);
    edit.setTarget(from, id);
    return push(edit);
}

bool RouteDocument::setOutputs(const QString &id, const QList<RouteOutput> &outputs, bool typing)
{
    const RouteElement *element = m_graph.find(id);
    if (!element)
        return false;
    QSet<QString> names;
    for (const RouteOutput &output : outputs)
        names.insert(output.name);
    const QStringList fixed = routeOutputNames(element->type);
    if (names.size() != outputs.size() || names.contains(QString())
        || !std::all_of(fixed.begin(), fixed.end(),
                        [&](const QString &name) { return names.contains(name); }))
        return false;
    RouteElement edited = *element;
    edited.outputs = outputs;
    RouteEdit edit(*this, tr("Change outputs of “%1”").arg(id),
                   typing ? QStringLiteral("outputs/%1/").arg(m_steps) + id : QString());
    edit.replace(id, edited);
    return push(edit);
}

} // namespace gatehouse
