// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/apiclient.h"

#include <QElapsedTimer>
#include <QNetworkReply>

namespace gatehouse {

// One call on the wire with its repetitions, for each of which it asks the client's budget; deletes
// itself when it is over.
class Exchange : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Exchange)

public:
    Exchange(ApiClient *client, const ApiRequest &request, const QUrl &url,
             const CallSource<ApiResponse> &source);
    ~Exchange() override;

    void cancel();

private:
    void describe();
    void waitForTurn();
    void attemptNext();
    void attempt();
    bool repeatSilently();
    QNetworkRequest networkRequest() const;
    std::optional<QUrl> redirection(const QNetworkReply &reply) const;
    void dropReply();
    void onFinished();
    ApiError errorOf(QNetworkReply &reply, const ApiResponse &response) const;
    void watchLimits(const QNetworkReply &reply, const ApiError *error);
    void finish(Result<ApiResponse> result);
    ApiError networkError(const QNetworkReply &reply) const;
    bool mayHaveHappened(const QNetworkReply &reply, int status) const;
    bool shouldRepeat(const ApiError &error) const;
    std::chrono::milliseconds pauseBefore(const ApiError &error) const;
    QStringList ownSecrets() const;

    ApiClient *m_client;
    ApiRequest m_request;
    QUrl m_url; // where it goes now
    Credentials m_credentials;
    CallSource<ApiResponse> m_source;
    QByteArray m_body;
    RequestRecord m_record;
    QElapsedTimer m_clock;
    std::shared_ptr<RequestWindow> m_window; // that the running attempt was counted in
    bool m_wasSilent = false;
    int m_redirections = 0;
    QNetworkReply *m_reply = nullptr;
    QByteArray m_answer; // what has come of it
};

} // namespace gatehouse
