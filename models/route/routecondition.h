// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QJsonValue>
#include <QList>
#include <QString>

namespace gatehouse {

struct RouteRequest;

// `properties.conditions` of a conditional element as a tree, such as
// {"metadata.plan": {"$eq": "free"}}. fromJson() and toJson() are each other's mirror: what this
// program does not know comes back as it came.
struct RouteCondition
{
    enum class Kind {
        Members, // an object of no or several members, all of which must hold; none: always true
        And, // "$and": [children]
        Or, // "$or": [children]
        Test, // "field": {operator: operand, …}, all of which must hold
        Unknown, // anything else: key and value are kept
    };
    struct Operator
    {
        QString name; // "$eq"
        QJsonValue operand;

        bool operator==(const Operator &) const = default;
    };

    Kind kind = Kind::Members;
    QList<RouteCondition> children{}; // of Members, And, Or
    QString field{}; // of Test: "metadata.plan", "headers.x-team", "body.model"
    QList<Operator> operators{}; // of Test
    bool shorthand = false; // of Test: "field": operand, which means $eq
    QString key{}; // of Unknown; empty: the value is no member but an item of a list
    QJsonValue value{}; // of Unknown

    bool operator==(const RouteCondition &) const = default;

    static RouteCondition fromJson(const QJsonObject &json);
    // Children with the same key, as an editor can make them, are joined by $and.
    QJsonObject toJson() const;

    static RouteCondition test(const QString &field, const QString &operatorName,
                               const QJsonValue &operand);
    static RouteCondition group(Kind kind, const QList<RouteCondition> &children);

    // Operators and keys that this program does not know, such as "$gt".
    QStringList unknownOperators() const;
    QStringList fields() const; // that it looks at, each once
    QString text() const; // for reading: metadata.plan is "free" and (…)
};

// The operators that the service documents for a field: $eq $ne $in.
const QStringList &routeOperators();

// Whether a condition holds, and why.
struct RouteVerdict
{
    bool holds = false;
    QString reason; // metadata.plan is "free"
    bool certain = true; // false: an operator is not known, and was taken as not holding
};
RouteVerdict evaluate(const RouteCondition &condition, const RouteRequest &request);

} // namespace gatehouse
