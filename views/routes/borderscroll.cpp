// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/borderscroll.h"

#include <QAbstractScrollArea>
#include <QScrollBar>
#include <algorithm>

namespace gatehouse {

static constexpr int frameMs = 16;

BorderScroll::BorderScroll(QAbstractScrollArea *area) : QObject(area), m_area(area) { }

// A third of how far it is beyond the inner border.
static int stepOf(int at, int length)
{
    constexpr int mostBeyond = 4 * BorderScroll::margin;
    const int before = std::clamp(BorderScroll::margin - at, 0, mostBeyond);
    const int after = std::clamp(at - (length - BorderScroll::margin), 0, mostBeyond);
    return (after - before) / 3;
}

void BorderScroll::follow(const QPoint &mouse)
{
    const QSize size = m_area->viewport()->size();
    m_step = {stepOf(mouse.x(), size.width()), stepOf(mouse.y(), size.height())};
    if (m_step.isNull())
        m_timer.stop();
    else if (!m_timer.isActive())
        m_timer.start(frameMs, this);
}

void BorderScroll::timerEvent(QTimerEvent *)
{
    QScrollBar *across = m_area->horizontalScrollBar();
    QScrollBar *down = m_area->verticalScrollBar();
    const QPoint before(across->value(), down->value());
    across->setValue(before.x() + m_step.x());
    down->setValue(before.y() + m_step.y());
    if (before != QPoint(across->value(), down->value()))
        Q_EMIT scrolled();
}

} // namespace gatehouse
