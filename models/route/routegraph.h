// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/route/routeelement.h"

#include <QHash>

namespace gatehouse {

// One output of one element.
struct RoutePort
{
    QString element;
    QString output;

    bool operator==(const RoutePort &) const = default;
};
size_t qHash(const RoutePort &port, size_t seed = 0);

// An output that leads to an element. An output has one at most, so `from` identifies it.
struct RouteEdge
{
    RoutePort from;
    QString to;

    bool operator==(const RouteEdge &) const = default;
};
size_t qHash(const RouteEdge &edge, size_t seed = 0);

// The elements of a dynamic route in the order in which they are sent; ids are unique.
class RouteGraph
{
public:
    const QList<RouteElement> &elements() const { return m_elements; }
    qsizetype size() const { return m_elements.size(); }
    bool isEmpty() const { return m_elements.isEmpty(); }
    const RouteElement &at(qsizetype index) const { return m_elements.at(index); }
    qsizetype indexOf(const QString &id) const { return m_indexes.value(id, -1); }
    bool contains(const QString &id) const { return m_indexes.contains(id); }
    const RouteElement *find(const QString &id) const; // nullptr: not there
    const RouteElement *start() const; // the first of its type; nullptr: none

    // The element that an output leads to; empty when it leads nowhere or to what is not there.
    QString target(const RoutePort &port) const;
    // Outputs that lead to elements that are there.
    QList<RouteEdge> edges() const;
    QList<RouteEdge> edgesFrom(const QString &id) const;
    QList<RouteEdge> edgesTo(const QString &id) const; // looks at every element

    // "model" or, when that is taken, also by one of `others`, "model-2" and so on: a free one,
    // which is the first where they follow each other.
    QString freeId(const QString &wanted, const QSet<QString> &others = {}) const;

    void append(const RouteElement &element) { insert(m_elements.size(), element); }
    void insert(qsizetype index, const RouteElement &element);
    void replace(qsizetype index, const RouteElement &element); // may have another id
    void removeAt(qsizetype index);

    bool operator==(const RouteGraph &other) const { return m_elements == other.m_elements; }

private:
    void reindexFrom(qsizetype index);

    QList<RouteElement> m_elements;
    QHash<QString, qsizetype> m_indexes;
};

} // namespace gatehouse
