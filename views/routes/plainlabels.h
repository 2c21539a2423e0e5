// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace gatehouse {

// Nothing is markup, in the labels that a form layout makes either.
inline void makeLabelsPlain(QWidget *root)
{
    for (QLabel *label : root->findChildren<QLabel *>())
        label->setTextFormat(Qt::PlainText);
}

} // namespace gatehouse
