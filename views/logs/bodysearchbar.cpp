// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/logs/bodysearchbar.h"

#include "models/domain/format.h"
#include "views/common/actions.h"
#include "views/common/icons.h"
#include "views/logs/documentview.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

namespace gatehouse {

BodySearchBar::BodySearchBar(DocumentView *view, QWidget *parent)
    : QWidget(parent)
    , m_view(view)
    , m_edit(new QLineEdit)
    , m_place(new QLabel)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid / 2);
    m_edit->setPlaceholderText(tr("Find in the body"));
    m_edit->setAccessibleName(m_edit->placeholderText());
    m_edit->setClearButtonEnabled(true);
    m_place->setTextFormat(Qt::PlainText);
    m_place->setForegroundRole(QPalette::PlaceholderText);
    layout->addWidget(m_edit, 1);
    layout->addWidget(m_place);

    const auto addAction = [this, layout](Icon symbol, const QString &text,
                                          const QList<QKeySequence> &shortcuts) {
        QAction *action = makeAction(this, icon(symbol), text, {}, shortcuts);
        layout->addWidget(makeActionButton(action));
        return action;
    };
    connect(addAction(Icon::Up, tr("Previous place"), {Qt::SHIFT | Qt::Key_Return}),
            &QAction::triggered, this, [this] { step(-1); });
    connect(addAction(Icon::Down, tr("Next place"), {Qt::Key_Return, Qt::Key_Enter}),
            &QAction::triggered, this, [this] { step(1); });
    connect(addAction(Icon::Close, tr("Close the search"), {Qt::Key_Escape}), &QAction::triggered,
            this, &BodySearchBar::close);
    connect(m_edit, &QLineEdit::textChanged, this, &BodySearchBar::find);
    connect(view, &DocumentView::documentChanged, this, &BodySearchBar::find);
    connect(view, &DocumentView::searched, this, &BodySearchBar::showFirst);
    hide();
}

void BodySearchBar::open()
{
    if (const QString selected = m_view->selectedText().left(201);
        !selected.isEmpty() && selected.size() <= 200 && !selected.contains(u'\n'))
        m_edit->setText(selected);
    show();
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
    find();
}

void BodySearchBar::close()
{
    hide();
    m_view->search({});
    m_view->setFocus();
}

void BodySearchBar::find()
{
    if (!isHidden())
        m_view->search(m_edit->text());
}

void BodySearchBar::showFirst()
{
    if (isHidden())
        return;
    m_index = 0;
    showPlace();
}

void BodySearchBar::step(int by)
{
    const int count = m_view->foundCount();
    if (count == 0)
        return;
    m_index = (m_index + by + count) % count;
    showPlace();
}

void BodySearchBar::showPlace()
{
    m_view->showFound(m_index);
    const int found = m_view->foundCount();
    const QString count = found == DocumentView::maxFound
        ? tr("%1 or more").arg(format::count(found))
        : format::count(found);
    if (m_edit->text().isEmpty())
        m_place->clear();
    else if (found == 0)
        m_place->setText(tr("not found"));
    else
        m_place->setText(tr("%1 of %2").arg(format::count(m_index + 1), count));
    m_place->setAccessibleName(m_place->text());
}

} // namespace gatehouse
