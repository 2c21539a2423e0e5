// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/route/routeproblem.h"

#include "models/route/percentageshares.h"
#include "models/route/routecondition.h"
#include "models/route/routedocument.h"
#include "models/route/routefix.h"

#include <QCoreApplication>
#include <cmath>

namespace gatehouse {

namespace {

using Kind = RouteProblem::Kind;
using Type = RouteElementType;

class ProblemFinder
{
    Q_DECLARE_TR_FUNCTIONS(RouteProblem)

public:
    ProblemFinder(const RouteGraph &graph, const RouteProblemContext &context)
        : m_graph(graph)
        , m_context(context)
        , m_facts(graph)
    {
        m_types.reserve(graph.size());
        m_next.resize(graph.size());
        for (qsizetype i = 0; i < graph.size(); ++i) {
            m_types.append(graph.at(i).type.known());
            for (const RouteOutput &output : graph.at(i).outputs)
                if (const qsizetype next = graph.indexOf(output.target); next >= 0)
                    m_next[i].append(next);
        }
    }

    QList<RouteProblem> run()
    {
        checkStarts();
        for (m_at = 0; m_at < m_graph.size(); ++m_at) {
            checkOutputs();
            checkProperties();
            checkConditions();
            checkSense();
        }
        checkEnd();
        checkReach();
        checkCycles();
        QList<RouteProblem> problems = m_errors + m_warnings;
        for (RouteProblem &problem : problems)
            if (const auto fix = routeFix(m_graph, m_facts, problem))
                problem.fixText = fix->text;
        return problems;
    }

private:
    const RouteElement &element() const { return m_graph.at(m_at); }
    std::optional<Type> type() const { return m_types.at(m_at); }

    void error(Kind kind, const QString &text, const QString &output = {},
               const QString &property = {})
    {
        m_errors.append(
            {kind, RouteProblem::Severity::Error, element().id, output, property, text, {}});
    }
    void warn(Kind kind, const QString &text, const QString &output = {},
              const QString &property = {})
    {
        m_warnings.append(
            {kind, RouteProblem::Severity::Warning, element().id, output, property, text, {}});
    }

    void checkStarts()
    {
        bool started = false;
        for (m_at = 0; m_at < m_graph.size(); ++m_at)
            if (type() == Type::Start && std::exchange(started, true))
                error(Kind::SecondStart, tr("A route has only one start."));
        if (!started)
            m_errors.prepend(
                {.kind = Kind::NoStart, .text = tr("The route has no start."), .fixText = {}});
    }

    void checkOutputs()
    {
        if (!type())
            return warn(Kind::UnknownType,
                        tr("“%1” is a type that this program does not know. It is sent as it is.")
                            .arg(element().type.text()));
        const QStringList fixed = routeOutputNames(element().type);
        for (const RouteOutput &output : element().outputs) {
            if (type() != Type::Percentage && type() != Type::End && !fixed.contains(output.name))
                error(Kind::UnknownOutput, tr("It has no output “%1”.").arg(output.name),
                      output.name);
            else if (output.target.isEmpty())
                error(Kind::UnconnectedOutput,
                      tr("Output “%1” leads nowhere.").arg(shareTitle(output.name)), output.name);
            else if (!m_graph.contains(output.target))
                error(Kind::UnknownTarget,
                      tr("Output “%1” leads to “%2”, which is not there.")
                          .arg(shareTitle(output.name), output.target),
                      output.name);
        }
        if (type() == Type::Percentage)
            checkPercentages();
        else if (type() == Type::End && !element().outputs.isEmpty())
            warn(Kind::EndWithOutputs, tr("An end leads nowhere; its outputs have no effect."));
    }

    void checkPercentages()
    {
        constexpr double rounding = 1e-9; // of decimals such as 33.4%
        if (element().outputs.size() > mostRoutePercentages)
            error(Kind::TooManyPercentages,
                  tr("At most %1 outputs are possible.").arg(mostRoutePercentages));
        double sum = 0;
        bool wellFormed = true;
        for (const RouteOutput &output : element().outputs) {
            const auto percentage = routePercentage(output.name);
            if (!percentage)
                error(Kind::MalformedPercentage,
                      tr("“%1” is not a percentage such as 10%.").arg(output.name), output.name);
            wellFormed = wellFormed && percentage;
            sum += percentage.value_or(0);
        }
        if (wellFormed && std::abs(sum - 100) > rounding)
            error(Kind::PercentageSum,
                  tr("The percentages sum to %1, not to 100.").arg(QString::number(sum, 'g', 12)));
    }

    void checkProperties()
    {
        for (const QString &name : requiredRouteProperties(element().type)) {
            const QJsonValue value = element().property(name);
            const bool isText = name == QLatin1String("key") || name == QLatin1String("limitType")
                || name == QLatin1String("provider") || name == QLatin1String("model");
            if (value.isUndefined())
                error(Kind::MissingProperty, tr("“%1” is missing.").arg(name), {}, name);
            else if (isText ? !value.isString() : !value.isDouble())
                error(Kind::WrongProperty,
                      isText ? tr("“%1” must be a text.").arg(name)
                             : tr("“%1” must be a number.").arg(name),
                      {}, name);
            else if (name == QLatin1String("limitType") && value != QLatin1String("count")
                     && value != QLatin1String("cost"))
                error(Kind::WrongProperty, tr("“limitType” must be count or cost."), {}, name);
            else if (value == QString())
                warn(Kind::UnusualValue, tr("“%1” is empty.").arg(name), {}, name);
            else if (value.isDouble())
                checkNumber(name, value.toDouble());
        }
    }

    void checkNumber(const QString &name, double value)
    {
        constexpr int mostRetries = 5;
        const bool mayBeZero = name == QLatin1String("retries");
        if (value < 0 || (value == 0 && !mayBeZero))
            warn(Kind::UnusualValue,
                 mayBeZero ? tr("“%1” is below zero.").arg(name)
                           : tr("“%1” is not above zero.").arg(name),
                 {}, name);
        else if (mayBeZero && (value > mostRetries || value != std::floor(value)))
            warn(Kind::UnusualValue,
                 tr("“retries” is %1; usual are whole numbers up to %2.")
                     .arg(value)
                     .arg(mostRetries),
                 {}, name);
    }

    void checkConditions()
    {
        if (type() != Type::Conditional)
            return;
        static const QString name = QStringLiteral("conditions");
        static const QString wrongName = QStringLiteral("condition");
        const QJsonValue conditions = element().property(name);
        if (!conditions.isUndefined() && !conditions.isObject())
            return error(Kind::WrongProperty, tr("“conditions” must be an object."), {}, name);
        const bool isEmpty = conditions.toObject().isEmpty();
        if (element().properties.contains(wrongName) && isEmpty)
            return warn(Kind::MisnamedConditions,
                        tr("“condition” is dropped by the service; it must be “conditions”."), {},
                        wrongName);
        if (isEmpty)
            return warn(Kind::EmptyConditions,
                        tr("There are no conditions, so that every request takes “true”."), {},
                        name);
        const auto unknown = RouteCondition::fromJson(conditions.toObject()).unknownOperators();
        if (!unknown.isEmpty())
            warn(Kind::UnknownOperator,
                 tr("This program does not know %1. It is sent as it is.")
                     .arg(unknown.join(QStringLiteral(", "))),
                 {}, name);
    }

    void checkSense()
    {
        const QList<RouteOutput> &outputs = element().outputs;
        const auto leadsToOne = [&] {
            return outputs.size() > 1 && m_graph.contains(outputs.first().target)
                && std::all_of(outputs.begin(), outputs.end(), [&](const RouteOutput &output) {
                       return output.target == outputs.first().target;
                   });
        };
        if (type() == Type::Model && leadsToOne())
            warn(Kind::ModelWithoutFallback,
                 tr("When this model fails, no other is asked: “fallback” leads where “success” "
                    "does."),
                 QStringLiteral("fallback"));
        else if (type() && leadsToOne())
            warn(Kind::NoChoice,
                 tr("All its outputs lead to “%1”, so that it decides nothing.")
                     .arg(outputs.first().target));
        const QString provider = element().property(QStringLiteral("provider")).toString();
        if (type() == Type::Model && !provider.isEmpty() && !m_context.providers.isEmpty()
            && !m_context.providers.contains(provider))
            warn(Kind::UnknownProvider, tr("There is no provider “%1”.").arg(provider), {},
                 QStringLiteral("provider"));
    }

    void checkEnd()
    {
        if (!m_facts.hasEnd)
            m_warnings.append({.kind = Kind::NoEnd,
                               .severity = RouteProblem::Severity::Warning,
                               .text = tr("The route has no end.")});
    }

    // All that can be come to from these.
    static QList<bool> reached(const QList<QList<qsizetype>> &next, QList<qsizetype> from)
    {
        QList<bool> seen(next.size(), false);
        for (const qsizetype index : from)
            seen[index] = true;
        while (!from.isEmpty()) {
            const qsizetype at = from.takeLast();
            for (const qsizetype to : next.at(at))
                if (!std::exchange(seen[to], true))
                    from.append(to);
        }
        return seen;
    }

    void checkReach()
    {
        QList<qsizetype> starts;
        QList<qsizetype> ends;
        QList<QList<qsizetype>> back(m_graph.size());
        for (qsizetype i = 0; i < m_graph.size(); ++i) {
            if (m_types.at(i) == Type::Start)
                starts.append(i);
            if (m_types.at(i) == Type::End)
                ends.append(i);
            for (const qsizetype to : m_next.at(i))
                back[to].append(i);
        }
        const QList<bool> reachable = reached(m_next, starts);
        const QList<bool> ending = reached(back, ends);
        for (m_at = 0; m_at < m_graph.size(); ++m_at) {
            if (!starts.isEmpty() && !reachable.at(m_at))
                warn(Kind::Unreachable, tr("No path from the start comes here."));
            if (m_facts.hasEnd && !ending.at(m_at) && !m_next.at(m_at).isEmpty())
                warn(Kind::NoPathToEnd, tr("No path leads from here to an end."));
        }
    }

    // One for each edge that closes a circle, seen from the first element on.
    void checkCycles()
    {
        enum class Color : char { White, Open, Done };
        QList<Color> colors(m_graph.size(), Color::White);
        for (qsizetype root = 0; root < m_graph.size(); ++root) {
            if (colors.at(root) != Color::White)
                continue;
            QList<std::pair<qsizetype, qsizetype>> path{{root, 0}}; // with the edge to go next
            colors[root] = Color::Open;
            while (!path.isEmpty()) {
                auto &[at, edge] = path.last();
                if (edge == m_next.at(at).size()) {
                    colors[at] = Color::Done;
                    path.removeLast();
                    continue;
                }
                const qsizetype to = m_next.at(at).at(edge++);
                if (colors.at(to) == Color::Open)
                    cycle(at, to);
                if (colors.at(to) == Color::White) {
                    colors[to] = Color::Open;
                    path.append({to, 0});
                }
            }
        }
    }

    void cycle(qsizetype from, qsizetype to)
    {
        m_at = from;
        const QString target = m_graph.at(to).id;
        QString name;
        for (const RouteOutput &output : element().outputs)
            if (output.target == target)
                name = output.name;
        warn(Kind::Cycle, tr("Output “%1” leads back to “%2” in a circle.").arg(name, target),
             name);
    }

    const RouteGraph &m_graph;
    const RouteProblemContext &m_context;
    const RouteFixFacts m_facts;
    QList<std::optional<Type>> m_types;
    QList<QList<qsizetype>> m_next; // by index
    QList<RouteProblem> m_errors;
    QList<RouteProblem> m_warnings;
    qsizetype m_at = 0;
};

} // namespace

QList<RouteProblem> routeProblems(const RouteGraph &graph, const RouteProblemContext &context)
{
    return ProblemFinder(graph, context).run();
}

bool hasErrors(const QList<RouteProblem> &problems)
{
    return std::any_of(problems.begin(), problems.end(), [](const RouteProblem &problem) {
        return problem.severity == RouteProblem::Severity::Error;
    });
}

RouteChecker::RouteChecker(RouteDocument *document, QObject *parent)
    : QObject(parent)
    , m_document(document)
    , m_problems(routeProblems(document->graph()))
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &RouteChecker::check);
    connect(document, &RouteDocument::graphChanged, &m_timer, qOverload<>(&QTimer::start));
}

void RouteChecker::setContext(const RouteProblemContext &context)
{
    m_context = context;
    check();
}

const QList<RouteProblem> &RouteChecker::problems()
{
    if (m_timer.isActive())
        check();
    return m_problems;
}

void RouteChecker::check()
{
    m_timer.stop();
    const auto problems = routeProblems(m_document->graph(), m_context);
    if (problems == m_problems)
        return;
    m_problems = problems;
    Q_EMIT problemsChanged();
}

} // namespace gatehouse
