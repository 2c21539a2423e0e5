// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/routehistory.h"

namespace gatehouse {

static constexpr int bodiesAtOnce = 4;
static constexpr int mostValues = 20; // of a field
static constexpr int longestValue = 60; // characters; more is not what one decides by

// Members of members are fields, too; lists, such as the messages of a body, are not.
static void collectFields(QMap<QString, QList<QJsonValue>> &fields, const QString &source,
                          const QJsonObject &object)
{
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QString field = source + u'.' + it.key();
        if (it->isObject())
            collectFields(fields, field, it->toObject());
        if (it->isObject() || it->isArray() || it->toString().size() > longestValue)
            continue;
        QList<QJsonValue> &values = fields[field];
        if (values.size() < mostValues && !values.contains(*it))
            values.append(*it);
    }
}

RouteHistory routeHistory(const QList<Log> &logs, const QHash<LogId, QJsonValue> &bodies)
{
    struct Sum
    {
        int count = 0;
        int failed = 0;
        int priced = 0;
        double cost = 0;
    };
    RouteHistory history;
    QHash<QString, Sum> sums;
    for (auto it = logs.crbegin(); it != logs.crend(); ++it) {
        RouteRequest request = routeRequest(*it);
        if (const auto body = bodies.constFind(it->id); body != bodies.cend())
            request.body = *body;
        history.requests.append(request);
        collectFields(history.fields, QStringLiteral("metadata"), request.metadata);
        collectFields(history.fields, QStringLiteral("body"), request.body.toObject());
        if (it->cached)
            continue; // no model was asked
        Sum &sum = sums[it->provider + u'/' + it->model];
        ++sum.count;
        sum.failed += it->success ? 0 : 1;
        if (it->success && it->cost) {
            ++sum.priced;
            sum.cost += *it->cost;
        }
        QStringList &models = history.models[it->provider];
        if (!models.contains(it->model))
            models.append(it->model);
    }
    for (auto it = sums.cbegin(); it != sums.cend(); ++it) {
        if (it->priced)
            history.prices.insert(it.key(), it->cost / it->priced);
        history.failures.insert(it.key(), double(it->failed) / it->count);
    }
    return history;
}

RouteHistoryLoader::RouteHistoryLoader(LogService *service, const GatewayId &gateway,
                                       QObject *parent)
    : QObject(parent)
    , m_service(service)
    , m_gateway(gateway)
{
}

int RouteHistoryLoader::done() const
{
    return int(m_asked > 0 ? m_asked - m_bodyCalls.size() : m_logs.size());
}

void RouteHistoryLoader::start(const LogQuery &query, int count, Urgency urgency, Part part)
{
    giveUp();
    m_logs.clear();
    m_bodies.clear();
    m_query = query;
    m_part = part;
    m_wanted = std::min(count, part == Part::WithBodies ? mostBodies : mostLogs);
    m_urgency = urgency;
    m_running = true;
    nextPage();
}

void RouteHistoryLoader::nextPage()
{
    LogService::Page page{.number = m_logs.size() / LogService::maxPerPage + 1,
                          .urgency = m_urgency};
    m_call = m_service->list(m_gateway, m_query, page);
    m_call.then(this, [this, serial = m_serial](const Result<LogPage> &result) {
        if (serial != m_serial)
            return;
        if (!result)
            return fail(result.error());
        m_logs += result->logs;
        if (m_logs.size() >= m_wanted || result->logs.size() < LogService::maxPerPage) {
            m_logs.resize(std::min(int(m_logs.size()), m_wanted));
            m_wanted = int(m_logs.size());
            if (m_part == Part::LogsOnly || m_logs.isEmpty())
                return finish();
            nextBodies();
        } else {
            nextPage();
        }
        Q_EMIT progressed();
    });
}

void RouteHistoryLoader::nextBodies()
{
    while (m_bodyCalls.size() < bodiesAtOnce && m_asked < m_logs.size()) {
        const LogId id = m_logs.at(m_asked++).id;
        const Call<LogBody> call = m_service->requestBody(m_gateway, id, {}, m_urgency);
        m_bodyCalls.insert(id, call);
        call.then(this, [this, id, serial = m_serial](const Result<LogBody> &body) {
            if (serial == m_serial)
                takeBody(id, body);
        });
    }
}

void RouteHistoryLoader::takeBody(const LogId &id, const Result<LogBody> &body)
{
    m_bodyCalls.remove(id);
    if (!body && body.error().kind != ApiError::Kind::NotFound)
        return fail(body.error());
    if (body)
        m_bodies.insert(id, routeRequest(Log{}, body->data).body);
    nextBodies();
    if (m_bodyCalls.isEmpty())
        return finish();
    Q_EMIT progressed();
}

void RouteHistoryLoader::giveUp()
{
    ++m_serial;
    m_call.cancel();
    for (const Call<LogBody> &call : std::as_const(m_bodyCalls))
        call.cancel();
    m_bodyCalls.clear();
    m_asked = 0;
    m_running = false;
}

void RouteHistoryLoader::fail(const ApiError &error)
{
    giveUp();
    Q_EMIT failed(error);
}

void RouteHistoryLoader::finish()
{
    giveUp();
    m_logs.resize(std::min(int(m_logs.size()), m_wanted));
    Q_EMIT finished(routeHistory(m_logs, m_bodies));
}

void RouteHistoryLoader::cancel()
{
    if (!m_running)
        return;
    if (m_part == Part::WithBodies)
        m_logs.removeIf([this](const Log &log) { return !m_bodies.contains(log.id); });
    finish();
}

} // namespace gatehouse
