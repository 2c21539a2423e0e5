// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/common/view.h"

#include <array>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/services/topups.h"
#include "views/common/connectionpage.h"

class QStackedWidget;
class QTabBar;

namespace gatehouse {

class Dialogs;
class Settings;

// What the pages of the billing view need beside the models of their connection.
struct BillingParts
{
    Settings *settings;
    Drafts *drafts;
    Dialogs *dialogs;
    Topups *topups;
};

// The credit of a connection's account: what is left and where it goes, invoices, top-ups and
// limits. Its pages are made when they are first looked at.
class BillingView : public View
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BillingView)

public:
    enum Page { Overview, Usage, Invoices, TopUp, AutoTopUp, Limit, PageCount };

    BillingView(ConnectionModels *models, const ViewAddress &address, const BillingParts &parts,
                QWidget *parent = nullptr);
    ~BillingView() override;

    ViewAddress address() const override;
    void goTo(const ViewAddress &address) override;
    QString title() const override { return tr("Billing"); }
    QIcon viewIcon() const override;
    bool hasError() const override;
    bool hasUnsavedChanges() const override;
    void refresh() override;
    QWidget *inspector() override; // for the invoices only

    Page current() const;
    void setCurrent(Page page);
    ConnectionPage *currentPage() const { return m_pages[current()]; }
    QTabBar *tabs() const { return m_tabs; }

private:
    ConnectionPage *makePage(Page page);
    void showPage();
    void onPageChanged();

    ConnectionModels *m_models;
    BillingParts m_parts;
    QTabBar *m_tabs;
    QStackedWidget *m_stack;
    std::array<ConnectionPage *, PageCount> m_pages{};
    bool m_unsaved = false;
};

} // namespace gatehouse
