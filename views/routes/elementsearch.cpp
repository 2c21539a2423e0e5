// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/elementsearch.h"

#include "views/common/actions.h"
#include "views/common/icons.h"
#include "views/routes/elementtext.h"
#include "views/routes/elementtype.h"
#include "views/routes/routecanvas.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

namespace gatehouse {

// Not what it leads to: that is found by itself.
static QString wordsOf(const RouteElement &element)
{
    return elementTitle(element.type.text()) + u' ' + element.id + u' ' + elementSummary(element);
}

ElementSearch::ElementSearch(RouteCanvas *canvas, QWidget *parent)
    : QWidget(parent)
    , m_canvas(canvas)
    , m_edit(new QLineEdit)
    , m_count(new QLabel)
{
    m_edit->setPlaceholderText(tr("Find an element"));
    m_edit->setAccessibleName(tr("Find an element"));
    m_edit->setClearButtonEnabled(true);
    m_edit->addAction(icon(Icon::Search), QLineEdit::LeadingPosition);
    m_count->setMinimumWidth(8 * grid);
    QAction *previous =
        makeAction(this, icon(Icon::Up), tr("Previous match"), {}, {QKeySequence::FindPrevious});
    QAction *next =
        makeAction(this, icon(Icon::Down), tr("Next match"), {}, {QKeySequence::FindNext});
    QAction *end = makeAction(this, icon(Icon::Close), tr("Close the search"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(grid, grid / 2, grid, grid / 2);
    layout->setSpacing(grid / 2);
    layout->addWidget(m_edit, 1);
    layout->addWidget(m_count);
    for (QAction *action : {previous, next, end})
        layout->addWidget(makeActionButton(action));
    connect(m_edit, &QLineEdit::textChanged, this, &ElementSearch::search);
    connect(previous, &QAction::triggered, this, [this] { step(-1); });
    connect(next, &QAction::triggered, this, [this] { step(1); });
    connect(end, &QAction::triggered, this, &ElementSearch::close);
    hide();
}

void ElementSearch::open()
{
    show();
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
    search();
}

void ElementSearch::close()
{
    hide();
    m_canvas->graph()->setFound({});
    m_canvas->setFocus();
}

void ElementSearch::search()
{
    const QString text = m_edit->text().trimmed();
    m_found.clear();
    m_at = -1;
    if (!text.isEmpty())
        for (const QString &id : m_canvas->readingOrder())
            if (wordsOf(*m_canvas->document()->element(id)).contains(text, Qt::CaseInsensitive))
                m_found.append(id);
    m_canvas->graph()->setFound({m_found.begin(), m_found.end()});
    if (m_found.isEmpty())
        m_count->setText(text.isEmpty() ? QString() : tr("No match"));
    else
        step(1);
}

void ElementSearch::step(int by)
{
    if (m_found.isEmpty())
        return;
    m_at = m_at < 0 ? 0 : (m_at + by + m_found.size()) % m_found.size();
    m_canvas->reveal(m_found.at(m_at));
    m_count->setText(tr("%1 of %2").arg(m_at + 1).arg(m_found.size()));
}

void ElementSearch::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        return close();
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return step(event->modifiers() & Qt::ShiftModifier ? -1 : 1);
    QWidget::keyPressEvent(event);
}

} // namespace gatehouse
