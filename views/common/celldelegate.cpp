// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/celldelegate.h"

#include "views/common/tableview.h"
#include "views/common/theme.h"

namespace gatehouse {

CellDelegate::CellDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
    , m_tabular(Theme::tabularFont())
{
}

void CellDelegate::refreshFont()
{
    m_tabular = Theme::tabularFont();
}

void CellDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const bool isFigure = option->displayAlignment.testFlag(Qt::AlignRight)
        || (!option->text.isEmpty() && option->text.front().isDigit());
    if (isFigure) {
        const bool bold = option->font.bold();
        option->font = m_tabular;
        option->font.setBold(bold);
        option->fontMetrics = QFontMetrics(option->font);
    }
    if (const auto *table = qobject_cast<const TableView *>(option->widget);
        table && table->isMiddleElided(index.column()))
        option->textElideMode = Qt::ElideMiddle;
    if (option->state & QStyle::State_Selected)
        option->state &= ~QStyle::State_HasFocus;
}

} // namespace gatehouse
