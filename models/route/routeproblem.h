// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/route/routegraph.h"

#include <QObject>
#include <QSet>
#include <QTimer>

namespace gatehouse {

// One thing that is wrong with a graph, and where.
struct RouteProblem
{
    enum class Severity { Error, Warning }; // an error: the service would refuse the graph
    enum class Kind {
        // errors
        NoStart,
        SecondStart,
        UnconnectedOutput,
        UnknownTarget, // an output leads to an id that is not there
        UnknownOutput, // of a name that the type does not have
        TooManyPercentages,
        MalformedPercentage,
        PercentageSum,
        MissingProperty,
        WrongProperty, // of a wrong type or none of the allowed values
        // warnings
        MisnamedConditions, // `condition`, which the service drops silently
        EmptyConditions, // always true
        NoEnd,
        Unreachable,
        Cycle,
        NoPathToEnd,
        ModelWithoutFallback, // fallback and success lead to the same end
        UnknownProvider,
        UnusualValue, // such as a limit of 0
        UnknownType,
        UnknownOperator, // in conditions
        EndWithOutputs,
        NoChoice, // all outputs lead to one element
    };

    Kind kind = Kind::NoStart;
    Severity severity = Severity::Error;
    QString element{}; // empty: the graph as a whole
    QString output{}; // empty: none in particular
    QString property{}; // empty: none in particular
    QString text{}; // what is wrong, for the person
    QString fixText{}; // what RouteDocument::fix() would do, for a button; empty: nothing obvious

    bool operator==(const RouteProblem &) const = default;
};

// What of the account the check needs to know.
struct RouteProblemContext
{
    QSet<QString> providers{}; // slugs that can be called; empty: not known, nothing is said
};

// Errors first; each in the order of the elements.
QList<RouteProblem> routeProblems(const RouteGraph &graph, const RouteProblemContext &context = {});
bool hasErrors(const QList<RouteProblem> &problems);

class RouteDocument;

// The problems of a document, kept up to date: once for all edits of one turn of the event loop.
class RouteChecker : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RouteChecker)

public:
    explicit RouteChecker(RouteDocument *document, QObject *parent = nullptr);

    void setContext(const RouteProblemContext &context);
    const QList<RouteProblem> &problems(); // as of now, checked at once when it has to be
    bool hasErrors() { return gatehouse::hasErrors(problems()); }

Q_SIGNALS:
    void problemsChanged();

private:
    void check();

    RouteDocument *m_document;
    RouteProblemContext m_context;
    QList<RouteProblem> m_problems;
    QTimer m_timer;
};

} // namespace gatehouse
