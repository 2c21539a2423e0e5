// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/common/viewaddress.h"

#include <QWidget>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/items/connectionmodels.h"

namespace gatehouse {

// A page of a view that has several under tabs. It asks the service only while it is seen.
class ConnectionPage : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConnectionPage)

public:
    explicit ConnectionPage(ConnectionModels *models, QWidget *parent = nullptr);

    virtual void refresh() = 0;
    virtual bool isBusy() const = 0;
    virtual bool hasError() const = 0;
    virtual bool hasPendingWork() const { return false; } // a write that is not answered yet
    virtual bool hasUnsavedChanges() const { return false; }

    // What of the page is to be found again, such as a range; part of the view's address.
    virtual QString place() const { return {}; }
    virtual void setPlace(const QString &) { }

Q_SIGNALS:
    void changed(); // isBusy(), hasError(), hasPendingWork(), hasUnsavedChanges()
    void placeChanged();
    void openRequested(const gatehouse::ViewAddress &address);

protected:
    ConnectionModels *models() const { return m_models; }
    Connection *connection() const { return m_models->connection(); }
    // Whether it may ask: it is seen, and there is a service.
    bool isLive() const;

    virtual void start() = 0; // it has become live
    virtual void stop() = 0; // not seen any more

    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    ConnectionModels *m_models;
};

} // namespace gatehouse
