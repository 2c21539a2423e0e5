// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/logexportjob.h"

#include <QThreadPool>
#include <algorithm>

namespace gatehouse {

namespace {

constexpr int perPage = LogService::maxPerPage;
constexpr int maxRunning = RequestBudget::maxBackground;
constexpr int maxAhead = 2 * maxRunning; // pages asked for and not yet written
constexpr int maxBodies = 2; // rows whose bodies are fetched at a time: each may be 20 MB

// One thread for all files: what belongs to one file happens in the order in which it was asked
// for, whoever asks.
QThreadPool *fileThread()
{
    static QThreadPool pool;
    pool.setMaxThreadCount(1);
    return &pool;
}

LogFilter createdAt(FilterOperator op, const QDateTime &time)
{
    return {QStringLiteral("created_at"), op, QJsonArray{toJson(time)}};
}

} // namespace

LogExportJob::LogExportJob(LogService *service, const LogExportState &state,
                           const QString &stateFile, Task *task, QObject *parent)
    : QObject(parent)
    , m_service(service)
    , m_state(state)
    , m_stateFile(stateFile)
    , m_task(task)
{
}

LogExportJob::~LogExportJob()
{
    stop();
}

void LogExportJob::write(const std::function<Progress(LogExportWriter &)> &work,
                         const std::function<void(const Progress &)> &then)
{
    m_writing = true;
    auto *watcher = new QFutureWatcher<Progress>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, writer = m_writer, then] {
        watcher->deleteLater();
        if (writer != m_writer) // stopped meanwhile
            return;
        m_writing = false;
        const Progress progress = watcher->result();
        m_state = progress.state;
        if (m_task)
            m_task->setProgress(m_state.rows, std::max(m_state.total, m_state.rows));
        if (progress.error)
            return fail(*progress.error);
        then(progress);
    });
    watcher->setFuture(
        QtConcurrent::run(fileThread(), [writer = m_writer, work] { return work(*writer); }));
}

void LogExportJob::start()
{
    if (m_writer)
        return;
    m_writing = false;
    if (!m_state.until)
        return askForEnd();
    m_writer = std::make_shared<LogExportWriter>(m_state, m_stateFile);
    write([](LogExportWriter &writer) { return writer.open(); },
          [this](const Progress &) { openWindow(); });
}

void LogExportJob::stop()
{
    cancelCalls();
    if (const auto writer = std::exchange(m_writer, nullptr))
        (void)QtConcurrent::run(fileThread(), [writer] { return writer->save(); });
}

void LogExportJob::discard()
{
    cancelCalls();
    auto writer = std::exchange(m_writer, nullptr);
    if (!writer)
        writer = std::make_shared<LogExportWriter>(m_state, m_stateFile);
    (void)QtConcurrent::run(fileThread(), [writer] { writer->discard(); });
}

void LogExportJob::fail(const ApiError &error)
{
    stop();
    Q_EMIT stopped(error);
}

void LogExportJob::cancelCalls()
{
    m_end.cancel();
    ++m_windowNumber;
    for (const auto &[page, call] : std::exchange(m_running, {}))
        call.cancel();
    m_ready.clear();
    m_rows.clear();
    for (const auto &bodies : std::exchange(m_bodies, {}))
        for (const auto &call : bodies->calls)
            call.cancel();
}

// The export is of what there is now, not of what comes in while it runs.
void LogExportJob::askForEnd()
{
    LogQuery newest;
    newest.search = m_state.spec.search;
    newest.filters = m_state.spec.filters;
    m_end = m_service->list(m_state.spec.gateway, newest,
                            {.number = 1, .size = 1, .urgency = Urgency::Background});
    m_end.then(this, [this](const Result<LogPage> &page) {
        if (!page && page.error().kind == ApiError::Kind::Cancelled)
            return;
        if (!page)
            return fail(page.error());
        m_state.total = page->info.totalCount.valueOr(0);
        m_state.until = page->logs.isEmpty() ? QDateTime::fromMSecsSinceEpoch(0, Qt::UTC)
                                             : page->logs.first().createdAt.addMSecs(1);
        start();
    });
}

void LogExportJob::openWindow()
{
    cancelCalls();
    m_windowAfter = m_state.after ? m_state.after->addMSecs(-1) : QDateTime();
    m_window = {};
    m_window.search = m_state.spec.search;
    m_window.filters = m_state.spec.filters;
    m_window.filters.append(createdAt(FilterOperator::Lt, *m_state.until));
    if (m_windowAfter.isValid())
        m_window.filters.append(createdAt(FilterOperator::Gt, m_windowAfter));
    m_window.ascending = true;
    m_windowTotal = -1;
    m_windowKnown = false;
    m_windowRows = m_state.rows;
    m_nextRequest = m_nextTake = 1;
    request();
}

void LogExportJob::request()
{
    // How far the window reaches is known from its first page.
    const qint64 last = !m_windowKnown ? 1
        : m_windowTotal >= 0 ? std::max<qint64>((m_windowTotal + perPage - 1) / perPage, 1)
                             : std::numeric_limits<int>::max();
    while (int(m_running.size()) < maxRunning && m_nextRequest <= last
           && m_nextRequest - m_nextTake < maxAhead) {
        const qint64 page = m_nextRequest++;
        const auto call =
            m_service->listRaw(m_state.spec.gateway, m_window,
                               {.number = page, .size = perPage, .urgency = Urgency::Background});
        m_running.emplace(page, call);
        call.then(this, [this, page, window = m_windowNumber](const Result<ApiResponse> &response) {
            if (window != m_windowNumber)
                return;
            m_running.erase(page);
            if (!response)
                return fail(response.error());
            m_ready.emplace(page, *response);
            takeNext();
            request();
        });
    }
}

void LogExportJob::takeNext()
{
    const auto next = m_ready.find(m_nextTake);
    if (m_writing || next == m_ready.end())
        return;
    const ApiResponse page = next->second;
    m_ready.erase(next);
    write(
        [page, total = m_windowTotal](LogExportWriter &writer) { return writer.take(page, total); },
        [this](const Progress &progress) { onTaken(progress); });
}

void LogExportJob::onTaken(const Progress &progress)
{
    if (progress.changed)
        return openWindow();
    m_windowTotal = progress.total;
    m_windowKnown = true;
    m_lastSize = progress.size;
    m_rows = progress.waiting;
    if (m_rows.isEmpty())
        closePage();
    else
        fetchBodies();
}

void LogExportJob::closePage()
{
    const qint64 page = m_nextTake++;
    // Rows may have gone while the pages were fetched, and the last ones with them to a page that
    // was there before. So the end is where a window begins with it, or has nothing else.
    const bool atEnd =
        m_lastSize < perPage || (m_windowTotal >= 0 && page * perPage >= m_windowTotal);
    if (atEnd)
        return page == 1 || m_state.rows == m_windowRows ? finish() : openWindow();
    // Unless all of it is of one instant, which would begin with the same rows again.
    if (page >= windowPages && m_state.after->addMSecs(-1) > m_windowAfter)
        return openWindow();
    request();
    takeNext();
}

void LogExportJob::finish()
{
    cancelCalls();
    write([](LogExportWriter &writer) { return writer.finish(); },
          [this](const Progress &) {
              m_writer.reset();
              Q_EMIT finished();
          });
}

void LogExportJob::fetchBodies()
{
    while (m_bodies.size() < maxBodies && !m_rows.isEmpty()) {
        const auto bodies = std::make_shared<Bodies>();
        bodies->row = m_rows.takeFirst();
        m_bodies.append(bodies);
        const LogId id{bodies->row.value(QLatin1String("id")).toString()};
        const GatewayId &gateway = m_state.spec.gateway;
        fetchBody(bodies, &Bodies::request,
                  m_service->requestBody(gateway, id, {}, Urgency::Background));
        fetchBody(bodies, &Bodies::response,
                  m_service->responseBody(gateway, id, {}, Urgency::Background));
    }
}

void LogExportJob::fetchBody(const std::shared_ptr<Bodies> &bodies,
                             std::optional<QByteArray> Bodies::*part, const Call<LogBody> &call)
{
    bodies->calls.append(call);
    call.then(this, [=, this, window = m_windowNumber](const Result<LogBody> &body) {
        if (window != m_windowNumber)
            return;
        if (!body && body.error().kind != ApiError::Kind::NotFound)
            return fail(body.error());
        // An empty body is one, and not null.
        (*bodies).*part = !body ? QByteArray() : body->data.isNull() ? QByteArray("") : body->data;
        writeBodies();
    });
}

void LogExportJob::writeBodies()
{
    if (m_writing || m_bodies.isEmpty() || !m_bodies.first()->request
        || !m_bodies.first()->response)
        return;
    const auto bodies = m_bodies.takeFirst();
    write(
        [bodies](LogExportWriter &writer) {
            return writer.take(bodies->row, *bodies->request, *bodies->response);
        },
        [this](const Progress &) {
            fetchBodies();
            if (m_bodies.isEmpty())
                return closePage();
            writeBodies();
        });
}

} // namespace gatehouse
