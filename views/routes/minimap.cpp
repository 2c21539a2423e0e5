// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/minimap.h"

#include "views/routes/graphview.h"
#include "views/routes/routescene.h"

#include "views/common/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

namespace gatehouse {

static constexpr int drawMs = 60;

Minimap::Minimap(QWidget *parent) : QWidget(parent)
{
    setAccessibleName(tr("Minimap"));
    setToolTip(tr("Press or drag to move the view"));
    setFocusPolicy(Qt::TabFocus);
    m_timer.setSingleShot(true);
    m_timer.setInterval(drawMs);
    connect(&m_timer, &QTimer::timeout, this, &Minimap::drawGraph);
}

void Minimap::setView(GraphView *view, RouteScene *scene)
{
    if (m_view)
        m_view->disconnect(this);
    if (m_scene)
        m_scene->disconnect(this);
    m_view = view;
    m_scene = scene;
    connect(view, &GraphView::viewChanged, this, qOverload<>(&QWidget::update));
    const auto later = [this] {
        if (!m_timer.isActive())
            m_timer.start();
    };
    connect(scene, &RouteScene::graphMoved, this, later);
    connect(scene, &RouteScene::selectionChanged, this, later);
    drawGraph();
}

QSize Minimap::sizeHint() const
{
    return {18 * grid, 13 * grid};
}

void Minimap::drawGraph()
{
    m_timer.stop();
    if (!m_scene || size().isEmpty())
        return;
    const QRectF graph = m_scene->graphRect().adjusted(-40, -40, 40, 40);
    const qreal scale = std::min(width() / graph.width(), height() / graph.height());
    m_toMap = QTransform::fromTranslate(width() / 2.0, height() / 2.0)
                  .scale(scale, scale)
                  .translate(-graph.center().x(), -graph.center().y());
    m_graph = QPixmap(size() * devicePixelRatioF());
    m_graph.setDevicePixelRatio(devicePixelRatioF());
    m_graph.fill(palette().color(QPalette::Base));
    QPainter painter(&m_graph);
    m_scene->paintSmall(&painter, m_toMap);
    update();
}

void Minimap::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_graph);
    painter.setPen(QPen(Theme::color(hasFocus() ? Semantic::Accent : Semantic::Muted, palette()),
                        hasFocus() ? 2 : 1));
    if (!m_view)
        return;
    painter.drawRect(
        m_toMap.mapRect(m_view->visibleRect()).intersected(QRectF(rect()).adjusted(0, 0, -1, -1)));
    const QString zoom = tr("%1 %").arg(qRound(m_view->scaleFactor() * 100));
    QRect label(QPoint(), fontMetrics().boundingRect(zoom).size() + QSize(grid, 2));
    label.moveBottomRight(rect().bottomRight() - QPoint(2, 2));
    painter.fillRect(label, palette().base());
    painter.setPen(Theme::color(Semantic::Muted, palette()));
    painter.drawText(label, Qt::AlignCenter, zoom);
}

void Minimap::resizeEvent(QResizeEvent *)
{
    drawGraph();
}

void Minimap::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        m_timer.start(); // after the scene
    QWidget::changeEvent(event);
}

void Minimap::moveView(const QPointF &place)
{
    if (m_view)
        m_view->centerOn(m_toMap.inverted().map(place));
}

// Within what the view shows it is grabbed where it is; elsewhere the view comes there first.
void Minimap::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_view)
        return QWidget::mousePressEvent(event);
    if (m_timer.isActive())
        drawGraph(); // what is pressed is what there is
    const QRectF shown = m_toMap.mapRect(m_view->visibleRect());
    m_grabbed = shown.contains(event->position()) ? event->position() - shown.center() : QPointF();
    moveView(event->position() - *m_grabbed);
}

void Minimap::mouseMoveEvent(QMouseEvent *event)
{
    if (m_grabbed)
        moveView(event->position() - *m_grabbed);
}

void Minimap::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        m_grabbed.reset();
}

void Minimap::keyPressEvent(QKeyEvent *event)
{
    constexpr int step = 80;
    const auto scroll = [](QScrollBar *bar, int by) { bar->setValue(bar->value() + by); };
    switch (m_view ? event->key() : 0) {
    case Qt::Key_Left:
        return scroll(m_view->horizontalScrollBar(), -step);
    case Qt::Key_Right:
        return scroll(m_view->horizontalScrollBar(), step);
    case Qt::Key_Up:
        return scroll(m_view->verticalScrollBar(), -step);
    case Qt::Key_Down:
        return scroll(m_view->verticalScrollBar(), step);
    default:
        return QWidget::keyPressEvent(event);
    }
}

} // namespace gatehouse
