// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/log.h"
#include "models/domain/logfilter.h"
#include "models/services/apiclient.h"

namespace gatehouse {

// A request's or response's body as it was, whatever it is.
struct LogBody
{
    QByteArray data;
    QByteArray contentType;
};

// GET /gateways/{g}/logs, GET …/logs/{id}, GET …/logs/{id}/request, GET …/logs/{id}/response
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
    };

    explicit LogService(ApiClient *client, QObject *parent = nullptr);

    Call<LogPage> list(const GatewayId &gateway, const LogQuery &query, const Page &page);
    Call<Log> detail(const GatewayId &gateway, const LogId &id);
    Call<LogBody> requestBody(const GatewayId &gateway, const LogId &id);
    Call<LogBody> responseBody(const GatewayId &gateway, const LogId &id);

private:
    Call<LogBody> body(const GatewayId &gateway, const LogId &id, const QString &part);

    ApiClient *m_client;
};

} // namespace gatehouse
