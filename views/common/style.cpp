// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/style.h"

#include "views/common/theme.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QPlainTextEdit>
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

// Fusion's outlines are darker than the window: next to nothing on a dark one.
static bool needsOutline(const QStyleOption *option)
{
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
    // What has the focus or is the default has Fusion's outline in the accent colour.
    return Theme::isDark(option->palette) && (option->state & QStyle::State_Enabled)
        && !(option->state & QStyle::State_HasFocus)
        && !(button && (button->features & QStyleOptionButton::DefaultButton));
}

static void drawOutline(const QStyleOption *option, QPainter *painter, bool round = false)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(option->palette.color(QPalette::Shadow));
    painter->setBrush(Qt::NoBrush);
    const QRectF rect = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
    if (round)
        painter->drawEllipse(rect.adjusted(0.5, 0.5, -0.5, -0.5));
    else
        painter->drawRoundedRect(rect, 2, 2);
    painter->restore();
}

void Style::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                        const QWidget *widget) const
{
    switch (element) {
    case CE_HeaderLabel:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeaderV2 *>(option)) {
            QStyleOptionHeaderV2 taller = *header;
            taller.rect.adjust(0, -grid / 2, 0, grid / 2); // Fusion cuts what hangs below the line
            return QProxyStyle::drawControl(element, &taller, painter, widget);
        }
        break;
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
    if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option);
        header && widget && element == PE_IndicatorHeaderArrow) {
        QStyleOptionHeader centred = *header; // Fusion puts it to the top
        centred.rect.moveTop((widget->height() - centred.rect.height()) / 2);
        return QProxyStyle::drawPrimitive(element, &centred, painter, widget);
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    switch (element) {
    case PE_IndicatorCheckBox:
    case PE_IndicatorRadioButton:
        if (Theme::isDark(option->palette) && (option->state & State_Enabled)
            && !(option->state & State_KeyboardFocusChange && option->state & State_HasFocus))
            drawOutline(option, painter, element == PE_IndicatorRadioButton);
        return;
    case PE_Frame: // of several lines: Fusion does not show that they have the focus
        if (option->state & State_HasFocus
            && (qobject_cast<const QPlainTextEdit *>(widget)
                || qobject_cast<const QTextEdit *>(widget))) {
            painter->setPen(option->palette.color(QPalette::Highlight));
            painter->setBrush(Qt::NoBrush);
            painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        }
        return;
    case PE_IndicatorItemViewItemCheck:
    case PE_FrameLineEdit:
    case PE_PanelButtonCommand:
        if (needsOutline(option))
            drawOutline(option, painter);
        return;
    default:
        return;
    }
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                               QPainter *painter, const QWidget *widget) const
{
    QProxyStyle::drawComplexControl(control, option, painter, widget);
    if ((control == CC_SpinBox || control == CC_ComboBox) && needsOutline(option))
        drawOutline(option, painter);
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_HeaderMargin:
        return grid;
    case PM_FocusFrameHMargin: // the cells' text stands under the headings'
        return qobject_cast<const QAbstractItemView *>(widget)
            ? grid - 1
            : QProxyStyle::pixelMetric(metric, option, widget);
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
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
