// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/taborder.h"

#include <QLayout>
#include <QWidget>

namespace gatehouse {

// The widget and what is in it, as Tab goes through them.
static QList<QWidget *> chainOf(QWidget *widget)
{
    QList<QWidget *> chain{widget};
    for (QWidget *at = widget->nextInFocusChain(); at != widget; at = at->nextInFocusChain())
        if (widget->isAncestorOf(at))
            chain.append(at);
    return chain;
}

void putInTabOrder(QWidget *added, const QWidget *next)
{
    QWidget *before = next->previousInFocusChain();
    while (before != next && before->focusPolicy() == Qt::NoFocus) // which Qt refuses
        before = before->previousInFocusChain();
    if (added == before || added->isAncestorOf(before))
        return; // it is there already
    for (QWidget *widget : chainOf(added)) {
        if (widget->focusPolicy() == Qt::NoFocus)
            continue;
        QWidget::setTabOrder(before, widget);
        before = widget;
    }
}

static void collectStops(const QLayout *layout, QList<QWidget *> &stops)
{
    for (int i = 0; i < layout->count(); ++i) {
        QLayoutItem *item = layout->itemAt(i);
        QWidget *widget = item->widget();
        if (const QLayout *inner = widget ? widget->layout() : item->layout())
            collectStops(inner, stops);
        else if (widget && widget->focusPolicy() & Qt::TabFocus)
            stops.append(widget);
    }
}

void orderTabsByLayout(QWidget *widget)
{
    QList<QWidget *> stops;
    collectStops(widget->layout(), stops);
    for (qsizetype i = 1; i < stops.size(); ++i)
        QWidget::setTabOrder(stops.at(i - 1), stops.at(i));
}

QWidget *firstTabStop(QWidget *widget)
{
    for (QWidget *stop : chainOf(widget))
        if (stop->focusPolicy() & Qt::TabFocus && !stop->focusProxy() && stop->isEnabled())
            return stop;
    return nullptr;
}

} // namespace gatehouse
