// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/logs/timelinechart.h"

#include "models/domain/format.h"
#include "views/common/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

namespace gatehouse {

TimelineChart::TimelineChart(LogTimeline *model, TimeDisplay *time, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_time(time)
{
    setAccessibleName(tr("Timeline"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setCursor(Qt::CrossCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(model, &QAbstractItemModel::modelReset, this, &TimelineChart::drop);
    connect(model, &LogTimeline::changed, this, [this] {
        describe();
        update();
    });
    describe();
}

QSize TimelineChart::sizeHint() const
{
    return {40 * grid, 6 * grid + fontMetrics().height()};
}

QRect TimelineChart::plot() const
{
    return rect().adjusted(grid, grid / 2, -grid, -fontMetrics().height() - grid / 4);
}

QRect TimelineChart::bucketRect(int row) const
{
    const QRect area = plot();
    const auto edge = [&](int at) {
        return area.left() + area.width() * at / std::max(count(), 1);
    };
    return {edge(row), area.top(), edge(row + 1) - edge(row), area.height()};
}

int TimelineChart::rowAt(int x) const
{
    const QRect area = plot();
    if (count() == 0 || area.width() <= 0)
        return -1;
    return std::clamp((x - area.left()) * count() / area.width(), 0, count() - 1);
}

void TimelineChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QPalette &colors = palette();
    const QColor base = colors.color(QPalette::Window);
    const QRect area = plot();
    painter.setPen(Theme::blend(colors.color(QPalette::WindowText), base, 0.2));
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    painter.setPen(Theme::color(Semantic::Muted, colors));
    const QRect foot(area.left(), area.bottom() + 1, area.width(), fontMetrics().height());
    if (count() == 0) {
        const bool loading = m_model->state() == TableModel::State::Loading;
        painter.drawText(area, Qt::AlignCenter,
                         loading ? tr("Counting…")
                             : m_model->state() == TableModel::State::Failed
                             ? m_model->summary()
                             : tr("Nothing to count"));
        return;
    }
    double most = 1;
    for (const LogTimeline::Bucket &bucket : m_model->buckets())
        most = std::max(most, bucket.total);
    const int first = std::min(m_anchor, m_cursor);
    const int last = std::max(m_anchor, m_cursor);
    for (int row = 0; row < count(); ++row) {
        const LogTimeline::Bucket &bucket = m_model->buckets().at(row);
        const QRect place = bucketRect(row);
        if (m_anchor >= 0 && row >= first && row <= last)
            painter.fillRect(place,
                             Theme::blend(Theme::color(Semantic::Accent, colors), base, 0.25));
        const auto height = [&](double value) {
            return value <= 0 ? 0 : std::max(1, int(std::lround(place.height() * value / most)));
        };
        // Paler: not counted yet.
        const double weight = bucket.counted ? 0.75 : 0.3;
        const QRect bar = place.adjusted(0, 0, place.width() > 3 ? -1 : 0, 0);
        const int total = height(bucket.total);
        const int failed = std::min(total, height(bucket.failed));
        painter.fillRect(bar.left(), bar.bottom() - total + 1, bar.width(), total - failed,
                         Theme::blend(Theme::color(Semantic::Success, colors), base, weight));
        painter.fillRect(bar.left(), bar.bottom() - failed + 1, bar.width(), failed,
                         Theme::blend(Theme::color(Semantic::Error, colors), base, weight + 0.2));
    }
    if (hasFocus() && m_cursor >= 0) {
        painter.setPen(Theme::color(Semantic::Accent, colors));
        painter.drawRect(bucketRect(m_cursor).adjusted(0, 0, -1, 0));
        painter.setPen(Theme::color(Semantic::Muted, colors));
    }
    painter.drawText(foot, Qt::AlignLeft | Qt::AlignVCenter,
                     m_time->text(m_model->buckets().first().from));
    painter.drawText(foot, Qt::AlignRight | Qt::AlignVCenter,
                     m_time->text(m_model->buckets().last().to));
    const QString scale = tr("at most %1 in one bar").arg(format::count(std::llround(most)));
    const int ends =
        2 * fontMetrics().horizontalAdvance(m_time->text(m_model->buckets().first().from));
    if (ends + fontMetrics().horizontalAdvance(scale) + 4 * grid < foot.width())
        painter.drawText(foot, Qt::AlignCenter, scale);
}

void TimelineChart::describe()
{
    setAccessibleDescription(m_cursor >= 0 && m_cursor < count() ? m_model->bucketText(m_cursor)
                                                                 : m_model->summary());
}

void TimelineChart::moveTo(int row, bool extend)
{
    if (row < 0 || row >= count())
        return;
    m_cursor = row;
    if (!extend || m_anchor < 0)
        m_anchor = row;
    describe();
    update();
}

void TimelineChart::take()
{
    if (m_anchor < 0 || m_cursor < 0 || m_cursor >= count() || m_anchor >= count())
        return;
    const auto [first, last] = std::minmax(m_anchor, m_cursor);
    const QDateTime from = m_model->buckets().at(first).from;
    const QDateTime to = m_model->buckets().at(last).to;
    drop();
    Q_EMIT rangeChosen(from, to);
}

void TimelineChart::drop()
{
    m_anchor = m_cursor = -1;
    m_dragging = false;
    describe();
    update();
}

void TimelineChart::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_dragging = true;
    moveTo(rowAt(int(event->position().x())), event->modifiers().testFlag(Qt::ShiftModifier));
}

void TimelineChart::mouseMoveEvent(QMouseEvent *event)
{
    if (m_dragging)
        moveTo(rowAt(int(event->position().x())), true);
}

// A click alone marks a bar; only what was dragged over narrows the range at once.
void TimelineChart::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_dragging)
        return;
    m_dragging = false;
    if (m_anchor != m_cursor)
        take();
}

void TimelineChart::mouseDoubleClickEvent(QMouseEvent *event)
{
    moveTo(rowAt(int(event->position().x())), false);
    take();
}

void TimelineChart::keyPressEvent(QKeyEvent *event)
{
    const bool extend = event->modifiers().testFlag(Qt::ShiftModifier);
    switch (event->key()) {
    case Qt::Key_Left:
        return moveTo(m_cursor < 0 ? count() - 1 : std::max(m_cursor - 1, 0), extend);
    case Qt::Key_Right:
        return moveTo(m_cursor < 0 ? 0 : std::min(m_cursor + 1, count() - 1), extend);
    case Qt::Key_Home:
        return moveTo(0, extend);
    case Qt::Key_End:
        return moveTo(count() - 1, extend);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return take();
    case Qt::Key_Escape:
        if (m_cursor >= 0)
            return drop();
        break;
    case Qt::Key_Minus:
        Q_EMIT zoomOutRequested();
        return;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void TimelineChart::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    if (m_cursor < 0 && event->reason() != Qt::MouseFocusReason)
        moveTo(count() - 1, false);
    update();
}

void TimelineChart::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

bool TimelineChart::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int row = rowAt(help->x());
        if (row < 0)
            QToolTip::hideText();
        else
            QToolTip::showText(
                help->globalPos(),
                m_model->bucketText(row) + tr("\nDrag to narrow the range, - to widen it"), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace gatehouse
