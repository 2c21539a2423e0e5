// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QHBoxLayout;
class QPushButton;

namespace gatehouse {

// A strip below a form, set off from it by a line.
class BottomPanel : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BottomPanel)

public:
    explicit BottomPanel(QWidget *parent = nullptr);

protected:
    QPushButton *addButton(QHBoxLayout *row, const QString &text, const QString &toolTip = {});
    void paintEvent(QPaintEvent *event) override;
};

} // namespace gatehouse
