// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/json.h"

namespace gatehouse {

// One logged request: a row of GET /gateways/{g}/logs; the members from requestHead on come with
// GET …/logs/{id} only.
struct Log
{
    LogId id;
    QDateTime createdAt;
    bool cached = false;
    bool success = false;
    qint64 duration = 0; // ms
    QString model;
    QString provider;
    QString path;
    Field<qint64> tokensIn;
    Field<qint64> tokensOut;
    Field<double> cost; // dollars, an estimate
    Field<bool> customCost; // priced by the caller's header
    Field<QString> metadata; // the text of a JSON object
    Field<QString> modelType;
    Field<QString> requestContentType;
    Field<QString> requestType;
    Field<QString> responseContentType;
    Field<qint64> statusCode;
    Field<qint64> step; // counts retries and fallbacks within one request

    Field<QString> requestHead; // the first part of the body
    Field<bool> requestHeadComplete;
    Field<qint64> requestSize; // bytes
    Field<QString> responseHead;
    Field<bool> responseHeadComplete;
    Field<qint64> responseSize; // bytes
    Field<double> feedback; // -1, 0 or 1, where the service reports it
    Field<double> score; // 0 to 100, where the service reports it
    QJsonObject unknown;

    bool operator==(const Log &) const = default;

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("id", self.id);
        visitor("created_at", self.createdAt);
        visitor("cached", self.cached);
        visitor("success", self.success);
        visitor("duration", self.duration);
        visitor("model", self.model);
        visitor("provider", self.provider);
        visitor("path", self.path);
        visitor("tokens_in", self.tokensIn);
        visitor("tokens_out", self.tokensOut);
        visitor("cost", self.cost);
        visitor("custom_cost", self.customCost);
        visitor("metadata", self.metadata);
        visitor("model_type", self.modelType);
        visitor("request_content_type", self.requestContentType);
        visitor("request_type", self.requestType);
        visitor("response_content_type", self.responseContentType);
        visitor("status_code", self.statusCode);
        visitor("step", self.step);
        visitor("request_head", self.requestHead);
        visitor("request_head_complete", self.requestHeadComplete);
        visitor("request_size", self.requestSize);
        visitor("response_head", self.responseHead);
        visitor("response_head_complete", self.responseHeadComplete);
        visitor("response_size", self.responseSize);
        visitor("feedback", self.feedback);
        visitor("score", self.score);
    }
};

// result_info of the log list. Every member is optional; the minima and maxima come with meta_info
// and speak of all matches, not of the page.
struct LogListInfo
{
    Field<qint64> count;
    Field<qint64> page;
    Field<qint64> perPage;
    Field<qint64> totalCount;
    Field<double> minCost, maxCost; // dollars
    Field<double> minDuration, maxDuration; // ms
    Field<double> minTokensIn, maxTokensIn;
    Field<double> minTokensOut, maxTokensOut;
    Field<double> minTotalTokens, maxTotalTokens;

    bool operator==(const LogListInfo &) const = default;

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("count", self.count);
        visitor("page", self.page);
        visitor("per_page", self.perPage);
        visitor("total_count", self.totalCount);
        visitor("min_cost", self.minCost);
        visitor("max_cost", self.maxCost);
        visitor("min_duration", self.minDuration);
        visitor("max_duration", self.maxDuration);
        visitor("min_tokens_in", self.minTokensIn);
        visitor("max_tokens_in", self.maxTokensIn);
        visitor("min_tokens_out", self.minTokensOut);
        visitor("max_tokens_out", self.maxTokensOut);
        visitor("min_total_tokens", self.minTotalTokens);
        visitor("max_total_tokens", self.maxTotalTokens);
    }
};

struct LogPage
{
    QList<Log> logs;
    LogListInfo info;
};

} // namespace gatehouse
