// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/gatewaypages.h"

#include "views/common/actions.h"
#include "views/common/icons.h"
#include "views/gateways/customdomainspage.h"
#include "views/gateways/gatewayconnect.h"
#include "views/gateways/gatewayoverview.h"

#include <QAction>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace gatehouse {

static constexpr std::array<const char *, GatewayPages::PageCount> names{"overview", "settings",
                                                                         "connect", "domains"};

GatewayPages::GatewayPages(ConnectionModels *models, Dialogs *dialogs, QWidget *settings,
                           QWidget *parent)
    : QWidget(parent)
    , m_models(models)
    , m_dialogs(dialogs)
    , m_tabs(new QTabBar)
    , m_stack(new QStackedWidget)
    , m_settings(settings)
{
    m_tabs->addTab(icon(Icon::Evaluation), tr("Overview"));
    m_tabs->addTab(icon(Icon::Settings), tr("Settings"));
    m_tabs->addTab(icon(Icon::Connect), tr("Connect"));
    m_tabs->addTab(icon(Icon::Link), tr("Domains"));
    m_tabs->setCurrentIndex(Settings);
    m_tabs->setAccessibleName(tr("Pages of the gateway"));
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(true);
    m_tabs->setFocusPolicy(Qt::StrongFocus);
    m_tabs->hide();
    m_stack->addWidget(settings);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_tabs);
    layout->addWidget(m_stack, 1);
    setFocusProxy(settings);

    connect(m_tabs, &QTabBar::currentChanged, this, &GatewayPages::showPage);
    for (const auto &[key, step] : {std::pair(Qt::Key_PageDown, 1), {Qt::Key_PageUp, -1}}) {
        QAction *turn = makeAction(this, {}, step > 0 ? tr("Next page") : tr("Previous page"), {},
                                   {Qt::CTRL | key});
        connect(turn, &QAction::triggered, this, [this, step = step] {
            const int count = m_tabs->count();
            if (!m_id.isEmpty() && m_tabs->isTabEnabled(Overview))
                m_tabs->setCurrentIndex((m_tabs->currentIndex() + step + count) % count);
        });
    }
}

void GatewayPages::setId(const GatewayId &id)
{
    m_id = id;
    m_tabs->setVisible(!id.isEmpty());
}

void GatewayPages::setGateway(const Gateway &gateway)
{
    m_gateway = gateway;
    for (GatewayPage *page : m_pages)
        if (page)
            page->setGateway(gateway);
}

void GatewayPages::setGone()
{
    setCurrent(Settings);
    for (const Page page : {Overview, Connect, Domains})
        m_tabs->setTabEnabled(page, false);
}

GatewayPages::Page GatewayPages::current() const
{
    return Page(m_tabs->currentIndex());
}

void GatewayPages::setCurrent(Page page)
{
    m_tabs->setCurrentIndex(page);
}

GatewayPage *GatewayPages::currentPage() const
{
    return m_pages[current()];
}

GatewayPage *GatewayPages::makePage(Page page)
{
    switch (page) {
    case Overview:
        return new GatewayOverview(m_models, m_id);
    case Connect:
        return new GatewayConnect(m_models, m_id);
    case Domains:
        return new CustomDomainsPage(m_models, m_id, m_dialogs);
    case Settings:
    case PageCount:
        break;
    }
    return nullptr;
}

void GatewayPages::showPage()
{
    const Page page = current();
    GatewayPage *&shown = m_pages[page];
    if (page != Settings && !shown) {
        shown = makePage(page);
        m_stack->addWidget(shown);
        connect(shown, &GatewayPage::changed, this, &GatewayPages::changed);
        connect(shown, &GatewayPage::placeChanged, this, &GatewayPages::moved);
        connect(shown, &GatewayPage::openRequested, this, &GatewayPages::openRequested);
        if (m_gateway)
            shown->setGateway(*m_gateway);
    }
    QWidget *widget = shown ? shown : m_settings;
    setFocusProxy(widget);
    m_stack->setCurrentWidget(widget);
    Q_EMIT moved();
    Q_EMIT changed();
}

QString GatewayPages::name() const
{
    return current() == Settings ? QString() : QString::fromLatin1(names[current()]);
}

QString GatewayPages::place() const
{
    return currentPage() ? currentPage()->place() : QString();
}

void GatewayPages::goTo(const QString &name, const QString &place)
{
    for (int page = 0; page < PageCount; ++page)
        if (name == QLatin1String(names[size_t(page)]) && !m_id.isEmpty())
            setCurrent(Page(page));
    if (currentPage() && !place.isEmpty())
        currentPage()->setPlace(place);
}

bool GatewayPages::hasPendingWork() const
{
    return std::any_of(m_pages.begin(), m_pages.end(),
                       [](const GatewayPage *page) { return page && page->hasPendingWork(); });
}

} // namespace gatehouse
