// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/billing/billingoverview.h"

#include "models/domain/money.h"
#include "models/services/settings.h"
#include "views/billing/billingcard.h"
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
    connect(this, &BillingOverview::announced, this, [this](const QString &text) {
        if (m_settings->get(setting::billingNotices))
            showDesktopNotice(connection()->name(), text);
    });
    show();
}

QWidget *BillingOverview::makeBar()
{
    m_status->setTextFormat(Qt::PlainText);
    m_status->setForegroundRole(QPalette::PlaceholderText);
    m_status->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_notices->setChecked(m_settings->get(setting::billingNotices));
    connect(m_notices, &QCheckBox::toggled, this,
            [this](bool on) { m_settings->set(setting::billingNotices, on); });
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
    // Up to the end of the hour that is under way.
    const QDateTime end =
        usageSlots({m_askedAt, m_askedAt.addMSecs(1)}, UsageWindow::Hour, QTimeZone::utc())
            .constFirst()
            .to;
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
    showBalance();
    showAutoTopup();
    showLimit();
    showPreview();
    showUsage();
    showState();
    announce();
    Q_EMIT changed();
}

void BillingOverview::showBalance()
{
    const QString yes = tr("yes");
    const QString no = tr("no");
    if (!m_balance.value) {
        m_cards[Balance]->setFigure(QStringLiteral("…"), {});
        return m_cards[Payment]->setFigure(QStringLiteral("…"), {});
    }
    const CreditBalance &balance = *m_balance.value;
    const auto lasts = forecastNow();
    m_cards[Balance]->setFigure(money(balance.balance),
                                lasts ? lasts->text(models()->time()->timeZone())
                                        + QStringLiteral(". ")
                                        + lasts->reckoning(balance.balance, QStringLiteral("usd"))
                                      : QString());
    m_cards[Balance]->setFacts({{tr("Exact balance"), exactMoney(balance.balance)},
                                {tr("First top-up"),
                                 !balance.firstTopupSuccess       ? tr("not reported")
                                     : *balance.firstTopupSuccess ? tr("succeeded")
                                                                  : tr("not made yet")}});

    const QString card = cardText(balance.paymentMethod);
    m_cards[Payment]->setFigure(
        !card.isEmpty()                       ? card
            : balance.hasDefaultPaymentMethod ? tr("A default is set")
                                              : tr("None"),
        balance.hasDefaultPaymentMethod
            ? tr("Top-ups are charged to it.")
            : tr("Without a default card nothing can be topped up. Add one in the vendor's "
                 "dashboard under Billing, Payment methods."));
    const PaymentMethod method = balance.paymentMethod.valueOr({});
    m_cards[Payment]->setFacts(
        {{tr("Default payment method"), balance.hasDefaultPaymentMethod ? yes : no},
         {tr("Brand"), method.brand.valueOr(tr("not reported"))},
         {tr("Last four digits"), method.last4.valueOr(tr("not reported"))}});
}

void BillingOverview::showAutoTopup()
{
    BillingCard *card = m_cards[AutoTopUpCard];
    if (!m_balance.value)
        return card->setFigure(QStringLiteral("…"), {});
    const AutoTopup autoTopup = m_balance.value->autoTopup.valueOr({});
    const auto amount = [](const Field<qint64> &cents) {
        return cents ? money(double(*cents)) : tr("not set");
    };
    QStringList notes;
    if (autoTopup.isConfigured())
        notes << tr("When the balance falls below %1, the card is charged %2.")
                     .arg(amount(autoTopup.threshold), amount(autoTopup.amount));
    else
        notes << tr("Nothing is charged by itself: requests fail once the balance is used up.");
    if (autoTopup.isDisabled())
        notes << disabledText(autoTopup);
    card->setFigure(!autoTopup.isConfigured()    ? tr("Off")
                        : autoTopup.isDisabled() ? tr("Switched off")
                                                 : tr("On"),
                    notes.join(u' '));
    card->setFacts({{tr("Threshold"), amount(autoTopup.threshold)},
                    {tr("Amount"), amount(autoTopup.amount)},
                    {tr("Switched off because"), autoTopup.disabledReason.valueOr(tr("it is not"))},
                    {tr("Error"), autoTopup.error.valueOr(tr("none"))},
                    {tr("Failed last"),
                     autoTopup.lastFailedAt ? models()->time()->text(*autoTopup.lastFailedAt) + u' '
                             + models()->time()->zoneText()
                                            : tr("never")}});
}

void BillingOverview::showLimit()
{
    BillingCard *card = m_cards[LimitCard];
    card->setShare({});
    if (!m_limit.value)
        return card->setFigure(QStringLiteral("…"), {});
    const SpendingLimitConfig &limit = m_limit.value->config;
    card->setFacts(
        {{tr("Enabled"), m_limit.value->enabled ? tr("yes") : tr("no")},
         {tr("Limit"), limit.amount ? money(double(*limit.amount)) : tr("not set")},
         {tr("Period"), limit.duration ? durationText(*limit.duration) : tr("not set")},
         {tr("Counting"), limit.strategy ? strategyText(*limit.strategy) : tr("not set")}});
    if (!m_limit.value->isSet())
        return card->setFigure(tr("None"), tr("Nothing but the balance stops the spending."));
    const QString figure = limit.duration
        ? tr("%1 %2").arg(money(double(*limit.amount)), durationText(*limit.duration))
        : money(double(*limit.amount));
    const QDateTime since = limitWindowStart(limit, m_askedAt);
    if (!since.isValid() || !m_usage.value)
        return card->setFigure(figure, tr("How much of it is used is not known."));
    const double used = usedIn(*m_usage.value, {since, m_askedAt});
    const double share = used / double(std::max<qint64>(*limit.amount, 1));
    card->setFigure(figure,
                    tr("%1 of it used (%2 %), added up from the usage since %3 %4.")
                        .arg(money(used), QLocale().toString(100 * share, 'f', 1),
                             models()->time()->text(since), models()->time()->zoneText()));
    card->setShare(share);
}

void BillingOverview::showPreview()
{
    BillingCard *card = m_cards[NextInvoice];
    if (!m_preview.value)
        return card->setFigure(QStringLiteral("…"), {});
    const InvoicePreview &next = *m_preview.value;
    const auto text = [&next](qint64 cents) { return money(double(cents), next.currency); };
    card->setFigure(text(next.amountDue),
                    tr("%1 to %2; %3 of it remains to be paid.")
                        .arg(models()->time()->text(next.periodStart),
                             models()->time()->text(next.periodEnd), text(next.amountRemaining)));
    card->setFacts({{tr("Status"), statusText(next.status)},
                    {tr("Lines"), QString::number(next.lines.size())}});
}

void BillingOverview::showUsage()
{
    BillingCard *card = m_cards[UsageCard];
    if (!m_usage.value)
        return card->setFigure(QStringLiteral("…"), {});
    const double used = usedIn(*m_usage.value, {m_askedAt.addDays(-7), m_askedAt});
    const double before = usedIn(*m_usage.value, {m_askedAt.addDays(-14), m_askedAt.addDays(-7)});
    card->setFigure(money(used), tr("The 7 days before: %1.").arg(money(before)));
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

void BillingOverview::tell(const QString &key, const QString &text, int page, const QString &button)
{
    if (m_told.value(key) == text)
        return; // as it stands, or was dismissed
    m_told.insert(key, text);
    if (text.isEmpty())
        return m_messages->clear(key);
    auto *open = new QAction(button);
    connect(open, &QAction::triggered, this, [this, page] { Q_EMIT pageRequested(page); });
    Q_EMIT announced(text);
    m_messages->showWarning(key, text, {open});
}

void BillingOverview::announce()
{
    if (isBusy() || !m_balance.value)
        return;
    const CreditBalance &balance = *m_balance.value;
    const AutoTopup autoTopup = balance.autoTopup.valueOr({});
    const auto lasts = forecastNow();
    QString low;
    if (balance.balance <= 0)
        low = tr("The balance is used up: %1. Requests that it pays for fail.")
                  .arg(money(balance.balance));
    else if (lasts && lasts->days && *lasts->days < fewDays
             && (!autoTopup.isConfigured() || autoTopup.isDisabled()))
        low = tr("The balance of %1 is low. %2.")
                  .arg(money(balance.balance), lasts->text(models()->time()->timeZone()));
    tell(QStringLiteral("low"), low, BillingView::TopUp, tr("Top up"));

    QString failed;
    if (autoTopup.hasFailed()) {
        QStringList parts{disabledText(autoTopup)};
        if (autoTopup.error)
            parts << tr("The service says: %1").arg(*autoTopup.error);
        if (autoTopup.lastFailedAt)
            parts << tr("It failed last at %1 %2.")
                         .arg(models()->time()->text(*autoTopup.lastFailedAt),
                              models()->time()->zoneText());
        parts.removeAll(QString());
        failed = tr("Auto top-up does not work. %1").arg(parts.join(u' '));
    }
    tell(QStringLiteral("auto"), failed, BillingView::AutoTopUp, tr("Auto top-up"));

    QString declined;
    if (m_invoices.value && !m_invoices.value->invoices.isEmpty())
        if (const Invoice &newest = m_invoices.value->invoices.constFirst(); newest.isFailed())
            declined = tr("The newest payment, %1 of %2, failed.")
                           .arg(money(double(newest.amountDue), newest.currency),
                                models()->time()->text(newest.created.valueOr({})));
    tell(QStringLiteral("declined"), declined, BillingView::Invoices, tr("Invoices"));
}

} // namespace gatehouse
