// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/logdeletionjob.h"

#include "models/services/logdeletion.h"

#include <algorithm>

namespace gatehouse {

namespace {

QList<LogFilter> frozen(const LogDeletionPlan &plan)
{
    return plan.filters
        + QList<LogFilter>{
            {QStringLiteral("created_at"), FilterOperator::Lt, QJsonArray{toJson(plan.until)}}};
}

ApiError refusal(const QString &why)
{
    ApiError error;
    error.kind = ApiError::Kind::Validation;
    error.message = why;
    return error;
}

void lookAtOldest(LogService *service, const LogDeletionPlan &plan,
                  const CallSource<LogDeletionPlan> &source)
{
    LogQuery query;
    query.filters = plan.filters;
    query.ascending = true;
    const auto call =
        service->list(plan.gateway, query, {.number = 1, .size = 1, .urgency = Urgency::Awaited});
    source.onCancel([call] { call.cancel(); });
    call.then(service, [=](const Result<LogPage> &page) mutable {
        if (!page)
            return source.finish(tl::make_unexpected(page.error()));
        LogDeletionPlan whole = plan;
        whole.oldest = page->logs.isEmpty() ? plan.newest : page->logs.first().createdAt;
        source.finish(whole);
    });
}

void lookAtNewest(LogService *service, const LogDeletionPlan &plan,
                  const CallSource<LogDeletionPlan> &source)
{
    LogQuery query;
    query.filters = plan.filters;
    const auto call = service->list(plan.gateway, query,
                                    {.number = 1, .metaInfo = true, .urgency = Urgency::Awaited});
    source.onCancel([call] { call.cancel(); });
    call.then(service, [=](const Result<LogPage> &page) {
        if (!page)
            return source.finish(tl::make_unexpected(page.error()));
        LogDeletionPlan more = plan;
        more.sample = page->logs;
        more.info = page->info;
        more.matching = page->info.totalCount.valueOr(plan.matching);
        if (page->logs.isEmpty())
            return source.finish(more);
        more.newest = page->logs.first().createdAt;
        more.until = more.newest.addMSecs(1);
        lookAtOldest(service, more, source);
    });
}

} // namespace

std::optional<double> LogDeletionPlan::cost() const
{
    double sum = 0;
    qsizetype known = 0;
    for (const Log &log : sample) {
        sum += log.cost.valueOr(0);
        known += log.cost.hasValue() ? 1 : 0;
    }
    if (known == 0)
        return std::nullopt;
    return isSampleWhole() ? sum : sum / double(sample.size()) * double(matching);
}

Call<LogDeletionPlan> planLogDeletion(LogService *service, const GatewayId &gateway,
                                      const LogQuery &query)
{
    CallSource<LogDeletionPlan> source;
    if (!query.search.isEmpty()) {
        source.finish(tl::make_unexpected(
            refusal(LogService::tr("nothing was deleted: the service cannot delete by a text that "
                                   "is searched for. Take “%1” out of the filter")
                        .arg(query.search))));
        return source.call();
    }
    LogDeletionPlan plan;
    plan.gateway = gateway;
    plan.filters = query.filtersAt(QDateTime::currentDateTimeUtc());
    const auto call =
        checkedDeletion(service, gateway, plan.filters, LogService::Removal::maxLimit);
    source.onCancel([call] { call.cancel(); });
    call.then(service, [=](const Result<LogDeletion> &checked) mutable {
        if (!checked)
            return source.finish(tl::make_unexpected(checked.error()));
        plan.matching = checked->matching;
        if (plan.matching == 0)
            return source.finish(plan);
        lookAtNewest(service, plan, source);
    });
    return source.call();
}

LogDeletionJob::LogDeletionJob(LogService *service, const LogDeletionPlan &plan, Task *task,
                               const Patience &patience, QObject *parent)
    : QObject(parent)
    , m_service(service)
    , m_plan(plan)
    , m_task(task)
    , m_patience(patience)
    , m_left(plan.matching)
{
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &LogDeletionJob::look);
    connect(task, &Task::changed, this, [this, task] {
        if (task->hasEnded())
            deleteLater();
    });
    task->setCancellable(true);
    task->setProgress(0, plan.matching);
}

LogDeletionJob::~LogDeletionJob()
{
    m_deletion.cancel();
    m_look.cancel();
    if (m_task)
        m_task->fail(tr("Disconnected before all were deleted"));
}

void LogDeletionJob::start()
{
    deleteSlice();
}

void LogDeletionJob::deleteSlice()
{
    // Without filters nothing but the order and the number keeps what comes in meanwhile.
    const int limit = int(std::min<qint64>(m_left, LogService::Removal::maxLimit));
    m_deletion = m_service->remove(m_plan.gateway,
                                   m_plan.filters.isEmpty() ? m_plan.filters : frozen(m_plan),
                                   {.ascending = true, .limit = limit});
    m_deletion.then(this, [this](const Result<LogDeletion> &deletion) {
        if (!m_task || m_task->hasEnded())
            return;
        if (!deletion)
            return m_task->fail(deletion.error().text());
        m_looks = 0;
        m_target = std::max<qint64>(m_left - deletion->expected, 0);
        look();
    });
}

void LogDeletionJob::look()
{
    LogQuery query;
    query.filters = frozen(m_plan);
    m_look = m_service->list(m_plan.gateway, query,
                             {.number = 1, .size = 1, .urgency = Urgency::Visible});
    m_look.then(this, [this](const Result<LogPage> &page) {
        if (!m_task || m_task->hasEnded())
            return;
        if (!page)
            return m_task->fail(page.error().text());
        onLeft(page->info.totalCount.valueOr(page->logs.size()));
    });
}

void LogDeletionJob::onLeft(qint64 left)
{
    if (left < m_left) {
        m_left = left;
        m_looks = m_repeats = 0;
        m_task->setProgress(m_plan.matching - left, m_plan.matching);
        Q_EMIT progressed();
    }
    if (m_left == 0)
        return m_task->finish(tr("%n log(s) deleted", nullptr, int(m_plan.matching)));
    if (m_left <= m_target)
        return deleteSlice();
    if (++m_looks <= m_patience.looks)
        return m_pause.start(std::min(m_patience.pause * m_looks, m_patience.pause * 10));
    if (++m_repeats <= m_patience.repeats)
        return deleteSlice();
    m_task->fail(tr("The service has taken the deletion, but still lists %n log(s). It may be "
                    "carrying it out yet.",
                    nullptr, int(m_left)));
}

} // namespace gatehouse
