// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/routehistory.h"

namespace gatehouse {

RouteHistory routeHistory(const QList<Log> &logs)
{
    struct Sum
    {
        int count = 0;
        int failed = 0;
        int priced = 0;
        double cost = 0;
    };
    RouteHistory history;
    history.logs = logs;
    QHash<QString, Sum> sums;
    for (auto it = logs.crbegin(); it != logs.crend(); ++it) {
        history.requests.append(routeRequest(*it));
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

void RouteHistoryLoader::start(const LogQuery &query, int count, Urgency urgency)
{
    m_call.cancel();
    ++m_serial;
    m_logs.clear();
    m_query = query;
    m_wanted = std::min(count, mostLogs);
    m_urgency = urgency;
    next();
}

void RouteHistoryLoader::next()
{
    LogService::Page page{.number = m_logs.size() / LogService::maxPerPage + 1,
                          .urgency = m_urgency};
    m_call = m_service->list(m_gateway, m_query, page);
    m_call.then(this, [this, serial = m_serial](const Result<LogPage> &result) {
        if (serial != m_serial)
            return;
        if (!result) {
            Q_EMIT failed(result.error());
            return;
        }
        m_logs += result->logs;
        if (m_logs.size() >= m_wanted || result->logs.size() < LogService::maxPerPage)
            return finish();
        next();
        Q_EMIT progressed();
    });
}

void RouteHistoryLoader::finish()
{
    ++m_serial;
    m_logs.resize(std::min(int(m_logs.size()), m_wanted));
    Q_EMIT finished(routeHistory(m_logs));
}

void RouteHistoryLoader::cancel()
{
    if (!isRunning())
        return;
    m_call.cancel();
    finish();
}

} // namespace gatehouse
