// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QGridLayout;

namespace gatehouse {

// Cards side by side, in as many columns as there is room for.
class CardGrid : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CardGrid)

public:
    static constexpr int mostColumns = 3;

    explicit CardGrid(int cardWidth, QWidget *parent = nullptr); // px, at least

    void add(QWidget *card);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange(int columns);

    int m_cardWidth;
    QGridLayout *m_layout;
    QList<QWidget *> m_cards;
    int m_columns = 1;
};

} // namespace gatehouse
