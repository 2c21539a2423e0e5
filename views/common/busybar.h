// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

namespace gatehouse {

// A thin indeterminate bar; it lies over what is loading and moves nothing.
class BusyBar : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BusyBar)

public:
    static constexpr int thickness = 3;

    explicit BusyBar(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QTimer m_tick;
    QElapsedTimer m_clock;
};

} // namespace gatehouse
