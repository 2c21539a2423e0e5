// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/graphview.h"

#include "views/common/theme.h"

#include <QKeyEvent>
#include <QScrollBar>
#include <QWheelEvent>
#include <cmath>

namespace gatehouse {

static constexpr qreal zoomStep = 1.2;
static constexpr qreal dotsScale = 0.5; // below, there would be too many
static constexpr int notch = 120; // of a wheel, in eighths of a degree

GraphView::GraphView(QWidget *parent) : QGraphicsView(parent)
{
    setFrameShape(QFrame::NoFrame);
    setViewportUpdateMode(MinimalViewportUpdate);
    setOptimizationFlags(DontSavePainterState | DontAdjustForAntialiasing);
    setTransformationAnchor(NoAnchor);
    setResizeAnchor(AnchorViewCenter);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
}

void GraphView::setScaleFactor(qreal scale)
{
    zoomBy(scale / scaleFactor(), viewport()->rect().center());
}

void GraphView::zoomBy(qreal factor, const QPoint &anchor)
{
    const qreal wanted = std::clamp(scaleFactor() * factor, minScale, maxScale);
    if (qFuzzyCompare(wanted, scaleFactor()))
        return;
    const QPointF before = mapToScene(anchor);
    setTransform(QTransform::fromScale(wanted, wanted));
    const QPointF moved = mapFromScene(before) - anchor;
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() + qRound(moved.x()));
    verticalScrollBar()->setValue(verticalScrollBar()->value() + qRound(moved.y()));
    Q_EMIT viewChanged();
}

void GraphView::zoomIn()
{
    zoomBy(zoomStep, viewport()->rect().center());
}

void GraphView::zoomOut()
{
    zoomBy(1 / zoomStep, viewport()->rect().center());
}

void GraphView::showRect(const QRectF &rect)
{
    if (rect.isEmpty())
        return;
    constexpr int margin = 2 * grid;
    const QSize room = viewport()->size() - QSize(2 * margin, 2 * margin);
    const qreal scale = std::min({1.0, room.width() / rect.width(), room.height() / rect.height()});
    const qreal bounded = std::clamp(scale, minScale, maxScale);
    setTransform(QTransform::fromScale(bounded, bounded));
    centerOn(rect.center());
    Q_EMIT viewChanged();
}

void GraphView::wheelEvent(QWheelEvent *event)
{
    const QPoint turned = event->angleDelta();
    const QPoint pushed = event->pixelDelta(); // of a touchpad
    event->accept();
    const auto scroll = [](QScrollBar *bar, int by) { bar->setValue(bar->value() - by); };
    if (event->modifiers() & Qt::ShiftModifier)
        return scroll(horizontalScrollBar(), turned.x() ? turned.x() : turned.y());
    if (!pushed.isNull() && !(event->modifiers() & Qt::ControlModifier)) {
        scroll(horizontalScrollBar(), pushed.x());
        return scroll(verticalScrollBar(), pushed.y());
    }
    if (!turned.y())
        return scroll(horizontalScrollBar(), turned.x());
    zoomBy(std::pow(zoomStep, qreal(turned.y()) / notch), event->position().toPoint());
}

bool GraphView::wouldPan(const QMouseEvent *event) const
{
    return event->button() == Qt::MiddleButton || (m_space && event->button() == Qt::LeftButton);
}

void GraphView::mousePressEvent(QMouseEvent *event)
{
    if (wouldPan(event)) {
        m_panning = true;
        m_last = event->position().toPoint();
        updateCursor();
        event->accept();
        return;
    }
    QGraphicsView::mousePressEvent(event);
}

void GraphView::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_panning)
        return QGraphicsView::mouseMoveEvent(event);
    const QPoint at = event->position().toPoint();
    const QPoint moved = at - m_last;
    m_last = at;
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - moved.x());
    verticalScrollBar()->setValue(verticalScrollBar()->value() - moved.y());
}

void GraphView::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_panning && event->button() != Qt::RightButton) {
        m_panning = false;
        updateCursor();
        return;
    }
    QGraphicsView::mouseReleaseEvent(event);
}

void GraphView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::NoModifier) {
        m_space = true;
        updateCursor();
        return;
    }
    QGraphicsView::keyPressEvent(event);
}

void GraphView::keyReleaseEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
        m_space = false;
        updateCursor();
        return;
    }
    QGraphicsView::keyReleaseEvent(event);
}

void GraphView::focusOutEvent(QFocusEvent *event)
{
    m_space = false; // its release goes elsewhere
    updateCursor();
    QGraphicsView::focusOutEvent(event);
}

void GraphView::updateCursor()
{
    if (m_panning)
        viewport()->setCursor(Qt::ClosedHandCursor);
    else if (m_space)
        viewport()->setCursor(Qt::OpenHandCursor);
    else
        viewport()->setCursor(m_idleCursor);
}

void GraphView::setIdleCursor(Qt::CursorShape shape)
{
    if (std::exchange(m_idleCursor, shape) != shape)
        updateCursor();
}

void GraphView::scrollContentsBy(int dx, int dy)
{
    QGraphicsView::scrollContentsBy(dx, dy);
    Q_EMIT viewChanged();
}

void GraphView::resizeEvent(QResizeEvent *event)
{
    QGraphicsView::resizeEvent(event);
    Q_EMIT viewChanged();
}

void GraphView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        viewport()->update();
    QGraphicsView::changeEvent(event);
}

void GraphView::drawBackground(QPainter *painter, const QRectF &rect)
{
    const QColor base = palette().color(QPalette::Base);
    painter->fillRect(rect, base);
    if (scaleFactor() < dotsScale)
        return;
    m_points.clear(); // keeps its memory
    const qreal left = std::floor(rect.left() / dotDistance) * dotDistance;
    const qreal top = std::floor(rect.top() / dotDistance) * dotDistance;
    const int columns = int(std::ceil((rect.right() - left) / dotDistance));
    const int rows = int(std::ceil((rect.bottom() - top) / dotDistance));
    for (int row = 0; row < rows; ++row)
        for (int column = 0; column < columns; ++column)
            m_points.append({left + column * dotDistance, top + row * dotDistance});
    QPen pen(Theme::blend(palette().color(QPalette::Text), base, 0.18), 2);
    pen.setCosmetic(true);
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->setPen(pen);
    painter->drawPoints(m_points.constData(), int(m_points.size()));
}

} // namespace gatehouse
