// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/taborder.h"

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
    if (added->isAncestorOf(before))
        return; // it is there already
    for (QWidget *widget : chainOf(added)) {
        QWidget::setTabOrder(before, widget);
        before = widget;
    }
}

QWidget *firstTabStop(QWidget *widget)
{
    for (QWidget *stop : chainOf(widget))
        if (stop->focusPolicy() & Qt::TabFocus && !stop->focusProxy() && stop->isEnabled())
            return stop;
    return nullptr;
}

} // namespace gatehouse
