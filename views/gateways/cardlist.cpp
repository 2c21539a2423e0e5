// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/cardlist.h"

#include "views/common/icons.h"
#include "views/common/plainlabel.h"
#include "views/common/taborder.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QPushButton>

namespace gatehouse {

CardList::CardList(const Kind &kind, QWidget *parent)
    : JsonEditor(parent)
    , m_kind(kind)
    , m_layout(new QVBoxLayout(this))
    , m_add(new QPushButton(icon(Icon::Add), kind.add))
    , m_limit(makePlainLabel({}, Lettering::Muted))
{
    m_layout->setContentsMargins({});
    m_layout->setSpacing(grid);
    auto *bottom = new QHBoxLayout;
    bottom->setSpacing(grid);
    bottom->addWidget(m_add);
    bottom->addWidget(m_limit, 1);
    m_layout->addLayout(bottom);
    connect(m_add, &QPushButton::clicked, this, [this] {
        JsonEditor *editor = append().editor;
        editor->startWith(m_kind.fresh());
        applyName();
        updateLimit();
        onEdited();
        if (QWidget *first = firstTabStop(editor))
            first->setFocus(Qt::OtherFocusReason);
    });
    updateLimit();
}

CardList::Card &CardList::append()
{
    auto *frame = new QFrame;
    frame->setFrameShape(QFrame::StyledPanel);
    auto *heading = makePlainLabel();
    QFont font = heading->font();
    font.setWeight(QFont::DemiBold);
    heading->setFont(font);
    auto *removeButton = new QPushButton(icon(Icon::Delete), tr("Remove"));
    removeButton->setEnabled(!m_readOnly);
    JsonEditor *editor = m_kind.make();
    editor->setReadOnly(m_readOnly);

    auto *top = new QHBoxLayout;
    top->addWidget(heading, 1);
    top->addWidget(removeButton);
    auto *layout = new QVBoxLayout(frame);
    layout->setContentsMargins(grid, grid, grid, grid);
    layout->setSpacing(grid);
    layout->addLayout(top);
    layout->addWidget(editor);
    m_layout->insertWidget(int(m_cards.size()), frame);
    putInTabOrder(frame, m_add);
    connect(editor, &JsonEditor::changed, this, &CardList::onEdited);
    connect(removeButton, &QPushButton::clicked, this, [this, editor] { remove(editor); });
    m_cards.append({frame, heading, removeButton, editor});
    return m_cards.last();
}

void CardList::remove(JsonEditor *editor)
{
    for (qsizetype i = 0; i < m_cards.size(); ++i) {
        if (m_cards.at(i).editor != editor)
            continue;
        m_cards.takeAt(i).frame->deleteLater();
        editor->parentWidget()->hide();
        (m_cards.isEmpty() ? m_add : m_cards.at(qMin(i, m_cards.size() - 1)).remove)->setFocus();
        break;
    }
    applyName();
    updateLimit();
    onEdited();
}

void CardList::show(const QJsonValue &value)
{
    const QJsonArray items = value.toArray();
    while (m_cards.size() > items.size()) {
        QWidget *frame = m_cards.takeLast().frame;
        frame->hide();
        frame->deleteLater();
    }
    for (int i = 0; i < items.size(); ++i)
        (i < m_cards.size() ? m_cards[i] : append()).editor->setValue(items.at(i));
    updateLimit();
}

QJsonValue CardList::edited(const QJsonValue &) const
{
    QJsonArray items;
    for (const Card &card : m_cards)
        items.append(card.editor->value());
    return items;
}

QString CardList::findProblem(bool, bool everything)
{
    QString first;
    for (const Card &card : std::as_const(m_cards)) {
        const QString problem = card.editor->check(everything);
        if (first.isEmpty() && !problem.isEmpty())
            first = tr("%1, %2").arg(card.heading->text(), problem);
    }
    return first;
}

void CardList::applyName()
{
    m_add->setAccessibleName(QStringLiteral("%1: %2").arg(name(), m_kind.add));
    for (qsizetype i = 0; i < m_cards.size(); ++i) {
        const Card &card = m_cards.at(i);
        card.heading->setText(m_kind.heading.arg(i + 1));
        const QString full = QStringLiteral("%1: %2").arg(name(), card.heading->text());
        card.remove->setAccessibleName(tr("Remove %1").arg(full));
        card.editor->setName(full);
    }
}

void CardList::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    for (const Card &card : std::as_const(m_cards)) {
        card.editor->setReadOnly(readOnly);
        card.remove->setEnabled(!readOnly);
    }
    updateLimit();
}

void CardList::updateLimit()
{
    const bool isFull = m_kind.most > 0 && m_cards.size() >= m_kind.most;
    m_add->setEnabled(!isFull && !m_readOnly);
    m_limit->setText(isFull ? tr("%1 at most: that is all there can be.").arg(m_kind.most)
                         : m_kind.most > 0 ? tr("%1 at most").arg(m_kind.most)
                                           : QString());
}

QList<JsonEditor *> CardList::cards() const
{
    QList<JsonEditor *> editors;
    for (const Card &card : m_cards)
        editors.append(card.editor);
    return editors;
}

} // namespace gatehouse
