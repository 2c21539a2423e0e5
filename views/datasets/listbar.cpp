// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/datasets/listbar.h"

#include "views/common/theme.h"
#include "views/datasets/namedsearch.h"

#include <QHBoxLayout>

namespace gatehouse {

ListBar::ListBar(QWidget *first, const QList<QWidget *> &buttons, NamedSearch *search,
                 const QList<QWidget *> &last, QWidget *parent)
    : QWidget(parent)
    , m_rows(new QBoxLayout(QBoxLayout::LeftToRight, this))
{
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // a narrow window comes first
    m_rows->setContentsMargins(grid, grid, grid, grid);
    m_rows->setSpacing(grid / 2);
    auto *left = new QHBoxLayout;
    left->addWidget(first);
    left->addSpacing(grid);
    for (QWidget *button : buttons)
        left->addWidget(button);
    left->addSpacing(grid);
    left->addStretch();
    auto *right = new QHBoxLayout;
    right->addWidget(search, 1);
    for (QWidget *button : last)
        right->addWidget(button);
    m_rows->addLayout(left);
    m_rows->addLayout(right, 1);
}

void ListBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_rows->setDirection(width() < oneRowFrom ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

} // namespace gatehouse
