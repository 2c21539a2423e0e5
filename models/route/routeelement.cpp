// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/route/routeelement.h"

#include "models/domain/modelprovider.h"
#include "models/route/percentageshares.h"

#include <algorithm>

namespace gatehouse {

using Type = RouteElementType;

const RouteOutput *RouteElement::output(QStringView name) const
{
    const auto it = std::find_if(outputs.begin(), outputs.end(),
                                 [name](const RouteOutput &output) { return output.name == name; });
    return it == outputs.end() ? nullptr : &*it;
}

RouteOutput *RouteElement::output(QStringView name)
{
    const auto it = std::find_if(outputs.begin(), outputs.end(),
                                 [name](const RouteOutput &output) { return output.name == name; });
    return it == outputs.end() ? nullptr : &*it;
}

static QJsonObject newProperties(Type type)
{
    switch (type) {
    case Type::Conditional:
        return {{QStringLiteral("conditions"), QJsonObject()}};
    case Type::Rate:
        return {{QStringLiteral("key"), QStringLiteral("metadata.user")},
                {QStringLiteral("limitType"), QStringLiteral("count")},
                {QStringLiteral("limit"), 100},
                {QStringLiteral("window"), 60}};
    case Type::Model: {
        const ModelProvider &provider = modelProviders().front();
        return {{QStringLiteral("provider"), provider.slug},
                {QStringLiteral("model"), provider.chatModel},
                {QStringLiteral("timeout"), 30'000},
                {QStringLiteral("retries"), 1}};
    }
    default:
        return {};
    }
}

RouteElement newRouteElement(const OpenEnum<Type> &type, const QString &id)
{
    RouteElement element;
    element.id = id;
    element.type = type;
    const auto known = type.known();
    const QStringList names =
        known == Type::Percentage ? shareNames(evenShares(2)) : routeOutputNames(type);
    for (const QString &name : names)
        element.outputs.append({.name = name});
    if (known)
        element.properties = newProperties(*known);
    element.writesProperties = needsProperties(type);
    return element;
}

QStringList routeOutputNames(const OpenEnum<Type> &type)
{
    static const QStringList next{QStringLiteral("next")};
    static const QStringList choice{QStringLiteral("true"), QStringLiteral("false")};
    static const QStringList attempt{QStringLiteral("success"), QStringLiteral("fallback")};
    const auto known = type.known();
    if (known == Type::Start)
        return next;
    if (known == Type::Conditional)
        return choice;
    return known == Type::Rate || known == Type::Model ? attempt : QStringList();
}

bool needsProperties(const OpenEnum<Type> &type)
{
    const auto known = type.known();
    return known == Type::Conditional || known == Type::Rate || known == Type::Model;
}

QStringList requiredRouteProperties(const OpenEnum<Type> &type)
{
    static const QStringList rate{QStringLiteral("key"), QStringLiteral("limit"),
                                  QStringLiteral("limitType"), QStringLiteral("window")};
    static const QStringList model{QStringLiteral("provider"), QStringLiteral("model"),
                                   QStringLiteral("timeout"), QStringLiteral("retries")};
    const auto known = type.known();
    if (known == Type::Rate)
        return rate;
    return known == Type::Model ? model : QStringList();
}

std::optional<double> routePercentage(QStringView outputName)
{
    const auto isDigit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    if (!outputName.endsWith(u'%') || !isDigit(outputName.front()))
        return std::nullopt;
    const QStringView number = outputName.chopped(1);
    // Neither a sign nor an exponent, both of which toDouble() would take.
    if (!std::all_of(number.begin(), number.end(),
                     [&](QChar c) { return isDigit(c) || c == u'.'; }))
        return std::nullopt;
    bool ok = false;
    const double value = number.toDouble(&ok);
    return ok ? std::optional(value) : std::nullopt;
}

QString routePercentageName(double percentage, const QStringList &taken)
{
    QString number = QString::number(percentage, 'f', 9);
    while (number.endsWith(u'0'))
        number.chop(1);
    if (number.endsWith(u'.'))
        number.chop(1);
    if (taken.contains(number + u'%') && !number.contains(u'.'))
        number += u'.';
    while (taken.contains(number + u'%') || number.endsWith(u'.'))
        number += u'0';
    return number + u'%';
}

} // namespace gatehouse
