// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/common/viewaddress.h"

#include <QIcon>
#include <QWidget>

namespace gatehouse {

// The base of every view that the workspace or a dock shows.
class View : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(View)

public:
    using QWidget::QWidget;

    virtual ViewAddress address() const = 0;
    // Takes on another address of the same kind and object, such as another filter.
    virtual void goTo(const ViewAddress &) { }
    virtual QString title() const = 0;
    virtual QIcon viewIcon() const = 0;

    // What the inspector dock shows for this view, owned by the view; nullptr: nothing.
    virtual QWidget *inspector() { return nullptr; }

    bool isBusy() const { return m_busy; } // loading is under way
    virtual bool hasError() const { return false; }
    virtual bool hasUnsavedChanges() const { return false; }

public Q_SLOTS:
    virtual void refresh() { }

Q_SIGNALS:
    void titleChanged();
    void addressChanged();
    void busyChanged();
    void unsavedChangesChanged();
    void openRequested(const gatehouse::ViewAddress &address);
    // In a view of its own, beside those that are open.
    void openAnotherRequested(const gatehouse::ViewAddress &address);
    void inspectRequested(); // bring the inspector dock up for inspector()

protected:
    void setBusy(bool busy);

private:
    bool m_busy = false;
};

} // namespace gatehouse
