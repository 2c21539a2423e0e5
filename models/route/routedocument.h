// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/route/routecodec.h"
#include "models/route/routeproblem.h"

#include <QObject>
#include <QSizeF>
#include <QUndoStack>

namespace gatehouse {

class RouteChange;
class RouteEdit;

// How elements are lined up; with each other, not with the grid.
enum class RouteAlignment { Left, HorizontalCenter, Right, Top, VerticalCenter, Bottom };
enum class RouteDistribution { Horizontally, Vertically };

// A dynamic route's graph with the positions of its elements, and its undo stack. Every edit is one
// command on the stack, of which nothing but the stack need be known; an edit that would change
// nothing, or that a read-only document refuses, leaves the stack alone and says so. What is
// selected is not the document's business.
//
// Signals come after the whole command is done, so that a slot sees the graph as it now is, in this
// order: edgeRemoved, elementRemoved, elementRenamed, elementAdded, elementChanged, edgeAdded,
// elementMoved, and then graphChanged and changed once.
class RouteDocument : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RouteDocument)

public:
    using Positions = QHash<QString, QPointF>; // of the elements' top left corners

    explicit RouteDocument(QObject *parent = nullptr);
    ~RouteDocument() override;

    const RouteGraph &graph() const { return m_graph; }
    const RouteElement *element(const QString &id) const { return m_graph.find(id); }
    const Positions &positions() const { return m_positions; }
    QPointF position(const QString &id) const { return m_positions.value(id); }
    bool hasPosition(const QString &id) const { return m_positions.contains(id); }

    QUndoStack *undoStack() { return &m_stack; }
    // Whether it differs from what was last loaded or marked as saved.
    bool isModified() const { return !m_stack.isClean(); }
    void markSaved() { m_stack.setClean(); }

    bool isReadOnly() const { return m_readOnly; }
    void setReadOnly(bool readOnly); // undo and redo go on working; disable their actions

    // Another graph altogether; the undo stack begins anew. Emits graphReset.
    void load(const RouteGraph &graph, const Positions &positions = {});

    // Everything there is, for a draft: {"elements": […], "positions": {…}}.
    QJsonObject state() const;
    // As one command; false: it is none, or is the same.
    bool restore(const QJsonObject &state, const QString &text = {});

    // ---- elements

    // Returns its id; empty: refused. A second start is refused, too.
    QString addElement(const OpenEnum<RouteElementType> &type, const QPointF &position,
                       const QString &wantedId = {});
    // What led to a removed element leads to where all of that element's connected outputs led,
    // where that is one element only; else nowhere.
    bool removeElements(const QStringList &ids);
    // What leads to it follows. False: empty, taken or not there.
    bool renameElement(const QString &id, const QString &newId);
    // The whole graph edited, as from its JSON; ids that stay keep their positions, others get one
    // that is free.
    bool replaceGraph(const RouteGraph &graph);

    // ---- properties

    // An undefined value removes the property. With `typing`, edits of the same property that
    // follow each other are one step to undo until endStep().
    bool setProperty(const QString &id, const QString &name, const QJsonValue &value,
                     bool typing = false);
    bool setProperties(const QString &id, const QJsonObject &properties,
                       bool typing = false); // replaces all of them
    // Several at once, one step to undo. Undefined values remove.
    bool mergeProperties(const QString &id, const QList<std::pair<QString, QJsonValue>> &values,
                         bool typing = false);

    // ---- outputs

    // Whether connectOutput() would do it; a reason when not. An edge may close a circle, which is
    // then a problem, but an element never leads to itself and nothing leads to a start.
    bool canConnect(const RoutePort &from, const QString &to, QString *reason = nullptr) const;
    bool connectOutput(const RoutePort &from, const QString &to); // in place of what it had
    bool disconnectOutput(const RoutePort &from);
    // A new element, or one that is there, in the middle of an edge: its outputs that lead nowhere
    // lead on to where the edge led; where all of them lead somewhere, the first does. Returns the
    // id; empty: refused.
    QString insertOnEdge(const RoutePort &from, const OpenEnum<RouteElementType> &type,
                         const QPointF &position);
    bool insertOnEdge(const RoutePort &from, const QString &id);
    bool canInsertOnEdge(const RoutePort &from, const QString &id) const;
    // All outputs in their order, such as the rows of a percentage. Targets are part of it. Names
    // are there once, and those that the type always has are among them.
    bool setOutputs(const QString &id, const QList<RouteOutput> &outputs, bool typing = false);

    // ---- places

    // Moves that follow each other with the same elements are one step to undo until endStep().
    bool moveElements(const QStringList &ids, const QPointF &delta);
    void endStep(); // a drag or a field is left
    bool setPositions(const Positions &positions, const QString &text = {}); // of these; one step
    // `sizes` of the elements as drawn.
    bool align(const QStringList &ids, RouteAlignment alignment,
               const QHash<QString, QSizeF> &sizes);
    bool distribute(const QStringList &ids, RouteDistribution distribution,
                    const QHash<QString, QSizeF> &sizes); // equal gaps; three at least
    bool snap(const QStringList &ids, qreal grid);

    // ---- clipboard

    RouteClip copy(const QStringList &ids) const;
    bool cut(const QStringList &ids, RouteClip *clip); // copies, then removes, reconnecting
    // New ids where they are taken; edges among the pasted follow, those to others are kept where
    // the element is there, else lead nowhere. The top left corner of all comes to `at`. A start
    // is left out where there is one already. Returns the new ids in the clip's order.
    QStringList paste(const RouteClip &clip, const QPointF &at);
    QStringList duplicate(const QStringList &ids, const QPointF &offset = {32, 32});

    // ---- problems

    // Does what the problem's fixText says. False: there is none, or it is not there any more.
    bool fix(const RouteProblem &problem);

Q_SIGNALS:
    void graphReset(); // everything is another; graphChanged and changed follow
    void elementAdded(const QString &id);
    void elementRemoved(const QString &id);
    void elementChanged(const QString &id); // its properties, type or outputs, targets included
    void elementMoved(const QString &id);
    // Comes between edgeRemoved and elementAdded, in place of removed and added.
    void elementRenamed(const QString &id, const QString &newId);
    void edgeAdded(const gatehouse::RouteEdge &edge);
    void edgeRemoved(const gatehouse::RouteEdge &edge);
    void changed(); // once after each command, also when it only moved something
    void graphChanged(); // once after each command that changed more than positions
    void readOnlyChanged();

private:
    friend class RouteChange;
    friend class RouteEdit;

    void apply(const RouteChange &change, bool forward);
    bool push(RouteEdit &edit);

    RouteGraph m_graph;
    Positions m_positions;
    QUndoStack m_stack;
    bool m_readOnly = false;
    int m_steps = 0; // tells one drag, or one field, from the next
};

} // namespace gatehouse
