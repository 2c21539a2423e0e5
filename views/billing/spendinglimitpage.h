// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/billingservice.h"
#include "views/billing/billingsettingpage.h"

namespace gatehouse {

class FieldRow;
class MoneyBox;
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
    bool isDirty() const override;
    bool canSave() const override { return isDirty() || !m_base.isSet(); }
    bool isValid() const override;
    MoneyBox *amountBox() const { return m_amount; }
    OptionalCombo *durationBox() const { return m_duration; }
    OptionalCombo *strategyBox() const { return m_strategy; }
    FieldRow *amountRow() const { return m_amountRow; }

protected:
    void load() override;
    void cancelLoad() override { m_call.cancel(); }
    void save() override;
    void remove() override;
    bool isSet() const override { return m_base.isSet(); }
    void revert() override { setValue(m_base.config); }
    QStringList changes() const override;
    QStringList losses() const override;
    QJsonObject draft() const override;
    void restore(const QJsonObject &draft) override;

private:
    SpendingLimitPage(ConnectionModels *models, Drafts *drafts, Dialogs *dialogs, FormSection *form,
                      QWidget *parent);
    void validate();
    void show();
    void retired(const ApiError &error);

    SpendingLimit m_base; // as the service has it
    SpendingLimitConfig m_shown; // what the form began with
    Call<SpendingLimit> m_call;
    MoneyBox *m_amount;
    OptionalCombo *m_duration;
    OptionalCombo *m_strategy;
    FieldRow *m_amountRow;
};

} // namespace gatehouse
