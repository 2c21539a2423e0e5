// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/busybar.h"

#include "views/common/theme.h"

#include <QPainter>

namespace gatehouse {

static constexpr int periodMs = 1400;

BusyBar::BusyBar(QWidget *parent) : QWidget(parent)
{
    setFixedHeight(thickness);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAccessibleName(tr("Loading"));
    m_tick.setInterval(33);
    connect(&m_tick, &QTimer::timeout, this, qOverload<>(&QWidget::update));
}

void BusyBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor accent = Theme::color(Semantic::Accent, palette());
    painter.fillRect(rect(), Theme::blend(accent, palette().color(QPalette::Base), 0.2));
    const double phase = double(m_clock.elapsed() % periodMs) / periodMs;
    const double length = width() * 0.3;
    painter.fillRect(QRectF((width() + length) * phase - length, 0, length, height()), accent);
}

void BusyBar::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_clock.start();
    m_tick.start();
}

void BusyBar::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_tick.stop();
}

} // namespace gatehouse
