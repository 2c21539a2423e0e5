// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPixmap>
#include <QTimer>
#include <QWidget>
#include <optional>

namespace gatehouse {

class GraphView;
class RouteScene;

// The whole graph in small, with the part that the view shows. A press or drag moves the view, the
// arrow keys too. It lies beside the view: over it, every pan would repaint the view whole.
class Minimap : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Minimap)

public:
    explicit Minimap(QWidget *parent = nullptr);

    void setView(GraphView *view, RouteScene *scene);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void drawGraph();
    void moveView(const QPointF &place);

    GraphView *m_view = nullptr;
    RouteScene *m_scene = nullptr;
    QTimer m_timer; // between two drawings
    QPixmap m_graph;
    QTransform m_toMap; // from the scene
    std::optional<QPointF> m_grabbed; // where, from the middle of what the view shows
};

} // namespace gatehouse
