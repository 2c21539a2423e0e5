// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QKeySequence>
#include <QList>

class QAction;
class QToolButton;
class QWidget;

namespace gatehouse {

// An action of owner, whose keys work while the focus is within it. The tooltip is help, or the
// text where there is none, with the first of the keys.
QAction *makeAction(QWidget *owner, const QIcon &icon, const QString &text,
                    const QString &help = {}, const QList<QKeySequence> &shortcuts = {});
// Another help, with the key as before.
void setActionHelp(QAction *action, const QString &help);

// A flat button for the action that the Tab key reaches; what is said of the action is said of it.
QToolButton *makeActionButton(QAction *action, Qt::ToolButtonStyle style = Qt::ToolButtonIconOnly);

} // namespace gatehouse
