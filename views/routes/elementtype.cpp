// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/elementtype.h"

#include <QCoreApplication>
#include <QList>
#include <algorithm>

namespace gatehouse {

static QString tr(const char *text)
{
    return QCoreApplication::translate("gatehouse::ElementType", text);
}

std::span<const ElementType> elementTypes()
{
    static const QList<ElementType> types{
        {QStringLiteral("start"), tr("Start"), tr("Where every request comes in"),
         Icon::ElementStart, 0xff1b7a3a, 0xff5cc97f, Qt::Key_S},
        {QStringLiteral("conditional"), tr("Condition"),
         tr("Decides by the request's body, headers or metadata"), Icon::ElementConditional,
         0xff0b7285, 0xff63d2e6, Qt::Key_C},
        {QStringLiteral("percentage"), tr("Split"), tr("Shares the requests out by percentages"),
         Icon::ElementPercentage, 0xff7a3aa8, 0xffc792ea, Qt::Key_P},
        {QStringLiteral("rate"), tr("Rate limit"),
         tr("Lets through as many requests, or as much cost, as a window of time allows"),
         Icon::ElementRate, 0xffa8325a, 0xfff58fb0, Qt::Key_R},
        {QStringLiteral("model"), tr("Model"), tr("Asks a model of a provider"), Icon::ElementModel,
         0xff1f63ab, 0xff74b5f5, Qt::Key_M},
        {QStringLiteral("end"), tr("End"), tr("Gives back what the last model has answered"),
         Icon::ElementEnd, 0xff5c6572, 0xff9ca5b3, Qt::Key_E},
    };
    return {types.constData(), size_t(types.size())};
}

const ElementType *findElementType(const QString &name)
{
    const auto types = elementTypes();
    const auto it = std::find_if(types.begin(), types.end(),
                                 [&name](const ElementType &type) { return type.name == name; });
    return it == types.end() ? nullptr : &*it;
}

QString elementTitle(const QString &typeName)
{
    const ElementType *type = findElementType(typeName);
    return type ? type->title : typeName;
}

Icon elementIcon(const QString &typeName)
{
    const ElementType *type = findElementType(typeName);
    return type ? type->icon : Icon::ElementUnknown;
}

} // namespace gatehouse
