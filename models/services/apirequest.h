// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/apierror.h"

#include <QDateTime>
#include <QJsonObject>
#include <QUrl>
#include <chrono>
#include <functional>
#include <memory>

namespace gatehouse {

enum class Verb { Get, Post, Put, Patch, Delete };
QByteArray verbName(Verb verb);

// Who waits for the answer; decides what goes first while the request budget runs low.
enum class Urgency {
    Awaited, // the person pressed something
    Visible, // fills what is on the screen
    Background,
};

// What is asked of the service, independent of where it is.
struct ApiRequest
{
    using Query = QList<std::pair<QString, QString>>;

    static ApiRequest get(QStringList path, Query query = {});
    static ApiRequest post(QStringList path, QJsonObject body);
    static ApiRequest put(QStringList path, QJsonObject body);
    static ApiRequest patch(QStringList path, QJsonObject body);
    static ApiRequest remove(QStringList path, Query query = {});

    Verb verb = Verb::Get;
    QStringList path; // segments below …/accounts/{account}/ai-gateway, not yet encoded
    Query query;
    std::optional<QJsonObject> body;
    bool idempotent = true; // whether it may be sent again when the answer was lost
    bool writes = false; // refused by a read-only connection; every verb but GET sets it
    Urgency urgency = Urgency::Visible;
    std::chrono::milliseconds timeout{30'000}; // of silence
    // How much of the answer has come, in bytes, from the event loop; a total of 0: not known.
    std::function<void(qint64 received, qint64 total)> progress{};
};

struct RequestRecord;

struct ApiResponse
{
    int status = 0;
    QByteArray contentType;
    QByteArray body;
    QStringList secrets{}; // that were sent, and may come back in what it says
    std::shared_ptr<const RequestRecord> record{}; // of the request
};

// How the service is told who asks: a token, or the older e-mail with key.
struct Credentials
{
    QString token;
    QString email;
    QString key;

    bool isEmpty() const { return token.isEmpty() && (email.isEmpty() || key.isEmpty()); }
    bool operator==(const Credentials &) const = default;
};

// Where an account is: apiUrl is everything before /accounts/…
struct Endpoint
{
    QUrl apiUrl;
    QString account;
    Credentials credentials;
    bool bare = false; // paths begin at apiUrl itself, as those of ngrok do
};

// One API call as the Requests dock shows it. It holds no credential.
struct RequestRecord
{
    quint64 serial = 0;
    QDateTime startedAt;
    QString connection; // the name of the profile
    Urgency urgency = Urgency::Visible;
    Verb verb = Verb::Get;
    QUrl url;
    QByteArray body; // withoutSecrets()
    bool redacted = false; // something was hidden in it
    bool usesKey = false; // e-mail and key instead of a token
    QByteArray tokenVariable = "CLOUDFLARE_API_TOKEN"; // what holds it in curlCommand()
    bool queued = false; // waits for the budget, or for its turn
    bool finished = false;
    int status = 0; // 0: no answer
    int attempts = 1; // 0: not sent yet or, when it is over, at all
    qint64 duration = 0; // ms
    qint64 received = 0; // bytes
    QString error; // of the last attempt; empty: none
    QByteArray answer; // of a failure: ApiError::raw
};

// A path segment that could climb out of the account is refused.
Result<QUrl> requestUrl(const Endpoint &endpoint, const ApiRequest &request);
// Https, or http to this machine only.
bool isAllowedOrigin(const QUrl &url);
// A shell command that does the same, with the credentials as environment variables. Where the body
// has hidden ones it stops before it sends anything: a PUT would store what hides them.
QString curlCommand(const RequestRecord &record);

} // namespace gatehouse
