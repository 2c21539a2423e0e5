// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/edgeitem.h"

#include <QPainter>
#include <algorithm>

namespace gatehouse {

static constexpr qreal headLength = 9;
static constexpr qreal headWidth = 7;
static constexpr qreal reach = 12; // around the curve: shares, wide pens

EdgeItem::EdgeItem(const SceneLook *look, const QString &source, const QString &output)
    : m_look(look)
    , m_source(source)
    , m_output(output)
    , m_head(3)
{
}

void EdgeItem::setEnds(const QPointF &from, const QPointF &to)
{
    if (from == m_from && to == m_to && !m_path.isEmpty())
        return;
    prepareGeometryChange();
    m_from = from;
    m_to = to;
    const qreal across = to.x() - from.x();
    // One that leads back makes a bow around what lies between.
    const qreal bow = across > 0 ? std::max(across / 2, 24.0) : std::min(60 - across / 3, 240.0);
    m_path.clear();
    m_path.moveTo(from);
    m_path.cubicTo(from + QPointF(bow, 0), to - QPointF(bow, 0), to);
    m_shape.clear();
    const QPointF tip = to - QPointF(SceneLook::portRadius, 0);
    m_head[0] = tip;
    m_head[1] = tip + QPointF(-headLength, -headWidth / 2);
    m_head[2] = tip + QPointF(-headLength, headWidth / 2);
    m_bounds = m_path.controlPointRect().adjusted(-reach, -reach, reach, reach);
    update();
}

void EdgeItem::setMark(GraphMark mark)
{
    if (mark == m_mark)
        return;
    m_mark = mark;
    update();
}

void EdgeItem::setChosen(bool chosen)
{
    if (chosen == m_chosen)
        return;
    m_chosen = chosen;
    setZValue(chosen ? 0.5 : 0);
    update();
}

void EdgeItem::setHovered(bool hovered)
{
    if (hovered == m_hovered)
        return;
    m_hovered = hovered;
    update();
}

void EdgeItem::setLit(bool lit)
{
    if (lit == m_lit)
        return;
    m_lit = lit;
    update();
}

void EdgeItem::setShare(const QString &share)
{
    if (share == m_shareText)
        return;
    m_shareText = share;
    m_share.setText(share);
    m_share.setTextFormat(Qt::PlainText);
    m_share.prepare({}, m_look->textFont);
    update();
}

QPainterPath EdgeItem::shape() const
{
    if (m_shape.isEmpty()) {
        QPainterPathStroker stroker;
        stroker.setWidth(reach);
        m_shape = stroker.createStroke(m_path);
    }
    return m_shape;
}

QColor EdgeItem::color() const
{
    if (m_chosen || m_lit)
        return m_look->accent;
    const QColor marked = markColor(m_mark, *m_look);
    return marked.isValid() ? marked : m_hovered ? m_look->text : m_look->edge;
}

void EdgeItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    const bool isPlain = !m_chosen && !m_hovered && !m_lit && !markColor(m_mark, *m_look).isValid();
    const qreal scale = painter->worldTransform().m11();
    const bool isFar = m_look->isFar(scale);
    painter->setOpacity(m_mark == GraphMark::Faded ? 0.35 : 1);
    painter->setBrush(Qt::NoBrush);
    QPen pen = m_look->edgePen;
    if (!isPlain) {
        pen = QPen(color(),
                   isFar                             ? 0
                       : scale < SceneLook::farScale ? 1.5
                                                     : 2.5,
                   m_mark == GraphMark::Removed ? Qt::DashLine : Qt::SolidLine);
        pen.setCosmetic(true);
    }
    painter->setPen(pen);
    painter->setRenderHint(QPainter::Antialiasing, !isFar);
    if (isFar) {
        painter->drawLine(m_from, m_to);
    } else {
        painter->drawPath(m_path);
        painter->setBrush(pen.color());
        painter->setPen(Qt::NoPen);
        painter->drawPolygon(m_head);
    }
    if (!m_shareText.isEmpty() && scale >= SceneLook::farScale) {
        const QSizeF size = m_share.size();
        const QPointF corner = middle() - QPointF(size.width() / 2, size.height() / 2);
        painter->setBrush(m_look->palette.color(QPalette::Base));
        painter->setPen(Qt::NoPen);
        painter->drawRoundedRect(QRectF(corner, size).adjusted(-4, -1, 4, 1), 4, 4);
        painter->setFont(m_look->textFont);
        painter->setPen(m_look->text);
        painter->drawStaticText(corner, m_share);
    }
    painter->setOpacity(1);
}

} // namespace gatehouse
