// SPDX-License-Identifier: GPL-3.0-or-later
// How the page tells what became of a top-up.
#include "models/domain/money.h"
#include "views/billing/topuppage.h"
#include "views/common/dialogs.h"
#include "views/common/factlist.h"
#include "views/common/messagebar.h"

#include <QAction>
#include <QPointer>

namespace gatehouse {

static const QString topupKey = QStringLiteral("topup");
static const QString unclearKey = QStringLiteral("unclear");

QStringList TopupPage::known() const
{
    const Topup *topup = m_topups->unclear(connection());
    const bool hasInvoice = !topup->invoice().isEmpty();
    QStringList lines{tr("It was begun at %1.").arg(models()->time()->preciseText(topup->begun())),
                      topup->text()};
    if (hasInvoice)
        lines << tr("The invoice %1 tells whether it was paid.").arg(topup->invoice().value);
    else
        lines << tr("If it was carried out after all, an invoice of %1, the balance and the card's "
                    "statement will show it.")
                     .arg(money(double(topup->cents())));
    lines << tr("It is no longer looked for, not after a restart either. This cancels no payment.");
    return lines;
}

// What cannot be found out must not stand there for ever.
void TopupPage::askToPutAside()
{
    const Topup *topup = m_topups->unclear(connection());
    if (!topup)
        return;
    Confirmation question;
    question.title = tr("Put the top-up of %1 aside?").arg(money(double(topup->cents())));
    question.losses = known();
    question.from = tr("account %1").arg(connection()->client()->endpoint().account);
    question.connectionName = connection()->name();
    question.profileColor = QColor(connection()->profile().color);
    question.actionLabel = tr("Put aside");
    m_dialogs->confirm(question, this, [self = QPointer(this)](bool confirmed) {
        if (self && confirmed)
            self->m_topups->putAside(self->connection());
    });
}

void TopupPage::showFacts()
{
    const Topup *topup = m_topups->current(connection());
    QList<FactList::Fact> facts;
    if (m_balance.value)
        facts.append({tr("Balance"), money(m_balance.value->balance)});
    const auto limit = [this](qint64 cents) { return money(double(cents), m_limits.currency); };
    facts.append({tr("Lowest and highest top-up"),
                  m_limits.maxCents > 0
                      ? tr("%1 to %2").arg(limit(m_limits.minCents), limit(m_limits.maxCents))
                      : tr("%1; the service tells no highest").arg(limit(m_limits.minCents))});
    if (!topup)
        return m_facts->setFacts(facts);
    const bool failed = topup->state() == Topup::State::Failed;
    const QString none = failed ? tr("none") : tr("not known");
    facts.append({tr("Top-up"), topup->text()});
    facts.append({tr("Begun"), models()->time()->preciseText(topup->begun())});
    facts.append({tr("Invoice id"), topup->invoice().isEmpty() ? none : topup->invoice().value});
    if (const auto &receipt = topup->receipt()) {
        facts.append(
            {tr("Card charged"), cardText(PaymentMethod{receipt->brand, receipt->last4, {}})});
        facts.append({tr("Onboarding"), receipt->onboarding ? tr("yes") : tr("no")});
    }
    if (topup->receipt() || topup->needsConfirmation())
        facts.append({tr("Confirmation by the bank"),
                      topup->needsConfirmation() ? tr("needed") : tr("not needed")});
    facts.append({tr("Payment status"),
                  topup->state() == Topup::State::Completed       ? tr("completed")
                      : topup->state() == Topup::State::Following ? tr("pending")
                                                                  : none});
    m_facts->setFacts(facts);
}

// What went well has been seen when the person goes on.
void TopupPage::settleTopup()
{
    if (Topup *topup = m_topups->current(connection()); topup && topup->isCompleted()) {
        topup->settle();
        m_messages->clear(topupKey);
    }
}

void TopupPage::tellUnclear()
{
    const Topup *topup = m_topups->unclear(connection());
    if (!topup)
        return m_messages->clear(unclearKey);
    auto *again = new QAction(tr("Look again"));
    connect(again, &QAction::triggered, this, [this] { m_topups->lookAgain(connection()); });
    auto *aside = new QAction(tr("Put aside…"));
    connect(aside, &QAction::triggered, this, &TopupPage::askToPutAside);
    m_messages->showWarning(unclearKey, topup->text(), {again, aside});
}

void TopupPage::tellTopup()
{
    tellUnclear(); // whether it is news or not: its buttons have to come back
    const Topup *topup = m_topups->current(connection());
    const QString text = topup ? topup->text() : QString();
    if (std::exchange(m_toldText, text) == text)
        return;
    if (!topup || topup->isSettled() || topup->isUnclear()) {
        m_messages->clear(topupKey);
    } else if (topup->state() == Topup::State::Failed) {
        const ApiError &error = topup->error();
        const QString special = billingAdvice(error);
        const QString advice = special.isEmpty() ? error.advice() : special;
        m_messages->showError(topupKey, advice.isEmpty() ? text : text + u'\n' + advice);
    } else if (topup->state() == Topup::State::Completed) {
        m_messages->showSuccess(topupKey, text);
    } else if (topup->needsConfirmation()) {
        m_messages->showWarning(topupKey, text);
    } else {
        m_messages->showInfo(topupKey, text);
    }
}

} // namespace gatehouse
