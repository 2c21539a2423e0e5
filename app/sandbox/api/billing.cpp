// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/billing/invoices.h"

#include "app/sandbox/api/paging.h"
#include "app/sandbox/api/service.h"

namespace sandbox {

namespace {

/// The vendor's code for what an account may not do yet, such as NO_MANUAL_TOPUP.
constexpr int refused = 1000;

Reply billingReply(Json result, int status = 200)
{
    return jsonReply({{"success", true},
                      {"errors", Json::array()},
                      {"messages", Json::array()},
                      {"result", std::move(result)}},
                     status);
}

bool hasCard(const Service &service)
{
    return service.options.card != "none";
}

Schema topupAmount()
{
    return integer().min(leastTopup).max(mostTopup).required();
}

void requireManualTopup(Service &service)
{
    if (!service.ledger.hasManualTopup()) {
        throw Failure(403, refused, "NO_MANUAL_TOPUP");
    }
}

Reply creditBalance(Service &service, const Call &)
{
    const std::scoped_lock guard(service.database.mutex());
    service.ledger.advance();
    const Json method = {{"brand", "visa"}, {"last4", service.options.card}};
    return billingReply({{"balance", inCents(service.ledger.balance())},
                         {"first_topup_success", service.ledger.hasManualTopup()},
                         {"has_default_payment_method", hasCard(service)},
                         {"payment_method", hasCard(service) ? method : Json()},
                         {"topup_config", service.ledger.autoTopup()}});
}

/// Without a range it is the 30 days up to now.
Reply usageHistory(Service &service, const Call &call)
{
    static const Schema schema =
        object({{"value_grouping_window", string().oneOf({"day", "hour"}).required()},
                {"start_time", number().nullable().otherwise(nullptr)},
                {"end_time", number().nullable().otherwise(nullptr)}});
    const Json query = checkedQuery(schema, call);
    const auto timeOf = [&query](const char *name) -> std::optional<Millis> {
        constexpr double latest = 8.64e15; // what a JavaScript Date can hold
        return query[name].is_null() ? std::nullopt
                                     : std::optional(static_cast<Millis>(
                                         std::clamp(query[name].get<double>(), 0.0, latest)));
    };
    const Millis end = timeOf("end_time").value_or(service.clock.now() + 1);
    const Millis start = timeOf("start_time").value_or(std::max<Millis>(0, end - 30 * dayLength));
    if (timeOf("end_time") && start >= end) {
        throw Failure(400,
                      {{InvalidInput, "end_time must be after start_time",
                        Json::array({"query", "end_time"})}});
    }
    const std::string name = query["value_grouping_window"];
    const Millis window = name == "day" ? dayLength : hourLength;
    auto buckets = usageBuckets(service.database, start, end, window);
    std::ranges::reverse(buckets);
    Json history = Json::array();
    for (const UsageBucket &bucket : buckets) {
        history.push_back({{"id", "mtrusg_" + name + "_" + std::to_string(bucket.start / window)},
                           {"aggregated_value", inCents(bucket.cost)},
                           {"start_time", bucket.start},
                           {"end_time", bucket.start + window}});
    }
    return billingReply({{"history", std::move(history)}});
}

Reply invoiceHistory(Service &service, const Call &call)
{
    static const Schema schema =
        object({{"type", string().oneOf({"auto", "manual", "all"}).otherwise("all")},
                {"page", integer().min(1).otherwise(1)},
                {"per_page", integer().min(1).max(100).otherwise(20)}});
    const Json query = checkedQuery(schema, call);
    service.ledger.advance();
    std::vector<Json> all;
    for (const Topup &topup : service.ledger.invoices()) {
        Json invoice = invoiceJson(topup, call.host);
        if (query["type"] == "all" || query["type"] == invoice["invoice_origin"]) {
            all.push_back(std::move(invoice));
        }
    }
    const std::size_t total = all.size();
    const auto shown = query["page"].get<std::size_t>() * query["per_page"].get<std::size_t>();
    return billingReply({{"invoices", pageOf(std::move(all), query)},
                         {"pagination",
                          {{"has_more", shown < total},
                           {"page", query["page"]},
                           {"per_page", query["per_page"]},
                           {"total_count", total}}}});
}

Reply invoiceDocument(Service &service, const Call &call)
{
    const auto topup = service.ledger.invoice(call.path.at("invoice_id"));
    if (!topup || topup->status != TopupStatus::Completed) {
        throw Failure(404, NotFound, "Invoice not found");
    }
    return {200, invoicePdf(*topup), "application/pdf", {}};
}

Reply preview(Service &service, const Call &)
{
    const std::scoped_lock guard(service.database.mutex());
    service.ledger.advance();
    return billingReply(
        invoicePreview(service.database, service.ledger.balance(), service.clock.now()));
}

Reply topup(Service &service, const Call &call)
{
    static const Schema schema = object({{"amount", topupAmount()}}).refuseUnknown();
    const Json body = checkedBody(schema, call);
    if (!hasCard(service)) {
        throw Failure(402, refused, refusalOf(service.options.card));
    }
    const std::scoped_lock guard(service.database.mutex());
    service.ledger.advance();
    const bool onboarding = service.ledger.hasManualTopup();
    const Topup topup = service.ledger.charge(body["amount"]);
    if (topup.status == TopupStatus::Failed) {
        throw Failure(402, refused, refusalOf(topup.card));
    }
    const bool asks = topup.status == TopupStatus::NeedsAction;
    return billingReply(
        {{"brand", "visa"},
         {"last4", topup.card},
         {"client_secret", asks ? Json("pi_" + topup.id.substr(3) + "_secret_sandbox") : Json()},
         {"onboarding", onboarding},
         {"payment_intent_id", topup.id}});
}

Reply topupStatus(Service &service, const Call &call)
{
    static const Schema schema =
        object({{"payment_intent_id", string().required()}}).refuseUnknown();
    const std::string id = checkedBody(schema, call)["payment_intent_id"];
    service.ledger.advance();
    const auto topup = service.ledger.invoice(id);
    if (!topup) {
        throw Failure(404, NotFound, "Top-up not found");
    }
    if (topup->status == TopupStatus::Failed) {
        throw Failure(400, refused, refusalOf(topup->card));
    }
    const bool completed = topup->status == TopupStatus::Completed;
    return billingReply(
        {{"payment_intent_id", id}, {"status", completed ? "completed" : "pending"}});
}

Reply topupConfig(Service &service, const Call &)
{
    service.ledger.advance();
    return billingReply(service.ledger.autoTopup());
}

Reply setTopupConfig(Service &service, const Call &call)
{
    static const Schema schema =
        object({{"amount", topupAmount()},
                {"threshold", integer().min(leastThreshold).max(mostTopup).required()}})
            .refuseUnknown();
    const Json body = checkedBody(schema, call);
    const std::scoped_lock guard(service.database.mutex());
    service.ledger.advance();
    requireManualTopup(service);
    Json config = service.ledger.autoTopup(); // when it failed last is still true
    config.update({{"amount", body["amount"]},
                   {"threshold", body["threshold"]},
                   {"disabledReason", nullptr},
                   {"error", nullptr}});
    service.ledger.setAutoTopup(config);
    service.ledger.advance();
    return billingReply({{"amount", body["amount"]}, {"threshold", body["threshold"]}});
}

Reply removeTopupConfig(Service &service, const Call &)
{
    const std::scoped_lock guard(service.database.mutex());
    service.ledger.advance();
    Json config = service.ledger.autoTopup();
    for (Json &value : config) {
        value = nullptr;
    }
    service.ledger.setAutoTopup(config);
    return billingReply(Json::object());
}

Reply topupLimits(Service &, const Call &)
{
    return billingReply(
        {{"currency", currency}, {"max_cents", mostTopup}, {"min_cents", leastTopup}});
}

Reply spendingLimit(Service &service, const Call &)
{
    const Json limit = service.ledger.spendingLimit();
    const Json none = {{"amount", nullptr}, {"duration", nullptr}, {"strategy", nullptr}};
    return billingReply(
        {{"config", limit.is_null() ? none : limit}, {"enabled", !limit.is_null()}});
}

Reply setSpendingLimit(Service &service, const Call &call)
{
    static const Schema schema =
        object({{"amount", integer().min(100).required()},
                {"duration", string().oneOf({"daily", "weekly", "monthly"}).required()},
                {"strategy", string().oneOf({"fixed", "sliding"}).required()}})
            .refuseUnknown();
    if (service.options.spendingLimitRetired) {
        throw Failure(403, refused,
                      "Spending limits are deprecated and can no longer be created, enabled or "
                      "modified. Use the spend limits of a gateway instead.");
    }
    const Json body = checkedBody(schema, call);
    const std::scoped_lock guard(service.database.mutex());
    service.ledger.advance();
    requireManualTopup(service);
    service.ledger.setSpendingLimit(body);
    return billingReply(Json::object(), 201);
}

Reply removeSpendingLimit(Service &service, const Call &)
{
    service.ledger.setSpendingLimit(nullptr);
    return billingReply(Json::object());
}

} // namespace

void addBillingRoutes(Router &router, Service &service)
{
    router.add("GET", invoicePdfPattern,
               [&service](const Call &call) { return invoiceDocument(service, call); });
    addOperations(router, service,
                  {{"GET", "/billing/credit-balance", creditBalance},
                   {"GET", "/billing/usage-history", usageHistory},
                   {"GET", "/billing/invoice-history", invoiceHistory},
                   {"GET", "/billing/invoice-preview", preview},
                   {"POST", "/billing/topup", topup},
                   {"POST", "/billing/topup/status", topupStatus},
                   {"GET", "/billing/topup/config", topupConfig},
                   {"POST", "/billing/topup/config", setTopupConfig},
                   {"DELETE", "/billing/topup/config", removeTopupConfig},
                   {"GET", "/billing/topup/limits", topupLimits},
                   {"GET", "/billing/spending-limit", spendingLimit},
                   {"POST", "/billing/spending-limit", setSpendingLimit},
                   {"DELETE", "/billing/spending-limit", removeSpendingLimit}});
}

} // namespace sandbox
