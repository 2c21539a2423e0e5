// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/apiclient.h"

#include <QElapsedTimer>
#include <QNetworkReply>

namespace gatehouse {

// One call on the wire with its repetitions; deletes itself when it is over.
class Exchange : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Exchange)

public:
    Exchange(ApiClient *client, const ApiRequest &request, const QUrl &url,
             const CallSource<ApiResponse> &source);
    ~Exchange() override;

private:
    void attempt();
    void startReply(const QNetworkRequest &request);
    void dropReply();
    void onFinished();
    void finish(Result<ApiResponse> result);
    ApiError networkError(const QNetworkReply &reply) const;
    static ApiError redirectError();
    bool shouldRepeat(const ApiError &error) const;
    std::chrono::milliseconds pauseBefore(const ApiError &error) const;

    ApiClient *m_client;
    ApiRequest m_request;
    Credentials m_credentials;
    CallSource<ApiResponse> m_source;
    QByteArray m_body;
    RequestRecord m_record;
    QElapsedTimer m_clock;
    QNetworkReply *m_reply = nullptr;
};

} // namespace gatehouse
