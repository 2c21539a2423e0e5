// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/gateways/gatewaypage.h"

class QStackedWidget;
class QTabBar;

namespace gatehouse {

class Dialogs;

// The pages of a gateway under their tabs. Those beside the settings are made when they are first
// looked at. A gateway to be has its settings alone.
class GatewayPages : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GatewayPages)

public:
    enum Page { Overview, Settings, Connect, Domains, PageCount };

    // Takes the settings over.
    GatewayPages(ConnectionModels *models, Dialogs *dialogs, QWidget *settings,
                 QWidget *parent = nullptr);

    void setId(const GatewayId &id); // once there is one
    void setGateway(const Gateway &gateway);
    void setGone(); // nothing can be asked about it any more

    Page current() const;
    void setCurrent(Page page);
    GatewayPage *currentPage() const; // nullptr: the settings
    // As in a ViewAddress: the page's name, empty for the settings, and the place in it.
    QString name() const;
    QString place() const;
    void goTo(const QString &name, const QString &place);

    bool hasPendingWork() const;
    QTabBar *tabs() const { return m_tabs; }

Q_SIGNALS:
    void moved(); // to another page or place
    void changed(); // what the current page does
    void openRequested(const gatehouse::ViewAddress &address);

private:
    void showPage();
    GatewayPage *makePage(Page page);

    ConnectionModels *m_models;
    Dialogs *m_dialogs;
    GatewayId m_id;
    std::optional<Gateway> m_gateway;
    QTabBar *m_tabs;
    QStackedWidget *m_stack;
    QWidget *m_settings;
    std::array<GatewayPage *, PageCount> m_pages{};
};

} // namespace gatehouse
