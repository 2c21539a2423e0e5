// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QBasicTimer>
#include <QObject>
#include <QPoint>

class QAbstractScrollArea;

namespace gatehouse {

// Scrolls while something is dragged at the border of a view or beyond it, the faster the further.
class BorderScroll : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BorderScroll)

public:
    static constexpr int margin = 32; // pixels

    explicit BorderScroll(QAbstractScrollArea *area);

    void follow(const QPoint &mouse); // of the viewport
    void stop() { m_timer.stop(); }

Q_SIGNALS:
    void scrolled();

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    QAbstractScrollArea *m_area;
    QBasicTimer m_timer;
    QPoint m_step;
};

} // namespace gatehouse
