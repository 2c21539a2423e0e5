// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/apierror.h"

#include <QAccessible>
#include <QLabel>
#include <QWidget>

// What several tests of views ask of a widget.
namespace gatehouse::test {

// The classes of the controls that take the focus but have no name for a screen reader; has to be
// empty.
inline QStringList unnamedFocusable(const QWidget &root, bool visibleOnly = false)
{
    QStringList unnamed;
    for (QWidget *widget : root.findChildren<QWidget *>()) {
        if (widget->focusPolicy() == Qt::NoFocus || (visibleOnly && !widget->isVisible())
            || widget->objectName().startsWith(QLatin1String("qt_")))
            continue;
        QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
        if (!interface || interface->text(QAccessible::Name).isEmpty())
            unnamed << QLatin1String(widget->metaObject()->className());
    }
    return unnamed;
}

// All texts that can be seen in labels.
inline QString labelTexts(const QWidget &widget)
{
    QStringList texts;
    for (const QLabel *label : widget.findChildren<QLabel *>())
        if (label->isVisibleTo(&widget))
            texts << label->text();
    return texts.join(u'\n');
}

inline ApiError serverError()
{
    ApiError error;
    error.kind = ApiError::Kind::Server;
    error.httpStatus = 503;
    error.message = QStringLiteral("upstream down");
    error.path = {QStringLiteral("body"), QStringLiteral("id")};
    error.raw = "{\"raw\":\"answer\"}";
    return error;
}

} // namespace gatehouse::test
