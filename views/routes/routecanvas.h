// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/routes/borderscroll.h"
#include "views/routes/graphview.h"

#include <QFutureWatcher>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "views/routes/routescene.h"

#include <functional>

class QMenu;

namespace gatehouse {

// Draws and edits a route's graph. An edge is drawn from a port, or led elsewhere by its head;
// dropped on nothing it offers what to add there. Esc takes back what is being dragged. Everything
// the mouse can do, keys can do too:
//
// Tab and Shift+Tab go through the elements, Right along the current output and Left back, Up and
// Down choose the output, Shift with them keeps what is selected. A letter of the palette adds an
// element at the current output (with Shift: beside it), L connects the output to a target that Tab
// chooses and Enter takes, Ctrl with arrows moves, Delete removes, Enter edits.
class RouteCanvas : public GraphView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RouteCanvas)

public:
    static constexpr int snapDistance = 16;
    static constexpr int gap = 4 * snapDistance; // between elements that this places

    explicit RouteCanvas(RouteDocument *document, QWidget *parent = nullptr);

    RouteScene *graph() const { return m_scene; }
    RouteDocument *document() const { return m_document; }
    bool isReadOnly() const { return m_document->isReadOnly(); }

    // Where nothing else says: at the current output, or in the middle.
    QString addElement(const QString &type, bool connected = true);
    void removeSelected(); // the elements, or the edge that was clicked
    void disconnectCurrent();
    void copySelected() const;
    void cutSelected();
    void paste(); // where the mouse is, else in the middle
    void duplicateSelected();
    void selectAll();
    void moveSelected(const QPointF &delta);
    void align(RouteAlignment alignment);
    void distribute(RouteDistribution distribution);
    void snapSelected();
    void layoutGraph();
    bool isLayingOut() const { return m_layingOut; }
    void fit();
    // All of it, or where it would be too small to read, its beginning.
    void showReadably();
    void zoomToSelection();
    // Selects it and brings it into view.
    void reveal(const QString &id);
    void startLinking();
    bool isLinking() const { return m_linkFrom.has_value(); }
    // What a right click offers below the elements to add: the first is spread out.
    void setContextMenus(const QList<QMenu *> &menus) { m_menus = menus; }

    // Whether one of that type can go in between: it comes in and goes out.
    static bool canBeBetween(const OpenEnum<RouteElementType> &type);

    QStringList readingOrder() const; // along the edges, from the start

Q_SIGNALS:
    void editRequested(const QString &id);
    void renameRequested(const QString &id);
    void hintChanged(const QString &hint); // what keys do now; empty: without the focus, nothing
    void refused(const QString &why); // to paste, to add
    void layoutChanged(); // isLayingOut()

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    enum class Gesture { None, Press, Move, Connect };

    // Mouse
    void hover(const QPointF &place);
    void scrollOn(); // what is dragged goes with it
    void startConnecting(const RoutePort &port);
    void dragConnection(const QPointF &place);
    void finishConnecting(const QPointF &place);
    // Where an edge was dropped on nothing.
    void offerElements(const RoutePort &port, const QPointF &place);
    void startMove();
    void dragElements(const QPointF &place, bool snapped);
    void finishMove();
    void cancelGesture();
    void leaveGesture();
    void lightEdge(EdgeItem *edge);
    void light(const RoutePort &port); // the targets that an edge from it may have
    void unlight();

    // Keys
    bool handleAddKey(const QKeyEvent *event);
    bool handleMoveKey(const QKeyEvent *event);
    bool handleWalkKey(const QKeyEvent *event);
    bool handleLinkKey(const QKeyEvent *event);
    void walkTo(const QString &id, bool extend);
    void walkAlong(bool extend);
    void walkBack(bool extend);
    void stepOutput(int step);
    void stepTarget(int step);
    void finishLinking(bool connect);
    void describeCurrent();
    QString keyHint() const;
    void updateHint();

    QString addAt(const QString &type, const std::optional<RoutePort> &port, const QPointF &corner);
    void fillAddMenu(QMenu *menu, const std::function<void(const QString &type)> &add) const;
    void makeRoom(const QString &id, const RoutePort &source);
    void choose(const QStringList &ids);
    QPointF placeBeside(const QString &id) const;
    QPointF placeFor(const RouteClip &clip) const;
    static QPointF snapped(const QPointF &place);
    void applyLayout();
    void keepFitting(void (RouteCanvas::*again)());

    RouteDocument *m_document;
    RouteScene *m_scene;
    QFutureWatcher<RouteDocument::Positions> m_layout;
    RouteGraph m_laidOut; // what the layout is of
    bool m_layingOut = false; // until it is applied: m_layout is done before that

    Gesture m_gesture = Gesture::None;
    QPoint m_pressed; // of the viewport
    QPoint m_mouse; // while something is dragged
    Qt::KeyboardModifiers m_mouseKeys;
    BorderScroll m_borderScroll{this};
    QPointF m_grabbed; // from the grabbed element's corner
    QString m_grabbedId;
    int m_stepsBefore = 0; // of the undo stack, when the drag began
    bool m_mayInsert = false; // into the edge that it is dropped on
    std::optional<RoutePort> m_connecting;
    bool m_byHead = false; // an edge that was there is being led elsewhere
    std::optional<RoutePort> m_lit; // the edge that something would go into
    QStringList m_targets; // of the edge that is being drawn
    QString m_target;

    void (RouteCanvas::*m_fit)() = nullptr; // again when resized: nobody has moved the view since
    QRectF m_fitted; // the graph, then

    std::optional<RoutePort> m_linkFrom;
    QStringList m_trail; // walked along, for the way back
    QList<QMenu *> m_menus;
};

} // namespace gatehouse
