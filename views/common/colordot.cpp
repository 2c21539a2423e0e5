// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/colordot.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>

namespace gatehouse {

namespace {

class DotEngine : public QIconEngine
{
public:
    explicit DotEngine(const QColor &color) : m_color(color) { }

    QIconEngine *clone() const override { return new DotEngine(m_color); }
    void paint(QPainter *painter, const QRect &rect, QIcon::Mode, QIcon::State) override
    {
        const qreal side = qMin(rect.width(), rect.height()) * 0.625;
        QRectF dot(0, 0, side, side);
        dot.moveCenter(QRectF(rect).center());
        paintColorDot(painter, dot, m_color);
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }

private:
    QColor m_color;
};

} // namespace

void paintColorDot(QPainter *painter, const QRectF &rect, const QColor &color)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (color.isValid()) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(color);
        painter->drawEllipse(rect);
    } else {
        painter->setPen(QPen(QGuiApplication::palette().color(QPalette::PlaceholderText), 1.5));
        painter->setBrush(Qt::NoBrush);
        painter->drawEllipse(rect.adjusted(1, 1, -1, -1));
    }
    painter->restore();
}

QIcon colorDot(const QColor &color)
{
    return QIcon(new DotEngine(color));
}

} // namespace gatehouse
