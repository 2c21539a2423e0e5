// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/logtimeline.h"

#include "models/domain/format.h"

#include <algorithm>
#include <cmath>

namespace gatehouse {

using namespace std::chrono_literals;

namespace {

const QString createdAt = QStringLiteral("created_at");
const QString success = QStringLiteral("success");

std::optional<QDateTime> limitOf(const LogQuery &query, FilterOperator op)
{
    return timeOf(query.find(createdAt, op));
}

// What a condition on success says of the failed ones, if there is one.
std::optional<bool> wantedSuccess(const LogQuery &query)
{
    const LogFilter *filter = query.find(success, FilterOperator::Eq);
    if (!filter || filter->value.size() != 1 || !filter->value.first().isBool())
        return std::nullopt;
    return filter->value.first().toBool();
}

} // namespace

LogTimeline::LogTimeline(LogService *service, const GatewayId &gateway, RequestBudget *budget,
                         TimeDisplay *time, QObject *parent)
    : TableModel(ColumnCount, parent)
    , m_service(service)
    , m_gateway(gateway)
    , m_budget(budget)
    , m_time(time)
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(300ms);
    m_again.setSingleShot(true);
    m_again.setInterval(30s);
    connect(&m_rest, &QTimer::timeout, this, &LogTimeline::start);
    connect(&m_again, &QTimer::timeout, this, &LogTimeline::start);
    connect(time, &TimeDisplay::changed, this, [this] {
        columnsChanged(FromColumn, ToColumn);
        Q_EMIT changed();
    });
}

LogTimeline::~LogTimeline()
{
    m_call.cancel();
}

int LogTimeline::maxBuckets(const RequestBudget &budget)
{
    if (!budget.isLimited() || budget.remaining() * 2 > budget.limit())
        return 32;
    return budget.remaining() * 3 > budget.limit() ? 16 : 8;
}

std::chrono::seconds LogTimeline::widthFor(std::chrono::seconds range, int maxBuckets)
{
    static constexpr std::chrono::seconds widths[] = {
        1s, 2s, 5s, 10s, 15s, 30s, 1min,    2min,     5min,     10min,    15min,     30min,    1h,
        2h, 3h, 6h, 12h, 24h, 48h, 7 * 24h, 14 * 24h, 28 * 24h, 56 * 24h, 112 * 24h, 364 * 24h};
    for (const std::chrono::seconds width : widths)
        if (width * (maxBuckets - 1) >= range) // one more, as they begin at round times
            return width;
    return std::chrono::seconds(range.count() / std::max(1, maxBuckets - 1) + 1);
}

void LogTimeline::setQuery(const LogQuery &query)
{
    m_query = query;
    m_query.orderBy = LogOrder::CreatedAt;
    m_query.ascending = false;
    reset();
    setState(State::Loading);
    m_rest.start();
    Q_EMIT changed();
}

void LogTimeline::clear()
{
    reset();
    beginResetModel();
    m_buckets.clear();
    endResetModel();
    setState(State::Idle);
    Q_EMIT changed();
}

void LogTimeline::reset()
{
    m_call.cancel();
    m_rest.stop();
    m_again.stop();
    m_waiting.clear();
    m_counting = false;
}

void LogTimeline::fail(const ApiError &error)
{
    if (error.kind == ApiError::Kind::Cancelled)
        return;
    reset();
    setState(State::Failed, error);
    Q_EMIT changed();
}

void LogTimeline::start()
{
    reset();
    m_fixed = m_query;
    m_fixed.filters = m_query.filtersAt(QDateTime::currentDateTimeUtc());
    m_fixed.last.reset();
    LogQuery timeless = m_fixed;
    timeless.filters.removeIf([](const LogFilter &filter) { return filter.key == createdAt; });
    if (timeless.filters != m_knownFor || timeless.search != m_knownSearch)
        m_known.clear();
    m_knownFor = timeless.filters;
    m_knownSearch = timeless.search;
    m_counting = true;
    findEnds();
}

void LogTimeline::ask(const LogQuery &query, const std::function<void(const LogPage &)> &then)
{
    m_call =
        m_service->list(m_gateway, query, {.number = 1, .size = 1, .urgency = Urgency::Background});
    m_call.then(this, [this, then](const Result<LogPage> &page) {
        if (!page)
            return fail(page.error());
        if (!page->info.totalCount)
            return fail(ApiError::protocol(tr("the service does not say how many logs match")));
        then(*page);
    });
}

void LogTimeline::findEnds()
{
    ask(m_fixed, [this](const LogPage &page) {
        if (page.logs.isEmpty()) {
            clear();
            return setState(State::Ready);
        }
        lookAtOldest(page.logs.first().createdAt, *page.info.totalCount);
    });
}

void LogTimeline::lookAtOldest(const QDateTime &newest, qint64 total)
{
    const QDateTime end = limitOf(m_fixed, FilterOperator::Lt).value_or(newest.addMSecs(1));
    if (const auto from = limitOf(m_fixed, FilterOperator::Gt))
        return makeBuckets(from->addMSecs(1), end, total); // it is exclusive
    LogQuery oldest = m_fixed;
    oldest.ascending = true;
    ask(oldest, [=, this](const LogPage &page) {
        makeBuckets(page.logs.isEmpty() ? newest : page.logs.first().createdAt, end, total);
    });
}

void LogTimeline::makeBuckets(const QDateTime &from, const QDateTime &to, qint64 total)
{
    const qint64 width =
        widthFor(std::chrono::seconds(from.secsTo(to) + 1), maxBuckets(*m_budget)).count() * 1000;
    // Widths of weeks begin on Mondays: the epoch is a Thursday.
    const qint64 origin = width % (7 * 86'400'000LL) == 0 ? 4 * 86'400'000LL : 0;
    const qint64 begin =
        origin + (from.toMSecsSinceEpoch() - origin) / width * width; // after 1970, as all logs are
    beginResetModel();
    m_buckets.clear();
    for (qint64 at = begin; at < to.toMSecsSinceEpoch(); at += width)
        m_buckets.append({QDateTime::fromMSecsSinceEpoch(at, Qt::UTC),
                          QDateTime::fromMSecsSinceEpoch(at + width, Qt::UTC)});
    endResetModel();
    setState(State::Ready);
    const Node all{0, m_buckets.size() - 1, total, 0};
    count(all, true, [=, this](qint64 failed) {
        Node root = all;
        root.failed = failed;
        show(root);
        m_waiting = {root};
        Q_EMIT changed();
        countNext();
    });
}

LogQuery LogTimeline::part(const Node &node, bool failedOnly) const
{
    LogQuery query = m_fixed;
    const QDateTime after = m_buckets.at(node.first).from.addMSecs(-1);
    query.filters.append({createdAt, FilterOperator::Gt, QJsonArray{toJson(after)}});
    query.filters.append(
        {createdAt, FilterOperator::Lt, QJsonArray{toJson(m_buckets.at(node.last).to)}});
    if (failedOnly)
        query.filters.append({success, FilterOperator::Eq, QJsonArray{false}});
    return query;
}

void LogTimeline::count(const Node &node, bool failedOnly, const Counted &then)
{
    if (failedOnly) {
        if (const auto wanted = wantedSuccess(m_fixed))
            return then(*wanted ? 0 : node.total);
        if (node.total == 0)
            return then(0);
    }
    const QDateTime from = m_buckets.at(node.first).from;
    const QDateTime to = m_buckets.at(node.last).to;
    const QString key = QStringLiteral("%1 %2 %3")
                            .arg(from.toMSecsSinceEpoch())
                            .arg(to.toMSecsSinceEpoch())
                            .arg(failedOnly);
    // Of what lies wholly in a limit of the filter, and in the past, the count stays what it is.
    const auto lower = limitOf(m_fixed, FilterOperator::Gt);
    const auto upper = limitOf(m_fixed, FilterOperator::Lt);
    const bool lasting = (!lower || from > *lower) && (!upper || to <= *upper)
        && to < QDateTime::currentDateTimeUtc().addSecs(-60);
    if (lasting && m_known.contains(key))
        return then(m_known.value(key));
    ask(part(node, failedOnly), [=, this](const LogPage &page) {
        if (lasting)
            m_known.insert(key, *page.info.totalCount);
        then(*page.info.totalCount);
    });
}

// One question at a time: the person's own ones come first.
void LogTimeline::countNext()
{
    while (!m_waiting.isEmpty()
           && (m_waiting.first().first == m_waiting.first().last || m_waiting.first().total == 0)) {
        show(m_waiting.takeFirst());
    }
    if (m_waiting.isEmpty()) {
        m_counting = false;
        Q_EMIT changed();
        return;
    }
    const Node node = m_waiting.takeFirst();
    Node left{node.first, (node.first + node.last) / 2, 0, 0};
    count(left, false, [=, this](qint64 total) mutable {
        left.total = std::min(total, node.total);
        // Where none failed, or all, no part has to be asked for.
        if (node.failed == 0 || left.total == 0)
            return split(node, left.total, 0);
        if (node.failed == node.total)
            return split(node, left.total, left.total);
        count(left, true, [=, this](qint64 failed) { split(node, left.total, failed); });
    });
}

void LogTimeline::split(const Node &node, qint64 total, qint64 failed)
{
    const qsizetype middle = (node.first + node.last) / 2;
    failed = std::min({failed, node.failed, total});
    const Node left{node.first, middle, total, failed};
    const Node right{middle + 1, node.last, node.total - total,
                     std::min(node.failed - failed, node.total - total)};
    for (const Node &half : {left, right}) {
        show(half);
        m_waiting.append(half);
    }
    Q_EMIT changed();
    countNext();
}

void LogTimeline::show(const Node &node)
{
    const auto count = double(node.last - node.first + 1);
    for (qsizetype i = node.first; i <= node.last; ++i) {
        Bucket &bucket = m_buckets[i];
        bucket.total = double(node.total) / count;
        bucket.failed = double(node.failed) / count;
        bucket.counted = node.first == node.last || node.total == 0;
    }
    Q_EMIT dataChanged(index(int(node.first), 0), index(int(node.last), ColumnCount - 1));
}

void LogTimeline::add(const QList<Log> &logs)
{
    if (m_buckets.isEmpty() || m_counting)
        return m_again.start();
    for (const Log &log : logs) {
        const auto it =
            std::upper_bound(m_buckets.begin(), m_buckets.end(), log.createdAt,
                             [](const QDateTime &at, const Bucket &one) { return at < one.to; });
        if (it == m_buckets.end()) {
            if (!m_again.isActive())
                m_again.start();
            continue;
        }
        if (log.createdAt < it->from)
            continue;
        it->total += 1;
        it->failed += log.success ? 0 : 1;
    }
    columnsChanged(LogsColumn, FailedColumn);
    Q_EMIT changed();
}

static QString figure(double value, bool counted)
{
    const QString text = format::count(std::llround(value));
    return counted ? text : LogTimeline::tr("about %1").arg(text);
}

QString LogTimeline::bucketText(int row) const
{
    const Bucket &bucket = m_buckets.at(row);
    return tr("%1 to %2: %3 logs, %4 failed")
        .arg(m_time->text(bucket.from), m_time->text(bucket.to),
             figure(bucket.total, bucket.counted), figure(bucket.failed, bucket.counted));
}

QString LogTimeline::summary() const
{
    if (state() == State::Failed)
        return tr("The logs could not be counted: %1").arg(error().text());
    if (m_buckets.isEmpty())
        return {};
    double total = 0;
    double failed = 0;
    int busiest = 0;
    for (int row = 0; row < m_buckets.size(); ++row) {
        total += m_buckets.at(row).total;
        failed += m_buckets.at(row).failed;
        if (m_buckets.at(row).total > m_buckets.at(busiest).total)
            busiest = row;
    }
    return tr("%1 logs from %2 to %3, %4 failed. Most: %5")
        .arg(format::count(std::llround(total)), m_time->text(m_buckets.first().from),
             m_time->text(m_buckets.last().to), format::count(std::llround(failed)),
             bucketText(busiest));
}

QVariant LogTimeline::cell(int row, int column, int role) const
{
    const Bucket &bucket = m_buckets.at(row);
    if (role != Qt::DisplayRole && role != SortRole)
        return {};
    const bool text = role == Qt::DisplayRole;
    switch (column) {
    case FromColumn:
        return text ? QVariant(m_time->text(bucket.from)) : QVariant(bucket.from);
    case ToColumn:
        return text ? QVariant(m_time->text(bucket.to)) : QVariant(bucket.to);
    case LogsColumn:
        return text ? QVariant(figure(bucket.total, bucket.counted)) : QVariant(bucket.total);
    case SucceededColumn:
        return text ? QVariant(figure(bucket.total - bucket.failed, bucket.counted))
                    : QVariant(bucket.total - bucket.failed);
    case FailedColumn:
        return text ? QVariant(figure(bucket.failed, bucket.counted)) : QVariant(bucket.failed);
    default:
        return {};
    }
}

QVariant LogTimeline::header(int column, int role) const
{
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case FromColumn:
        return tr("From");
    case ToColumn:
        return tr("To");
    case LogsColumn:
        return tr("Logs");
    case SucceededColumn:
        return tr("Succeeded");
    case FailedColumn:
        return tr("Failed");
    default:
        return {};
    }
}

} // namespace gatehouse
