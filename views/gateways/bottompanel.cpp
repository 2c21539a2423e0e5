// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/bottompanel.h"

#include "views/common/singleclick.h"
#include "views/common/theme.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace gatehouse {

BottomPanel::BottomPanel(QWidget *parent) : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * grid, grid, 3 * grid, grid);
    layout->setSpacing(grid);
}

QPushButton *BottomPanel::addButton(QHBoxLayout *row, const QString &text, const QString &toolTip)
{
    auto *button = new QPushButton(text);
    button->setMinimumWidth(button->sizeHint().width() + grid);
    button->setToolTip(toolTip);
    button->setAutoDefault(true); // Enter presses the one that has the focus
    ignoreDoubleClicks(button);
    row->addWidget(button);
    return button;
}

void BottomPanel::paintEvent(QPaintEvent *event)
{
    QWidget::paintEvent(event);
    const QColor text = palette().color(QPalette::WindowText);
    QPainter(this).fillRect(0, 0, width(), 1,
                            Theme::blend(text, palette().color(QPalette::Window), 0.2));
}

} // namespace gatehouse
