// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QWidget>

namespace gatehouse {

// The content of the window in a frame of the colour of the profile in use.
class ProfileStripe : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProfileStripe)

public:
    explicit ProfileStripe(QWidget *parent = nullptr);

    QColor color() const { return m_color; }
    void setColor(const QColor &color); // invalid: none

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QColor m_color;
};

} // namespace gatehouse
