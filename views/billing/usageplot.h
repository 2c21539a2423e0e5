// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/usageseries.h"

#include <QFont>
#include <QGraphicsItem>
#include <QPalette>

namespace gatehouse {

// What of the usage lies in a pixel column: the least and the most of its buckets.
struct PlotColumn
{
    int x = 0; // px from the left of the plot
    double least = 0; // cents
    double most = 0;
    double first = 0;
    double last = 0;
};

// Usage within the frame of a chart, with the period before: bars side by side while they are few,
// else step lines of at most a column a pixel, all with gaps where the service reported nothing,
// which the series of Qt Charts cannot have. Places are indices of points: point i reaches from i
// to i + 1.
class UsagePlot : public QGraphicsItem
{
public:
    static constexpr int maxBars = 80;

    explicit UsagePlot(QGraphicsItem *parent);

    void setPoints(const QList<UsagePoint> *points);
    void setColors(const QPalette &palette);
    void setFont(const QFont &font) { m_font = font; }
    // The frame, what of the points it shows, and the amount at its top, in cents.
    void setFrame(const QRectF &frame, double from, double to, double top);
    void setLabels(const QList<std::pair<double, QString>> &labels); // below the frame, by place
    void setCurrent(int point); // -1: none
    void setComparing(bool comparing);
    bool isComparing() const { return m_comparing; }
    QColor previousColor() const { return m_before; }

    bool showsBars() const;
    std::pair<int, int> visible() const; // the first and one past the last point
    QRectF barArea(int point) const; // whole height
    QRectF bar(int point, bool previous) const; // empty: the service reported nothing
    double placeAt(double x) const;
    double xOf(double place) const;
    double yOf(double cents) const;
    // The step line of the visible points, in runs that have no gap; more points than pixels share
    // columns.
    QList<QList<PlotColumn>> runs(bool previous) const;

    QRectF boundingRect() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *) override;

private:
    std::optional<double> value(int point, bool previous) const;
    void paintBars(QPainter *painter, bool previous) const;
    void paintSteps(QPainter *painter, bool previous) const;
    void paintLabels(QPainter *painter) const;

    const QList<UsagePoint> *m_points = nullptr;
    QRectF m_frame;
    double m_from = 0;
    double m_to = 1;
    double m_top = 1;
    int m_current = -1;
    bool m_comparing = true;
    bool m_hasBefore = false; // anything to compare with
    QList<std::pair<double, QString>> m_labels;
    QFont m_font;
    QColor m_bar, m_fill, m_before, m_text, m_line, m_highlight;
};

} // namespace gatehouse
