// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/billing/billingview.h"

#include "views/billing/autotopuppage.h"
#include "views/billing/billingoverview.h"
#include "views/billing/invoicespage.h"
#include "views/billing/spendinglimitpage.h"
#include "views/billing/topuppage.h"
#include "views/billing/usagepage.h"
#include "views/common/actions.h"
#include "views/common/icons.h"
#include "views/common/taborder.h"

#include <QAction>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>
#include <algorithm>

namespace gatehouse {

static constexpr std::array<const char *, BillingView::PageCount> names{
    "", "usage", "invoices", "top-up", "auto-top-up", "spending-limit"};

BillingView::BillingView(ConnectionModels *models, const ViewAddress &address,
                         const BillingParts &parts, QWidget *parent)
    : View(parent)
    , m_models(models)
    , m_parts(parts)
    , m_tabs(new QTabBar)
    , m_stack(new QStackedWidget)
{
    m_tabs->addTab(icon(Icon::Billing), tr("Overview"));
    m_tabs->addTab(icon(Icon::Evaluation), tr("Usage"));
    m_tabs->addTab(icon(Icon::Logs), tr("Invoices"));
    m_tabs->addTab(icon(Icon::Add), tr("Top-up"));
    m_tabs->addTab(icon(Icon::Refresh), tr("Auto top-up"));
    m_tabs->addTab(icon(Icon::Lock), tr("Spending limit"));
    m_tabs->setAccessibleName(tr("Pages of the billing"));
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(true);
    m_tabs->setFocusPolicy(Qt::StrongFocus);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_tabs);
    layout->addWidget(m_stack, 1);

    connect(m_tabs, &QTabBar::currentChanged, this, &BillingView::showPage);
    for (const auto &[key, step] : {std::pair(Qt::Key_PageDown, 1), {Qt::Key_PageUp, -1}}) {
        QAction *turn = makeAction(this, {}, step > 0 ? tr("Next page") : tr("Previous page"), {},
                                   {Qt::CTRL | key});
        connect(turn, &QAction::triggered, this, [this, step = step] {
            m_tabs->setCurrentIndex((m_tabs->currentIndex() + step + PageCount) % PageCount);
        });
    }
    goTo(address);
    showPage();
}

// A page that is hidden by its end has more to tell.
BillingView::~BillingView()
{
    for (ConnectionPage *page : m_pages)
        if (page)
            page->disconnect(this);
}

QIcon BillingView::viewIcon() const
{
    return icon(Icon::Billing);
}

BillingView::Page BillingView::current() const
{
    return Page(m_tabs->currentIndex());
}

void BillingView::setCurrent(Page page)
{
    m_tabs->setCurrentIndex(page);
}

ConnectionPage *BillingView::makePage(Page page)
{
    switch (page) {
    case Overview: {
        auto *overview = new BillingOverview(m_models, m_parts.settings);
        connect(overview, &BillingOverview::pageRequested, this,
                [this](int other) { setCurrent(Page(other)); });
        return overview;
    }
    case Usage:
        return new UsagePage(m_models, m_parts.settings, m_parts.dialogs);
    case Invoices:
        return new InvoicesPage(m_models, m_parts.settings);
    case TopUp:
        return new TopupPage(m_models, m_parts.topups, m_parts.dialogs);
    case AutoTopUp:
        return new AutoTopupPage(m_models, m_parts.drafts, m_parts.dialogs);
    case Limit:
        return new SpendingLimitPage(m_models, m_parts.drafts, m_parts.dialogs);
    case PageCount:
        break;
    }
    return nullptr;
}

void BillingView::showPage()
{
    ConnectionPage *&page = m_pages[current()];
    if (!page) {
        page = makePage(current());
        m_stack->addWidget(page);
        orderTabsByLayout(page, m_tabs); // as one reads, on from the tabs
        connect(page, &ConnectionPage::changed, this, &BillingView::onPageChanged);
        connect(page, &ConnectionPage::placeChanged, this, &View::addressChanged);
        connect(page, &ConnectionPage::openRequested, this, &View::openRequested);
    }
    m_stack->setCurrentWidget(page);
    setFocusProxy(page);
    onPageChanged();
    Q_EMIT addressChanged();
}

void BillingView::onPageChanged()
{
    setBusy(std::any_of(m_pages.begin(), m_pages.end(), [](const ConnectionPage *page) {
        return page && (page->isBusy() || page->hasPendingWork());
    }));
    const bool unsaved = hasUnsavedChanges();
    if (std::exchange(m_unsaved, unsaved) != unsaved)
        Q_EMIT unsavedChangesChanged();
}

ViewAddress BillingView::address() const
{
    const ConnectionPage *page = m_pages[current()];
    return {ViewAddress::Kind::Billing,
            {},
            page ? page->place() : QString(),
            QString::fromLatin1(names[current()])};
}

void BillingView::goTo(const ViewAddress &address)
{
    for (int page = 0; page < PageCount; ++page)
        if (address.page == QLatin1String(names[size_t(page)]))
            setCurrent(Page(page));
    if (!address.filter.isEmpty() && m_pages[current()])
        m_pages[current()]->setPlace(address.filter);
}

bool BillingView::hasError() const
{
    return currentPage() && currentPage()->hasError();
}

bool BillingView::hasUnsavedChanges() const
{
    return std::any_of(m_pages.begin(), m_pages.end(), [](const ConnectionPage *page) {
        return page && page->hasUnsavedChanges();
    });
}

QWidget *BillingView::inspector()
{
    const auto *invoices = qobject_cast<InvoicesPage *>(currentPage());
    return invoices ? invoices->details() : nullptr;
}

void BillingView::refresh()
{
    if (currentPage())
        currentPage()->refresh();
}

} // namespace gatehouse
