// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/actions.h"

#include <QAction>
#include <QCoreApplication>
#include <QToolButton>

namespace gatehouse {

QAction *makeAction(QWidget *owner, const QIcon &icon, const QString &text, const QString &help,
                    const QList<QKeySequence> &shortcuts)
{
    auto *action = new QAction(icon, text, owner);
    action->setShortcuts(shortcuts);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    setActionHelp(action, help.isEmpty() ? text : help);
    owner->addAction(action);
    return action;
}

void setActionHelp(QAction *action, const QString &help)
{
    const QString key = action->shortcut().toString(QKeySequence::NativeText);
    action->setToolTip(
        key.isEmpty() ? help : QCoreApplication::translate("gatehouse", "%1 (%2)").arg(help, key));
}

QToolButton *makeActionButton(QAction *action, Qt::ToolButtonStyle style)
{
    auto *button = new QToolButton;
    button->setDefaultAction(action);
    button->setToolButtonStyle(style);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    const auto describe = [button, action] {
        button->setAccessibleName(action->text());
        button->setAccessibleDescription(action->toolTip());
    };
    QObject::connect(action, &QAction::changed, button, describe);
    describe();
    QObject::connect(action, &QAction::visibleChanged, button,
                     [button, action] { button->setVisible(action->isVisible()); });
    return button;
}

} // namespace gatehouse
