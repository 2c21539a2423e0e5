// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/common/theme.h"

#include <QChartView>

class QBarCategoryAxis;
class QBarSeries;
class QValueAxis;

namespace gatehouse {

// A small chart of bars, side by side where there are several sets. One bar at a time is current:
// the arrow keys move it, Enter or a click anywhere above or below a bar activates it. What it is
// says a tooltip and, for a screen reader, the description.
class OverviewChart : public QChartView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OverviewChart)

public:
    struct Set
    {
        QString name;
        Semantic color;
        QList<double> values; // one for each bar
    };

    // The format is printf's, for the numbers of the axis.
    explicit OverviewChart(const QString &accessibleName, const QString &axisFormat,
                           QWidget *parent = nullptr);

    void setSets(const QList<Set> &sets);
    void setTexts(const QStringList &texts); // what each bar is, in words
    int current() const { return m_current; }
    QRect barArea(int bar) const; // of the widget

Q_SIGNALS:
    void activated(int bar);

protected:
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    int barAt(const QPoint &position) const; // -1: none
    void setCurrent(int bar);
    void paintSeries();

    QBarSeries *m_series;
    QBarCategoryAxis *m_bars; // without labels: they are too many
    QValueAxis *m_axis;
    QList<Set> m_sets;
    QStringList m_texts;
    int m_current = 0;
    int m_pressed = -1;
};

} // namespace gatehouse
