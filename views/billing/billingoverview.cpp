// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/billing/billingoverview.h"

#include "models/domain/billingalerts.h"
#include "models/services/settings.h"
#include "views/billing/billingcardtexts.h"
#include "views/billing/billingview.h"
#include "views/common/cardgrid.h"
#include "views/common/desktopnotice.h"
#include "views/common/messagebar.h"
#include "views/common/scrollarea.h"
#include "views/common/stateoverlay.h"

#include <QAction>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <algorithm>

namespace gatehouse {

namespace {

constexpr int cardWidth = 300; // px, at least
const QString errorKey = QStringLiteral("load");

} // namespace

BillingOverview::BillingOverview(ConnectionModels *models, Settings *settings, QWidget *parent)
    : ConnectionPage(models, parent)
    , m_settings(settings)
    , m_status(new QLabel)
    , m_notices(new QCheckBox(tr("Announce a low balance and failed payments on the desktop, too")))
    , m_messages(new MessageBar)
{
    m_stack = new StateStack(makeContent());
    m_stack->setNotConnectedText(tr("Not connected yet"),
                                 tr("The balance is read as soon as the connection is there."));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_messages);
    layout->addWidget(m_stack, 1);
    layout->addWidget(makeBar());
    setFocusProxy(m_cards[Balance]->button());

    connect(connection()->billing(), &BillingService::changed, this, &BillingOverview::refresh);
    connect(models->time(), &TimeDisplay::changed, this, &BillingOverview::show);
    connect(m_stack, &StateStack::retryRequested, this, &BillingOverview::refresh);
    show();
}

QWidget *BillingOverview::makeBar()
{
    m_status->setTextFormat(Qt::PlainText);
    m_status->setForegroundRole(QPalette::PlaceholderText);
    m_status->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_notices->setChecked(m_settings->get(setting::billingNotices));
    m_notices->setToolTip(tr("Looked for every 15 minutes while the program runs, for every "
                             "connection, whatever is shown"));
    connect(m_notices, &QCheckBox::toggled, this, &BillingOverview::onNoticesToggled);
    auto *bar = new QWidget;
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(grid, grid / 2, grid, grid / 2);
    layout->setSpacing(grid);
    layout->addWidget(m_status, 1);
    layout->addWidget(m_notices);
    return bar;
}

QWidget *BillingOverview::makeContent()
{
    m_cards = {new BillingCard(tr("Balance"), tr("Top up")),
               new BillingCard(tr("Payment method"), tr("Invoices")),
               new BillingCard(tr("Auto top-up"), tr("Change")),
               new BillingCard(tr("Spending limit"), tr("Change")),
               new BillingCard(tr("Next invoice"), tr("Show its lines")),
               new BillingCard(tr("Usage of the last 7 days"), tr("Show the chart"))};
    constexpr std::array pages{BillingView::TopUp, BillingView::Invoices, BillingView::AutoTopUp,
                               BillingView::Limit, BillingView::Invoices, BillingView::Usage};
    for (size_t i = 0; i < CardCount; ++i)
        connect(m_cards[i], &BillingCard::opened, this,
                [this, page = pages[i]] { Q_EMIT pageRequested(page); });
    auto *cards = new CardGrid(cardWidth);
    for (BillingCard *card : m_cards)
        cards->add(card);
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(grid, grid, grid, grid);
    layout->addWidget(cards);
    layout->addStretch();
    return makeScrollArea(content);
}

template <class Self, class F> void BillingOverview::forEach(Self &self, F f)
{
    f(self.m_balance);
    f(self.m_limit);
    f(self.m_preview);
    f(self.m_usage);
    f(self.m_invoices);
}

void BillingOverview::start()
{
    refresh();
}

void BillingOverview::stop()
{
    forEach(*this, [](auto &asked) { asked.cancel(); });
    Q_EMIT changed();
}

void BillingOverview::refresh()
{
    if (!isLive())
        return;
    BillingService *billing = connection()->billing();
    m_askedAt = m_now().toUTC();
    const QDateTime end = hourOf(m_askedAt).addSecs(3600); // of the hour that is under way
    const auto answered = [this] { show(); };
    m_balance.ask(this, billing->balance(), answered);
    m_limit.ask(this, billing->spendingLimit(), answered);
    m_preview.ask(this, billing->preview(), answered);
    m_usage.ask(this, billing->usage(UsageWindow::Hour, {end.addDays(-usageDays), end}), answered);
    m_invoices.ask(this, billing->invoices(InvoiceType::All, 1), answered);
    show();
}

bool BillingOverview::isBusy() const
{
    bool busy = false;
    forEach(*this, [&busy](const auto &asked) { busy = busy || asked.isPending(); });
    return isLive() && busy;
}

bool BillingOverview::hasError() const
{
    bool failed = false;
    forEach(*this, [&failed](const auto &asked) { failed = failed || asked.error; });
    return failed;
}

std::optional<CreditForecast> BillingOverview::forecastNow() const
{
    if (!m_balance.value || !m_usage.value)
        return std::nullopt;
    return forecast(m_balance.value->balance, *m_usage.value, m_askedAt, forecastDays);
}

void BillingOverview::show()
{
    showCards();
    showState();
    tellAlerts();
    Q_EMIT changed();
}

void BillingOverview::showCards()
{
    const TimeDisplay &time = *models()->time();
    const auto set = [this](Card card, const auto &asked, const auto &content) {
        m_cards[card]->setContent(asked.value ? content(*asked.value) : missingCard(asked.error));
    };
    set(Balance, m_balance, [&](const CreditBalance &balance) {
        return balanceCard(balance, m_usage, forecastNow(), time);
    });
    set(Payment, m_balance, paymentCard);
    set(AutoTopUpCard, m_balance, [&](const CreditBalance &balance) {
        return autoTopupCard(balance.autoTopup.valueOr({}), time);
    });
    set(LimitCard, m_limit, [&](const SpendingLimit &limit) {
        return limitCard(limit, m_usage.value, m_askedAt, time);
    });
    set(NextInvoice, m_preview,
        [&](const InvoicePreview &next) { return nextInvoiceCard(next, time); });
    set(UsageCard, m_usage,
        [this](const QList<UsageBucket> &usage) { return usageCard(usage, m_askedAt); });
}

void BillingOverview::showState()
{
    const bool ready = connection()->state() == Connection::State::Ready;
    std::optional<ApiError> error;
    bool any = false;
    forEach(*this, [&](const auto &asked) {
        any = any || asked.value;
        if (asked.error && !error)
            error = asked.error;
    });
    m_stack->setConnected(ready);
    m_stack->setContent(isBusy()    ? TableModel::State::Loading
                            : error ? TableModel::State::Failed
                                    : TableModel::State::Ready,
                        any, error.value_or(ApiError()));
    if (error && any && !isBusy())
        m_messages->showError(errorKey, *error, [this] { refresh(); });
    else
        m_messages->clear(errorKey);
    m_status->setText(
        m_askedAt.isValid() && !isBusy()
            ? tr("As of %1 %2").arg(models()->time()->text(m_askedAt), models()->time()->zoneText())
            : QString());
}

void BillingOverview::tellAlerts()
{
    if (isBusy() || !m_balance.value)
        return;
    using About = BillingAlert::About;
    struct Place
    {
        About about;
        QString key;
        BillingView::Page page;
        QString button;
    };
    const std::array places{
        Place{About::Balance, QStringLiteral("low"), BillingView::TopUp, tr("Top up")},
        Place{About::AutoTopup, QStringLiteral("auto"), BillingView::AutoTopUp, tr("Auto top-up")},
        Place{About::Payment, QStringLiteral("declined"), BillingView::Invoices, tr("Invoices")},
        Place{About::Limit, QStringLiteral("limit"), BillingView::Limit, tr("Spending limit")}};
    QList<BillingAlert> alerts =
        billingAlerts(*m_balance.value, forecastNow(),
                      m_invoices.value.value_or(InvoiceHistory()).invoices, *models()->time());
    if (m_limit.value && m_usage.value)
        alerts += limitAlerts(*m_limit.value, *m_usage.value, m_askedAt);
    for (const Place &place : places) {
        const auto alert =
            std::find_if(alerts.begin(), alerts.end(),
                         [&place](const BillingAlert &each) { return each.about == place.about; });
        const QString id = alert == alerts.end() ? QString() : alert->id;
        const bool isNew = std::exchange(m_told[place.key], id) != id;
        if (id.isEmpty()) {
            m_messages->clear(place.key);
        } else if (isNew || m_messages->keys().contains(place.key)) { // else it was dismissed
            auto *open = new QAction(place.button);
            connect(open, &QAction::triggered, this,
                    [this, page = place.page] { Q_EMIT pageRequested(page); });
            m_messages->showWarning(place.key, alert->text, {open});
        }
    }
}

// Shown once as it would come, so that the person sees whether it does.
void BillingOverview::onNoticesToggled(bool on)
{
    const QString key = QStringLiteral("notices");
    m_settings->set(setting::billingNotices, on);
    m_messages->clear(key);
    if (!on)
        return;
    showDesktopNotice(connection()->name(),
                      tr("A low balance and failed payments will be announced like this."), this,
                      [this, key](bool shown) {
                          if (!shown)
                              m_messages->showWarning(
                                  key,
                                  tr("This desktop shows no notices: none of its programs answers "
                                     "on the message bus. What there is to tell is told here."));
                      });
}

} // namespace gatehouse
