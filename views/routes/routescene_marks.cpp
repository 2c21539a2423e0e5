// SPDX-License-Identifier: GPL-3.0-or-later
// What the scene shows besides the graph: selection, the current element, marks and problems.
#include "views/routes/routescene.h"

namespace gatehouse {

QStringList RouteScene::selectedIds() const
{
    QStringList ids;
    for (const RouteElement &element : m_document->graph().elements())
        if (const ElementItem *item = m_elements.value(element.id); item && item->isSelected())
            ids.append(element.id);
    return ids;
}

void RouteScene::select(const QStringList &ids)
{
    {
        const QSignalBlocker blocker(this); // one signal for all
        clearSelection();
        for (const QString &id : ids)
            if (ElementItem *item = element(id))
                item->setSelected(true);
    }
    if (!ids.isEmpty())
        chooseEdge({});
    Q_EMIT selectionChanged();
}

void RouteScene::setCurrent(const QString &id, int output)
{
    if (ElementItem *item = element(m_current); item && m_current != id)
        item->setCurrent(false);
    ElementItem *item = element(id);
    if (item)
        item->setCurrent(true, output);
    const QString now = item ? id : QString();
    if (now == m_current && output == m_currentOutput)
        return;
    m_current = now;
    m_currentOutput = item ? output : -1;
    Q_EMIT currentChanged();
}

std::optional<RoutePort> RouteScene::currentPort() const
{
    const RouteElement *element = m_document->element(m_current);
    if (!element || m_currentOutput < 0 || m_currentOutput >= element->outputs.size())
        return {};
    return RoutePort{m_current, element->outputs.at(m_currentOutput).name};
}

void RouteScene::chooseEdge(const std::optional<RoutePort> &port)
{
    if (port == m_chosenEdge)
        return;
    if (m_chosenEdge)
        if (EdgeItem *old = edge(*m_chosenEdge))
            old->setChosen(false);
    m_chosenEdge = port;
    if (port)
        if (EdgeItem *chosen = edge(*port))
            chosen->setChosen(true);
    Q_EMIT edgeChosen();
}

void RouteScene::setHovered(const std::optional<RoutePort> &output,
                            const std::optional<RoutePort> &edge)
{
    if (output != m_hoveredOutput) {
        if (m_hoveredOutput)
            if (ElementItem *old = element(m_hoveredOutput->element))
                old->setHoveredOutput(-1);
        m_hoveredOutput = output;
        if (ElementItem *now = output ? element(output->element) : nullptr)
            now->setHoveredOutput(int(now->content().outputs.indexOf(output->output)));
    }
    if (edge != m_hoveredEdge) {
        if (m_hoveredEdge)
            if (EdgeItem *old = this->edge(*m_hoveredEdge))
                old->setHovered(false);
        m_hoveredEdge = edge;
        if (EdgeItem *now = edge ? this->edge(*edge) : nullptr)
            now->setHovered(true);
    }
}

void RouteScene::startDraft(const RoutePort &port)
{
    endDraft();
    m_draft = new EdgeItem(m_look.get(), port.element, port.output);
    m_draft->setChosen(true);
    m_draft->setZValue(3);
    m_draft->setEnds(portPlace(port), portPlace(port));
    addItem(m_draft);
    if (EdgeItem *old = edge(port)) // whose place it takes
        old->hide();
}

void RouteScene::endDraft()
{
    if (!m_draft)
        return;
    if (EdgeItem *old = edge({m_draft->source(), m_draft->output()}))
        old->show();
    delete std::exchange(m_draft, nullptr);
}

void RouteScene::setMarks(const GraphMarks &marks)
{
    m_marks = marks;
    updateLook();
    applyMarks();
}

void RouteScene::applyMarks()
{
    for (ElementItem *item : std::as_const(m_elements))
        applyMarks(item);
    for (auto it = m_edges.cbegin(); it != m_edges.cend(); ++it) {
        it.value()->setMark(m_marks.edges.value(it.key(), m_marks.others));
        it.value()->setShare(m_marks.shares.value(it.key()));
    }
    qDeleteAll(m_removedEdges);
    m_removedEdges.clear();
    for (const RouteEdge &removed : m_marks.removedEdges) {
        auto *item = new EdgeItem(m_look.get(), removed.from.element, removed.from.output);
        item->setTarget(removed.to);
        item->setMark(GraphMark::Removed);
        m_removedEdges.append(item);
        layoutEdge(item);
        addItem(item);
    }
    Q_EMIT graphMoved();
}

void RouteScene::applyMarks(ElementItem *item) const
{
    item->setMark(m_marks.elements.value(item->id(), m_marks.others));
    item->setBadge(m_marks.badges.value(item->id()));
}

void RouteScene::setProblems(const QList<RouteProblem> &problems)
{
    QHash<QString, ElementItem::Problem> worst;
    for (const RouteProblem &problem : problems) {
        ElementItem::Problem &known = worst[problem.element];
        if (problem.severity == RouteProblem::Severity::Error)
            known = ElementItem::Problem::Error;
        else if (known == ElementItem::Problem::None)
            known = ElementItem::Problem::Warning;
    }
    for (ElementItem *item : std::as_const(m_elements))
        item->setProblem(worst.value(item->id()));
}

void RouteScene::setFound(const QSet<QString> &ids)
{
    for (ElementItem *item : std::as_const(m_elements))
        item->setFound(ids.contains(item->id()));
}

} // namespace gatehouse
