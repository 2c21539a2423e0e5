// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/taborder.h"

#include <QLayout>
#include <QWidget>

namespace gatehouse {

static void collect(const QWidget *widget, QList<QWidget *> &stops);

static void collect(const QLayout *layout, QList<QWidget *> &stops)
{
    for (int i = 0; i < layout->count(); ++i) {
        QLayoutItem *item = layout->itemAt(i);
        QWidget *widget = item->widget();
        if (const QLayout *inner = item->layout())
            collect(inner, stops);
        if (!widget)
            continue;
        if (widget->focusPolicy() & Qt::TabFocus && !widget->focusProxy())
            stops.append(widget);
        collect(widget, stops);
    }
}

static void collect(const QWidget *widget, QList<QWidget *> &stops)
{
    if (const QLayout *layout = widget->layout())
        collect(layout, stops);
}

QList<QWidget *> tabStops(const QWidget *root)
{
    QList<QWidget *> stops;
    collect(root, stops);
    return stops;
}

void setTabStops(QWidget *before, const QList<QWidget *> &stops)
{
    for (QWidget *stop : stops) {
        QWidget::setTabOrder(before, stop);
        before = stop;
    }
}

} // namespace gatehouse
