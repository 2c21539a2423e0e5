// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/singleclick.h"

#include <QAbstractButton>
#include <QEvent>

namespace gatehouse {

namespace {

class DoubleClickFilter : public QObject
{
public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        return event->type() == QEvent::MouseButtonDblClick || QObject::eventFilter(watched, event);
    }
};

} // namespace

void ignoreDoubleClicks(QAbstractButton *button)
{
    button->installEventFilter(new DoubleClickFilter(button));
}

} // namespace gatehouse
