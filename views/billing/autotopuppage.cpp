// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/billing/autotopuppage.h"

#include "models/domain/money.h"
#include "views/common/factlist.h"
#include "views/common/fieldrow.h"
#include "views/common/moneybox.h"

#include <QSignalBlocker>

namespace gatehouse {

static QString amountText(const Field<qint64> &cents)
{
    return cents ? money(double(*cents)) : AutoTopupPage::tr("not set");
}

AutoTopupPage::AutoTopupPage(ConnectionModels *models, Drafts *drafts, Dialogs *dialogs,
                             QWidget *parent)
    : AutoTopupPage(models, drafts, dialogs, new FormSection(tr("Auto top-up")), parent)
{
}

AutoTopupPage::AutoTopupPage(ConnectionModels *models, Drafts *drafts, Dialogs *dialogs,
                             FormSection *form, QWidget *parent)
    : BillingSettingPage(models, drafts, dialogs, form,
                         {QStringLiteral("auto-top-up"), tr("Set auto top-up"),
                          tr("Remove auto top-up"), tr("Auto top-up was removed."),
                          tr("Auto top-up is set.")},
                         parent)
    , m_threshold(addAmount(form, QStringLiteral("threshold"), tr("Threshold"),
                            tr("When the balance falls below it, credit is bought. At least %1.")
                                .arg(money(leastThreshold)),
                            leastThreshold))
    , m_amount(addAmount(form, QStringLiteral("amount"), tr("Amount"),
                         tr("What is charged each time. At least %1.").arg(money(leastTopup)),
                         leastTopup))
{
    setFocusProxy(m_threshold);
    setValue({});
    showFacts();
    updateControls();
}

AutoTopup AutoTopupPage::value() const
{
    AutoTopup value = m_base;
    value.amount = m_amount->cents();
    value.threshold = m_threshold->cents();
    return value;
}

// Where nothing is set, the form begins with something that can be.
void AutoTopupPage::setValue(const AutoTopup &value)
{
    constexpr qint64 usualAmount = 2'500;
    const QSignalBlocker quietAmount(m_amount);
    const QSignalBlocker quietThreshold(m_threshold);
    m_amount->setCents(value.amount.valueOr(usualAmount));
    m_threshold->setCents(value.threshold.valueOr(leastTopup));
    m_shown = this->value();
    validate();
}

// What is not set yet can be set as it stands there; so can what was switched off.
bool AutoTopupPage::canSave() const
{
    return isDirty() || !m_base.isConfigured() || m_base.isDisabled();
}

bool AutoTopupPage::isDirty() const
{
    return m_amount->cents() != m_shown.amount.valueOr(0)
        || m_threshold->cents() != m_shown.threshold.valueOr(0);
}

void AutoTopupPage::load()
{
    cancelLoad();
    m_call = connection()->billing()->autoTopup();
    followLoading(m_call, [this](const AutoTopup &theirs) { m_base = theirs; });
    m_balance.ask(this, connection()->billing()->balance(), [this] { Q_EMIT changed(); });
    m_limitsCall = connection()->billing()->topupLimits();
    m_limitsCall.then(this, [this](const Result<TopupLimits> &limits) {
        if (limits) // else the documents' hold
            m_amount->setLimits(limits->minCents, limits->maxCents);
        validate();
        updateControls();
    });
}

bool AutoTopupPage::isBusy() const
{
    return BillingSettingPage::isBusy() || m_limitsCall.isRunning() || m_balance.isPending();
}

void AutoTopupPage::cancelLoad()
{
    m_call.cancel();
    m_limitsCall.cancel();
    m_balance.cancel();
}

QString AutoTopupPage::theirText() const
{
    return tr("threshold %1, amount %2")
        .arg(amountText(m_base.threshold), amountText(m_base.amount));
}

void AutoTopupPage::showFacts()
{
    facts()->setFacts({{tr("State"),
                        !m_base.isConfigured()    ? tr("Off")
                            : m_base.isDisabled() ? disabledText(m_base)
                                                  : tr("On")},
                       {tr("Threshold"), amountText(m_base.threshold)},
                       {tr("Amount"), amountText(m_base.amount)},
                       {tr("Reason for being off"), m_base.disabledReason.valueOr(tr("none"))},
                       {tr("Error"), m_base.error.valueOr(tr("none"))},
                       {tr("Failed last"),
                        m_base.lastFailedAt ? models()->time()->preciseText(*m_base.lastFailedAt)
                                            : tr("never")}});
}

QStringList AutoTopupPage::changes() const
{
    const AutoTopup mine = value();
    QStringList lines;
    if (mine.threshold != m_base.threshold)
        lines << tr("Threshold: %1 → %2")
                     .arg(amountText(m_base.threshold), amountText(mine.threshold));
    if (mine.amount != m_base.amount)
        lines << tr("Amount: %1 → %2").arg(amountText(m_base.amount), amountText(mine.amount));
    if (m_base.isDisabled())
        lines << tr("It is switched on again. It was off: “%1”.")
                     .arg(m_base.disabledReason.valueOr({}));
    const QString amount = amountText(mine.amount);
    const QString threshold = amountText(mine.threshold);
    if (!m_balance.value)
        return lines << tr("From then on the default card is charged %1 whenever the balance falls "
                           "below %2, at once if it is below now.")
                            .arg(amount, threshold);
    lines << tr("From then on the default card is charged %1 whenever the balance falls below %2.")
                 .arg(amount, threshold);
    if (m_balance.value->balance < double(m_threshold->cents()))
        lines << tr("The balance of %1 is below it now: %2 is charged at once.")
                     .arg(money(m_balance.value->balance), amount);
    return lines;
}

QStringList AutoTopupPage::losses() const
{
    return {tr("Nothing is charged by itself any more."),
            tr("Requests fail once the balance is used up."),
            tr("Threshold %1 and amount %2 are forgotten.")
                .arg(amountText(m_base.threshold), amountText(m_base.amount))};
}

void AutoTopupPage::save()
{
    followSaving(connection()->billing()->setAutoTopup(m_base, value()),
                 [this](const AutoTopup &now) { m_base = now; });
}

void AutoTopupPage::remove()
{
    followRemoval(connection()->billing()->removeAutoTopup(),
                  [this](const AutoTopup &left) { m_base = left; });
}

QJsonObject AutoTopupPage::draft() const
{
    return {{"amount", m_amount->cents()}, {"threshold", m_threshold->cents()}};
}

void AutoTopupPage::restore(const QJsonObject &draft)
{
    const QSignalBlocker quietAmount(m_amount);
    const QSignalBlocker quietThreshold(m_threshold);
    m_amount->setCents(draft.value(u"amount").toInteger());
    m_threshold->setCents(draft.value(u"threshold").toInteger());
    validate();
}

} // namespace gatehouse
