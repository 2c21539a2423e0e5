// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/items/logtimeline.h"

namespace gatehouse {

// Bars of a LogTimeline, failed ones at the foot. A stretch is chosen by dragging over it or with
// the keys: arrows, with Shift for more than one, Home, End, Enter to take it and Escape to drop
// it.
class TimelineChart : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TimelineChart)

public:
    TimelineChart(LogTimeline *model, TimeDisplay *time, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QRect bucketRect(int row) const;

Q_SIGNALS:
    void rangeChosen(const QDateTime &from, const QDateTime &to); // to is exclusive
    void zoomOutRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool event(QEvent *event) override;

private:
    int count() const { return int(m_model->buckets().size()); }
    int rowAt(int x) const;
    QRect plot() const;
    void moveTo(int row, bool extend);
    void take();
    void drop();
    void describe();

    LogTimeline *m_model;
    TimeDisplay *m_time;
    int m_anchor = -1; // the selection is from here to the cursor; -1: there is none
    int m_cursor = -1;
    bool m_dragging = false;
};

} // namespace gatehouse
