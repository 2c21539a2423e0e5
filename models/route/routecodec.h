// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/jsonplaces.h"
#include "models/route/routegraph.h"

#include <QJsonArray>
#include <QPointF>
#include <tl/expected.hpp>

// Elements ↔ JSON. Unknown types, properties, outputs and members come back as they came. An output
// that leads nowhere is written as {} and so keeps its name.
namespace gatehouse {

// Why a text is no graph, and where.
struct RouteTextError
{
    QString message;
    QStringList path{}; // such as {"3", "outputs", "next"}; empty: not even JSON, or the whole
    int line = 0; // from 1; 0: not read from a text
    int column = 0; // from 1; 0: only the line is known
};
template <class T> using RouteText = tl::expected<T, RouteTextError>;

// An array of elements; version.data as a text of JSON; an object with an array `elements`.
RouteText<RouteGraph> routeGraphFromJson(const QJsonValue &json);
// The same from a text that somebody edits, with lines and columns.
RouteText<RouteGraph> routeGraphFromText(const QByteArray &text);
QJsonArray toJson(const RouteGraph &graph);
// For reading and editing: id, type, properties, outputs in that order; outputs in theirs.
QByteArray routeText(const RouteGraph &graph);

// Where the parts of a graph stand in such a text, or in any that reads as one.
class RouteTextPlaces
{
public:
    RouteTextPlaces(const QByteArray &text, const RouteGraph &graph);

    // From 1: of an output or a property, else of the element, else of the graph.
    int line(const QString &element, const QString &output = {},
             const QString &property = {}) const;

private:
    JsonPlaces m_places;
    RouteGraph m_graph;
    QStringList m_root; // the path to the elements
};

RouteText<RouteElement> routeElementFromJson(const QJsonValue &json);
QJsonObject toJson(const RouteElement &element);

// What copying takes along: elements whose outputs may lead to what is not among them, and where
// they stood.
struct RouteClip
{
    QList<RouteElement> elements;
    QHash<QString, QPointF> positions;

    bool isEmpty() const { return elements.isEmpty(); }
};
// As a text for the clipboard: {"elements": […], "positions": {id: [x, y]}}. Any text that
// routeGraphFromText() reads is accepted, too, and that of one element.
QByteArray toText(const RouteClip &clip);
RouteText<RouteClip> routeClipFromText(const QByteArray &text);

QJsonObject positionsToJson(const QHash<QString, QPointF> &positions);
QHash<QString, QPointF> positionsFromJson(const QJsonObject &json); // leaves out what is no point

} // namespace gatehouse
