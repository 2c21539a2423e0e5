// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/profiledelegate.h"

#include "models/items/profilemodel.h"
#include "views/common/colordot.h"
#include "views/common/icons.h"

#include <QApplication>
#include <QPainter>

namespace gatehouse {

static constexpr int dotSize = 10;

QSize ProfileDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {24 * grid, 2 * option.fontMetrics.height() + 2 * grid};
}

void ProfileDelegate::paint(QPainter *painter, const QStyleOptionViewItem &given,
                            const QModelIndex &index) const
{
    QStyleOptionViewItem option = given;
    initStyleOption(&option, index);
    const QString name = std::exchange(option.text, QString());
    QApplication::style()->drawControl(QStyle::CE_ItemViewItem, &option, painter, option.widget);

    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool active = option.state.testFlag(QStyle::State_Active);
    const auto group = active ? QPalette::Active : QPalette::Inactive;
    QColor text =
        option.palette.color(group, selected ? QPalette::HighlightedText : QPalette::Text);
    const QRect area = option.rect.adjusted(grid, grid, -grid, -grid);
    const int line = option.fontMetrics.height();

    QRectF dot(area.left(), 0, dotSize, dotSize);
    dot.moveCenter({dot.center().x(), area.top() + line / 2.0});
    paintColorDot(painter, dot, QColor(index.data(ProfileModel::ColorRole).toString()));

    QRect row(area.left() + dotSize + grid, area.top(), area.width() - dotSize - grid, line);
    QRect nameRow = row;
    if (index.data(ProfileModel::ReadOnlyRole).toBool()) {
        const QRect lock(row.right() - line + 1, row.top(), line, line);
        icon(Icon::Lock)
            .paint(painter, lock, Qt::AlignCenter, selected ? QIcon::Selected : QIcon::Normal);
        nameRow.setRight(lock.left() - grid / 2);
    }
    painter->save();
    QFont font = option.font;
    font.setWeight(QFont::DemiBold);
    painter->setFont(font);
    painter->setPen(text);
    painter->drawText(nameRow, Qt::AlignLeft | Qt::AlignVCenter,
                      QFontMetrics(font).elidedText(name, Qt::ElideRight, nameRow.width()));
    painter->setFont(option.font);
    if (!selected)
        painter->setPen(Theme::color(
            index.data(ProfileModel::FailedRole).toBool() ? Semantic::Error : Semantic::Muted,
            option.palette));
    row.translate(0, line);
    painter->drawText(row, Qt::AlignLeft | Qt::AlignVCenter,
                      option.fontMetrics.elidedText(index.data(ProfileModel::DetailRole).toString(),
                                                    Qt::ElideRight, row.width()));
    painter->restore();
}

} // namespace gatehouse
