// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/common/icons.h"

#include <QKeySequence>
#include <QString>
#include <span>

namespace gatehouse {

// A kind of element as the palette offers it and the canvas draws it.
struct ElementType
{
    QString name; // on the wire
    QString title;
    QString help;
    Icon icon;
    QRgb lightColor;
    QRgb darkColor;
    Qt::Key key; // adds one, in the canvas
};

std::span<const ElementType> elementTypes();
const ElementType *findElementType(const QString &name); // nullptr: not known
QString elementTitle(const QString &typeName);
Icon elementIcon(const QString &typeName);

} // namespace gatehouse
