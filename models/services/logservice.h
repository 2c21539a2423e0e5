// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/log.h"
#include "models/domain/logannotations.h"
#include "models/domain/logfilter.h"
#include "models/services/apiclient.h"
#include "models/services/saveguard.h"

namespace gatehouse {

// A request's or response's body as it was, whatever it is.
struct LogBody
{
    QByteArray data;
    QByteArray contentType;
};

// What may decide which logs go first when they are deleted.
enum class LogDeleteOrder {
    CreatedAt,
    Provider,
    Model,
    ModelType,
    Success,
    Cached,
    Cost,
    TokensIn,
    TokensOut,
    Duration,
    Feedback,
};
constexpr std::array<std::pair<LogDeleteOrder, const char *>, 11> enumNames(LogDeleteOrder)
{
    using enum LogDeleteOrder;
    return {{{CreatedAt, "created_at"},
             {Provider, "provider"},
             {Model, "model"},
             {ModelType, "model_type"},
             {Success, "success"},
             {Cached, "cached"},
             {Cost, "cost"},
             {TokensIn, "tokens_in"},
             {TokensOut, "tokens_out"},
             {Duration, "duration"},
             {Feedback, "feedback"}}};
}

// What was to go when it was asked for. The service may take a while to carry it out, and its
// totals, too, are late.
struct LogDeletion
{
    qint64 matching = 0; // logs that the filters matched
    qint64 expected = 0; // of them, those within the limit
};

// GET/DELETE /gateways/{g}/logs, GET/PATCH …/logs/{id}, GET …/logs/{id}/request,
// GET …/logs/{id}/response
class LogService : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogService)

public:
    static constexpr int maxPerPage = 50;

    // Which part of the matches: pages count from 1. metaInfo asks for the minima and maxima too.
    struct Page
    {
        qint64 number = 1;
        int size = maxPerPage;
        bool metaInfo = false;
        Urgency urgency = Urgency::Visible;
    };

    // Which of the matches are deleted: the first limit of them in this order.
    struct Removal
    {
        static constexpr int maxLimit = 10'000;
        OpenEnum<LogDeleteOrder> orderBy = LogDeleteOrder::CreatedAt;
        bool ascending = true;
        int limit = maxLimit; // 1 to 10,000
    };

    explicit LogService(ApiClient *client, QObject *parent = nullptr);

    static ApiRequest listRequest(const GatewayId &gateway, const LogQuery &query,
                                  const Page &page);
    Call<LogPage> list(const GatewayId &gateway, const LogQuery &query, const Page &page);
    // The answer as it is, for who reads it in a thread of its own.
    Call<ApiResponse> listRaw(const GatewayId &gateway, const LogQuery &query, const Page &page);
    Call<Log> detail(const GatewayId &gateway, const LogId &id, Urgency urgency = Urgency::Visible);
    using Progress = decltype(ApiRequest::progress);
    Call<LogBody> requestBody(const GatewayId &gateway, const LogId &id,
                              const Progress &progress = {}, Urgency urgency = Urgency::Awaited);
    Call<LogBody> responseBody(const GatewayId &gateway, const LogId &id,
                               const Progress &progress = {}, Urgency urgency = Urgency::Awaited);
    // Writes what of mine differs from base, nothing else. Metadata, which is replaced whole, is
    // read again first: what others changed meanwhile is a conflict.
    Call<SaveOutcome<LogAnnotations>> annotate(const GatewayId &gateway, const LogId &id,
                                               const LogAnnotations &base,
                                               const LogAnnotations &mine);

    // Without filters all logs match. A service that ignored the filters would delete what it must
    // not, so they are tried on the list first; where they visibly have no effect, this is refused.
    // With nothing to delete, nothing is sent.
    Call<LogDeletion> remove(const GatewayId &gateway, const QList<LogFilter> &filters,
                             const Removal &removal);

private:
    Call<LogBody> body(const GatewayId &gateway, const LogId &id, const QString &part,
                       const Progress &progress, Urgency urgency);

    ApiClient *m_client;
};

} // namespace gatehouse
