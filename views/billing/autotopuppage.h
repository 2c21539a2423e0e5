// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/billingservice.h"
#include "views/billing/asked.h"
#include "views/billing/billingsettingpage.h"

namespace gatehouse {

// When credit is bought by itself: below which balance, and how much.
class AutoTopupPage : public BillingSettingPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AutoTopupPage)

public:
    AutoTopupPage(ConnectionModels *models, Drafts *drafts, Dialogs *dialogs,
                  QWidget *parent = nullptr);

    AutoTopup value() const;
    void setValue(const AutoTopup &value);
    bool isBusy() const override;
    bool isDirty() const override;
    bool canSave() const override;
    MoneyBox *thresholdBox() const { return m_threshold; }
    MoneyBox *amountBox() const { return m_amount; }

protected:
    void load() override;
    void cancelLoad() override;
    void save() override;
    void remove() override;
    bool isSet() const override { return m_base.isConfigured(); }
    void revert() override { setValue(m_base); }
    void showFacts() override;
    QString theirText() const override;
    QStringList changes() const override;
    QStringList losses() const override;
    QJsonObject draft() const override;
    void restore(const QJsonObject &draft) override;

private:
    AutoTopupPage(ConnectionModels *models, Drafts *drafts, Dialogs *dialogs, FormSection *form,
                  QWidget *parent);

    AutoTopup m_base; // as the service has it
    AutoTopup m_shown; // what the form began with
    Call<AutoTopup> m_call;
    Call<TopupLimits> m_limitsCall;
    Asked<CreditBalance> m_balance;
    MoneyBox *m_threshold;
    MoneyBox *m_amount;
};

} // namespace gatehouse
