// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/json.h"

#include <array>

namespace gatehouse {

enum class RateLimitingTechnique { Fixed, Sliding };
constexpr std::array<std::pair<RateLimitingTechnique, const char *>, 2>
enumNames(RateLimitingTechnique)
{
    using enum RateLimitingTechnique;
    return {{{Fixed, "fixed"}, {Sliding, "sliding"}}};
}

enum class RetryBackoff { Constant, Linear, Exponential };
constexpr std::array<std::pair<RetryBackoff, const char *>, 3> enumNames(RetryBackoff)
{
    using enum RetryBackoff;
    return {{{Constant, "constant"}, {Linear, "linear"}, {Exponential, "exponential"}}};
}

enum class LogManagementStrategy { StopInserting, DeleteOldest };
constexpr std::array<std::pair<LogManagementStrategy, const char *>, 2>
enumNames(LogManagementStrategy)
{
    using enum LogManagementStrategy;
    return {{{StopInserting, "STOP_INSERTING"}, {DeleteOldest, "DELETE_OLDEST"}}};
}

enum class BillingMode { Postpaid, Unified };
constexpr std::array<std::pair<BillingMode, const char *>, 2> enumNames(BillingMode)
{
    using enum BillingMode;
    return {{{Postpaid, "postpaid"}, {Unified, "unified"}}};
}

constexpr int maxGatewayId = 64; // characters

// A gateway as GET /gateways/{id} returns it. Absent members are "not reported", which differs from
// empty: an update sends back what was read, so that a PUT, which replaces, loses nothing.
struct Gateway
{
    GatewayId id; // 1 to 64 characters, immutable
    QDateTime createdAt;
    QDateTime modifiedAt;
    bool cacheInvalidateOnUpdate = false;
    Field<qint64> cacheTtl; // s; 0 turns caching off
    bool collectLogs = false;
    Field<qint64> rateLimitingInterval; // s
    Field<qint64> rateLimitingLimit; // requests in one interval; 0: no limit
    Field<OpenEnum<RateLimitingTechnique>> rateLimitingTechnique;
    Field<bool> authentication;
    Field<bool> isDefault;
    Field<bool> logClassification;
    Field<qint64> logManagement; // rows kept, 10,000 to 10,000,000
    Field<OpenEnum<LogManagementStrategy>> logManagementStrategy;
    Field<bool> logpush;
    Field<QString> logpushPublicKey; // PEM, 16 to 1024 characters
    Field<OpenEnum<RetryBackoff>> retryBackoff;
    Field<qint64> retryDelay; // ms, 0 to 5000
    Field<qint64> retryMaxAttempts; // 1 to 5
    Field<QString> storeId;
    Field<OpenEnum<BillingMode>> workersAiBillingMode;
    Field<bool> zdr; // zero data retention, for unified billing
    Field<QJsonObject> dlp;
    Field<QJsonObject> guardrails;
    Field<QJsonArray> otel;
    Field<QJsonObject> spendLimits;
    Field<QJsonObject> stripe;
    QJsonObject unknown;

    bool operator==(const Gateway &) const = default;

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("id", self.id);
        visitor("created_at", self.createdAt);
        visitor("modified_at", self.modifiedAt);
        visitor("cache_invalidate_on_update", self.cacheInvalidateOnUpdate);
        visitor("cache_ttl", self.cacheTtl);
        visitor("collect_logs", self.collectLogs);
        visitor("rate_limiting_interval", self.rateLimitingInterval);
        visitor("rate_limiting_limit", self.rateLimitingLimit);
        visitor("rate_limiting_technique", self.rateLimitingTechnique);
        visitor("authentication", self.authentication);
        visitor("is_default", self.isDefault);
        visitor("log_classification", self.logClassification);
        visitor("log_management", self.logManagement);
        visitor("log_management_strategy", self.logManagementStrategy);
        visitor("logpush", self.logpush);
        visitor("logpush_public_key", self.logpushPublicKey);
        visitor("retry_backoff", self.retryBackoff);
        visitor("retry_delay", self.retryDelay);
        visitor("retry_max_attempts", self.retryMaxAttempts);
        visitor("store_id", self.storeId);
        visitor("workers_ai_billing_mode", self.workersAiBillingMode);
        visitor("zdr", self.zdr);
        visitor("dlp", self.dlp);
        visitor("guardrails", self.guardrails);
        visitor("otel", self.otel);
        visitor("spend_limits", self.spendLimits);
        visitor("stripe", self.stripe);
    }
};

// A new gateway with the values that the vendor's dashboard starts from.
Gateway newGateway();

// Members that the service sets.
const QStringList &gatewayServiceMadeKeys();
// Members that POST /gateways does not take: they can only be given to a gateway that is there.
const QStringList &gatewayUpdateOnlyKeys();
// The gateway without them, without what the service sets, and without unknown members.
Gateway creatable(const Gateway &gateway);

// The body of POST /gateways: what the operation takes, the id included.
QJsonObject gatewayCreateBody(const Gateway &gateway);
// The body of PUT /gateways/{id}: everything but what the service itself sets.
QJsonObject gatewayUpdateBody(const Gateway &gateway);

} // namespace gatehouse
