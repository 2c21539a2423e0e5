// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/routes/edgeitem.h"

#include <QGraphicsScene>
#include <QVariantAnimation>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/route/routedocument.h"

#include <memory>

namespace gatehouse {

// What a comparison or a run shows on a graph.
struct GraphMarks
{
    QHash<QString, GraphMark> elements{};
    QHash<RoutePort, GraphMark> edges{};
    QHash<QString, QString> badges{};
    QHash<RoutePort, QString> shares{};
    GraphMark others = GraphMark::None; // of what is not mentioned
    QList<RouteEdge> removedEdges{}; // drawn besides those that there are
};

// A route's graph as items. It follows the document, and nothing is edited through it.
class RouteScene : public QGraphicsScene
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RouteScene)

public:
    explicit RouteScene(RouteDocument *document, QObject *parent = nullptr);
    ~RouteScene() override;

    RouteDocument *document() const { return m_document; }
    const SceneLook &look() const { return *m_look; }
    void setColors(const QPalette &palette);

    ElementItem *element(const QString &id) const { return m_elements.value(id); }
    EdgeItem *edge(const RoutePort &port) const { return m_edges.value(port); }
    ElementItem *elementAt(const QPointF &place) const;
    EdgeItem *edgeAt(const QPointF &place) const;
    std::optional<RoutePort> outputAt(const QPointF &place) const;
    // The edge whose head is there: the chosen one, or the only one that leads to the element.
    std::optional<RoutePort> headAt(const QPointF &place) const;
    QPointF portPlace(const RoutePort &port) const;
    QRectF graphRect() const;
    QRectF rectOf(const QStringList &ids) const;
    QHash<QString, QSizeF> sizes() const; // of the elements as drawn
    void paintSmall(QPainter *painter, const QTransform &transform) const;

    QStringList selectedIds() const; // in the document's order
    void select(const QStringList &ids);

    // The one element, and perhaps one of its outputs, that keys act upon.
    void setCurrent(const QString &id, int output = -1);
    const QString &currentId() const { return m_current; }
    int currentOutput() const { return m_currentOutput; }
    std::optional<RoutePort> currentPort() const;
    void chooseEdge(const std::optional<RoutePort> &port); // by a click
    const std::optional<RoutePort> &chosenEdge() const { return m_chosenEdge; }

    // What the mouse is over: an output, or an edge.
    void setHovered(const std::optional<RoutePort> &output, const std::optional<RoutePort> &edge);

    // An edge that is being drawn; it follows the mouse.
    void startDraft(const RoutePort &port);
    EdgeItem *draft() const { return m_draft; } // nullptr: none
    void endDraft();

    void setMarks(const GraphMarks &marks);
    const GraphMarks &marks() const { return m_marks; }
    void setProblems(const QList<RouteProblem> &problems);
    void setFound(const QSet<QString> &ids);

    // From where the elements are drawn to where they are.
    void animateFrom(const RouteDocument::Positions &before);
    bool isAnimating() const { return m_animation.state() == QVariantAnimation::Running; }

Q_SIGNALS:
    void graphMoved(); // anything that the minimap shows
    void currentChanged();
    void edgeChosen();

private:
    void rebuild();
    void updateLook();
    void addElement(const QString &id);
    void removeElement(const QString &id);
    void addEdge(const RouteEdge &edge);
    void removeEdge(const RouteEdge &edge);
    void onRenamed(const QString &id, const QString &newId);
    void onElementChanged(const QString &id);
    void place(ElementItem *item, const QPointF &position);
    void layoutEdges(const QString &id);
    void layoutEdge(EdgeItem *edge);
    void makeRoom(const QRectF &rect);
    void applyMarks();
    void applyMarks(ElementItem *item) const;

    RouteDocument *m_document;
    std::unique_ptr<SceneLook> m_look;
    QHash<QString, ElementItem *> m_elements;
    QHash<RoutePort, EdgeItem *> m_edges;
    QMultiHash<QString, EdgeItem *> m_touching; // by the elements at both ends
    QList<EdgeItem *> m_removedEdges; // of a comparison
    bool m_selectionLost = false; // by what is being removed
    EdgeItem *m_draft = nullptr;
    QString m_current;
    int m_currentOutput = -1;
    std::optional<RoutePort> m_chosenEdge;
    std::optional<RoutePort> m_hoveredOutput;
    std::optional<RoutePort> m_hoveredEdge;
    GraphMarks m_marks;
    QVariantAnimation m_animation;
    RouteDocument::Positions m_before;
};

} // namespace gatehouse
