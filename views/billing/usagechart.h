// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/usageseries.h"

#include <QChartView>

class QLineSeries;
class QRubberBand;
class QValueAxis;

namespace gatehouse {

class UsageModel;
class UsagePlot;
class UsageTip;

// The usage of a UsageModel as a picture, with a line of what it comes to. Drag: zoom into what was
// marked; Shift and drag, or the middle button: pan; wheel: zoom where the mouse is, with Shift:
// pan; double click: all of it. Left and Right move the current point, with Ctrl they pan, + and -
// zoom, 0 shows all. The current point is told by currentText(), and beside it while the mouse or
// the keys choose it; Escape puts that away.
class UsageChart : public QChartView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UsageChart)

public:
    static constexpr double leastVisible = 2; // points

    UsageChart(UsageModel *model, const QTimeZone &zone, QWidget *parent = nullptr);

    void setZone(const QTimeZone &zone);
    void setComparing(bool comparing);
    void setCumulative(bool shown);

    // Indices of points: what is seen reaches from first until just before second.
    std::pair<double, double> visibleRange() const { return {m_from, m_to}; }
    void showRange(double from, double to);
    void showAll();
    void zoom(double factor, std::optional<double> about = {}); // below 1: in
    void pan(double points);
    bool isWhole() const;

    int current() const { return m_current; }
    void setCurrent(int point); // -1: none
    QString currentText() const;

    const UsagePlot *plot() const { return m_plot; }
    const UsageTip *tip() const { return m_tip; }
    const QLineSeries *cumulative() const { return m_cumulative; }
    QPoint positionOf(int point) const; // of the widget's viewport

Q_SIGNALS:
    void currentChanged();
    void visibleRangeChanged();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void onPointsChanged();
    void paintColors();
    void apply(bool rescale);
    void rescale();
    void findDays();
    void updateLabels();
    double placeAt(const QPoint &position) const;
    void pointAt(const QPoint &position);
    void showTip(std::optional<QPoint> pointer); // none: it was chosen by keys
    void hideTip();
    void updateTip();

    UsageModel *m_model;
    QTimeZone m_zone;
    UsagePlot *m_plot;
    QLineSeries *m_outline; // of the next, while there are bars from which it is to stand out
    QLineSeries *m_cumulative;
    QValueAxis *m_amounts;
    QValueAxis *m_sums;
    QValueAxis *m_places;
    double m_from = 0;
    double m_to = 1;
    double m_top = 1; // cents
    int m_current = -1;
    TimeRange m_shown; // of the points
    double m_count = 0; // of them
    QList<std::pair<int, QDate>> m_days; // where each day of the zone begins
    QRubberBand *m_band;
    UsageTip *m_tip;
    bool m_tipWanted = false;
    std::optional<QPoint> m_pointer; // that chose the current point
    std::optional<double> m_pressed; // the place, while a button is down
    bool m_panning = false;
    QPoint m_pressedAt;
};

} // namespace gatehouse
