// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/profilestripe.h"

#include <QPainter>

namespace gatehouse {

static constexpr int thickness = 3; // px

// The room is there with and without a colour, so that nothing jumps.
ProfileStripe::ProfileStripe(QWidget *parent) : QWidget(parent)
{
    setContentsMargins(0, thickness, 0, 0);
}

void ProfileStripe::setColor(const QColor &color)
{
    if (color == m_color)
        return;
    m_color = color;
    update();
}

void ProfileStripe::paintEvent(QPaintEvent *)
{
    if (m_color.isValid())
        QPainter(this).fillRect(0, 0, width(), thickness, m_color);
}

} // namespace gatehouse
