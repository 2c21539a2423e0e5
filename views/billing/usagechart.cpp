// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/billing/usagechart.h"

#include "models/items/usagemodel.h"
#include "views/billing/usageplot.h"
#include "views/billing/usagetip.h"
#include "views/common/chartscale.h"
#include "views/common/theme.h"

#include <QAccessible>
#include <QChart>
#include <QGraphicsLayout>
#include <QLegend>
#include <QLineSeries>
#include <QRubberBand>
#include <QValueAxis>
#include <algorithm>
#include <cmath>

namespace gatehouse {

// Of an axis from 0 in four steps: as many places as tell those apart.
static void setTop(QValueAxis *axis, double dollars)
{
    const double step = dollars / 4;
    const int places = step >= 1 && step == std::floor(step)
        ? 0
        : std::max(2, 1 - int(std::floor(std::log10(step))));
    if (const QString format = QStringLiteral("$%.%1f").arg(places); axis->labelFormat() != format)
        axis->setLabelFormat(format);
    axis->setRange(0, dollars);
}

UsageChart::UsageChart(UsageModel *model, const QTimeZone &zone, QWidget *parent)
    : QChartView(parent)
    , m_model(model)
    , m_zone(zone)
    , m_plot(new UsagePlot(chart()))
    , m_outline(new QLineSeries(this))
    , m_cumulative(new QLineSeries(this))
    , m_amounts(new QValueAxis(this))
    , m_sums(new QValueAxis(this))
    , m_places(new QValueAxis(this))
    , m_band(new QRubberBand(QRubberBand::Rectangle, viewport()))
    , m_tip(new UsageTip(viewport()))
{
    setAccessibleName(tr("Chart of the usage"));
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setMinimumHeight(20 * grid);
    setMouseTracking(true);
    setBackgroundBrush(Qt::NoBrush);
    viewport()->setAutoFillBackground(false);
    viewport()->setFocusPolicy(Qt::NoFocus);
    viewport()->setMouseTracking(true);

    QChart *shown = chart();
    shown->setBackgroundVisible(false);
    shown->setAnimationOptions(QChart::NoAnimation);
    shown->layout()->setContentsMargins(0, 0, 0, 0);
    shown->setMargins(QMargins(0, grid, 0, 3 * grid)); // the times are below the plot
    shown->legend()->hide();
    shown->setLocalizeNumbers(true); // thousands apart
    for (QLineSeries *series : {m_outline, m_cumulative})
        shown->addSeries(series);
    for (QValueAxis *axis : {m_amounts, m_sums}) {
        axis->setTickCount(5);
        axis->setLinePen(Qt::NoPen);
    }
    shown->addAxis(m_amounts, Qt::AlignLeft);
    m_sums->setGridLineVisible(false);
    shown->addAxis(m_sums, Qt::AlignRight);
    m_places->setLabelsVisible(false);
    m_places->setGridLineVisible(false);
    m_places->setLineVisible(false);
    m_places->setRange(0, 1); // of what is seen: an axis that moves is laid out anew
    shown->addAxis(m_places, Qt::AlignBottom);
    for (QLineSeries *series : {m_outline, m_cumulative}) {
        series->attachAxis(m_places);
        series->attachAxis(m_sums);
    }

    m_plot->setPoints(&model->points());
    connect(model, &UsageModel::pointsChanged, this, &UsageChart::onPointsChanged);
    connect(shown, &QChart::plotAreaChanged, this, [this] { apply(false); });
    paintColors();
    onPointsChanged();
}

void UsageChart::setZone(const QTimeZone &zone)
{
    m_zone = zone;
    findDays();
    apply(false);
}

void UsageChart::setComparing(bool comparing)
{
    m_plot->setComparing(comparing);
    apply(true);
}

void UsageChart::setCumulative(bool shown)
{
    m_outline->setVisible(shown);
    m_cumulative->setVisible(shown);
    m_sums->setVisible(shown);
}

void UsageChart::paintColors()
{
    const QColor text = palette().color(QPalette::WindowText);
    const QColor muted = Theme::color(Semantic::Muted, palette());
    QFont font = this->font();
    font.setPointSizeF(font.pointSizeF() * 0.85);
    for (QValueAxis *axis : {m_amounts, m_sums}) {
        axis->setLabelsFont(font);
        axis->setLabelsColor(muted);
        axis->setGridLineColor(Theme::blend(text, palette().color(QPalette::Base), 0.15));
    }
    m_outline->setPen(QPen(palette().color(QPalette::Base), 4));
    m_cumulative->setPen(QPen(Theme::color(Semantic::Warning, palette()), 1.5));
    m_plot->setColors(palette());
    m_plot->setFont(font);
}

// What was zoomed into stays, unless the points are of another time.
void UsageChart::onPointsChanged()
{
    m_plot->setPoints(&m_model->points());
    findDays();
    const auto count = double(m_model->points().size());
    if (m_model->range() != m_shown || count != m_count) {
        m_shown = m_model->range();
        m_count = count;
        m_from = 0;
        m_to = std::max(count, 1.0);
        m_current = -1;
        m_plot->setCurrent(-1);
    }
    apply(true);
    Q_EMIT visibleRangeChanged();
    Q_EMIT currentChanged();
}

bool UsageChart::isWhole() const
{
    return m_from <= 0 && m_to >= double(m_model->points().size());
}

void UsageChart::showAll()
{
    showRange(0, double(m_model->points().size()));
}

void UsageChart::showRange(double from, double to)
{
    const double count = std::max(double(m_model->points().size()), 1.0);
    const double length = std::clamp(to - from, std::min(leastVisible, count), count);
    m_from = std::clamp(from, 0.0, count - length);
    m_to = m_from + length;
    apply(true);
    Q_EMIT visibleRangeChanged();
}

void UsageChart::zoom(double factor, std::optional<double> about)
{
    const double place = about.value_or(
        m_current >= m_from && m_current < m_to ? m_current + 0.5 : (m_from + m_to) / 2);
    showRange(place - (place - m_from) * factor, place + (m_to - place) * factor);
}

// The scale stays while the hand moves: see mouseReleaseEvent().
void UsageChart::pan(double points)
{
    const auto count = double(m_model->points().size());
    const double length = m_to - m_from;
    m_from = std::clamp(m_from + points, 0.0, std::max(0.0, count - length));
    m_to = m_from + length;
    apply(!m_panning);
    Q_EMIT visibleRangeChanged();
}

void UsageChart::rescale()
{
    double most = 0;
    const QList<UsagePoint> &points = m_model->points();
    const auto last = std::min(qsizetype(std::ceil(m_to)), points.size());
    for (auto i = qsizetype(m_from); i < last; ++i)
        most = std::max({most, points.at(i).cents.value_or(0), points.at(i).previous.value_or(0)});
    m_top = most > 0 ? roundMaximum(most) : 100;
}

void UsageChart::apply(bool rescales)
{
    if (rescales)
        rescale();
    const QList<UsagePoint> &points = m_model->points();
    setTop(m_amounts, m_top / 100);
    const QRectF frame = chart()->plotArea();
    m_plot->setFrame(frame, m_from, m_to, m_top);

    // The sum at the end of each point, one to four pixels at most: it only grows, and stroking a
    // line is dear.
    const auto first = qsizetype(std::floor(m_from));
    const auto last = std::min(qsizetype(std::ceil(m_to)), points.size());
    const auto room = std::max<qsizetype>(1, qsizetype(frame.width()) / 4);
    const auto step = (last - first) / room + 1;
    QList<QPointF> sums;
    const auto add = [&](qsizetype place, double cents) {
        sums.append({(double(place) - m_from) / (m_to - m_from), cents / 100});
    };
    if (first < points.size())
        add(first, first > 0 ? points.at(first - 1).cumulative : 0);
    for (qsizetype i = first; i < last; ++i)
        if ((i + 1) % step == 0 || i + 1 == last)
            add(i + 1, points.at(i).cumulative);
    m_outline->replace(m_plot->showsBars() ? sums : QList<QPointF>());
    m_cumulative->replace(sums);
    setTop(m_sums, roundMaximum(m_model->total() > 0 ? m_model->total() : 100) / 100);
    updateLabels();
    updateTip();
}

void UsageChart::setCurrent(int point)
{
    if (point >= m_model->points().size())
        point = -1;
    if (point == m_current)
        return;
    m_current = point;
    m_plot->setCurrent(point);
    updateTip();
    Q_EMIT currentChanged();
    setAccessibleDescription(currentText());
    QAccessibleEvent event(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
}

QString UsageChart::currentText() const
{
    return m_model->pointText(m_current);
}

QPoint UsageChart::positionOf(int point) const
{
    return mapFromScene(chart()->mapToScene(m_plot->barArea(point).center()));
}

double UsageChart::placeAt(const QPoint &position) const
{
    return m_plot->placeAt(chart()->mapFromScene(mapToScene(position)).x());
}

void UsageChart::changeEvent(QEvent *event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        paintColors();
}

void UsageChart::resizeEvent(QResizeEvent *event)
{
    QChartView::resizeEvent(event);
    apply(false);
}

} // namespace gatehouse
