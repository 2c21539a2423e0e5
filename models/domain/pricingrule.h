// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/customprovider.h"

#include <array>

namespace gatehouse {

using PricingRuleId = Id<struct PricingRuleTag>;

enum class ModelRule { Equals, StartsWith, Contains };
constexpr std::array<std::pair<ModelRule, const char *>, 3> enumNames(ModelRule)
{
    using enum ModelRule;
    return {{{Equals, "equals"}, {StartsWith, "starts-with"}, {Contains, "contains"}}};
}

// Dollars for each unit, by the unit's name. Sent as an object, answered as a text of JSON.
struct TokenPricing
{
    QJsonObject prices;

    bool operator==(const TokenPricing &) const = default;
};
void readJson(const QJsonValue &json, TokenPricing &value, JsonContext &context);
QJsonValue toJson(const TokenPricing &value);

// What the models of a custom provider cost: …/custom-providers/costs.
struct PricingRule
{
    PricingRuleId id;
    CustomProviderId provider;
    QString model;
    Field<OpenEnum<ModelRule>> modelRule; // how model is compared
    Field<QString> costType; // “tokens” if absent
    Field<double> costIn; // dollars a unit
    Field<double> costOut;
    Field<TokenPricing> tokenPricing;
    Field<bool> enable;
    Field<qint64> weight; // of several that fit, the heaviest counts
    Field<QString> changedBy;
    QDateTime createdAt;
    QDateTime modifiedAt;
    QJsonObject unknown;

    bool operator==(const PricingRule &) const = default;

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("id", self.id);
        visitor("account_provider_id", self.provider);
        visitor("model", self.model);
        visitor("model_rule", self.modelRule);
        visitor("cost_type", self.costType);
        visitor("cost_in", self.costIn);
        visitor("cost_out", self.costOut);
        visitor("token_pricing", self.tokenPricing);
        visitor("enable", self.enable);
        visitor("weight", self.weight);
        visitor("changed_by", self.changedBy);
        visitor("created_at", self.createdAt);
        visitor("modified_at", self.modifiedAt);
    }
};

// The units that tokenPricing has a price for.
const QStringList &pricingUnits();
const QStringList &pricingRuleServiceMadeKeys();
QJsonObject pricingRuleCreateBody(const PricingRule &rule);
QString decimalText(double price); // as prices are written: no exponent, no zeros at the end
QString modelRuleText(const OpenEnum<ModelRule> &rule); // a word or two

} // namespace gatehouse
