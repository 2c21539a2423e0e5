// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGraphicsView>

namespace gatehouse {

// A graphics view that is zoomed by the wheel and panned by the middle button, or the left one with
// the space bar held. Two fingers on a touchpad pan, with Ctrl they zoom.
class GraphView : public QGraphicsView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GraphView)

public:
    static constexpr qreal minScale = 0.05;
    static constexpr qreal maxScale = 3;
    static constexpr int dotDistance = 32; // of the background

    explicit GraphView(QWidget *parent = nullptr);

    qreal scaleFactor() const { return transform().m11(); }
    void setScaleFactor(qreal scale); // around the middle
    void zoomBy(qreal factor, const QPoint &anchor); // a place of the viewport that stays
    void zoomIn();
    void zoomOut();
    // Shows all of it, never larger than life.
    void showRect(const QRectF &rect);
    QRectF visibleRect() const { return mapToScene(viewport()->rect()).boundingRect(); }

Q_SIGNALS:
    void viewChanged(); // visibleRect()

protected:
    void setIdleCursor(Qt::CursorShape shape); // while nothing is panned
    bool wouldPan(const QMouseEvent *event) const;

    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void drawBackground(QPainter *painter, const QRectF &rect) override;

private:
    void updateCursor();

    Qt::CursorShape m_idleCursor = Qt::ArrowCursor;
    bool m_space = false; // held
    bool m_panning = false;
    QPoint m_last; // of the mouse while panning
    QList<QPointF> m_points; // kept from one painting to the next
};

} // namespace gatehouse
