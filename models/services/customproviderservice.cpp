// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/customproviderservice.h"

#include "models/services/lostanswer.h"
#include "models/services/paging.h"

#include <algorithm>

namespace gatehouse {

static QStringList providersPath()
{
    return {QStringLiteral("custom-providers")};
}

static QStringList rulesPath()
{
    return {QStringLiteral("custom-providers"), QStringLiteral("costs")};
}

CustomProviderService::CustomProviderService(ApiClient *client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
}

Call<QList<CustomProvider>> CustomProviderService::list(Urgency urgency)
{
    ApiRequest request = ApiRequest::get(providersPath());
    request.urgency = urgency;
    return fetchAllPages<CustomProvider>(m_client, request, 100);
}

Call<CustomProvider> CustomProviderService::get(const CustomProviderId &id, Urgency urgency)
{
    ApiRequest request = ApiRequest::get(providersPath() << id.value);
    request.urgency = urgency;
    return m_client->call<CustomProvider>(request, readResult<CustomProvider>);
}

// The first of a list that was asked for; nothing: there is none.
template <class T, class Matches>
static Call<std::optional<T>> firstOf(const Call<QList<T>> &call, QObject *context,
                                      const Matches &matches)
{
    CallSource<std::optional<T>> source;
    call.then(context, [source, matches](const Result<QList<T>> &all) {
        source.finish(all.map([&matches](const QList<T> &list) {
            const auto it = std::find_if(list.begin(), list.end(), matches);
            return it == list.end() ? std::optional<T>() : *it;
        }));
    });
    return source.call();
}

Call<CustomProvider> CustomProviderService::create(const CustomProvider &provider)
{
    ApiRequest request = ApiRequest::post(providersPath(), customProviderCreateBody(provider));
    request.urgency = Urgency::Awaited;
    const LostAnswer words{tr("create the custom provider %1").arg(provider.slug),
                           tr("The provider is there: it was created."),
                           tr("The provider is not there: it was not created.")};
    const auto lookup = [this, slug = provider.slug, url = provider.baseUrl] {
        return firstOf(list(Urgency::Awaited), this, [slug, url](const CustomProvider &other) {
            return other.slug == slug && other.baseUrl == url;
        });
    };
    const auto created =
        lookedUp(m_client->call<CustomProvider>(request, readResult<CustomProvider>), this,
                 m_client, words, lookup);
    return withEffect(created, this, [this](const CustomProvider &value) { Q_EMIT saved(value); });
}

// What a PATCH sends: of what was edited, the values as they are after merging.
template <class T>
static QJsonObject editedMembers(const T &base, const T &mine, const T &value,
                                 const MemberRules &rules)
{
    const QJsonObject all = toJson(value).toObject();
    QJsonObject body;
    const QJsonObject edits = editsBetween(toJson(base).toObject(), toJson(mine).toObject(), rules);
    for (auto it = edits.begin(); it != edits.end(); ++it)
        body.insert(it.key(), all.value(it.key()));
    return body;
}

Call<SaveOutcome<CustomProvider>> CustomProviderService::update(const CustomProvider &base,
                                                                const CustomProvider &mine)
{
    const MemberRules rules{{}, customProviderServiceMadeKeys()};
    const auto write = [this, base, mine, rules](const CustomProvider &value) {
        ApiRequest request = ApiRequest::patch(providersPath() << base.id.value,
                                               editedMembers(base, mine, value, rules));
        request.urgency = Urgency::Awaited;
        return withEffect(m_client->call<CustomProvider>(request, readResult<CustomProvider>), this,
                          [this](const CustomProvider &saved) { Q_EMIT this->saved(saved); });
    };
    return saveGuarded<CustomProvider>(
        this, {[this, id = base.id] { return get(id); }, write, rules, OthersChanges::Keep}, base,
        mine);
}

Call<CustomProvider> CustomProviderService::remove(const CustomProvider &provider)
{
    // It is gone, whatever the service then says about it.
    const auto decode = [provider](const ApiResponse &response) {
        return readEnvelope(response).map([&](const QJsonObject &) { return provider; });
    };
    ApiRequest request = ApiRequest::remove(providersPath() << provider.id.value);
    request.urgency = Urgency::Awaited;
    request.idempotent = false; // sent again after a lost answer, it would say “not found”
    const LostAnswer words{tr("delete the custom provider %1").arg(provider.slug),
                           tr("The provider is not there any more: it was deleted."),
                           tr("The provider is still there: it was not deleted.")};
    const auto removal =
        lookedUp(m_client->call<CustomProvider>(request, decode), this, m_client, words,
                 [this, provider] { return ifGone(get(provider.id), this, provider); });
    return withEffect(removal, this,
                      [this](const CustomProvider &gone) { Q_EMIT removed(gone.id); });
}

Call<QList<PricingRule>> CustomProviderService::rules(const CustomProviderId &provider,
                                                      Urgency urgency)
{
    ApiRequest request =
        ApiRequest::get(rulesPath(), {{QStringLiteral("account_provider_id"), provider.value}});
    request.urgency = urgency;
    return fetchAllPages<PricingRule>(m_client, request, 100);
}

Call<PricingRule> CustomProviderService::rule(const PricingRuleId &id)
{
    ApiRequest request = ApiRequest::get(rulesPath() << id.value);
    request.urgency = Urgency::Awaited;
    return m_client->call<PricingRule>(request, readResult<PricingRule>);
}

Call<PricingRule> CustomProviderService::createRule(const PricingRule &rule)
{
    const QJsonObject body = pricingRuleCreateBody(rule);
    ApiRequest request = ApiRequest::post(rulesPath(), body);
    request.urgency = Urgency::Awaited;
    const LostAnswer words{tr("create the pricing rule for %1").arg(rule.model),
                           tr("The rule is there: it was created."),
                           tr("The rule is not there: it was not created.")};
    const auto isIt = [body](const PricingRule &other) {
        const QJsonObject there = toJson(other).toObject();
        return overlaid(there, body) == there;
    };
    const auto lookup = [this, provider = rule.provider, isIt] {
        return firstOf(rules(provider, Urgency::Awaited), this, isIt);
    };
    const auto created = lookedUp(m_client->call<PricingRule>(request, readResult<PricingRule>),
                                  this, m_client, words, lookup);
    return withEffect(created, this, [this](const PricingRule &value) { Q_EMIT ruleSaved(value); });
}

Call<SaveOutcome<PricingRule>> CustomProviderService::updateRule(const PricingRule &base,
                                                                 const PricingRule &mine)
{
    QStringList owned = pricingRuleServiceMadeKeys();
    owned.append(QStringLiteral("account_provider_id")); // it cannot change
    const MemberRules rules{{}, owned};
    const auto write = [this, base, mine, rules](const PricingRule &value) {
        ApiRequest request = ApiRequest::patch(rulesPath() << base.id.value,
                                               editedMembers(base, mine, value, rules));
        request.urgency = Urgency::Awaited;
        return withEffect(m_client->call<PricingRule>(request, readResult<PricingRule>), this,
                          [this](const PricingRule &saved) { Q_EMIT ruleSaved(saved); });
    };
    return saveGuarded<PricingRule>(
        this, {[this, id = base.id] { return rule(id); }, write, rules, OthersChanges::Keep}, base,
        mine);
}

Call<PricingRule> CustomProviderService::removeRule(const PricingRule &rule)
{
    const auto decode = [rule](const ApiResponse &response) {
        return readEnvelope(response).map([&](const QJsonObject &) { return rule; });
    };
    ApiRequest request = ApiRequest::remove(rulesPath() << rule.id.value);
    request.urgency = Urgency::Awaited;
    request.idempotent = false;
    const LostAnswer words{tr("delete the pricing rule for %1").arg(rule.model),
                           tr("The rule is not there any more: it was deleted."),
                           tr("The rule is still there: it was not deleted.")};
    const auto removal =
        lookedUp(m_client->call<PricingRule>(request, decode), this, m_client, words,
                 [this, rule] { return ifGone(this->rule(rule.id), this, rule); });
    return withEffect(removal, this, [this](const PricingRule &gone) { Q_EMIT ruleRemoved(gone); });
}

} // namespace gatehouse
