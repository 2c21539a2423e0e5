// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/logs/logdelegate.h"

#include "models/items/logcells.h"
#include "models/items/logtablemodel.h"
#include "views/common/icons.h"
#include "views/logs/logtable.h"

#include <QPainter>

namespace gatehouse {

using RowState = LogTableModel::RowState;

static RowState stateOf(const QModelIndex &index)
{
    return index.data(LogTableModel::RowStateRole).value<RowState>();
}

static void setSymbol(QStyleOptionViewItem *option, Icon symbol, Semantic semantic)
{
    option->features |= QStyleOptionViewItem::HasDecoration;
    option->icon = icon(symbol, semantic);
    option->decorationSize = {2 * grid, 2 * grid};
}

static void setTextColor(QStyleOptionViewItem *option, Semantic semantic)
{
    option->palette.setColor(QPalette::Text, Theme::color(semantic, option->palette));
}

static void showEnd(QStyleOptionViewItem *option, bool success)
{
    const Semantic semantic = success ? Semantic::Success : Semantic::Error;
    setSymbol(option, success ? Icon::Success : Icon::Failure, semantic);
    if (!success)
        setTextColor(option, semantic);
}

void LogDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    CellDelegate::initStyleOption(option, index);
    const RowState state = stateOf(index);
    if (state == RowState::Failed) {
        setTextColor(option, Semantic::Error);
        if (!option->text.isEmpty())
            setSymbol(option, Icon::Warning, Semantic::Error);
        return;
    }
    if (state != RowState::Ready)
        return;
    const bool success = index.data(LogTableModel::SuccessRole).toBool();
    if (!success)
        option->backgroundBrush = Theme::blend(Theme::color(Semantic::Error, option->palette),
                                               option->palette.color(QPalette::Base), 0.09);
    switch (index.column()) {
    case LogTableModel::StatusColumn:
    case LogTableModel::SuccessColumn:
        showEnd(option, success);
        break;
    case LogTableModel::CachedColumn:
        if (index.data(LogTableModel::SortRole).toBool())
            setSymbol(option, Icon::Cached, Semantic::Info);
        else
            setTextColor(option, Semantic::Muted);
        break;
    case LogTableModel::StepColumn:
        if (index.data(LogTableModel::SortRole).toInt() > 0)
            option->text.prepend(QStringLiteral("↳ ")); // a retry or fallback
        [[fallthrough]];
    default:
        if (option->text.isEmpty()) {
            option->text = QStringLiteral("–"); // not reported
            option->features |= QStyleOptionViewItem::HasDisplay;
        }
        if (!index.data(LogTableModel::SortRole).isValid() || option->text == u"–")
            setTextColor(option, Semantic::Muted);
    }
}

// A quiet bar about as long as what will be there.
static void paintPlaceholder(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index)
{
    const int percent = 40 + int((uint(index.row()) * 37 + uint(index.column()) * 53) % 45);
    QRect bar = option.rect.adjusted(grid, 0, -grid, 0);
    bar.setHeight(grid);
    bar.moveTop(option.rect.center().y() - grid / 2);
    const int width = bar.width() * percent / 100;
    if (option.displayAlignment.testFlag(Qt::AlignRight))
        bar.setLeft(bar.right() - width);
    else
        bar.setWidth(width);
    const bool selected = option.state & QStyle::State_Selected;
    const QColor text = option.palette.color(selected ? QPalette::HighlightedText : QPalette::Text);
    const QColor back = option.palette.color(selected ? QPalette::Highlight : QPalette::Base);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(Theme::blend(text, back, 0.12));
    constexpr qreal radius = grid / 2.0;
    painter->drawRoundedRect(bar, radius, radius);
    painter->restore();
}

// How much it is beside the greatest of all matches, under the figure.
static void paintShare(QPainter *painter, const QStyleOptionViewItem &option, double share)
{
    constexpr int height = 3;
    QRect bar = option.rect.adjusted(grid / 2, 0, -grid / 2, -2);
    bar.setTop(bar.bottom() - height + 1);
    bar.setLeft(bar.right() - std::max(1, int(bar.width() * share)) + 1);
    const bool selected = option.state & QStyle::State_Selected;
    const QColor front = selected ? option.palette.color(QPalette::HighlightedText)
                                  : Theme::color(Semantic::Accent, option.palette);
    const QColor back = option.palette.color(selected ? QPalette::Highlight : QPalette::Base);
    painter->fillRect(bar, Theme::blend(front, back, 0.45));
}

// At its left edge: it is a step of the request that the current row is of.
static void paintSameRequest(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index)
{
    const auto *table = qobject_cast<const LogTable *>(option.widget);
    const Log *current = table ? table->currentLog() : nullptr;
    const auto *model = qobject_cast<const LogTableModel *>(index.model());
    if (!current || !model || table->shownColumns().value(0) != index.column())
        return;
    if (const Log *log = model->log(index.row()); log && isSameRequest(*current, *log))
        painter->fillRect(option.rect.left(), option.rect.top(), grid / 2, option.rect.height(),
                          Theme::color(Semantic::Accent, option.palette));
}

// The style would put as wide a gap between symbol and text as the cell has at its edges.
static void paintSymbolAndText(QPainter *painter, QStyleOptionViewItem option)
{
    const QStyle *style = option.widget->style();
    const QString text = std::exchange(option.text, {});
    const QIcon symbol = std::exchange(option.icon, {});
    const QSize size = option.decorationSize;
    const QRect symbolRect(
        {option.rect.left() + grid, option.rect.center().y() - size.height() / 2}, size);
    option.features &= ~QStyleOptionViewItem::HasDecoration;
    style->drawControl(QStyle::CE_ItemViewItem, &option, painter, option.widget);
    option.text = text;
    option.rect.setLeft(symbolRect.right() - grid / 4);
    style->drawControl(QStyle::CE_ItemViewItem, &option, painter, option.widget);
    const bool selected = option.state & QStyle::State_Selected;
    symbol.paint(painter, symbolRect, Qt::AlignCenter, selected ? QIcon::Selected : QIcon::Normal);
}

void LogDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                        const QModelIndex &index) const
{
    const RowState state = stateOf(index);
    QStyleOptionViewItem placed = option;
    initStyleOption(&placed, index);
    if (placed.features & QStyleOptionViewItem::HasDecoration)
        return paintSymbolAndText(painter, placed);
    if (state == RowState::Ready || state == RowState::Failed) {
        CellDelegate::paint(painter, option, index);
        if (const QVariant share = index.data(LogTableModel::ShareRole); share.isValid())
            paintShare(painter, placed, share.toDouble());
        paintSameRequest(painter, placed, index);
        return;
    }
    placed.text.clear();
    option.widget->style()->drawControl(QStyle::CE_ItemViewItem, &placed, painter, option.widget);
    paintPlaceholder(painter, placed, index);
}

} // namespace gatehouse
