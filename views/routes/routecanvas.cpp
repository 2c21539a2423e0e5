// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/routecanvas.h"

#include "models/route/percentageshares.h"
#include "models/route/routelayout.h"
#include "views/common/theme.h"
#include "views/routes/elementtext.h"

#include <QAccessible>
#include <QMouseEvent>
#include <QSet>
#include <cmath>

namespace gatehouse {

RouteCanvas::RouteCanvas(RouteDocument *document, QWidget *parent)
    : GraphView(parent)
    , m_document(document)
    , m_scene(new RouteScene(document, this))
{
    setScene(m_scene);
    setAccessibleName(tr("Canvas"));
    viewport()->setAccessibleName(tr("Canvas"));
    setFocusPolicy(Qt::StrongFocus);
    setDragMode(RubberBandDrag);
    setRubberBandSelectionMode(Qt::IntersectsItemShape);
    setAcceptDrops(true);
    connect(&m_layout, &QFutureWatcherBase::finished, this, &RouteCanvas::applyLayout);
    connect(m_scene, &RouteScene::currentChanged, this, &RouteCanvas::describeCurrent);
    connect(m_scene, &RouteScene::currentChanged, this, &RouteCanvas::updateHint);
    connect(document, &RouteDocument::graphChanged, this, &RouteCanvas::leaveGesture);
    connect(document, &RouteDocument::graphChanged, this, &RouteCanvas::updateHint);
    connect(document, &RouteDocument::readOnlyChanged, this, &RouteCanvas::updateHint);
    connect(&m_borderScroll, &BorderScroll::scrolled, this, &RouteCanvas::scrollOn);
    connect(this, &GraphView::viewChanged, this, [this] { m_fit = nullptr; });
    connect(document, &RouteDocument::graphReset, this, [this] {
        m_trail.clear();
        leaveGesture();
        unlight(); // what a menu is about, too
    });
}

// What it is about may not be there any more: undo, Delete and the JSON go on working meanwhile.
void RouteCanvas::leaveGesture()
{
    finishLinking(false);
    if (std::exchange(m_gesture, Gesture::None) == Gesture::None)
        return;
    m_connecting.reset();
    m_borderScroll.stop();
    m_document->endStep();
    unlight();
}

QPointF RouteCanvas::snapped(const QPointF &place)
{
    return {std::round(place.x() / snapDistance) * snapDistance,
            std::round(place.y() / snapDistance) * snapDistance};
}

// To the right, below what is there already.
QPointF RouteCanvas::placeBeside(const QString &id) const
{
    const ElementItem *item = m_scene->element(id);
    if (!item)
        return snapped(visibleRect().center());
    QRectF place(item->rect().topRight() + QPointF(gap, 0), QSizeF(208, 100));
    place.moveTopLeft(snapped(place.topLeft()));
    const auto isTaken = [this, &place] {
        for (const QPointF &corner : m_document->positions())
            if (place.intersects(QRectF(corner, QSizeF(208, 100))))
                return true;
        return false;
    };
    while (isTaken())
        place.translate(0, 2 * snapDistance);
    return place.topLeft();
}

// Around the mouse, beside what stands there already.
QPointF RouteCanvas::placeFor(const RouteClip &clip) const
{
    QRectF all;
    for (const QPointF &corner : clip.positions)
        all |= QRectF(corner, QSizeF(208, 100));
    const QPointF center = viewport()->underMouse()
        ? mapToScene(viewport()->mapFromGlobal(QCursor::pos()))
        : visibleRect().center();
    QPointF corner = snapped(center - all.center() + all.topLeft());
    const auto isTaken = [this, &corner] {
        for (const QPointF &other : m_document->positions())
            if ((other - corner).manhattanLength() < snapDistance)
                return true;
        return false;
    };
    while (isTaken())
        corner += QPointF(2, 2) * snapDistance;
    return corner;
}

void RouteCanvas::reveal(const QString &id)
{
    ElementItem *item = m_scene->element(id);
    if (!item)
        return;
    m_scene->select({id});
    m_scene->setCurrent(id, item->content().outputs.isEmpty() ? -1 : 0);
    const QRectF place(m_document->position(id), item->size()); // it may be on its way there
    if (!visibleRect().contains(place))
        centerOn(place.center());
}

void RouteCanvas::fit()
{
    const QRectF all = m_scene->graphRect();
    showRect(all.adjusted(-16, -16, 16, 16));
    keepFitting(&RouteCanvas::fit);
}

void RouteCanvas::showReadably()
{
    constexpr qreal readable = 0.75;
    fit();
    const RouteElement *start = m_document->graph().start();
    if (scaleFactor() < readable && start) {
        setScaleFactor(readable);
        const QRectF first = m_scene->element(start->id)->rect();
        centerOn(first.left() - 2 * snapDistance + visibleRect().width() / 2, first.center().y());
    }
    keepFitting(&RouteCanvas::showReadably);
}

void RouteCanvas::keepFitting(void (RouteCanvas::*again)())
{
    m_fit = again;
    m_fitted = m_scene->graphRect();
}

// A graph that has grown since is left where the person works on it.
void RouteCanvas::resizeEvent(QResizeEvent *event)
{
    const auto again = m_fit;
    GraphView::resizeEvent(event);
    if (again && m_fitted == m_scene->graphRect())
        (this->*again)();
}

void RouteCanvas::zoomToSelection()
{
    const QRectF chosen = m_scene->rectOf(m_scene->selectedIds());
    if (chosen.isEmpty())
        return fit();
    showRect(chosen.adjusted(-40, -40, 40, 40));
}

QStringList RouteCanvas::readingOrder() const
{
    const RouteGraph &graph = m_document->graph();
    QStringList order;
    QSet<QString> seen;
    QStringList waiting;
    const auto take = [&](const QString &first) {
        waiting = {first};
        while (!waiting.isEmpty()) {
            const QString id = waiting.takeLast();
            const RouteElement *element = graph.find(id);
            if (!element || seen.contains(id))
                continue;
            seen.insert(id);
            order.append(id);
            for (auto it = element->outputs.crbegin(); it != element->outputs.crend(); ++it)
                waiting.append(it->target);
        }
    };
    if (const RouteElement *start = graph.start())
        take(start->id);
    for (const RouteElement &element : graph.elements())
        take(element.id);
    return order;
}

void RouteCanvas::describeCurrent()
{
    const RouteElement *element = m_document->element(m_scene->currentId());
    QString text = element ? elementDescription(*element) : QString();
    if (const auto port = m_scene->currentPort())
        text = tr("%1. Output %2").arg(text, shareTitle(port->output));
    setAccessibleDescription(text);
    QAccessibleEvent event(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
}

void RouteCanvas::layoutGraph()
{
    if (m_layingOut || isReadOnly() || m_document->graph().isEmpty())
        return;
    m_laidOut = m_document->graph();
    RouteLayoutOptions options;
    options.sizes = m_scene->sizes();
    m_layingOut = true;
    m_layout.setFuture(layoutRouteLater(m_laidOut, options));
    Q_EMIT layoutChanged();
}

void RouteCanvas::applyLayout()
{
    m_layingOut = false;
    Q_EMIT layoutChanged();
    if (m_layout.isCanceled() || isReadOnly() || !(m_laidOut == m_document->graph()))
        return; // of a graph that is not this one any more
    const RouteDocument::Positions before = m_document->positions();
    if (!m_document->setPositions(m_layout.result(), tr("Lay out")))
        return;
    showReadably(); // before the elements go back to where they come from
    m_scene->animateFrom(before);
}

void RouteCanvas::focusInEvent(QFocusEvent *event)
{
    GraphView::focusInEvent(event);
    updateHint();
    const auto reason = event->reason(); // who comes back finds what was left
    if (!m_scene->currentId().isEmpty() || reason == Qt::MouseFocusReason
        || reason == Qt::PopupFocusReason || reason == Qt::ActiveWindowFocusReason)
        return;
    const QStringList order = readingOrder();
    if (!order.isEmpty())
        walkTo(reason == Qt::BacktabFocusReason ? order.constLast() : order.constFirst(), false);
}

void RouteCanvas::focusOutEvent(QFocusEvent *event)
{
    GraphView::focusOutEvent(event);
    updateHint();
}

bool RouteCanvas::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave)
        m_scene->setHovered({}, {});
    return GraphView::viewportEvent(event);
}

void RouteCanvas::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        m_scene->setColors(palette());
    GraphView::changeEvent(event);
}

} // namespace gatehouse
