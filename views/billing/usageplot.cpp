// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/billing/usageplot.h"

#include "views/common/theme.h"

#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace gatehouse {

static constexpr double labelHeight = 3 * grid;

UsagePlot::UsagePlot(QGraphicsItem *parent) : QGraphicsItem(parent)
{
    setZValue(3.5); // over the grid and axes of Qt Charts (2 and 3), below its series (4)
    setAcceptedMouseButtons(Qt::NoButton);
}

void UsagePlot::setPoints(const QList<UsagePoint> *points)
{
    m_points = points;
    m_hasBefore = std::any_of(points->begin(), points->end(),
                              [](const UsagePoint &point) { return point.previous.has_value(); });
}

void UsagePlot::setColors(const QPalette &palette)
{
    const QColor base = palette.color(QPalette::Base);
    m_bar = Theme::color(Semantic::Accent, palette);
    m_fill = Theme::blend(m_bar, base, 0.25);
    m_before = Theme::blend(Theme::color(Semantic::Muted, palette), base, 0.8);
    m_text = Theme::color(Semantic::Muted, palette);
    m_line = Theme::blend(palette.color(QPalette::WindowText), base, 0.15);
    m_highlight = Theme::blend(m_bar, base, 0.14);
    update();
}

void UsagePlot::setFrame(const QRectF &frame, double from, double to, double top)
{
    prepareGeometryChange();
    m_frame = frame;
    m_from = from;
    m_to = std::max(to, from + 1e-6);
    m_top = top > 0 ? top : 1;
    update();
}

void UsagePlot::setLabels(const QList<std::pair<double, QString>> &labels)
{
    m_labels = labels;
    update();
}

void UsagePlot::setCurrent(int point)
{
    m_current = point;
    update();
}

void UsagePlot::setComparing(bool comparing)
{
    m_comparing = comparing;
    update();
}

QRectF UsagePlot::boundingRect() const
{
    return m_frame.adjusted(-labelHeight, 0, labelHeight, labelHeight);
}

std::pair<int, int> UsagePlot::visible() const
{
    const int count = m_points ? int(m_points->size()) : 0;
    return {std::clamp(int(std::floor(m_from)), 0, count),
            std::clamp(int(std::ceil(m_to)), 0, count)};
}

bool UsagePlot::showsBars() const
{
    return m_to - m_from <= maxBars + 1e-6;
}

double UsagePlot::xOf(double place) const
{
    return m_frame.left() + (place - m_from) / (m_to - m_from) * m_frame.width();
}

double UsagePlot::yOf(double cents) const
{
    return m_frame.bottom() - cents / m_top * m_frame.height();
}

double UsagePlot::placeAt(double x) const
{
    return m_from + (x - m_frame.left()) / m_frame.width() * (m_to - m_from);
}

QRectF UsagePlot::barArea(int point) const
{
    return QRectF(xOf(point), m_frame.top(), xOf(point + 1) - xOf(point), m_frame.height());
}

std::optional<double> UsagePlot::value(int point, bool previous) const
{
    const UsagePoint &at = m_points->at(point);
    return previous ? at.previous : at.cents;
}

QList<QList<PlotColumn>> UsagePlot::runs(bool previous) const
{
    QList<QList<PlotColumn>> runs;
    const auto [first, last] = visible();
    bool open = false;
    for (int point = first; point < last; ++point) {
        const auto cents = value(point, previous);
        if (!cents) {
            open = false;
            continue;
        }
        const int x = int(std::floor(xOf(point) - m_frame.left()));
        if (!open)
            runs.append(QList<PlotColumn>());
        QList<PlotColumn> &run = runs.last();
        if (open && run.constLast().x == x) {
            PlotColumn &column = run.last();
            column.least = std::min(column.least, *cents);
            column.most = std::max(column.most, *cents);
            column.last = *cents;
        } else {
            run.append({x, *cents, *cents, *cents, *cents});
        }
        open = true;
    }
    return runs;
}

// The period before is left of what came after it.
QRectF UsagePlot::bar(int point, bool previous) const
{
    const auto cents = value(point, previous);
    if (!cents)
        return {};
    const QRectF area = barArea(point);
    const double inset = area.width() > 3 ? std::max(0.5, area.width() * 0.12) : 0;
    const double whole = area.width() - 2 * inset;
    const bool shares = m_comparing && m_hasBefore;
    const double width = shares ? whole / 2 : whole;
    const double left = area.left() + inset + (shares && !previous ? width : 0);
    // What is there, however little, can be seen.
    const double height = std::max(m_frame.bottom() - yOf(*cents), *cents > 0 ? 1.0 : 0.0);
    return {left, m_frame.bottom() - height, width, height};
}

void UsagePlot::paintBars(QPainter *painter, bool previous) const
{
    const auto [first, last] = visible();
    for (int point = first; point < last; ++point)
        painter->fillRect(bar(point, previous), previous ? m_before : m_bar);
}

void UsagePlot::paintSteps(QPainter *painter, bool previous) const
{
    const double pointWidth = (m_frame.width()) / (m_to - m_from);
    QList<QLineF> lines;
    const QList<QList<PlotColumn>> all = runs(previous);
    for (const QList<PlotColumn> &run : all) {
        for (qsizetype i = 0; i < run.size(); ++i) {
            const PlotColumn &column = run.at(i);
            const double left = m_frame.left() + column.x;
            const double right = i + 1 < run.size() ? m_frame.left() + run.at(i + 1).x
                                                    : left + std::max(1.0, std::ceil(pointWidth));
            if (!previous)
                painter->fillRect(QRectF(left, yOf(column.most), right - left,
                                         m_frame.bottom() - yOf(column.most)),
                                  m_fill);
            if (column.most > column.least)
                lines.append({left, yOf(column.least), left, yOf(column.most)});
            lines.append({left, yOf(column.last), right, yOf(column.last)});
            if (i > 0)
                lines.append({left, yOf(run.at(i - 1).last), left, yOf(column.first)});
        }
    }
    painter->setPen(
        QPen(previous ? m_before : m_bar, 0)); // cosmetic: wider ones are ten times as dear
    painter->drawLines(lines);
}

void UsagePlot::paintLabels(QPainter *painter) const
{
    painter->setFont(m_font);
    const QFontMetricsF metrics(m_font);
    double free = -1e9; // where the last label ends
    for (const auto &[place, text] : m_labels) {
        const double x = std::round(xOf(place)) + 0.5;
        if (x < m_frame.left() - 1 || x > m_frame.right() + 1)
            continue;
        painter->setPen(QPen(m_line, 0));
        painter->drawLine(QPointF(x, m_frame.top()), QPointF(x, m_frame.bottom() + grid / 2.0));
        const double width = metrics.horizontalAdvance(text);
        const double left = x + grid / 2.0;
        if (left < free || left + width > m_frame.right() + labelHeight)
            continue;
        free = left + width + grid;
        painter->setPen(m_text);
        painter->drawText(QPointF(left, m_frame.bottom() + grid / 2.0 + metrics.ascent()), text);
    }
}

void UsagePlot::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    if (!m_points || m_points->isEmpty() || m_frame.isEmpty())
        return;
    paintLabels(painter);
    painter->save();
    painter->setClipRect(m_frame.adjusted(0, -1, 1, 1));
    if (m_current >= 0)
        painter->fillRect(barArea(m_current), m_highlight);
    const auto paintOne = showsBars() ? &UsagePlot::paintBars : &UsagePlot::paintSteps;
    (this->*paintOne)(painter, false);
    if (m_comparing)
        (this->*paintOne)(painter, true);
    painter->restore();
}

} // namespace gatehouse
