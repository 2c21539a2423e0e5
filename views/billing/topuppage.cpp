// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/billing/topuppage.h"

#include "models/domain/format.h"
#include "models/domain/money.h"
#include "views/common/dialogs.h"
#include "views/common/factlist.h"
#include "views/common/fieldrow.h"
#include "views/common/messagebar.h"
#include "views/common/moneybox.h"
#include "views/common/scrollarea.h"
#include "views/common/writeguard.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>

namespace gatehouse {

static const QString loadKey = QStringLiteral("load");

TopupPage::TopupPage(ConnectionModels *models, Topups *topups, Dialogs *dialogs, QWidget *parent)
    : ConnectionPage(models, parent)
    , m_topups(topups)
    , m_dialogs(dialogs)
    , m_writes(new WriteGuard(models->connection(), this))
    , m_messages(new MessageBar)
    , m_amount(new MoneyBox)
    , m_card(new QLabel)
    , m_button(new QPushButton)
    , m_facts(new FactList)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_messages);
    layout->addWidget(makeScrollArea(makeForm()), 1);
    setFocusProxy(m_amount);
    m_writes->add(m_button);

    m_amount->setCents(2'500);
    connect(m_amount, &QDoubleSpinBox::valueChanged, this, [this] {
        validate();
        settleTopup();
    });
    connect(m_button, &QPushButton::clicked, this, &TopupPage::askToSend);
    connect(m_topups, &Topups::changed, this, [this](const Connection *of) {
        if (of == connection())
            showTopup();
    });
    connect(connection()->billing(), &BillingService::changed, this, &TopupPage::refresh);
    show();
    showTopup();
}

QWidget *TopupPage::makeForm()
{
    m_card->setTextFormat(Qt::PlainText);
    m_card->setWordWrap(true);
    m_card->setMinimumHeight(3 * grid);
    auto *section = new FormSection(tr("Buy credit"));
    m_amountRow = section->addField(tr("Amount"), m_amount, tr("dollars"));
    m_cardRow = section->addField(
        tr("Charged to"), m_card, {},
        tr("The account's default payment method. The vendor may add a fee and tax "
           "on top; the invoice tells."));
    auto *row = new QHBoxLayout;
    m_button->setAutoDefault(true);
    row->addWidget(m_button);
    row->addStretch(1);
    auto *panel = new QWidget;
    panel->setMaximumWidth(90 * grid);
    auto *layout = new QVBoxLayout(panel);
    layout->setContentsMargins(2 * grid, 2 * grid, 2 * grid, 2 * grid);
    layout->setSpacing(grid);
    layout->addWidget(section);
    layout->addLayout(row);
    layout->addSpacing(2 * grid);
    layout->addWidget(m_facts);
    layout->addStretch(1);
    auto *content = new QWidget;
    auto *contentLayout = new QHBoxLayout(content);
    contentLayout->setContentsMargins({});
    contentLayout->addWidget(panel, 1);
    contentLayout->addStretch();
    return content;
}

QString TopupPage::card() const
{
    return m_card->text();
}

void TopupPage::start()
{
    refresh();
}

void TopupPage::stop()
{
    settleTopup();
    m_balance.cancel();
    m_told.cancel();
}

void TopupPage::refresh()
{
    if (!isLive())
        return;
    BillingService *billing = connection()->billing();
    const auto answered = [this] {
        m_limits = m_told.value.value_or(TopupLimits());
        show();
    };
    m_balance.ask(this, billing->balance(), answered);
    m_told.ask(this, billing->topupLimits(), answered);
    show();
}

bool TopupPage::isBusy() const
{
    return isLive() && (m_balance.isPending() || m_told.isPending());
}

bool TopupPage::hasError() const
{
    const Topup *topup = m_topups->current(connection());
    return m_balance.error || (topup && topup->state() == Topup::State::Failed);
}

bool TopupPage::hasPendingWork() const
{
    const Topup *topup = m_topups->current(connection());
    return topup && topup->isUnderWay() && topup->state() != Topup::State::Following;
}

QString TopupPage::chargedTo() const
{
    if (!m_balance.value)
        return m_balance.error ? tr("not known") : QStringLiteral("…");
    const QString card = cardText(m_balance.value->paymentMethod);
    if (!card.isEmpty())
        return card;
    return m_balance.value->hasDefaultPaymentMethod ? tr("the default payment method") : tr("none");
}

void TopupPage::show()
{
    if (m_balance.error)
        m_messages->showError(loadKey, *m_balance.error, [this] { refresh(); });
    else
        m_messages->clear(loadKey);
    m_card->setText(chargedTo());
    m_amount->setLimits(m_limits.minCents, m_limits.maxCents);
    const auto text = [this](qint64 cents) { return money(double(cents), m_limits.currency); };
    m_amountRow->setHelp(m_limits.maxCents > 0
                             ? tr("%1 to %2").arg(text(m_limits.minCents), text(m_limits.maxCents))
                             : tr("At least %1").arg(text(m_limits.minCents)));
    validate();
    showTopup();
}

void TopupPage::validate()
{
    const auto text = [this](qint64 cents) { return money(double(cents), m_limits.currency); };
    const qint64 cents = m_amount->cents();
    m_amountRow->setError(m_amount->limitError(m_limits.currency));
    const Topup *topup = m_topups->current(connection());
    const bool underWay = topup && topup->isUnderWay();
    m_button->setText(underWay        ? tr("A top-up is under way")
                          : cents < 0 ? tr("Top up…")
                                      : format::literal(tr("Top up %1…").arg(text(cents))));
    // Nobody pays with a card that is not told, or not there.
    const bool hasCard = m_balance.value
        && (m_balance.value->hasDefaultPaymentMethod
            || !cardText(m_balance.value->paymentMethod).isEmpty());
    m_cardRow->setError(m_balance.value && !hasCard
                            ? tr("Add a default card in the vendor's dashboard under Billing, "
                                 "Payment methods, then refresh.")
                            : QString());
    m_writes->setEnabled(m_button,
                         !underWay && !m_asking && m_amount->isInLimits() && hasCard
                             && connection()->state() == Connection::State::Ready);
}

void TopupPage::askToSend()
{
    const qint64 cents = m_amount->cents();
    const QString amount = money(double(cents), m_limits.currency);
    Confirmation question;
    question.title = tr("Charge %1?").arg(amount);
    question.losses = {tr("Charged to: %1.").arg(m_card->text()),
                       tr("It becomes credit of the account; a fee or tax may come on top."),
                       tr("This program cannot take a payment back.")};
    const Topup *unclear = m_topups->unclear(connection());
    if (unclear)
        question.losses.prepend(unclear->text());
    question.from = tr("account %1").arg(connection()->client()->endpoint().account);
    question.connectionName = connection()->name();
    question.profileColor = QColor(connection()->profile().color);
    question.typedName = cents >= largeAmount || unclear ? amount : QString();
    question.actionLabel = tr("Charge %1").arg(amount);
    question.destructive = false;
    m_asking = true;
    setFocus(); // in the form: the button is disabled now
    validate();
    m_dialogs->confirm(question, this, [self = QPointer(this), cents](bool confirmed) {
        if (!self)
            return;
        self->m_asking = false;
        if (confirmed)
            self->send(cents);
        self->validate();
    });
}

void TopupPage::send(qint64 cents)
{
    m_topups->start(connection(), cents);
    showTopup();
}

void TopupPage::showTopup()
{
    validate();
    showFacts();
    tellTopup();
    Q_EMIT changed();
}

} // namespace gatehouse
