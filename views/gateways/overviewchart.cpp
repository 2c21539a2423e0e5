// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/overviewchart.h"

#include "views/common/chartscale.h"

#include <QAccessible>
#include <QBarCategoryAxis>
#include <QBarSeries>
#include <QBarSet>
#include <QChart>
#include <QGraphicsLayout>
#include <QHelpEvent>
#include <QLegend>
#include <QToolTip>
#include <QValueAxis>
#include <algorithm>

namespace gatehouse {

OverviewChart::OverviewChart(const QString &accessibleName, const QString &axisFormat,
                             QWidget *parent)
    : QChartView(parent)
    , m_series(new QBarSeries(this))
    , m_bars(new QBarCategoryAxis(this))
    , m_axis(new QValueAxis(this))
{
    setAccessibleName(accessibleName);
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setCursor(Qt::PointingHandCursor);
    setMinimumHeight(14 * grid);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setBackgroundBrush(Qt::NoBrush);
    viewport()->setAutoFillBackground(false);
    viewport()->setFocusPolicy(Qt::NoFocus); // the whole takes it

    QChart *shown = chart();
    shown->setBackgroundVisible(false);
    shown->setMargins({});
    shown->layout()->setContentsMargins(0, 0, 0, 0);
    shown->legend()->setVisible(false);
    shown->setAnimationOptions(QChart::NoAnimation);
    shown->addSeries(m_series);
    m_series->setBarWidth(0.8);
    m_axis->setTickCount(3);
    m_axis->setLabelFormat(axisFormat);
    shown->addAxis(m_axis, Qt::AlignLeft);
    m_series->attachAxis(m_axis);
    m_bars->setLabelsVisible(false);
    m_bars->setGridLineVisible(false);
    m_bars->setLineVisible(false);
    shown->addAxis(m_bars, Qt::AlignBottom);
    m_series->attachAxis(m_bars);
}

void OverviewChart::setSets(const QList<Set> &sets)
{
    m_sets = sets;
    m_series->clear();
    double highest = 0;
    for (const Set &set : sets) {
        auto *bars = new QBarSet(set.name);
        bars->append(set.values);
        m_series->append(bars);
        for (const double value : set.values)
            highest = std::max(highest, value);
    }
    const bool legend = sets.size() > 1;
    chart()->legend()->setVisible(legend);
    chart()->legend()->setAlignment(Qt::AlignTop);
    QStringList categories;
    for (qsizetype i = 0; !sets.isEmpty() && i < sets.constFirst().values.size(); ++i)
        categories.append(QString::number(i));
    if (categories != m_bars->categories())
        m_bars->setCategories(categories);
    m_axis->setRange(0, roundMaximum(highest));
    m_current = std::clamp(m_current, 0, int(std::max<qsizetype>(m_texts.size(), 1)) - 1);
    paintSeries();
}

void OverviewChart::setTexts(const QStringList &texts)
{
    m_texts = texts;
    setCurrent(std::clamp(m_current, 0, int(std::max<qsizetype>(texts.size(), 1)) - 1));
}

void OverviewChart::paintSeries()
{
    const QColor text = palette().color(QPalette::WindowText);
    const QColor back = palette().color(QPalette::Base);
    for (int i = 0; i < m_series->barSets().size() && i < m_sets.size(); ++i) {
        QBarSet *bars = m_series->barSets().at(i);
        bars->setColor(Theme::color(m_sets.at(i).color, palette()));
        bars->setBorderColor(Qt::transparent);
    }
    QFont font = this->font();
    font.setPointSizeF(font.pointSizeF() * 0.85);
    m_axis->setLabelsFont(font);
    m_axis->setLabelsColor(Theme::color(Semantic::Muted, palette()));
    m_axis->setGridLineColor(Theme::blend(text, back, 0.15));
    m_axis->setLinePen(Qt::NoPen);
    chart()->legend()->setFont(font);
    chart()->legend()->setLabelColor(Theme::color(Semantic::Muted, palette()));
}

QRect OverviewChart::barArea(int bar) const
{
    const QRectF plot = mapFromScene(chart()->mapRectToScene(chart()->plotArea())).boundingRect();
    const double width = plot.width() / double(std::max<qsizetype>(m_texts.size(), 1));
    return QRectF(plot.left() + bar * width, plot.top(), width, plot.height()).toRect();
}

int OverviewChart::barAt(const QPoint &position) const
{
    for (int bar = 0; bar < m_texts.size(); ++bar) {
        const QRect area = barArea(bar);
        if (position.x() >= area.left() && position.x() <= area.right())
            return bar;
    }
    return -1;
}

void OverviewChart::setCurrent(int bar)
{
    m_current = bar;
    viewport()->update();
    const QString text = m_texts.value(bar);
    if (text == accessibleDescription())
        return;
    setAccessibleDescription(text);
    QAccessibleEvent event(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
}

void OverviewChart::keyPressEvent(QKeyEvent *event)
{
    const int last = int(m_texts.size()) - 1;
    int bar = m_current;
    switch (event->key()) {
    case Qt::Key_Left:
        --bar;
        break;
    case Qt::Key_Right:
        ++bar;
        break;
    case Qt::Key_Home:
        bar = 0;
        break;
    case Qt::Key_End:
        bar = last;
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (last >= 0)
            Q_EMIT activated(m_current);
        return;
    default:
        return event->ignore(); // scrolling belongs to the page
    }
    if (last < 0)
        return;
    setCurrent(std::clamp(bar, 0, last));
    QToolTip::showText(viewport()->mapToGlobal(barArea(m_current).bottomLeft()),
                       m_texts.at(m_current), this);
}

void OverviewChart::mousePressEvent(QMouseEvent *event)
{
    m_pressed = event->button() == Qt::LeftButton ? barAt(event->pos()) : -1;
    if (m_pressed >= 0)
        setCurrent(m_pressed);
}

void OverviewChart::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_pressed >= 0 && barAt(event->pos()) == m_pressed)
        Q_EMIT activated(m_pressed);
    m_pressed = -1;
}

void OverviewChart::wheelEvent(QWheelEvent *event)
{
    event->ignore();
}

void OverviewChart::focusInEvent(QFocusEvent *event)
{
    QChartView::focusInEvent(event);
    viewport()->update();
}

bool OverviewChart::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        auto *help = static_cast<QHelpEvent *>(event);
        const int bar = barAt(help->pos());
        if (bar < 0)
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), m_texts.at(bar), this, barArea(bar));
        return true;
    }
    return QChartView::viewportEvent(event);
}

void OverviewChart::changeEvent(QEvent *event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        paintSeries();
}

void OverviewChart::paintEvent(QPaintEvent *event)
{
    QChartView::paintEvent(event);
    if (!hasFocus() || m_texts.isEmpty())
        return;
    QPainter painter(viewport());
    painter.setPen(Theme::color(Semantic::Accent, palette()));
    painter.drawRect(barArea(m_current).adjusted(0, 0, -1, -1));
}

} // namespace gatehouse
