// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/profile.h"
#include "models/services/apiclient.h"

namespace gatehouse {

// Asks a service what a profile will be able to do with it, by reading only, and says in words what
// answers and what does not.
class ConnectionTest : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConnectionTest)

public:
    enum class State { Waiting, Running, Passed, Failed, Skipped };
    struct Step
    {
        QString name;
        State state = State::Waiting;
        QString text = {}; // what came of it
    };

    // ngrokUrl: empty: there is none. name: what its calls are called in the journal.
    ConnectionTest(const QString &name, const Endpoint &endpoint, const QUrl &ngrokUrl,
                   const QString &ngrokToken, QObject *parent = nullptr);

    // What it asks counts like what the profile's connection asks.
    void setBudget(const std::shared_ptr<RequestWindows> &windows, int limit);

    const QList<Step> &steps() const { return m_steps; }
    bool isRunning() const { return m_running; }
    void start();
    void cancel();

Q_SIGNALS:
    void changed();
    void finished();
    void requestChanged(const gatehouse::RequestRecord &record);

private:
    enum Part { Gateways, Logs, Billing, CustomProviders, Ngrok };
    void ask(Part part);
    void onAnswer(Part part, const Result<QJsonObject> &answer);
    QString success(Part part, const QJsonObject &answer);
    QString failure(Part part, const ApiError &error) const;
    QString networkFailure(const ApiError &error, const QUrl &url) const;
    void skipRest(const QString &why);
    void next(Part part);
    void set(Part part, State state, const QString &text);
    void finish();

    ApiClient m_client;
    ApiClient m_ngrokClient;
    QList<Step> m_steps;
    QString m_gateway; // the first one
    Call<QJsonObject> m_call;
    bool m_running = false;
};

} // namespace gatehouse
