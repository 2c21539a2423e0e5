// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/headerview.h"

#include <QStyleOptionHeader>

namespace gatehouse {

HeaderView::HeaderView(QWidget *parent) : QHeaderView(Qt::Horizontal, parent)
{
    setHighlightSections(false);
    setSectionsClickable(true);
    setSectionsMovable(true);
    setResizeContentsPrecision(0); // looks at visible rows only
    setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setTextElideMode(Qt::ElideRight);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setAccessibleName(tr("Column headings"));
}

void HeaderView::initStyleOptionForIndex(QStyleOptionHeader *option, int logicalIndex) const
{
    const auto header = [this, logicalIndex](int role) {
        return model()->headerData(logicalIndex, orientation(), role);
    };
    option->section = logicalIndex;
    option->text = header(Qt::DisplayRole).toString();
    const QVariant alignment = header(Qt::TextAlignmentRole);
    option->textAlignment =
        alignment.isValid() ? Qt::Alignment(alignment.toInt()) : defaultAlignment();
    option->iconAlignment = Qt::AlignVCenter;
    option->icon = qvariant_cast<QIcon>(header(Qt::DecorationRole));
    if (window()->isActiveWindow())
        option->state |= QStyle::State_Active;
    if (isSortIndicatorShown() && sortIndicatorSection() == logicalIndex)
        option->sortIndicator = sortIndicatorOrder() == Qt::AscendingOrder
            ? QStyleOptionHeader::SortDown
            : QStyleOptionHeader::SortUp;
    option->position = QStyleOptionHeader::Middle;
    option->selectedPosition = QStyleOptionHeader::NotAdjacent;
    if (auto *v2 = qstyleoption_cast<QStyleOptionHeaderV2 *>(option)) {
        v2->textElideMode = textElideMode();
        v2->isSectionDragTarget = false;
    }
}

} // namespace gatehouse
