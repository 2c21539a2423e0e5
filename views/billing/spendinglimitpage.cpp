// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/billing/spendinglimitpage.h"

#include "models/domain/money.h"
#include "models/domain/usageseries.h"
#include "views/common/factlist.h"
#include "views/common/fieldrow.h"
#include "views/common/fields.h"
#include "views/common/messagebar.h"
#include "views/common/moneybox.h"

#include <QSignalBlocker>

namespace gatehouse {

static QString limitText(const SpendingLimitConfig &limit)
{
    if (!limit.amount)
        return SpendingLimitPage::tr("none");
    return SpendingLimitPage::tr("%1 %2, %3")
        .arg(money(double(*limit.amount)), durationText(limit.duration.valueOr({})),
             strategyText(limit.strategy.valueOr({})));
}

SpendingLimitPage::SpendingLimitPage(ConnectionModels *models, Drafts *drafts, Dialogs *dialogs,
                                     QWidget *parent)
    : SpendingLimitPage(models, drafts, dialogs, new FormSection(tr("Spending limit")), parent)
{
}

SpendingLimitPage::SpendingLimitPage(ConnectionModels *models, Drafts *drafts, Dialogs *dialogs,
                                     FormSection *form, QWidget *parent)
    : BillingSettingPage(models, drafts, dialogs, form,
                         {QStringLiteral("spending-limit"), tr("Set the spending limit"),
                          tr("Remove the spending limit"), tr("The spending limit was removed."),
                          tr("The spending limit is set.")},
                         parent)
    , m_amount(addAmount(
          form, QStringLiteral("amount"), tr("Limit"),
          tr("Requests beyond it are refused. At least %1.").arg(money(leastSpendingLimit)),
          leastSpendingLimit))
    , m_duration(new OptionalCombo)
    , m_strategy(new OptionalCombo)
{
    m_duration->setChoices({{QStringLiteral("daily"), tr("Daily")},
                            {QStringLiteral("weekly"), tr("Weekly")},
                            {QStringLiteral("monthly"), tr("Monthly")}});
    m_strategy->setChoices(
        {{QStringLiteral("fixed"), tr("Fixed")}, {QStringLiteral("sliding"), tr("Sliding")}});
    form->addField(tr("Period"), m_duration, {}, tr("What the limit is counted over."));
    form->addField(tr("Counting"), m_strategy, {},
                   tr("Fixed: it begins anew with each day, week or month. Sliding: the 24 hours, "
                      "7 or 30 days before now count."));
    setFocusProxy(m_amount);
    for (OptionalCombo *combo : {m_duration, m_strategy})
        connect(combo, &OptionalCombo::valueChanged, this, &SpendingLimitPage::onEdited);
    setValue({});
    showFacts();
    updateControls();
}

SpendingLimitConfig SpendingLimitPage::value() const
{
    SpendingLimitConfig value = m_base.config;
    value.amount = m_amount->cents();
    value.duration = m_duration->enumValue<LimitDuration>();
    value.strategy = m_strategy->enumValue<LimitStrategy>();
    return value;
}

// Where nothing is set, the form begins with something that can be.
void SpendingLimitPage::setValue(const SpendingLimitConfig &value)
{
    constexpr qint64 usualAmount = 10'000;
    const QSignalBlocker quietAmount(m_amount);
    const QSignalBlocker quietDuration(m_duration);
    const QSignalBlocker quietStrategy(m_strategy);
    m_amount->setCents(value.amount.valueOr(usualAmount));
    m_duration->setEnumValue<LimitDuration>(
        value.duration ? value.duration : Field<OpenEnum<LimitDuration>>(LimitDuration::Monthly));
    m_strategy->setEnumValue<LimitStrategy>(
        value.strategy ? value.strategy : Field<OpenEnum<LimitStrategy>>(LimitStrategy::Fixed));
    m_shown = this->value();
    validate();
}

bool SpendingLimitPage::isDirty() const
{
    const SpendingLimitConfig mine = value();
    return mine.amount != m_shown.amount || mine.duration != m_shown.duration
        || mine.strategy != m_shown.strategy;
}

void SpendingLimitPage::load()
{
    cancelLoad();
    constexpr int longest = 32; // days: a month and the day it began in
    m_askedAt = QDateTime::currentDateTimeUtc();
    const QDateTime end = hourOf(m_askedAt).addSecs(3600); // of the hour that is under way
    m_usage.ask(this,
                connection()->billing()->usage(UsageWindow::Hour, {end.addDays(-longest), end}),
                [this] { Q_EMIT changed(); });
    m_call = connection()->billing()->spendingLimit();
    followLoading(m_call, [this](const SpendingLimit &theirs) { m_base = theirs; });
}

bool SpendingLimitPage::isBusy() const
{
    return BillingSettingPage::isBusy() || m_usage.isPending();
}

void SpendingLimitPage::cancelLoad()
{
    m_call.cancel();
    m_usage.cancel();
}

QString SpendingLimitPage::theirText() const
{
    return limitText(m_base.config);
}

void SpendingLimitPage::showFacts()
{
    const SpendingLimitConfig &limit = m_base.config;
    facts()->setFacts(
        {{tr("Enabled"), m_base.enabled ? tr("yes") : tr("no")},
         {tr("Limit"), limit.amount ? money(double(*limit.amount)) : tr("not set")},
         {tr("Period"), limit.duration ? limit.duration->text() : tr("not set")},
         {tr("Counting"), limit.strategy ? strategyText(*limit.strategy) : tr("not set")}});
}

QStringList SpendingLimitPage::changes() const
{
    const SpendingLimitConfig &theirs = m_base.config;
    const SpendingLimitConfig mine = value();
    QStringList lines;
    const auto add = [&lines](const QString &name, const auto &before, const auto &after,
                              const auto &text) {
        if (before != after)
            lines << tr("%1: %2 → %3")
                         .arg(name, before ? text(*before) : tr("not set"), text(*after));
    };
    add(tr("Limit"), theirs.amount, mine.amount, [](qint64 cents) { return money(double(cents)); });
    add(tr("Period"), theirs.duration, mine.duration, durationText);
    add(tr("Counting"), theirs.strategy, mine.strategy, strategyText);
    lines << tr("Requests beyond it are refused, for all gateways of the account.");
    if (const QString used = usedText(); !used.isEmpty())
        lines << used;
    return lines;
}

QString SpendingLimitPage::usedText() const
{
    const QDateTime since = limitWindowStart(value(), m_askedAt);
    if (!m_usage.value || !since.isValid())
        return tr("How much of it is used already is not known.");
    const double used = usedIn(*m_usage.value, {since, m_askedAt});
    return used < double(m_amount->cents())
        ? QString()
        : tr("%1 is used already since %2 %3: requests are refused at once.")
              .arg(money(used), models()->time()->text(since), models()->time()->zoneText());
}

QStringList SpendingLimitPage::losses() const
{
    return {tr("The limit of %1 %2 holds no longer.")
                .arg(money(double(m_base.config.amount.valueOr(0))),
                     durationText(m_base.config.duration.valueOr({}))),
            tr("Nothing but the balance stops the spending then."),
            tr("The vendor may not let a limit be set again.")};
}

void SpendingLimitPage::save()
{
    followSaving(connection()->billing()->setSpendingLimit(m_base.config, value()),
                 [this](const SpendingLimitConfig &now) {
                     m_base.config = now;
                     m_base.enabled = true;
                 });
}

// A retired limit is no failure of anybody's: the vendor has given it up.
void SpendingLimitPage::refused(const ApiError &error)
{
    if (!isRetired(error))
        return BillingSettingPage::refused(error);
    messages()->showInfo(QStringLiteral("save"),
                         tr("The vendor has retired the account's spending limit: it can no longer "
                            "be set, only removed. Each gateway has spend limits of its own in its "
                            "settings. The service says: %1")
                             .arg(error.message));
    setPending(false);
}

void SpendingLimitPage::remove()
{
    followRemoval(connection()->billing()->removeSpendingLimit(),
                  [this](const SpendingLimit &left) { m_base = left; });
}

QJsonObject SpendingLimitPage::draft() const
{
    return toJson(value()).toObject();
}

void SpendingLimitPage::restore(const QJsonObject &draft)
{
    const auto kept = fromJson<SpendingLimitConfig>(draft);
    if (!kept)
        return;
    const SpendingLimitConfig began = m_shown;
    setValue(*kept);
    m_shown = began;
}

} // namespace gatehouse
