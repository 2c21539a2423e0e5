// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/routes/elementitem.h"

namespace gatehouse {

// An edge from an output to an element. Thin lines are a matter of speed: on a long curve a wide
// antialiased pen costs ten times as much.
class EdgeItem : public QGraphicsItem
{
public:
    enum { Type = UserType + 2 };

    // An edge that is being drawn has no source of its own yet.
    EdgeItem(const SceneLook *look, const QString &source, const QString &output);

    const QString &source() const { return m_source; }
    const QString &output() const { return m_output; }
    const QString &target() const { return m_target; }
    void setTarget(const QString &target) { m_target = target; }
    void setEnds(const QPointF &from, const QPointF &to);

    void setMark(GraphMark mark);
    GraphMark mark() const { return m_mark; }
    void setChosen(bool chosen); // by a click
    bool isChosen() const { return m_chosen; }
    void setHovered(bool hovered); // by the mouse
    void setLit(bool lit); // what is dropped here goes in between
    void setShare(const QString &share); // of many requests; empty: none
    const QString &share() const { return m_shareText; }

    QPointF middle() const { return m_path.pointAtPercent(0.5); }

    int type() const override { return Type; }
    QRectF boundingRect() const override { return m_bounds; }
    QPainterPath shape() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *) override;

private:
    QColor color() const;

    const SceneLook *m_look;
    QString m_source;
    QString m_output;
    QString m_target;
    QPointF m_from;
    QPointF m_to;
    QPainterPath m_path;
    mutable QPainterPath m_shape; // made when first asked for
    QPolygonF m_head;
    QRectF m_bounds;
    QStaticText m_share;
    QString m_shareText;
    GraphMark m_mark = GraphMark::None;
    bool m_chosen = false;
    bool m_hovered = false;
    bool m_lit = false;
};

} // namespace gatehouse
