// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/apirequest.h"
#include "models/services/call.h"
#include "models/services/requestbudget.h"

#include <QFutureWatcher>
#include <QNetworkAccessManager>
#include <QtConcurrent>

namespace gatehouse {

// Talks to one account of one service. Credentials go to the endpoint's origin only; TLS is always
// verified; idempotent requests are repeated twice at most when the service is busy or failing, any
// other never: ApiError::mayHaveHappened tells of those whose answer was lost (lostanswer.h).
class ApiClient : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ApiClient)

public:
    explicit ApiClient(QObject *parent = nullptr);
    ~ApiClient() override;

    const Endpoint &endpoint() const { return m_endpoint; }
    // Calls that are under way go on to the old endpoint.
    void setEndpoint(const Endpoint &endpoint);
    // What the service refused may be asked for again.
    void setCredentials(const Credentials &credentials);

    // What the requests of this client are called by in the journal.
    void setName(const QString &name) { m_name = name; }
    const QString &name() const { return m_name; }

    // A read-only client refuses every request that writes, without sending it.
    void setReadOnly(bool readOnly) { m_readOnly = readOnly; }
    bool isReadOnly() const { return m_readOnly; }

    RequestBudget *budget() { return &m_budget; }
    // Before a request is repeated for the first time; before the second it is twice as long.
    void setPause(std::chrono::milliseconds pause) { m_pause = pause; }

    // Where the clients of one user find each other, to count what they send together.
    void setWindows(const std::shared_ptr<RequestWindows> &windows);

    // Ends every call that is under way, as cancelled.
    void cancelAll();

    // The answer as it came; an HTTP status from 400 on is an error.
    Call<ApiResponse> send(const ApiRequest &request);

    // The answer as decode(const ApiResponse &) -> Result<T> reads it; large ones are read in
    // another thread, so decode must not touch shared state.
    template <class T, class Decode> Call<T> call(const ApiRequest &request, Decode decode)
    {
        CallSource<T> source;
        const Call<ApiResponse> raw = send(request);
        source.onCancel([raw] { raw.cancel(); });
        source.onHasten([raw] { raw.hasten(); });
        const auto read = [decode, once = !request.idempotent](const ApiResponse &response) {
            Result<T> result = decode(response);
            if (result)
                return result;
            // The answer to what has been done may be what is damaged.
            if (result.error().kind == ApiError::Kind::Protocol)
                result.error().mayHaveHappened = once;
            return Result<T>(tl::make_unexpected(withoutSecrets(result.error(), response.secrets)));
        };
        raw.then(this, [this, source, read](Result<ApiResponse> response) {
            if (!response)
                return source.finish(tl::make_unexpected(response.error()));
            const auto finish = [this, source, record = response->record](Result<T> result) {
                if (!result)
                    tellUnreadable(*record, result.error());
                source.finish(std::move(result));
            };
            if (response->body.size() < largeBody)
                finish(read(*response));
            else
                decodeInThread<T>(*response, read, finish);
        });
        return source.call();
    }

Q_SIGNALS:
    // The same serial comes first unfinished, then finished.
    void requestChanged(const gatehouse::RequestRecord &record);
    // The service does not accept the credentials, any more or at all. Once until they change.
    void credentialsRefused(const gatehouse::ApiError &error);
    void credentialsChanged();
    // What was found out after the answer to a write was lost.
    void noticed(const QString &text);

private:
    friend class Exchange;
    static constexpr qsizetype largeBody = 262'144; // about 1 ms of parsing

    // With a watcher: a QFuture's continuation asserts in Qt 6.4 that its context still lives.
    template <class T, class Decode, class Finish>
    void decodeInThread(const ApiResponse &response, Decode decode, Finish finish)
    {
        auto *watcher = new QFutureWatcher<Result<T>>(this);
        connect(watcher, &QFutureWatcherBase::finished, this, [watcher, finish] {
            finish(watcher->future().takeResult());
            watcher->deleteLater();
        });
        watcher->setFuture(QtConcurrent::run(decode, response));
    }

    // The journal has it as answered.
    void tellUnreadable(RequestRecord record, const ApiError &error);
    void refuseCredentials(const Credentials &credentials, const ApiError &error);

    QNetworkAccessManager m_network;
    QNetworkAccessManager m_writes;
    Endpoint m_endpoint;
    bool m_refused = false; // these credentials
    QString m_name;
    bool m_readOnly = false;
    std::chrono::milliseconds m_pause{500};
    RequestBudget m_budget;
    std::shared_ptr<RequestWindows> m_windows;
};

} // namespace gatehouse
