// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/route/routefix.h"

#include "models/route/routedocument.h"
#include "models/route/routeedit.h"

#include <QCoreApplication>
#include <QSet>
#include <cmath>

namespace gatehouse {

using Kind = RouteProblem::Kind;

static QString tr(const char *text)
{
    return QCoreApplication::translate("RouteFix", text);
}

RouteFixFacts::RouteFixFacts(const RouteGraph &graph)
{
    QSet<QString> ledTo;
    for (const RouteElement &element : graph.elements())
        for (const RouteOutput &output : element.outputs)
            ledTo.insert(output.target);
    int ends = 0;
    int roots = 0;
    for (const RouteElement &element : graph.elements()) {
        const auto type = element.type.known();
        if (type == RouteElementType::End) {
            onlyEnd = ++ends == 1 ? element.id : QString();
        } else if (type != RouteElementType::Start && !ledTo.contains(element.id)) {
            onlyRoot = ++roots == 1 ? element.id : QString();
        }
    }
    hasEnd = ends > 0;
}

// A fix that edits the element of the problem.
static RouteFix edits(const QString &text, const QString &id,
                      const std::function<void(RouteElement &)> &edit)
{
    return {text, [id, edit](RouteGraph &graph) {
                RouteElement element = *graph.find(id);
                edit(element);
                graph.replace(graph.indexOf(id), element);
            }};
}

static RouteFix addsStart(const RouteFixFacts &facts)
{
    return {tr("Add a start"), [first = facts.onlyRoot](RouteGraph &graph) {
                RouteElement start =
                    newRouteElement(RouteElementType::Start, graph.freeId(QStringLiteral("start")));
                start.outputs.first().target = first;
                graph.insert(0, start);
            }};
}

static RouteFix addsEnd()
{
    return {tr("Add an end"), [](RouteGraph &graph) {
                const QString id = graph.freeId(QStringLiteral("end"));
                for (qsizetype i = 0; i < graph.size(); ++i) {
                    RouteElement element = graph.at(i);
                    for (RouteOutput &output : element.outputs)
                        if (output.target.isEmpty())
                            output.target = id;
                    graph.replace(i, element);
                }
                graph.append(newRouteElement(RouteElementType::End, id));
            }};
}

static std::optional<RouteFix> connects(const RouteFixFacts &facts, const RouteProblem &problem)
{
    if (facts.onlyEnd.isEmpty() || facts.onlyEnd == problem.element)
        return std::nullopt;
    return edits(tr("Lead to “%1”").arg(facts.onlyEnd), problem.element,
                 [name = problem.output, end = facts.onlyEnd](RouteElement &element) {
                     element.output(name)->target = end;
                 });
}

static std::optional<RouteFix> namesPercentage(const RouteElement &element,
                                               const RouteProblem &problem)
{
    const QString name = problem.output.trimmed().remove(u' ') + u'%';
    if (!routePercentage(name) || element.output(name))
        return std::nullopt;
    return edits(
        tr("Rename to “%1”").arg(name), problem.element,
        [from = problem.output, name](RouteElement &edited) { edited.output(from)->name = name; });
}

// In proportion, in tenths of a percent; what rounding leaves goes to the biggest.
static void scalePercentages(RouteElement &element)
{
    double sum = 0;
    for (const RouteOutput &output : element.outputs)
        sum += *routePercentage(output.name);
    QList<qint64> tenths;
    qint64 left = 1000;
    for (const RouteOutput &output : element.outputs) {
        const double share =
            sum > 0 ? *routePercentage(output.name) / sum : 1.0 / double(element.outputs.size());
        tenths.append(std::llround(std::floor(share * 1000)));
        left -= tenths.last();
    }
    *std::max_element(tenths.begin(), tenths.end()) += left;
    QStringList names;
    for (qsizetype i = 0; i < tenths.size(); ++i)
        names.append(routePercentageName(double(tenths.at(i)) / 10, names));
    for (qsizetype i = 0; i < names.size(); ++i)
        element.outputs[i].name = names.at(i);
}

static std::optional<RouteFix> setsProperty(const RouteElement &element,
                                            const RouteProblem &problem)
{
    const QJsonValue now = element.property(problem.property);
    QJsonValue value = newRouteElement(element.type, {}).property(problem.property);
    if (problem.kind == Kind::WrongProperty) { // a number as a text is the number
        bool isNumber = false;
        const double number = now.toString().toDouble(&isNumber);
        if (!value.isDouble() || !isNumber || !std::isfinite(number))
            return std::nullopt;
        value = number;
    } else if (problem.property == QLatin1String("provider")
               || problem.property == QLatin1String("model")) {
        return std::nullopt;
    }
    return edits(tr("Set %1 to %2").arg(problem.property, value.toVariant().toString()),
                 problem.element, [name = problem.property, value](RouteElement &edited) {
                     edited.properties.insert(name, value);
                 });
}

std::optional<RouteFix> routeFix(const RouteGraph &graph, const RouteFixFacts &facts,
                                 const RouteProblem &problem)
{
    const RouteElement *element = graph.find(problem.element);
    switch (problem.kind) {
    case Kind::NoStart:
        return addsStart(facts);
    case Kind::NoEnd:
        return addsEnd();
    case Kind::SecondStart:
    case Kind::Unreachable:
        return RouteFix{tr("Remove it"), {}};
    case Kind::UnconnectedOutput:
    case Kind::UnknownTarget:
        return connects(facts, problem);
    case Kind::UnknownOutput:
        return edits(tr("Remove the output"), problem.element,
                     [name = problem.output](RouteElement &edited) {
                         edited.outputs.removeIf(
                             [&](const RouteOutput &output) { return output.name == name; });
                     });
    case Kind::EndWithOutputs:
        return edits(tr("Remove its outputs"), problem.element,
                     [](RouteElement &edited) { edited.outputs.clear(); });
    case Kind::MalformedPercentage:
        return namesPercentage(*element, problem);
    case Kind::PercentageSum:
        if (element->outputs.isEmpty())
            return std::nullopt;
        return edits(tr("Scale to 100%"), problem.element, scalePercentages);
    case Kind::MissingProperty:
    case Kind::WrongProperty:
        return setsProperty(*element, problem);
    case Kind::MisnamedConditions:
        return edits(tr("Rename to “conditions”"), problem.element, [](RouteElement &edited) {
            edited.properties.insert(QStringLiteral("conditions"),
                                     edited.properties.take(QStringLiteral("condition")));
        });
    default:
        return std::nullopt;
    }
}

bool RouteDocument::fix(const RouteProblem &problem)
{
    const auto problems = routeProblems(m_graph, {});
    const bool isThere = std::any_of(problems.begin(), problems.end(), [&](const auto &found) {
        return found.kind == problem.kind && found.element == problem.element
            && found.output == problem.output && found.property == problem.property;
    });
    const auto fix = isThere ? routeFix(m_graph, RouteFixFacts(m_graph), problem) : std::nullopt;
    if (!fix)
        return false;
    if (!fix->apply)
        return removeElements({problem.element});
    RouteGraph fixed = m_graph;
    fix->apply(fixed);
    constexpr qreal beside = 280; // about an element and a gap
    RouteEdit edit(*this, fix->text);
    edit.become(fixed);
    for (const RouteElement &element : fixed.elements()) {
        if (m_graph.contains(element.id) || m_positions.isEmpty())
            continue;
        const auto [left, right] =
            std::minmax_element(m_positions.begin(), m_positions.end(),
                                [](const QPointF &a, const QPointF &b) { return a.x() < b.x(); });
        edit.setPosition(element.id,
                         element.type.known() == RouteElementType::Start
                             ? *left - QPointF(beside, 0)
                             : *right + QPointF(beside, 0));
    }
    return push(edit);
}

} // namespace gatehouse
