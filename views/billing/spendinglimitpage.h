// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/billingservice.h"
#include "views/billing/asked.h"
#include "views/billing/billingsettingpage.h"

namespace gatehouse {

class OptionalCombo;

// How much of the credit may be spent in a day, a week or a month.
class SpendingLimitPage : public BillingSettingPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SpendingLimitPage)

public:
    SpendingLimitPage(ConnectionModels *models, Drafts *drafts, Dialogs *dialogs,
                      QWidget *parent = nullptr);

    SpendingLimitConfig value() const;
    void setValue(const SpendingLimitConfig &value);
    bool isBusy() const override;
    bool isDirty() const override;
    bool canSave() const override { return isDirty() || !m_base.isSet(); }
    MoneyBox *amountBox() const { return m_amount; }
    OptionalCombo *durationBox() const { return m_duration; }
    OptionalCombo *strategyBox() const { return m_strategy; }

protected:
    void load() override;
    void cancelLoad() override;
    void save() override;
    void remove() override;
    bool isSet() const override { return m_base.isSet(); }
    void revert() override { setValue(m_base.config); }
    void showFacts() override;
    QString theirText() const override;
    void refused(const ApiError &error) override;
    QStringList changes() const override;
    QString usedText() const; // where the limit is used up already; empty: it is not
    QStringList losses() const override;
    QJsonObject draft() const override;
    void restore(const QJsonObject &draft) override;

private:
    SpendingLimitPage(ConnectionModels *models, Drafts *drafts, Dialogs *dialogs, FormSection *form,
                      QWidget *parent);

    SpendingLimit m_base; // as the service has it
    SpendingLimitConfig m_shown; // what the form began with
    Call<SpendingLimit> m_call;
    Asked<QList<UsageBucket>> m_usage;
    QDateTime m_askedAt;
    MoneyBox *m_amount;
    OptionalCombo *m_duration;
    OptionalCombo *m_strategy;
};

} // namespace gatehouse
