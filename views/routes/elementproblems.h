// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/route/routeproblem.h"

namespace gatehouse {

// What is wrong with one element, a line each: errors and warnings by their icons and colours.
class ElementProblems : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ElementProblems)

public:
    explicit ElementProblems(QWidget *parent = nullptr);

    void setProblems(const QList<RouteProblem> &problems, const QString &element);
};

} // namespace gatehouse
