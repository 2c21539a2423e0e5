// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QComboBox;

namespace gatehouse {

// A text with choices to complete it by; what is typed stays as it is typed, upper case too.
QComboBox *makeChoiceBox(const QString &accessibleName, const QStringList &choices = {});
// Others, or another text; neither moves the cursor when nothing changes.
void setChoices(QComboBox *box, const QStringList &choices);
void showText(QComboBox *box, const QString &text);

} // namespace gatehouse
