// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/flowlayout.h"

#include <QWidget>

namespace gatehouse {

FlowLayout::FlowLayout(int gap, int rowGap, QWidget *parent)
    : QLayout(parent)
    , m_gap(gap)
    , m_rowGap(rowGap)
{
    setContentsMargins(0, 0, 0, 0);
}

FlowLayout::~FlowLayout()
{
    qDeleteAll(m_items);
}

QLayoutItem *FlowLayout::takeAt(int index)
{
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

QSize FlowLayout::minimumSize() const
{
    QSize size;
    for (const QLayoutItem *item : m_items)
        if (!item->isEmpty())
            size = size.expandedTo(item->minimumSize());
    const QMargins margins = contentsMargins();
    return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom());
}

void FlowLayout::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    arrange(rect, true);
}

int FlowLayout::rowsOf(const QList<const QWidget *> &widgets, int width) const
{
    int rows = 1;
    int at = 0;
    for (const QWidget *widget : widgets) {
        const int size = qMin(widget->sizeHint().width(), width);
        if (at > 0 && at + size > width) {
            ++rows;
            at = 0;
        }
        at += size + m_gap;
    }
    return rows;
}

int FlowLayout::arrange(const QRect &rect, bool place) const
{
    const QRect area = rect.marginsRemoved(contentsMargins());
    QPoint at = area.topLeft();
    int rowHeight = 0;
    QList<std::pair<QLayoutItem *, QRect>> row;
    const auto placeRow = [&] {
        for (const auto &[item, cell] : std::exchange(row, {}))
            item->setGeometry(cell.translated(0, (rowHeight - cell.height()) / 2));
    };
    for (QLayoutItem *item : m_items) {
        if (item->isEmpty())
            continue;
        const QSize size = item->sizeHint().boundedTo({area.width(), QWIDGETSIZE_MAX});
        if (at.x() > area.left() && at.x() + size.width() > area.left() + area.width()) {
            placeRow();
            at = {area.left(), at.y() + rowHeight + m_rowGap};
            rowHeight = 0;
        }
        if (place)
            row.append({item, {at, size}});
        at.rx() += size.width() + m_gap;
        rowHeight = qMax(rowHeight, size.height());
    }
    placeRow();
    return at.y() + rowHeight - rect.top() + contentsMargins().bottom();
}

} // namespace gatehouse
