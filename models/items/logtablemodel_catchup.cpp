// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/logtablemodel.h"

#include <algorithm>

// How new logs come in on top of a pinned question.
namespace gatehouse {

// Rows above the paged ones that are kept as they came.
static constexpr int maxHead = 500;

QDateTime LogTableModel::newest() const
{
    return m_head.isEmpty() ? m_pin : m_head.first().createdAt;
}

QSet<QString> LogTableModel::idsOfNewest() const
{
    QSet<QString> ids;
    const QDateTime instant = newest();
    for (const Log &log : m_head.isEmpty() ? m_pinned : m_head) {
        if (log.createdAt != instant)
            break;
        ids.insert(log.id.value);
    }
    return ids;
}

void LogTableModel::catchUp()
{
    if (state() != State::Ready || m_catchingUp)
        return;
    if (m_query.orderBy != LogOrder::CreatedAt || m_query.ascending)
        return refresh();

    // More may have come in the very instant of the newest, so that is asked for again, unless it
    // holds more than is known.
    const QDateTime last = newest();
    const bool again = last.isValid() && (!m_head.isEmpty() || m_pinnedComplete);
    const int known = again ? int(idsOfNewest().size()) : 0;
    m_newer = fetchNewerLogs(m_service, m_gateway, m_openQuery, again ? last.addMSecs(-1) : last,
                             catchUpLimit + known);
    m_catchingUp = true;
    m_newer.then(this, [this, question = m_question](const Result<NewerLogs> &newer) {
        if (question != m_question)
            return;
        m_catchingUp = false;
        if (newer) // a failure changes nothing: the next one brings it all
            onNewer(*newer);
    });
}

void LogTableModel::onNewer(const NewerLogs &newer)
{
    if (newer.tooMany)
        return refresh();
    QSet<QString> known = idsOfNewest();
    QList<Log> fresh;
    for (const Log &log : newer.logs) {
        if (known.contains(log.id.value))
            continue;
        known.insert(log.id.value);
        fresh.prepend(log);
    }
    if (!fresh.isEmpty())
        insertOnTop(fresh);
}

void LogTableModel::insertOnTop(const QList<Log> &logs)
{
    const auto count = int(logs.size());
    // The pinned question would find what came in the instant of the pin, too.
    const bool detach = m_head.isEmpty() && m_pin.isValid() && logs.last().createdAt <= m_pin;
    if (detach)
        m_pager.cancelAll(); // which tells of its pages, and so cannot wait
    beginInsertRows({}, 0, count - 1);
    if (detach)
        detachNewest();
    m_head = logs + m_head;
    m_rowCount += count;
    m_allRows += count;
    endInsertRows();
    for (const Log &log : logs)
        widen(m_info, log);
    if (m_info.totalCount)
        m_info.totalCount = *m_info.totalCount + count;
    Q_EMIT infoChanged();
    if (m_head.size() > maxHead)
        absorbHead();
    Q_EMIT rowsArrived(count);
    m_settle.start();
}

// Takes the logs of the pin's instant from the pages to the head and pins before them.
void LogTableModel::detachNewest()
{
    const auto count = int(m_pinned.size());
    m_pager.shift(pinnedBefore(m_openQuery, m_pin), -count, pagedCount(), {});
    m_head = std::exchange(m_pinned, {});
    if (m_end < maxRows)
        m_end -= count;
}

// Makes pages of the older part of the head and pins above them, so that the rows stay what they
// are. Whole pages only, and no instant is split.
void LogTableModel::absorbHead()
{
    int count = (headSize() - 1) / pageSize * pageSize;
    const auto splits = [this](int at) {
        return m_head.at(at - 1).createdAt == m_head.at(at).createdAt;
    };
    while (count > 0 && splits(headSize() - count))
        count -= pageSize;
    // Where many share an instant, another place is found once there are more.
    if (count == 0 && headSize() < 10 * maxHead)
        return;
    if (count == 0)
        return refresh();
    const QList<Log> top = m_head.last(count);
    m_pager.shift(pinnedBefore(m_openQuery, top.first().createdAt.addMSecs(1)), count, pagedCount(),
                  top);
    m_head.resize(headSize() - count);
    m_end = std::min(m_end + count, maxRows);
}

} // namespace gatehouse
