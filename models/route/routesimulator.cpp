// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/route/routesimulator.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace gatehouse {

using Type = RouteElementType;
using Ending = RoutePath::Ending;

static QString tr(const char *text)
{
    return QCoreApplication::translate("RouteSimulator", text);
}

static const QString success = QStringLiteral("success");
static const QString fallback = QStringLiteral("fallback");

// A name with dots in it may be one member, so the longest name goes first.
static QJsonValue memberOf(const QJsonValue &value, const QString &path)
{
    if (path.isEmpty())
        return value;
    if (value.isArray()) {
        bool isIndex = false;
        const int index = path.section(u'.', 0, 0).toInt(&isIndex);
        const qsizetype rest = path.indexOf(u'.');
        return isIndex && index >= 0 && index < value.toArray().size()
            ? memberOf(value.toArray().at(index), rest < 0 ? QString() : path.mid(rest + 1))
            : QJsonValue(QJsonValue::Undefined);
    }
    const QJsonObject object = value.toObject();
    for (qsizetype end = path.size(); end > 0; end = path.lastIndexOf(u'.', end - 1)) {
        const QJsonValue member = object.value(path.left(end));
        if (!member.isUndefined())
            return memberOf(member, path.mid(end + 1));
        if (!path.left(end).contains(u'.'))
            break;
    }
    return QJsonValue::Undefined;
}

QJsonValue RouteRequest::value(const QString &field) const
{
    const QString source = field.section(u'.', 0, 0);
    const QString name = field.section(u'.', 1);
    if (source == QLatin1String("metadata"))
        return memberOf(metadata, name);
    if (source == QLatin1String("body"))
        return memberOf(body, name);
    if (source == QLatin1String("headers"))
        for (auto it = headers.begin(); it != headers.end(); ++it)
            if (it.key().compare(name, Qt::CaseInsensitive) == 0)
                return it.value();
    return QJsonValue::Undefined;
}

RouteRequest routeRequest(const Log &log, const QByteArray &body)
{
    RouteRequest request;
    request.at = log.createdAt;
    if (log.cost)
        request.cost = *log.cost;
    request.metadata = QJsonDocument::fromJson(log.metadata.valueOr({}).toUtf8()).object();
    QByteArray text = body;
    if (text.isEmpty() && log.requestHeadComplete.valueOr(false))
        text = log.requestHead.valueOr({}).toUtf8();
    const QJsonDocument document = QJsonDocument::fromJson(text);
    if (document.isObject())
        request.body = document.object();
    else if (document.isArray())
        request.body = document.array();
    else
        request.body = QJsonValue::Undefined;
    return request;
}

QSet<QString> routeSources(const RouteGraph &graph)
{
    QStringList fields;
    for (const RouteElement &element : graph.elements()) {
        if (element.type.known() == Type::Conditional)
            fields +=
                RouteCondition::fromJson(element.property(QStringLiteral("conditions")).toObject())
                    .fields();
        else if (element.type.known() == Type::Rate)
            fields.append(element.property(QStringLiteral("key")).toString());
    }
    QSet<QString> sources;
    for (const QString &field : std::as_const(fields))
        sources.insert(field.section(u'.', 0, 0));
    return sources;
}

QString routeModelName(const RouteElement &model)
{
    return model.property(QStringLiteral("provider")).toString() + u'/'
        + model.property(QStringLiteral("model")).toString();
}

RouteSimulator::RouteSimulator(const RouteGraph &graph, const RouteSimulation &simulation)
    : m_graph(graph)
    , m_simulation(simulation)
    , m_random(simulation.seed)
{
    for (const RouteElement &element : graph.elements())
        if (element.type.known() == Type::Conditional)
            m_conditions.insert(element.id,
                                RouteCondition::fromJson(
                                    element.property(QStringLiteral("conditions")).toObject()));
}

RoutePath RouteSimulator::run(const RouteRequest &asked)
{
    RouteRequest request = asked;
    if (!request.at.isValid())
        request.at = QDateTime::currentDateTimeUtc();
    RoutePath path;
    const RouteElement *at = m_graph.start();
    if (!at) {
        path.text = tr("The route has no start.");
        return path;
    }
    QSet<QString> seen;
    for (;;) {
        path.end = at->id;
        if (seen.contains(at->id)) {
            path.ending = Ending::Endless;
            path.text = tr("It comes to “%1” for the second time.").arg(at->id);
            break;
        }
        seen.insert(at->id);
        const Choice choice = choose(*at, request);
        path.steps.append({at->id, choice.output, choice.reason, choice.forced, choice.certain});
        if (at->type.known() == Type::End) {
            path.ending = path.model.isEmpty() ? Ending::Unserved : Ending::Served;
            path.text = path.model.isEmpty() ? tr("It ends without an answer from a model.")
                                             : tr("“%1” answers.").arg(path.model);
            break;
        }
        if (at->type.known() == Type::Model && choice.output == success) {
            path.model = at->id;
            path.cost = m_simulation.prices.value(routeModelName(*at));
        }
        const QString next = m_graph.target({at->id, choice.output});
        if (next.isEmpty()) {
            path.ending = Ending::Stuck;
            path.text = choice.output.isEmpty()
                ? tr("Nothing says where “%1” leads.").arg(at->id)
                : tr("Output “%1” of “%2” leads nowhere.").arg(choice.output, at->id);
            break;
        }
        at = m_graph.find(next);
    }
    charge(path, request);
    return path;
}

RouteSimulator::Choice RouteSimulator::choose(const RouteElement &element,
                                              const RouteRequest &request)
{
    const auto type = element.type.known();
    const QString forced = m_simulation.forcing.value(element.id);
    if (!forced.isEmpty() && element.output(forced)) {
        const bool falls = forced == fallback;
        QString reason = tr("forced");
        if (falls && type == Type::Model)
            reason = tr("forced: the model fails");
        else if (falls && type == Type::Rate)
            reason = tr("forced: the limit is exhausted");
        return {.output = forced, .reason = reason, .forced = true};
    }
    if (type == Type::Start)
        return {.output = QStringLiteral("next"), .reason = tr("a request comes in")};
    if (type == Type::End)
        return {.output = {}, .reason = tr("the route ends")};
    if (type == Type::Percentage)
        return drawPercentage(element);
    if (type == Type::Rate)
        return checkLimit(element, request);
    if (type == Type::Model)
        return callModel(element);
    if (type == Type::Conditional) {
        const RouteVerdict verdict = evaluate(m_conditions.value(element.id), request);
        return {.output = verdict.holds ? QStringLiteral("true") : QStringLiteral("false"),
                .reason = verdict.reason,
                .certain = verdict.certain};
    }
    // What an unknown type does is not known; with one way out there is no choice.
    const bool single = element.outputs.size() == 1;
    return {.output = single ? element.outputs.first().name : QString(),
            .reason = tr("the type “%1” is not known").arg(element.type.text()),
            .certain = false};
}

RouteSimulator::Choice RouteSimulator::drawPercentage(const RouteElement &element)
{
    const double drawn = m_random.generateDouble() * 100;
    double sum = 0;
    for (const RouteOutput &output : element.outputs) {
        sum += routePercentage(output.name).value_or(0);
        if (drawn < sum)
            return {.output = output.name, .reason = tr("drawn: %1").arg(drawn, 0, 'f', 1)};
    }
    return {.output = {}, .reason = tr("drawn: %1, beyond its percentages").arg(drawn, 0, 'f', 1)};
}

static std::pair<QString, QString> windowKey(const RouteElement &rate, const RouteRequest &request)
{
    const QJsonValue value = request.value(rate.property(QStringLiteral("key")).toString());
    return {rate.id, value.toVariant().toString()};
}

RouteSimulator::Choice RouteSimulator::checkLimit(const RouteElement &element,
                                                  const RouteRequest &request)
{
    const qint64 seconds = qint64(element.property(QStringLiteral("window")).toDouble());
    const double limit = element.property(QStringLiteral("limit")).toDouble();
    const bool counts = element.property(QStringLiteral("limitType")) != QLatin1String("cost");
    const auto key = windowKey(element, request);
    Window &window = m_windows[key];
    if (!window.begin.isValid() || window.begin.addSecs(seconds) <= request.at)
        window = {request.at, 0};
    const QString whose = key.second.isEmpty() ? tr("requests without the key") : key.second;
    const QString unit = counts ? tr("requests") : tr("dollars");
    const QString used =
        tr("%1: %2 of %3 %4 in %5 s used")
            .arg(whose, QString::number(window.used, 'g', 6), QString::number(limit, 'g', 12), unit)
            .arg(seconds);
    return {.output = window.used < limit ? success : fallback, .reason = used};
}

RouteSimulator::Choice RouteSimulator::callModel(const RouteElement &element)
{
    const double failing = m_simulation.failures.value(routeModelName(element));
    if (failing > 0 && m_random.generateDouble() < failing)
        return {.output = fallback, .reason = tr("the model fails")};
    return {.output = success, .reason = tr("the model answers")};
}

// What it used of the limits that it passed. Forced ones are left as they are.
void RouteSimulator::charge(const RoutePath &path, const RouteRequest &request)
{
    for (const RouteStep &step : path.steps) {
        const RouteElement *element = m_graph.find(step.element);
        if (element->type.known() != Type::Rate || step.forced || step.output != success)
            continue;
        const bool counts = element->property(QStringLiteral("limitType")) != QLatin1String("cost");
        m_windows[windowKey(*element, request)].used += counts ? 1 : path.cost;
    }
}

} // namespace gatehouse
