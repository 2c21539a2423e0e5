// SPDX-License-Identifier: GPL-3.0-or-later
// How the mouse and the keys move the chart of the usage.
#include "models/items/usagemodel.h"
#include "views/billing/usagechart.h"
#include "views/billing/usageplot.h"
#include "views/billing/usagetip.h"
#include "views/common/theme.h"

#include <QApplication>
#include <QChart>
#include <QMouseEvent>
#include <QRubberBand>
#include <cmath>

namespace gatehouse {

void UsageChart::keyPressEvent(QKeyEvent *event)
{
    const int last = int(m_model->points().size()) - 1;
    if (last < 0)
        return event->ignore();
    const int step = event->key() == Qt::Key_Left ? -1 : 1;
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        if (event->modifiers() & Qt::ControlModifier)
            return pan(step * std::max(1.0, (m_to - m_from) / 4));
        setCurrent(m_current < 0 ? (step > 0 ? int(m_from) : int(std::ceil(m_to)) - 1)
                                 : std::clamp(m_current + step, 0, last));
        break;
    case Qt::Key_Home:
        setCurrent(0);
        break;
    case Qt::Key_End:
        setCurrent(last);
        break;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoom(0.5);
    case Qt::Key_Minus:
        return zoom(2);
    case Qt::Key_0:
        return showAll();
    case Qt::Key_Escape:
        return m_tip->isVisible() ? hideTip() : event->ignore();
    default:
        return event->ignore();
    }
    showTip({});
    if (m_current < m_from)
        pan(m_current - m_from);
    else if (m_current + 1 > m_to)
        pan(m_current + 1 - m_to);
}

void UsageChart::mousePressEvent(QMouseEvent *event)
{
    const bool left = event->button() == Qt::LeftButton;
    if (!left && event->button() != Qt::MiddleButton)
        return event->ignore();
    m_panning = !left || event->modifiers() & Qt::ShiftModifier;
    m_pressed = placeAt(event->pos());
    m_pressedAt = event->pos();
    hideTip();
    if (m_panning)
        viewport()->setCursor(Qt::ClosedHandCursor);
}

void UsageChart::pointAt(const QPoint &position)
{
    const double place = placeAt(position);
    setCurrent(place >= m_from && place < m_to ? int(std::floor(place)) : -1);
    showTip(position);
}

void UsageChart::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_pressed)
        return pointAt(event->pos());
    if (m_panning)
        return pan(*m_pressed - placeAt(event->pos())); // the place under the mouse stays under it
    const int top = mapFromScene(chart()->mapToScene(chart()->plotArea().topLeft())).y();
    m_band->setGeometry(QRect(QPoint(m_pressedAt.x(), top),
                              QPoint(event->pos().x(), top + int(chart()->plotArea().height())))
                            .normalized());
    m_band->show();
}

void UsageChart::mouseReleaseEvent(QMouseEvent *event)
{
    if (!m_pressed)
        return;
    const double from = *std::exchange(m_pressed, std::nullopt);
    const double to = placeAt(event->pos());
    m_band->hide();
    if (std::exchange(m_panning, false)) {
        viewport()->unsetCursor();
        return pan(0);
    }
    if ((event->pos() - m_pressedAt).manhattanLength() < QApplication::startDragDistance())
        return;
    // Whole points: those that were touched.
    showRange(std::floor(std::min(from, to)), std::ceil(std::max(from, to)));
}

void UsageChart::mouseDoubleClickEvent(QMouseEvent *)
{
    showAll();
}

void UsageChart::wheelEvent(QWheelEvent *event)
{
    constexpr double notch = 120;
    const QPointF turn = QPointF(event->angleDelta()) / notch;
    const QPoint position = event->position().toPoint();
    event->accept();
    if (turn.x() != 0 || event->modifiers() & Qt::ShiftModifier)
        pan(-(turn.x() != 0 ? turn.x() : turn.y()) * (m_to - m_from) / 10);
    else
        zoom(std::pow(0.8, turn.y()), placeAt(position));
    if (!m_pressed)
        pointAt(position); // another one is there now
}

void UsageChart::leaveEvent(QEvent *event)
{
    QChartView::leaveEvent(event);
    hideTip();
    if (!hasFocus())
        setCurrent(-1);
}

void UsageChart::focusOutEvent(QFocusEvent *event)
{
    QChartView::focusOutEvent(event);
    if (!m_pointer)
        hideTip();
}

void UsageChart::paintEvent(QPaintEvent *event)
{
    QChartView::paintEvent(event);
    if (!hasFocus())
        return;
    QPainter painter(viewport());
    painter.setPen(Theme::color(Semantic::Accent, palette()));
    painter.drawRect(viewport()->rect().adjusted(0, 0, -1, -1));
}

} // namespace gatehouse
