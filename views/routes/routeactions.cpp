// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/routeactions.h"

#include "models/domain/format.h"
#include "views/common/actions.h"
#include "views/routes/routecanvas.h"

#include <QAction>
#include <QMenu>
#include <functional>

namespace gatehouse {

RouteActions::RouteActions(RouteCanvas *canvas, QObject *parent)
    : QObject(parent)
    , m_canvas(canvas)
    , m_editMenu(new QMenu(tr("Edit")))
    , m_alignMenu(new QMenu(tr("Arrange")))
    , m_viewMenu(new QMenu(tr("View")))
{
    makeEdits();
    makeAlignments();
    makeViews();
    canvas->setContextMenus({m_editMenu, m_alignMenu, m_viewMenu});
    RouteDocument *document = canvas->document();
    QUndoStack *stack = document->undoStack();
    connect(stack, &QUndoStack::indexChanged, this, &RouteActions::update);
    connect(document, &RouteDocument::readOnlyChanged, this, &RouteActions::update);
    connect(document, &RouteDocument::graphReset, this, &RouteActions::update);
    connect(canvas->graph(), &QGraphicsScene::selectionChanged, this, &RouteActions::update);
    connect(canvas->graph(), &RouteScene::currentChanged, this, &RouteActions::update);
    connect(canvas->graph(), &RouteScene::edgeChosen, this, &RouteActions::update);
    connect(canvas, &RouteCanvas::layoutChanged, this, &RouteActions::update);
    update();
}

RouteActions::~RouteActions()
{
    m_canvas->graph()->disconnect(this); // its items go later
    delete m_editMenu;
    delete m_alignMenu;
    delete m_viewMenu;
}

QAction *RouteActions::add(Icon symbol, const QString &text, const QString &help,
                           const QList<QKeySequence> &keys, const std::function<void()> &run)
{
    QAction *action = makeAction(m_canvas, icon(symbol), text, help, keys);
    connect(action, &QAction::triggered, m_canvas, run);
    return action;
}

void RouteActions::makeEdits()
{
    RouteCanvas *canvas = m_canvas;
    QUndoStack *stack = canvas->document()->undoStack();
    m_undo =
        add(Icon::Undo, tr("Undo"), tr("Undo"), {QKeySequence::Undo}, [stack] { stack->undo(); });
    m_redo =
        add(Icon::Redo, tr("Redo"), tr("Redo"),
            {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)},
            [stack] { stack->redo(); });
    QAction *cut =
        add(Icon::Cut, tr("Cut"), {}, {QKeySequence::Cut}, [canvas] { canvas->cutSelected(); });
    m_copy = add(Icon::Copy, tr("Copy"), tr("Copy, as JSON too"), {QKeySequence::Copy},
                 [canvas] { canvas->copySelected(); });
    QAction *paste =
        add(Icon::Paste, tr("Paste"), tr("Paste elements, of another route or as JSON"),
            {QKeySequence::Paste}, [canvas] { canvas->paste(); });
    QAction *duplicate = add(Icon::Duplicate, tr("Duplicate"), {}, {Qt::CTRL | Qt::Key_D},
                             [canvas] { canvas->duplicateSelected(); });
    QAction *remove =
        add(Icon::Delete, tr("Delete"), tr("Delete what is selected; what led there leads on"),
            {QKeySequence(Qt::Key_Delete), QKeySequence(Qt::Key_Backspace)},
            [canvas] { canvas->removeSelected(); });
    QAction *all = add(Icon::App, tr("Select all"), {}, {QKeySequence::SelectAll},
                       [canvas] { canvas->selectAll(); });
    all->setIcon({});
    m_link = add(Icon::Link, tr("Connect the output (L)"),
                 tr("Choose the element that the current output leads to"), {},
                 [canvas] { canvas->startLinking(); });
    m_disconnect = add(Icon::Close, tr("Disconnect the output"), {}, {Qt::CTRL | Qt::Key_Delete},
                       [canvas] { canvas->disconnectCurrent(); });
    m_onSelection = {cut, duplicate, remove};
    m_edits = {paste};
    m_editMenu->addActions({m_undo, m_redo});
    m_editMenu->addSeparator();
    m_editMenu->addActions({cut, m_copy, paste, duplicate, remove, all});
    m_editMenu->addSeparator();
    m_editMenu->addActions({m_link, m_disconnect});
}

void RouteActions::makeAlignments()
{
    RouteCanvas *canvas = m_canvas;
    m_layout = add(Icon::Layout, tr("Lay out"), tr("Arrange all elements in layers"),
                   {Qt::CTRL | Qt::SHIFT | Qt::Key_L}, [canvas] { canvas->layoutGraph(); });
    m_alignMenu->addAction(m_layout);
    m_alignMenu->addSeparator();
    using Alignment = RouteAlignment;
    const auto align = [this, canvas](const QString &text, Alignment alignment, Qt::Key key) {
        QAction *action =
            makeAction(m_canvas, {}, text, {}, {QKeySequence(Qt::ALT | Qt::SHIFT | key)});
        connect(action, &QAction::triggered, canvas,
                [canvas, alignment] { canvas->align(alignment); });
        m_onSeveral.append(action);
        m_alignMenu->addAction(action);
    };
    align(tr("Align left"), Alignment::Left, Qt::Key_Left);
    align(tr("Align centres"), Alignment::HorizontalCenter, Qt::Key_C);
    align(tr("Align right"), Alignment::Right, Qt::Key_Right);
    align(tr("Align top"), Alignment::Top, Qt::Key_Up);
    align(tr("Align middles"), Alignment::VerticalCenter, Qt::Key_M);
    align(tr("Align bottom"), Alignment::Bottom, Qt::Key_Down);
    m_alignMenu->addSeparator();
    using Distribution = RouteDistribution;
    for (const auto &[text, how] :
         {std::pair(tr("Distribute horizontally"), Distribution::Horizontally),
          {tr("Distribute vertically"), Distribution::Vertically}}) {
        QAction *action = makeAction(m_canvas, {}, text);
        connect(action, &QAction::triggered, canvas,
                [canvas, how = how] { canvas->distribute(how); });
        m_onSeveral.append(action);
        m_alignMenu->addAction(action);
    }
    QAction *snap = makeAction(m_canvas, {}, tr("Snap to the grid"));
    connect(snap, &QAction::triggered, canvas, &RouteCanvas::snapSelected);
    m_edits.append(snap);
    m_alignMenu->addAction(snap);
}

void RouteActions::makeViews()
{
    RouteCanvas *canvas = m_canvas;
    m_fit = add(Icon::Fit, tr("Zoom to fit"), tr("Show the whole graph"), {Qt::CTRL | Qt::Key_0},
                [canvas] { canvas->fit(); });
    m_toSelection =
        add(Icon::Search, tr("Zoom to the selection"), {}, {Qt::CTRL | Qt::SHIFT | Qt::Key_0},
            [canvas] { canvas->zoomToSelection(); });
    QAction *life = add(Icon::Search, tr("Zoom to 100 %"), {}, {Qt::Key_1},
                        [canvas] { canvas->setScaleFactor(1); });
    QAction *in =
        add(Icon::Add, tr("Zoom in"), {}, {QKeySequence::ZoomIn}, [canvas] { canvas->zoomIn(); });
    QAction *out = add(Icon::Collapse, tr("Zoom out"), {}, {QKeySequence::ZoomOut},
                       [canvas] { canvas->zoomOut(); });
    for (QAction *action : {m_toSelection, life, in, out})
        action->setIcon({});
    m_viewMenu->addActions({m_fit, m_toSelection, life, in, out});
}

void RouteActions::update()
{
    const RouteDocument *document = m_canvas->document();
    QUndoStack *stack = m_canvas->document()->undoStack();
    const bool writable = !document->isReadOnly();
    const qsizetype count = m_canvas->graph()->selectedItems().size();
    const bool hasEdge = m_canvas->graph()->chosenEdge().has_value();
    m_undo->setEnabled(writable && stack->canUndo());
    m_redo->setEnabled(writable && stack->canRedo());
    setActionHelp(m_undo,
                  stack->canUndo() ? format::toolTip(tr("Undo: %1").arg(stack->undoText()))
                                   : tr("Undo"));
    setActionHelp(m_redo,
                  stack->canRedo() ? format::toolTip(tr("Redo: %1").arg(stack->redoText()))
                                   : tr("Redo"));
    for (QAction *action : std::as_const(m_onSelection))
        action->setEnabled(writable && count > 0);
    m_onSelection.constLast()->setEnabled(writable && (count > 0 || hasEdge)); // Delete
    for (QAction *action : std::as_const(m_onSeveral))
        action->setEnabled(writable && count > 1);
    for (QAction *action : std::as_const(m_edits))
        action->setEnabled(writable);
    m_copy->setEnabled(count > 0);
    const auto port = m_canvas->graph()->currentPort();
    m_link->setEnabled(writable && port);
    m_disconnect->setEnabled(writable && port && m_canvas->graph()->edge(*port));
    m_toSelection->setEnabled(count > 0);
    m_layout->setEnabled(writable && !m_canvas->isLayingOut() && !document->graph().isEmpty());
}

} // namespace gatehouse
