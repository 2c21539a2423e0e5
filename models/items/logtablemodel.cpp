// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/logtablemodel.h"

#include "models/items/logcells.h"

#include <algorithm>
#include <cmath>

namespace gatehouse {

using namespace std::chrono_literals;

LogTableModel::LogTableModel(LogService *service, const GatewayId &gateway, TimeDisplay *time,
                             QObject *parent)
    : TableModel(ColumnCount, parent)
    , m_service(service)
    , m_gateway(gateway)
    , m_time(time)
    , m_pager(service, gateway, maxPages)
    , m_end(maxRows)
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(20ms);
    connect(&m_settle, &QTimer::timeout, this, &LogTableModel::fetchVisible);
    connect(&m_growth, &QTimer::timeout, this, &LogTableModel::grow);
    connect(&m_pager, &LogPager::answered, this, &LogTableModel::onPageAnswered);
    connect(&m_pager, &LogPager::pageChanged, this, &LogTableModel::onPageChanged);
    connect(time, &TimeDisplay::changed, this,
            [this] { columnsChanged(CreatedColumn, CreatedColumn); });
}

LogTableModel::~LogTableModel()
{
    m_opening.cancel();
    m_newer.cancel();
    m_pager.disconnect(this);
    m_pager.cancelAll();
}

void LogTableModel::setQuery(const LogQuery &query)
{
    m_opening.cancel();
    m_newer.cancel();
    m_catchingUp = false;
    m_pager.cancelAll();
    const bool changed = query != m_query;
    m_query = query;

    // A refresh puts the page in sight in place of its older self.
    const int row = std::max(m_firstVisible - headSize(), 0);
    const int page = m_query == m_shownQuery ? row / pageSize : 0;
    m_opening = openLogs(m_service, m_gateway, m_query, page);
    m_opening.then(this, [this, question = ++m_question](const Result<LogOpening> &opening) {
        if (question == m_question)
            onOpened(opening);
    });
    setState(State::Loading);
    if (changed)
        Q_EMIT queryChanged();
}

void LogTableModel::onOpened(const Result<LogOpening> &opening)
{
    if (opening) {
        takeOpening(*opening);
        setState(State::Ready);
        return;
    }
    if (m_query != m_shownQuery)
        showNothing(); // what was there does not match the new question
    setState(State::Failed, opening.error());
    m_settle.start();
}

void LogTableModel::takeOpening(const LogOpening &opening)
{
    beginResetModel();
    m_shownQuery = m_query;
    m_openQuery = opening.query;
    m_pin = opening.newest;
    m_pinned = opening.newestLogs;
    m_pinnedComplete = opening.newestComplete;
    m_info = opening.info;
    m_head.clear();
    m_end = maxRows;
    m_allRows = 0;
    for (auto it = opening.pages.cbegin(); it != opening.pages.cend(); ++it)
        m_allRows = countAfter(it.key(), int(it->size()), m_info);
    m_rowCount = std::min(m_allRows, std::max(m_rowCount, growthStep));
    m_pager.reset(pinnedBefore(m_openQuery, m_pin.isValid() ? m_pin.addMSecs(1) : m_pin),
                  opening.pages);
    endResetModel();
    Q_EMIT infoChanged();
    for (auto it = opening.pages.cbegin(); it != opening.pages.cend(); ++it)
        onPageChanged(it.key());
    m_settle.start();
    m_growth.start();
}

void LogTableModel::grow()
{
    const int count = std::min(m_allRows - m_rowCount, growthStep);
    if (count <= 0)
        return m_growth.stop();
    beginInsertRows({}, m_rowCount, m_rowCount + count - 1);
    m_rowCount += count;
    endInsertRows();
}

void LogTableModel::showNothing()
{
    beginResetModel();
    m_shownQuery = m_query;
    m_pin = {};
    m_pinned.clear();
    m_info = {};
    m_head.clear();
    m_rowCount = m_allRows = 0;
    m_pager.reset({}, {});
    endResetModel();
    Q_EMIT infoChanged();
}

void LogTableModel::setVisibleRows(int first, int last)
{
    m_firstVisible = first;
    m_lastVisible = last;
    const bool isMoving = m_settle.isActive();
    m_settle.start();
    if (!isMoving)
        m_moving.start();
    // A jump is answered at once. Of what moves past, only what follows on rows that are held is
    // asked for, and now and then what is in sight.
    const bool isHeld = rowState(first) == RowState::Ready && rowState(last) == RowState::Ready;
    if (isMoving && !isHeld && !m_moving.hasExpired(longestMove))
        return;
    m_moving.start();
    fetchVisible();
}

void LogTableModel::fetchVisible()
{
    if (state() == State::Loading)
        return;
    const int first = std::max(m_firstVisible - headSize(), 0);
    const int last = std::min(m_lastVisible, m_rowCount - 1) - headSize();
    const int pages = (pagedCount() + pageSize - 1) / pageSize;
    if (m_firstVisible < 0 || m_lastVisible < m_firstVisible)
        m_pager.show(0, -1, pages);
    else if (last < 0) // all in the head: its neighbour is the first page
        m_pager.show(0, 0, pages);
    else
        m_pager.show(first / pageSize, last / pageSize, pages);
}

// How many rows the pinned question has, as far as the answer to one of its pages tells. The total
// may be absent, or stale after a deletion; the rows that came, and where they end, are facts.
int LogTableModel::countAfter(int page, int size, const LogListInfo &info)
{
    const qint64 end = qint64(page) * pageSize + size;
    const bool full = size == pageSize;
    if (full && end > m_end)
        m_end = maxRows; // the list has grown
    if (!full)
        m_end = int(size > 0 ? end : std::min<qint64>(end, m_end));
    qint64 told = info.totalCount.valueOr(-1);
    if (told < 0)
        told = std::max<qint64>(pagedCount(), full ? end + pageSize : 0);
    return int(std::min<qint64>(std::max(told, size > 0 ? end : 0), m_end));
}

void LogTableModel::onPageAnswered(int page, int size, const LogListInfo &info)
{
    const int count = countAfter(page, size, info);
    if (count == pagedCount())
        return;
    if (info.totalCount)
        m_pager.outdateOthers(page);
    setPagedCount(count);
}

void LogTableModel::setPagedCount(int count)
{
    m_allRows = headSize() + count;
    if (m_allRows < m_rowCount) {
        beginRemoveRows({}, m_allRows, m_rowCount - 1);
        m_rowCount = m_allRows;
        endRemoveRows();
    }
    m_pager.truncate(count);
    grow();
    m_growth.start();
    if (m_info.totalCount)
        m_info.totalCount = m_allRows;
    Q_EMIT infoChanged();
    m_settle.start();
}

void LogTableModel::onPageChanged(int page)
{
    const int first = headSize() + page * pageSize;
    const int last = std::min(first + pageSize, m_rowCount) - 1;
    if (first > last)
        return;
    Q_EMIT dataChanged(index(first, 0), index(last, ColumnCount - 1));
    if (m_pager.pages().state(page) == LogPageCache::State::Ready)
        Q_EMIT rowLoaded(first, last);
}

const Log *LogTableModel::log(int row) const
{
    if (row < 0 || row >= m_rowCount)
        return nullptr;
    return row < headSize() ? &m_head.at(row) : m_pager.pages().log(row - headSize());
}

LogTableModel::RowState LogTableModel::rowState(int row) const
{
    if (row < 0 || row >= m_rowCount)
        return RowState::Empty;
    if (row < headSize())
        return RowState::Ready;
    switch (m_pager.pages().rowState(row - headSize())) {
    case LogPageCache::State::Empty:
        break;
    case LogPageCache::State::Loading:
        return RowState::Loading;
    case LogPageCache::State::Ready:
        return RowState::Ready;
    case LogPageCache::State::Failed:
        return RowState::Failed;
    }
    return RowState::Empty;
}

std::optional<ApiError> LogTableModel::rowError(int row) const
{
    if (row < headSize() || row >= m_rowCount)
        return std::nullopt;
    return m_pager.pages().error((row - headSize()) / pageSize);
}

QVariant LogTableModel::cell(int row, int column, int role) const
{
    const RowState state = rowState(row);
    if (role == RowStateRole)
        return QVariant::fromValue(state);
    if (const Log *held = log(row); held && role == ShareRole) {
        const auto part = share(*held, column);
        return part ? QVariant(*part) : QVariant();
    }
    if (const Log *held = log(row))
        return logCell(*held, column, role, *m_time);
    if (state == RowState::Failed && role == Qt::ToolTipRole)
        return rowError(row)->text();
    if (column == CreatedColumn && role == Qt::DisplayRole) {
        if (state == RowState::Loading)
            return QStringLiteral("…");
        if (state == RowState::Failed)
            return tr("could not be loaded");
    }
    return {};
}

// By its root: one request that took a minute does not make all others look alike.
std::optional<double> LogTableModel::share(const Log &log, int column) const
{
    const auto part = [](double value, const Field<double> &most) {
        return most && *most > 0 && value > 0
            ? std::optional(std::sqrt(std::min(1.0, value / *most)))
            : std::nullopt;
    };
    if (column == DurationColumn)
        return part(double(log.duration), m_info.maxDuration);
    if (column == CostColumn && log.cost)
        return part(*log.cost, m_info.maxCost);
    return std::nullopt;
}

bool LogTableModel::holdsNumbers(int column) const
{
    return isLogNumber(column);
}

QVariant LogTableModel::header(int column, int role) const
{
    return logHeader(column, role);
}

static constexpr std::pair<LogTableModel::Column, LogOrder> orders[] = {
    {LogTableModel::CreatedColumn, LogOrder::CreatedAt},
    {LogTableModel::ProviderColumn, LogOrder::Provider},
    {LogTableModel::ModelColumn, LogOrder::Model},
    {LogTableModel::ModelTypeColumn, LogOrder::ModelType},
    {LogTableModel::SuccessColumn, LogOrder::Success},
    {LogTableModel::CachedColumn, LogOrder::Cached},
};

std::optional<LogOrder> LogTableModel::orderOf(int column)
{
    for (const auto &[candidate, order] : orders)
        if (candidate == column)
            return order;
    return std::nullopt;
}

std::optional<int> LogTableModel::columnOf(LogOrder order)
{
    for (const auto &[column, candidate] : orders)
        if (candidate == order)
            return column;
    return std::nullopt;
}

void LogTableModel::sort(int column, Qt::SortOrder order)
{
    const auto orderBy = orderOf(column);
    if (!orderBy)
        return;
    LogQuery query = m_query;
    query.orderBy = *orderBy;
    query.ascending = order == Qt::AscendingOrder;
    if (query == m_query)
        return;
    if (state() != State::Idle)
        return setQuery(query);
    m_query = query; // a view that sets up its header asks nothing yet
    Q_EMIT queryChanged();
}

} // namespace gatehouse
