// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/style.h"

#include "views/common/theme.h"

#include <QPainter>
#include <QStyleOption>

namespace gatehouse {

Style::Style() : QProxyStyle(QStringLiteral("Fusion")) { }

static void drawHeaderSection(const QStyleOption *option, QPainter *painter)
{
    const QRect rect = option->rect;
    const bool pressed = option->state & QStyle::State_Sunken;
    painter->fillRect(rect, option->palette.color(pressed ? QPalette::Mid : QPalette::Window));
    painter->fillRect(rect.left(), rect.bottom(), rect.width(), 1,
                      option->palette.color(QPalette::Mid));
    painter->fillRect(rect.right(), rect.top() + grid / 2, 1, rect.height() - grid,
                      option->palette.color(QPalette::Mid));
}

void Style::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                        const QWidget *widget) const
{
    switch (element) {
    case CE_HeaderSection:
        return drawHeaderSection(option, painter);
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, option->palette.color(QPalette::Window));
        painter->fillRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1,
                          option->palette.color(QPalette::Mid));
        return;
    case CE_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option); item
            && !item->icon.isNull() && (item->state & State_Selected)
            && (item->state & State_Enabled)) {
            // Fusion paints the entry highlighted but asks for QIcon::Active.
            QStyleOptionMenuItem selected = *item;
            const int size = pixelMetric(PM_SmallIconSize, option, widget);
            const qreal ratio = painter->device()->devicePixelRatioF();
            selected.icon = item->icon.pixmap(QSize(size, size), ratio, QIcon::Selected,
                                              item->checked ? QIcon::On : QIcon::Off);
            return QProxyStyle::drawControl(element, &selected, painter, widget);
        }
        break;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                          const QWidget *widget) const
{
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    if (!Theme::isDark(option->palette) || !(option->state & State_Enabled))
        return;
    // Fusion's outlines are darker than the window: next to nothing on a dark one.
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QColor(0xff6b7382));
    painter->setBrush(Qt::NoBrush);
    if (element == PE_IndicatorCheckBox || element == PE_IndicatorItemViewItemCheck)
        painter->drawRoundedRect(QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
    else if (element == PE_IndicatorRadioButton)
        painter->drawEllipse(QRectF(option->rect).adjusted(1, 1, -1, -1));
    painter->restore();
}

int Style::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                     QStyleHintReturn *returnData) const
{
    switch (hint) {
    case SH_EtchDisabledText:
        return 0;
    case SH_ItemView_ShowDecorationSelected:
        return 1;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returnData);
    }
}

} // namespace gatehouse
