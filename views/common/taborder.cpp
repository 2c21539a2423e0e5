// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/taborder.h"

#include <QLayout>
#include <QScrollArea>
#include <QSplitter>
#include <utility>

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

static void collectStops(QWidget *widget, QList<QWidget *> &stops);

static void collectStops(const QLayout *layout, QList<QWidget *> &stops)
{
    for (int i = 0; i < layout->count(); ++i) {
        QLayoutItem *item = layout->itemAt(i);
        if (QWidget *widget = item->widget())
            collectStops(widget, stops);
        else if (const QLayout *inner = item->layout())
            collectStops(inner, stops);
    }
}

static void collectStops(QWidget *widget, QList<QWidget *> &stops)
{
    if (widget->focusPolicy() & Qt::TabFocus && !widget->focusProxy())
        stops.append(widget);
    else if (widget->layout())
        collectStops(widget->layout(), stops);
    else if (const auto *splitter = qobject_cast<QSplitter *>(widget))
        for (int i = 0; i < splitter->count(); ++i)
            collectStops(splitter->widget(i), stops);
    else if (const auto *area = qobject_cast<QScrollArea *>(widget))
        collectStops(area->widget(), stops);
}

void orderTabsByLayout(QWidget *widget, QWidget *before)
{
    QList<QWidget *> stops;
    collectStops(widget, stops);
    for (QWidget *stop : std::as_const(stops))
        if (QWidget *last = std::exchange(before, stop))
            QWidget::setTabOrder(last, stop);
}

QWidget *firstTabStop(QWidget *widget)
{
    for (QWidget *stop : chainOf(widget))
        if (stop->focusPolicy() & Qt::TabFocus && !stop->focusProxy() && stop->isEnabled())
            return stop;
    return nullptr;
}

} // namespace gatehouse
