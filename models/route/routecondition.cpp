// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/route/routecondition.h"

#include "models/route/routesimulator.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>

namespace gatehouse {

using Kind = RouteCondition::Kind;

static QString tr(const char *text)
{
    return QCoreApplication::translate("RouteCondition", text);
}

static const QString &andKey()
{
    static const QString key = QStringLiteral("$and");
    return key;
}

static const QString &orKey()
{
    static const QString key = QStringLiteral("$or");
    return key;
}

const QStringList &routeOperators()
{
    static const QStringList operators{QStringLiteral("$eq"), QStringLiteral("$ne"),
                                       QStringLiteral("$in")};
    return operators;
}

static RouteCondition unknown(const QString &key, const QJsonValue &value)
{
    return {.kind = Kind::Unknown, .key = key, .value = value};
}

static RouteCondition fromMember(const QString &key, const QJsonValue &value)
{
    if ((key == andKey() || key == orKey()) && value.isArray()) {
        RouteCondition group{.kind = key == andKey() ? Kind::And : Kind::Or};
        for (const QJsonValue item : value.toArray())
            group.children.append(item.isObject() ? RouteCondition::fromJson(item.toObject())
                                                  : unknown({}, item));
        return group;
    }
    if (key.startsWith(u'$'))
        return unknown(key, value);
    RouteCondition test{.kind = Kind::Test, .field = key};
    const QJsonObject object = value.toObject();
    // An object without operators is something to compare with.
    const QStringList names = object.keys();
    test.shorthand = names.isEmpty()
        || !std::all_of(names.begin(), names.end(),
                        [](const QString &name) { return name.startsWith(u'$'); });
    if (test.shorthand) {
        test.operators = {{routeOperators().first(), value}};
        return test;
    }
    for (auto it = object.begin(); it != object.end(); ++it)
        test.operators.append({it.key(), it.value()});
    return test;
}

RouteCondition RouteCondition::fromJson(const QJsonObject &json)
{
    if (json.size() == 1)
        return fromMember(json.begin().key(), json.begin().value());
    RouteCondition members;
    for (auto it = json.begin(); it != json.end(); ++it)
        members.children.append(fromMember(it.key(), it.value()));
    return members;
}

static QJsonValue itemJson(const RouteCondition &condition)
{
    if (condition.kind == Kind::Unknown && condition.key.isEmpty())
        return condition.value;
    return condition.toJson();
}

static QJsonArray listJson(const QList<RouteCondition> &conditions)
{
    QJsonArray list;
    for (const RouteCondition &condition : conditions)
        list.append(itemJson(condition));
    return list;
}

static QJsonObject membersJson(const QList<RouteCondition> &conditions)
{
    QJsonObject object;
    for (const RouteCondition &condition : conditions) {
        const QJsonObject member = condition.toJson();
        const bool isMember = condition.kind != Kind::Members && member.size() == 1;
        if (!isMember || object.contains(member.begin().key()))
            return {{andKey(), listJson(conditions)}};
        object.insert(member.begin().key(), member.begin().value());
    }
    return object;
}

static QJsonObject testJson(const RouteCondition &test)
{
    if (test.shorthand && test.operators.size() == 1)
        return {{test.field, test.operators.first().operand}};
    QJsonObject operators;
    QJsonArray parts; // of which some have the same operator
    for (const RouteCondition::Operator &op : test.operators) {
        operators.insert(op.name, op.operand);
        parts.append(QJsonObject{{test.field, QJsonObject{{op.name, op.operand}}}});
    }
    if (operators.size() != parts.size())
        return {{andKey(), parts}};
    return {{test.field, operators}};
}

QJsonObject RouteCondition::toJson() const
{
    switch (kind) {
    case Kind::Members:
        return membersJson(children);
    case Kind::And:
        return {{andKey(), listJson(children)}};
    case Kind::Or:
        return {{orKey(), listJson(children)}};
    case Kind::Test:
        return testJson(*this);
    case Kind::Unknown:
        return {{key, value}};
    }
    return {};
}

RouteCondition RouteCondition::test(const QString &field, const QString &operatorName,
                                    const QJsonValue &operand)
{
    return {.kind = Kind::Test, .field = field, .operators = {{operatorName, operand}}};
}

RouteCondition RouteCondition::group(Kind kind, const QList<RouteCondition> &children)
{
    return {.kind = kind, .children = children};
}

QStringList RouteCondition::unknownOperators() const
{
    QStringList names;
    if (kind == Kind::Unknown)
        names.append(key.isEmpty() ? tr("an item that is no condition") : key);
    for (const Operator &op : operators)
        if (!routeOperators().contains(op.name)
            || (op.name == QLatin1String("$in") && !op.operand.isArray()))
            names.append(op.name);
    for (const RouteCondition &child : children)
        names += child.unknownOperators();
    names.removeDuplicates();
    return names;
}

QStringList RouteCondition::fields() const
{
    QStringList names;
    if (kind == Kind::Test)
        names.append(field);
    for (const RouteCondition &child : children)
        names += child.fields();
    names.removeDuplicates();
    return names;
}

static QString jsonText(const QJsonValue &value)
{
    if (value.isUndefined())
        return tr("not there");
    const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(list.mid(1).chopped(1));
}

static QString operatorText(const QString &field, const RouteCondition::Operator &op)
{
    const QString operand = jsonText(op.operand);
    if (op.name == QLatin1String("$eq"))
        return tr("%1 is %2").arg(field, operand);
    if (op.name == QLatin1String("$ne"))
        return tr("%1 is not %2").arg(field, operand);
    if (op.name == QLatin1String("$in") && op.operand.isArray()) {
        QStringList items;
        for (const QJsonValue item : op.operand.toArray())
            items.append(jsonText(item));
        return tr("%1 is one of %2").arg(field, items.join(QStringLiteral(", ")));
    }
    return QStringLiteral("%1 %2 %3").arg(field, op.name, operand);
}

QString RouteCondition::text() const
{
    QStringList parts;
    for (const RouteCondition &child : children) {
        const bool isGroup = child.children.size() > 1 || child.operators.size() > 1;
        parts.append(isGroup ? u'(' + child.text() + u')' : child.text());
    }
    for (const Operator &op : operators)
        parts.append(operatorText(field, op));
    if (kind == Kind::Unknown)
        return key.isEmpty() ? jsonText(value) : key + u' ' + jsonText(value);
    if (parts.isEmpty())
        return kind == Kind::Or ? tr("never") : tr("always");
    return parts.join(kind == Kind::Or ? tr(" or ") : tr(" and "));
}

// ---- whether it holds

// Headers are texts, whatever they are compared with.
static bool isSame(const QJsonValue &found, const QJsonValue &operand, bool isHeader)
{
    if (isHeader && found.isString() && !operand.isString() && !operand.isNull())
        return found.toString() == jsonText(operand);
    return found == operand;
}

static RouteVerdict evaluateTest(const RouteCondition &test, const RouteRequest &request)
{
    const QJsonValue found = request.value(test.field);
    const bool isHeader = test.field.startsWith(QLatin1String("headers."));
    RouteVerdict verdict{.holds = true, .reason = tr("%1 is %2").arg(test.field, jsonText(found))};
    for (const RouteCondition::Operator &op : test.operators) {
        const QJsonArray list = op.operand.toArray();
        bool holds = false;
        if (op.name == QLatin1String("$eq"))
            holds = isSame(found, op.operand, isHeader);
        else if (op.name == QLatin1String("$ne"))
            holds = !isSame(found, op.operand, isHeader);
        else if (op.name == QLatin1String("$in") && op.operand.isArray())
            holds = std::any_of(list.begin(), list.end(), [&](const QJsonValue &item) {
                return isSame(found, item, isHeader);
            });
        else
            return {.holds = false, .reason = tr("%1 is not known").arg(op.name), .certain = false};
        if (!holds)
            verdict.holds = false;
    }
    return verdict;
}

RouteVerdict evaluate(const RouteCondition &condition, const RouteRequest &request)
{
    if (condition.kind == Kind::Test)
        return evaluateTest(condition, request);
    if (condition.kind == Kind::Unknown)
        return {.holds = false,
                .reason =
                    tr("%1 is not known")
                        .arg(condition.key.isEmpty() ? jsonText(condition.value) : condition.key),
                .certain = false};
    // The first child that decides is the reason; else all of them are.
    const bool decisive = condition.kind == Kind::Or;
    RouteVerdict verdict{.holds = !decisive, .reason = {}};
    QStringList reasons;
    for (const RouteCondition &child : condition.children) {
        const RouteVerdict one = evaluate(child, request);
        if (one.holds == decisive && one.certain)
            return one;
        if (one.holds == decisive)
            verdict.holds = decisive;
        verdict.certain = verdict.certain && one.certain;
        if (!reasons.contains(one.reason))
            reasons.append(one.reason);
    }
    verdict.reason = reasons.isEmpty() ? tr("there are no conditions") : reasons.join(tr(" and "));
    return verdict;
}

} // namespace gatehouse
