// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/cardgrid.h"

#include "views/common/theme.h"

#include <QGridLayout>
#include <QResizeEvent>

namespace gatehouse {

CardGrid::CardGrid(int cardWidth, QWidget *parent)
    : QWidget(parent)
    , m_cardWidth(cardWidth)
    , m_layout(new QGridLayout(this))
{
    m_layout->setContentsMargins({});
    m_layout->setSpacing(grid);
    m_layout->setColumnStretch(0, 1);
}

void CardGrid::add(QWidget *card)
{
    const int at = int(m_cards.size());
    m_cards.append(card);
    m_layout->addWidget(card, at / m_columns, at % m_columns);
}

void CardGrid::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange(std::clamp(event->size().width() / m_cardWidth, 1, mostColumns));
}

void CardGrid::arrange(int columns)
{
    if (columns == m_columns)
        return;
    m_columns = columns;
    for (int i = 0; i < m_cards.size(); ++i)
        m_layout->addWidget(m_cards.at(i), i / columns, i % columns);
    for (int column = 0; column < mostColumns; ++column)
        m_layout->setColumnStretch(column, column < columns ? 1 : 0);
}

} // namespace gatehouse
