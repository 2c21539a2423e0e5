// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/pricingrule.h"
#include "models/services/apiclient.h"
#include "models/services/saveguard.h"

namespace gatehouse {

// GET/POST /custom-providers, GET/PATCH/DELETE …/{id}, and the pricing rules of each:
// GET/POST /custom-providers/costs, GET/PATCH/DELETE …/costs/{id}. A PATCH sends what was edited
// and nothing else; what others changed of it meanwhile is a conflict.
class CustomProviderService : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CustomProviderService)

public:
    explicit CustomProviderService(ApiClient *client, QObject *parent = nullptr);

    Call<QList<CustomProvider>> list(Urgency urgency = Urgency::Visible);
    Call<CustomProvider> get(const CustomProviderId &id, Urgency urgency = Urgency::Awaited);
    Call<CustomProvider> create(const CustomProvider &provider);
    Call<SaveOutcome<CustomProvider>> update(const CustomProvider &base,
                                             const CustomProvider &mine);
    Call<CustomProvider> remove(const CustomProvider &provider);

    Call<QList<PricingRule>> rules(const CustomProviderId &provider,
                                   Urgency urgency = Urgency::Visible);
    Call<PricingRule> rule(const PricingRuleId &id);
    Call<PricingRule> createRule(const PricingRule &rule);
    Call<SaveOutcome<PricingRule>> updateRule(const PricingRule &base, const PricingRule &mine);
    Call<PricingRule> removeRule(const PricingRule &rule);

Q_SIGNALS:
    // Done by this program, so that every view of them can follow.
    void saved(const gatehouse::CustomProvider &provider);
    void removed(const gatehouse::CustomProviderId &id);
    void ruleSaved(const gatehouse::PricingRule &rule);
    void ruleRemoved(const gatehouse::PricingRule &rule);

private:
    ApiClient *m_client;
};

} // namespace gatehouse
