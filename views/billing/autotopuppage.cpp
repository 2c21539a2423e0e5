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
    , m_threshold(new MoneyBox)
    , m_amount(new MoneyBox)
{
    m_thresholdRow = form->addField(tr("Threshold"), m_threshold, tr("dollars"),
                                    tr("When the balance falls below it, credit is bought. At "
                                       "least %1.")
                                        .arg(money(leastThreshold)));
    m_amountRow =
        form->addField(tr("Amount"), m_amount, tr("dollars"),
                       tr("What is charged each time. At least %1.").arg(money(leastTopup)));
    m_threshold->setLimits(leastThreshold, 99'999'999'999);
    m_amount->setLimits(leastTopup, 99'999'999'999);
    setFocusProxy(m_threshold);
    for (MoneyBox *box : {m_threshold, m_amount})
        connect(box, &QDoubleSpinBox::valueChanged, this, [this] {
            validate();
            onEdited();
        });
    setValue({});
    show();
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

bool AutoTopupPage::isValid() const
{
    return m_thresholdRow->error().isEmpty() && m_amountRow->error().isEmpty();
}

void AutoTopupPage::validate()
{
    m_thresholdRow->setError(m_threshold->cents() < leastThreshold
                                 ? tr("At least %1.").arg(money(leastThreshold))
                                 : QString());
    m_amountRow->setError(m_amount->cents() < m_limits.minCents
                              ? tr("At least %1.").arg(money(double(m_limits.minCents)))
                              : m_limits.maxCents > 0 && m_amount->cents() > m_limits.maxCents
                              ? tr("At most %1.").arg(money(double(m_limits.maxCents)))
                              : QString());
}

void AutoTopupPage::load()
{
    cancelLoad();
    m_call = connection()->billing()->autoTopup();
    m_call.then(this, [this](const Result<AutoTopup> &value) {
        if (!value)
            return failed(value.error());
        take(*value);
        loaded();
    });
    m_limitsCall = connection()->billing()->topupLimits();
    m_limitsCall.then(this, [this](const Result<TopupLimits> &limits) {
        if (!limits)
            return; // the documents' hold
        m_limits = *limits;
        validate();
        updateControls();
    });
}

void AutoTopupPage::cancelLoad()
{
    m_call.cancel();
    m_limitsCall.cancel();
}

// What was typed stays.
void AutoTopupPage::take(const AutoTopup &theirs)
{
    const bool edited = isDirty();
    m_base = theirs;
    if (!edited)
        setValue(theirs);
    show();
}

void AutoTopupPage::show()
{
    facts()->setFacts({{tr("State"),
                        !m_base.isConfigured()    ? tr("Off")
                            : m_base.isDisabled() ? disabledText(m_base)
                                                  : tr("On")},
                       {tr("Threshold"), amountText(m_base.threshold)},
                       {tr("Amount"), amountText(m_base.amount)},
                       {tr("Switched off because"), m_base.disabledReason.valueOr(tr("it is not"))},
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
    lines << tr("From then on the default card is charged %1 whenever the balance falls below %2, "
                "at once if it is below now.")
                 .arg(amountText(mine.amount), amountText(mine.threshold));
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
    connection()
        ->billing()
        ->setAutoTopup(m_base, value())
        .then(this, [this](const Result<SaveOutcome<AutoTopup>> &outcome) {
            using Kind = SaveOutcome<AutoTopup>::Kind;
            if (!outcome) {
                const QString field = outcome.error().path.value(outcome.error().path.size() - 1);
                if (field == u"amount")
                    m_amountRow->setError(outcome.error().message);
                else if (field == u"threshold")
                    m_thresholdRow->setError(outcome.error().message);
                return saveFailed(outcome.error(), false);
            }
            if (outcome->kind != Kind::Saved) {
                m_base = outcome->value;
                show();
                return conflicted(
                    tr("Somebody else has changed it meanwhile: threshold %1, amount "
                       "%2. Nothing was saved; what you typed is still here.")
                        .arg(amountText(m_base.threshold), amountText(m_base.amount)));
            }
            m_base = outcome->value;
            m_base.disabledReason = {};
            setValue(m_base);
            show();
            saved();
        });
}

void AutoTopupPage::remove()
{
    connection()->billing()->removeAutoTopup().then(this, [this](const Result<AutoTopup> &left) {
        if (!left)
            return saveFailed(left.error(), true);
        m_base = *left;
        setValue(m_base);
        show();
        saved();
    });
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
