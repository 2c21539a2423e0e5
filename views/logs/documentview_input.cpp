// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/icons.h"
#include "views/logs/documentfont.h"
#include "views/logs/documentview.h"

#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QScrollBar>

namespace gatehouse {

quint32 DocumentView::next(quint32 offset) const
{
    qsizetype at = offset;
    if (offset < quint32(document().text.size()))
        takeCharacter(document().text, at);
    return quint32(at);
}

quint32 DocumentView::previous(quint32 offset) const
{
    const QByteArray &text = document().text;
    if (offset > 0)
        --offset;
    while (offset > 0 && (uchar(text[offset]) & 0xC0) == 0x80)
        --offset;
    return offset;
}

void DocumentView::moveCaret(quint32 to, bool select)
{
    m_caret = to;
    if (!select)
        m_anchor = to;
    m_wantedX = -1;
    ensureVisible(to);
    viewport()->update();
}

const QUrl *DocumentView::linkAt(qsizetype line) const
{
    for (const auto &[where, url] : document().links)
        if (where == line)
            return &url;
    return nullptr;
}

void DocumentView::keyPressEvent(QKeyEvent *event)
{
    const bool select = event->modifiers() & Qt::ShiftModifier;
    const bool control = event->modifiers() & Qt::ControlModifier;
    const auto end = quint32(document().text.size());
    const qsizetype line = document().lineAt(m_caret);
    const TextRow row = m_laid.rows[rowAt(m_caret)];
    if (event == QKeySequence::Copy)
        return copy();
    if (event == QKeySequence::SelectAll)
        return selectAll();
    switch (event->key()) {
    case Qt::Key_Up:
        return moveByRows(-1, select);
    case Qt::Key_Down:
        return moveByRows(1, select);
    case Qt::Key_PageUp:
        return moveByRows(-rowsInSight(), select);
    case Qt::Key_PageDown:
        return moveByRows(rowsInSight(), select);
    case Qt::Key_Left:
        return moveCaret(previous(m_caret), select);
    case Qt::Key_Right:
        return moveCaret(next(m_caret), select);
    case Qt::Key_Home:
        return moveCaret(control ? 0 : row.begin, select);
    case Qt::Key_End:
        return moveCaret(control                                       ? end
                             : row.end == document().lineEnd(row.line) ? row.end
                                                                       : previous(row.end),
                         select);
    case Qt::Key_Minus:
        if (const auto *fold = document().foldAround(line)) {
            const quint32 first = fold->first;
            setFolded(first, true);
            moveCaret(document().lines[first], false);
        }
        return;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return setFolded(line, false);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (const QUrl *url = linkAt(line))
            Q_EMIT linkActivated(*url);
        else
            setFolded(line, !isFolded(line));
        return;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void DocumentView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const quint32 offset = offsetAt(event->pos());
    if (event->pos().x() < documentGutter) {
        const qsizetype line = document().lineAt(offset);
        return setFolded(line, !isFolded(line));
    }
    m_dragging = true;
    moveCaret(offset, event->modifiers() & Qt::ShiftModifier);
}

void DocumentView::mouseMoveEvent(QMouseEvent *event)
{
    if (m_dragging)
        moveCaret(offsetAt(event->pos()), true);
}

void DocumentView::mouseReleaseEvent(QMouseEvent *event)
{
    const bool clicked = std::exchange(m_dragging, false) && !hasSelection();
    if (const QUrl *url = clicked ? linkAt(document().lineAt(offsetAt(event->pos()))) : nullptr)
        Q_EMIT linkActivated(*url);
}

void DocumentView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QByteArrayView text = document().text;
    const auto isWord = [&](quint32 at) {
        return at < quint32(text.size())
            && (uchar(text[at]) >= 0x80 || std::isalnum(uchar(text[at])) || text[at] == '_');
    };
    const quint32 place = offsetAt(event->pos());
    m_anchor = m_caret = place;
    while (m_anchor > 0 && isWord(m_anchor - 1))
        --m_anchor;
    while (isWord(m_caret))
        ++m_caret;
    viewport()->update();
}

void DocumentView::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString &text, bool enabled, const auto &run) {
        QAction *action = menu->addAction(text);
        action->setEnabled(enabled);
        connect(action, &QAction::triggered, this, run);
    };
    const qsizetype line = document().lineAt(
        event->reason() == QContextMenuEvent::Mouse ? offsetAt(event->pos()) : m_caret);
    add(tr("Copy"), hasSelection(), [this] { copy(); });
    add(tr("Select all"), true, [this] { selectAll(); });
    if (const QUrl *url = linkAt(line)) {
        menu->addSeparator();
        add(tr("Open the link in the browser"), true,
            [this, link = *url] { Q_EMIT linkActivated(link); });
        add(tr("Copy the link"), true,
            [link = *url] { QGuiApplication::clipboard()->setText(link.toString()); });
    }
    if (!document().folds.empty()) {
        menu->addSeparator();
        add(isFolded(line) ? tr("Unfold") : tr("Fold"), document().foldAt(line) != nullptr,
            [this, line] { setFolded(line, !isFolded(line)); });
        add(tr("Fold all"), true, [this] { setAllFolded(true); });
        add(tr("Unfold all"), true, [this] { setAllFolded(false); });
    }
    menu->popup(event->globalPos());
}

void DocumentView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void DocumentView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace gatehouse
