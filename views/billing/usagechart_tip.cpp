// SPDX-License-Identifier: GPL-3.0-or-later
// The values of the current point, beside it.
#include "models/domain/money.h"
#include "models/items/usagemodel.h"
#include "views/billing/usagechart.h"
#include "views/billing/usageplot.h"
#include "views/billing/usagetip.h"
#include "views/common/theme.h"

#include <QChart>
#include <QLineSeries>
#include <algorithm>

namespace gatehouse {

void UsageChart::showTip(std::optional<QPoint> pointer)
{
    m_pointer = pointer;
    m_tipWanted = true;
    updateTip();
}

void UsageChart::hideTip()
{
    m_tipWanted = false;
    m_tip->hide();
}

void UsageChart::updateTip()
{
    if (!m_tipWanted || m_current < 0 || m_current + 1 <= m_from || m_current >= m_to)
        return m_tip->hide();
    const auto text = [this](int column) {
        return m_model->index(m_current, column).data().toString();
    };
    const UsagePoint &point = m_model->points().at(m_current);
    QList<UsageTip::Line> lines;
    const auto add = [&](int column, const QColor &key) {
        lines.append({key, m_model->headerData(column, Qt::Horizontal).toString(),
                      text(column).isEmpty() ? tr("nothing reported") : text(column)});
    };
    add(UsageModel::UsageColumn, Theme::color(Semantic::Accent, palette()));
    if (m_cumulative->isVisible())
        add(UsageModel::CumulativeColumn, m_cumulative->pen().color());
    if (m_plot->isComparing()) {
        add(UsageModel::PreviousColumn, m_plot->previousColor());
        if (point.cents && point.previous.value_or(0) > 0)
            lines.append({{},
                          tr("Change"),
                          tr("%1 %").arg(signedPercent(*point.cents / *point.previous - 1))});
    }
    m_tip->setContent(m_model->timeText(m_current), lines);

    // Beside the whole bucket, so that it stands still while the mouse moves within; of a wide one,
    // beside the mouse.
    constexpr int widest = 6 * grid;
    const QRect frame = mapFromScene(chart()->mapToScene(chart()->plotArea())).boundingRect();
    const QRect bucket =
        mapFromScene(chart()->mapToScene(m_plot->barArea(m_current))).boundingRect() & frame;
    const int half = std::min(bucket.width() / 2, widest / 2);
    const int middle =
        std::clamp(m_pointer ? m_pointer->x() : bucket.center().x(), bucket.left() + half,
                   std::max(bucket.left() + half, bucket.right() - half));
    m_tip->showBeside(QRect(middle - half, frame.top(), 2 * half, frame.height()),
                      m_pointer ? m_pointer->y() : frame.top() + m_tip->height() / 2);
}

} // namespace gatehouse
