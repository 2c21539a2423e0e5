// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/common/icons.h"

#include <QKeySequence>
#include <QObject>
#include <functional>

class QAction;
class QMenu;

namespace gatehouse {

class RouteCanvas;

// The actions on a canvas: in its tool bar, its menu and by their keys. Those that edit are off
// while the document is read-only.
class RouteActions : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RouteActions)

public:
    explicit RouteActions(RouteCanvas *canvas, QObject *parent = nullptr);
    ~RouteActions() override;

    QAction *undo() const { return m_undo; }
    QAction *redo() const { return m_redo; }
    QAction *layoutGraph() const { return m_layout; }
    QAction *fit() const { return m_fit; }
    QMenu *editMenu() const { return m_editMenu; }
    QMenu *alignMenu() const { return m_alignMenu; }
    QMenu *viewMenu() const { return m_viewMenu; }

private:
    QAction *add(Icon symbol, const QString &text, const QString &help,
                 const QList<QKeySequence> &keys, const std::function<void()> &run);
    void makeEdits();
    void makeAlignments();
    void makeViews();
    void update();

    RouteCanvas *m_canvas;
    QAction *m_undo = nullptr;
    QAction *m_redo = nullptr;
    QAction *m_layout = nullptr;
    QAction *m_fit = nullptr;
    QList<QAction *> m_onSelection; // need something selected, and edit it
    QList<QAction *> m_onSeveral; // need two
    QList<QAction *> m_edits; // need nothing
    QAction *m_copy = nullptr;
    QAction *m_link = nullptr;
    QAction *m_disconnect = nullptr;
    QAction *m_toSelection = nullptr;
    QMenu *m_editMenu;
    QMenu *m_alignMenu;
    QMenu *m_viewMenu;
};

} // namespace gatehouse
