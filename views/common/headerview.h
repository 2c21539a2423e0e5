// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>

namespace gatehouse {

// A horizontal header that never asks the selection about a column: with all of 10 million rows
// selected, that costs seconds a repaint.
class HeaderView : public QHeaderView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HeaderView)

public:
    explicit HeaderView(QWidget *parent = nullptr);

protected:
    void initStyleOptionForIndex(QStyleOptionHeader *option, int logicalIndex) const override;
};

} // namespace gatehouse
