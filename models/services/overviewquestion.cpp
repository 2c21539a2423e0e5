// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/overviewquestion.h"

#include "models/services/connection.h"

#include <algorithm>

namespace gatehouse {

OverviewQuestion::OverviewQuestion(Connection *connection, const GatewayId &gateway,
                                   QObject *parent)
    : QObject(parent)
    , m_connection(connection)
    , m_gateway(gateway)
{
}

void OverviewQuestion::ask(const TimeRange &range, int parts)
{
    cancel();
    m_overview = Overview(range, parts);
    m_state = State::Running;
    m_asked = 0;
    m_answered = 0;
    m_reading = false;
    m_pages = QList<QSet<qint64>>(parts);
    for (const Figure figure : figures) {
        LogService::Page page{.number = 1, .size = 1};
        page.metaInfo = figure == Figure::Requests;
        list(figure, range, page, [this, figure](const LogPage &logs) {
            m_overview.totals[size_t(figure)] = *logs.info.totalCount;
            if (figure == Figure::Requests && logs.info.maxCost)
                m_overview.highestCost = *logs.info.maxCost;
            if (std::all_of(m_overview.totals.begin(), m_overview.totals.end(),
                            [](const auto &total) { return total.has_value(); }))
                onWhole();
        });
    }
    Q_EMIT changed();
}

void OverviewQuestion::list(Figure figure, const TimeRange &range, const LogService::Page &page,
                            const Answer &answer)
{
    ++m_asked;
    const auto call = m_connection->logs()->list(m_gateway, figureQuery(figure, range), page);
    m_calls.append(call);
    call.then(this, [=, this, serial = m_serial](const Result<LogPage> &result) {
        if (serial != m_serial)
            return;
        if (!result)
            return fail(result.error());
        if (!result->info.totalCount)
            return fail(ApiError::protocol(tr("the service does not say how many logs match")));
        if (const QString problem = filterProblem(figure, range, result->logs); !problem.isEmpty())
            return fail(ApiError::protocol(problem));
        ++m_answered;
        answer(*result);
        onAnswered();
    });
}

void OverviewQuestion::onAnswered()
{
    if (m_state == State::Running && m_answered == m_asked) {
        m_state = State::Done;
        m_calls.clear();
    }
    Q_EMIT changed();
}

void OverviewQuestion::onWhole()
{
    if (*m_overview.total(Figure::Requests) == 0) {
        for (OverviewPart &part : m_overview.parts) {
            part.counts.fill(0);
            part.isSampled = true;
        }
        return;
    }
    const RequestBudget *budget = m_connection->client()->budget();
    if (budget->isLimited() && budget->remaining() - heldRequests() < budget->limit() / 4) {
        m_state = State::Held;
        return;
    }
    askParts();
}

int OverviewQuestion::heldRequests() const
{
    const auto isCounted = [](const auto &total) { return total && *total > 0; };
    return int(m_overview.parts.size())
        * int(std::count_if(m_overview.totals.begin(), m_overview.totals.end(), isCounted));
}

void OverviewQuestion::goOn()
{
    if (m_state != State::Held)
        return;
    m_state = State::Running;
    askParts();
    Q_EMIT changed();
}

void OverviewQuestion::askParts()
{
    for (int i = 0; i < m_overview.parts.size(); ++i)
        readPage(i, 1);
}

void OverviewQuestion::readPage(int i, qint64 number)
{
    list(Figure::Requests, m_overview.parts.at(i).range, {.number = number},
         [this, i, number](const LogPage &page) {
             OverviewPart &part = m_overview.parts[i];
             part.counts[size_t(Figure::Requests)] = *page.info.totalCount;
             part.add(page.logs);
             m_pages[i].insert(number);
             if (number == 1)
                 askCounts(i);
         });
}

// What cannot be anything but none is not asked for.
void OverviewQuestion::askCounts(int i)
{
    OverviewPart &part = m_overview.parts[i];
    for (const Figure figure : {Figure::Errors, Figure::CacheHits}) {
        if (*m_overview.total(figure) == 0 || *part.count(Figure::Requests) == 0)
            part.counts[size_t(figure)] = 0;
        else
            list(figure, part.range, {.number = 1, .size = 1},
                 [this, i, figure](const LogPage &page) {
                     m_overview.parts[i].counts[size_t(figure)] = *page.info.totalCount;
                 });
    }
}

static qint64 pagesOf(qint64 logs)
{
    return (logs + LogService::maxPerPage - 1) / LogService::maxPerPage;
}

qint64 OverviewQuestion::pagesLeft() const
{
    qint64 pages = 0;
    for (int i = 0; i < m_overview.parts.size(); ++i)
        pages += pagesOf(m_overview.parts.at(i).count(Figure::Requests).value_or(0))
            - m_pages.at(i).size();
    return std::max<qint64>(pages, 0);
}

void OverviewQuestion::readAll()
{
    if (m_state != State::Done || pagesLeft() == 0 || pagesLeft() > maxPagesRead)
        return;
    m_state = State::Running;
    m_reading = true;
    m_asked = 0;
    m_answered = 0;
    for (int i = 0; i < m_overview.parts.size(); ++i) {
        const qint64 last = pagesOf(*m_overview.parts.at(i).count(Figure::Requests));
        for (qint64 page = 2; page <= last; ++page)
            if (!m_pages.at(i).contains(page))
                readPage(i, page);
    }
    Q_EMIT changed();
}

void OverviewQuestion::stopReading()
{
    if (!isReading())
        return;
    cancel();
    m_state = State::Done;
    Q_EMIT changed();
}

void OverviewQuestion::cancel()
{
    ++m_serial;
    for (const Call<LogPage> &call : std::exchange(m_calls, {}))
        call.cancel();
    if (m_state == State::Running || m_state == State::Held)
        m_state = State::Idle;
}

void OverviewQuestion::fail(const ApiError &error)
{
    cancel();
    m_state = State::Failed;
    m_error = error;
    Q_EMIT changed();
}

} // namespace gatehouse
