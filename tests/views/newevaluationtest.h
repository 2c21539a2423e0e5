// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/datasets/newevaluationdialog.h"

#include <QCheckBox>
#include <QTest>
#include <QTreeWidget>
#include <algorithm>

// What the tests of the dialog of a new evaluation do with it.
namespace gatehouse::test {

inline bool showsTypes(const NewEvaluationDialog *dialog) // they are laid out after they came
{
    const auto types = dialog->findChildren<QCheckBox *>();
    return std::all_of(types.begin(), types.end(), [](auto *type) { return type->isVisible(); });
}

inline bool isUp(NewEvaluationDialog *dialog)
{
    return dialog && QTest::qWaitForWindowActive(dialog)
        && QTest::qWaitFor([dialog] { return !dialog->isBusy() && showsTypes(dialog); }, 20'000);
}

inline bool check(QTreeWidget *list, const QString &name)
{
    for (int row = 0; row < list->topLevelItemCount(); ++row) {
        QTreeWidgetItem *item = list->topLevelItem(row);
        if (!item->text(0).startsWith(name))
            continue;
        list->setCurrentItem(item);
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Space);
        return item->checkState(0) == Qt::Checked;
    }
    return false;
}

} // namespace gatehouse::test
