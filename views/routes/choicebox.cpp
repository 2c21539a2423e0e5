// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/choicebox.h"

#include <QComboBox>
#include <QCompleter>
#include <QLineEdit>
#include <QSignalBlocker>

namespace gatehouse {

QComboBox *makeChoiceBox(const QString &accessibleName, const QStringList &choices)
{
    auto *box = new QComboBox;
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->setAccessibleName(accessibleName);
    box->lineEdit()->setAccessibleName(accessibleName);
    box->setMinimumContentsLength(5);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->addItems(choices);
    QCompleter *completer = box->completer();
    completer->setFilterMode(Qt::MatchContains);
    completer->setCompletionMode(QCompleter::PopupCompletion);
    // Else a choice of another case takes the text's place when the field is left.
    completer->setCaseSensitivity(Qt::CaseSensitive);
    return box;
}

void setChoices(QComboBox *box, const QStringList &choices)
{
    QStringList now;
    for (int i = 0; i < box->count(); ++i)
        now.append(box->itemText(i));
    if (now == choices)
        return; // a list of completions stays open
    const QSignalBlocker blocker(box);
    const QString text = box->currentText();
    const int cursor = box->lineEdit()->cursorPosition();
    box->clear();
    box->addItems(choices);
    box->setEditText(text);
    box->lineEdit()->setCursorPosition(cursor);
}

void showText(QComboBox *box, const QString &text)
{
    if (text == box->currentText())
        return;
    const QSignalBlocker blocker(box);
    box->setEditText(text);
}

} // namespace gatehouse
