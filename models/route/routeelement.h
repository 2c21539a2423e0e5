// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/openenum.h"

#include <QJsonObject>
#include <QList>
#include <QStringList>
#include <array>

namespace gatehouse {

// The types of elements of a dynamic route. Any other text is kept as it came.
enum class RouteElementType { Start, Conditional, Percentage, Rate, Model, End };
constexpr std::array<std::pair<RouteElementType, const char *>, 6> enumNames(RouteElementType)
{
    using enum RouteElementType;
    return {{{Start, "start"},
             {Conditional, "conditional"},
             {Percentage, "percentage"},
             {Rate, "rate"},
             {Model, "model"},
             {End, "end"}}};
}

// A named way out of an element.
struct RouteOutput
{
    QString name; // “next”, “true”, “success”, “10%”
    QString target{}; // the id of the element it leads to; empty: nowhere yet
    QJsonObject unknown{}; // members beside elementId, sent back as they came

    bool operator==(const RouteOutput &) const = default;
};

// One element of a dynamic route's graph, as elements[] of every route operation has it. Values of
// wrong types stay in `properties` as they are: what is wrong with them is told by routeProblems().
struct RouteElement
{
    QString id;
    OpenEnum<RouteElementType> type;
    QList<RouteOutput> outputs; // those that the type asks for come first; names are unique
    QJsonObject properties;
    QJsonObject unknown; // other members, sent back as they came
    bool writesOutputs = true; // though there are none
    bool writesProperties = false; // though there are none

    bool operator==(const RouteElement &) const = default;

    const RouteOutput *output(QStringView name) const; // nullptr: none of that name
    RouteOutput *output(QStringView name);
    QJsonValue property(const QString &name) const { return properties.value(name); }
};

// What an element of that type begins with: its outputs, leading nowhere, and its properties
// (a percentage: 50% and 50%; a model: 30,000 ms and one retry).
RouteElement newRouteElement(const OpenEnum<RouteElementType> &type, const QString &id);

// The outputs that the type always has. A percentage's are its own; an end has none.
QStringList routeOutputNames(const OpenEnum<RouteElementType> &type);
// Whether the service insists on properties, and on which of them.
bool needsProperties(const OpenEnum<RouteElementType> &type);
QStringList requiredRouteProperties(const OpenEnum<RouteElementType> &type);

// "12.5%" is 12.5; nothing for what the service refuses as the name of a percentage's output.
std::optional<double> routePercentage(QStringView outputName);
// With as few digits as possible. Outputs are members of an object, so that two of the same share
// must differ in their names: the second 50% is "50.0%".
QString routePercentageName(double percentage, const QStringList &taken = {});
constexpr int mostRoutePercentages = 5; // outputs of one element

} // namespace gatehouse
