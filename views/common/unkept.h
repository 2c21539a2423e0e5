// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

class QWidget;

namespace gatehouse {

class Dialogs;

// Of a view or page in which closing can lose what was typed: what no draft keeps, such as a
// credential.
class UnkeptInput
{
public:
    virtual bool hasUnkept() const = 0;

protected:
    ~UnkeptInput() = default;
};

bool hasUnkept(const QWidget *view);
// Asks whether it may be lost; leave is called when it may.
void askToLose(Dialogs *dialogs, QWidget *parent, const std::function<void()> &leave);

} // namespace gatehouse
