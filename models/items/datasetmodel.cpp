// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/datasetmodel.h"

#include "models/domain/format.h"

namespace gatehouse {

static constexpr int maxRunning = 2;

// Those columns that every table of datasets has.
static std::optional<DatasetField> fieldOf(int column)
{
    switch (column) {
    case DatasetModel::NameColumn:
        return DatasetField::Name;
    case DatasetModel::EnableColumn:
        return DatasetField::Enable;
    case DatasetModel::FiltersColumn:
        return DatasetField::Filters;
    case DatasetModel::CreatedColumn:
        return DatasetField::Created;
    case DatasetModel::ModifiedColumn:
        return DatasetField::Modified;
    case DatasetModel::IdColumn:
        return DatasetField::Id;
    case DatasetModel::GatewayColumn:
        return DatasetField::Gateway;
    default:
        return std::nullopt;
    }
}

DatasetModel::DatasetModel(DatasetService *service, LogService *logs, const GatewayId &gateway,
                           TimeDisplay *time, QObject *parent)
    : ListModel(ColumnCount, parent)
    , m_service(service)
    , m_logs(logs)
    , m_gateway(gateway)
    , m_time(time)
{
    connect(time, &TimeDisplay::changed, this,
            [this] { columnsChanged(FiltersColumn, ModifiedColumn); });
    // A list that is under way may have been made up before the change, and whether a changed one
    // is still searched for the service knows: it is asked for anew.
    const auto follow = [this] {
        if (state() == State::Loading || m_query.isFiltered())
            load(m_service->list(m_gateway, m_query));
    };
    connect(service, &DatasetService::saved, this,
            [this, follow](const GatewayId &of, const Dataset &dataset) {
                if (of != m_gateway)
                    return;
                if (!m_query.isFiltered() || find(dataset.id.value))
                    insertOrUpdate(dataset);
                follow();
            });
    connect(service, &DatasetService::removed, this,
            [this, follow](const GatewayId &of, const DatasetId &id) {
                if (of != m_gateway)
                    return;
                removeId(id.value);
                m_matches.remove(id.value);
                follow();
            });
}

void DatasetModel::refresh()
{
    for (Matches &matches : m_matches)
        matches.stale = true;
    load(m_service->list(m_gateway, m_query));
}

void DatasetModel::setQuery(const NamedQuery &query)
{
    if (query == m_query)
        return;
    m_query = query;
    load(m_service->list(m_gateway, m_query));
}

bool DatasetModel::isCounted(const Dataset &dataset) const
{
    const auto it = m_matches.constFind(dataset.id.value);
    return it != m_matches.constEnd() && !it->stale && it->filters == dataset.filters;
}

std::optional<qint64> DatasetModel::matches(const QString &id) const
{
    const Dataset *dataset = find(id);
    const auto it = m_matches.constFind(id);
    return dataset && it != m_matches.constEnd() && it->filters == dataset->filters ? it->number
                                                                                    : std::nullopt;
}

void DatasetModel::countMatches(const QStringList &ids)
{
    m_waiting.clear();
    for (const QString &id : ids)
        if (const Dataset *dataset = find(id);
            dataset && !isCounted(*dataset) && !m_running.contains(id))
            m_waiting.append(id);
    countNext();
}

void DatasetModel::countNext()
{
    while (m_running.size() < maxRunning && !m_waiting.isEmpty()) {
        const QString id = m_waiting.takeFirst();
        const Dataset *dataset = find(id);
        if (!dataset)
            continue;
        m_running.insert(id);
        LogQuery query;
        query.filters = dataset->filters;
        m_logs->list(m_gateway, query, {.number = 1, .size = 1, .urgency = Urgency::Background})
            .then(this, [this, id, filters = dataset->filters](const Result<LogPage> &page) {
                onCounted(id, filters, page);
            });
    }
    if (isCounting() != std::exchange(m_wasCounting, isCounting()))
        Q_EMIT countingChanged();
}

void DatasetModel::onCounted(const QString &id, const QList<LogFilter> &filters,
                             const Result<LogPage> &page)
{
    m_running.remove(id);
    Matches matches{.filters = filters};
    if (!page)
        matches.error = page.error();
    else if (page->info.totalCount)
        matches.number = *page->info.totalCount;
    else if (page->logs.isEmpty())
        matches.number = 0;
    m_matches.insert(id, matches);
    if (const int row = rowOf(id); row >= 0) {
        Q_EMIT dataChanged(index(row, MatchesColumn), index(row, MatchesColumn));
        if (!isCounted(at(row)) && !m_waiting.contains(id)) // its filters have changed meanwhile
            m_waiting.append(id);
    }
    countNext();
}

QVariant DatasetModel::matchesCell(const Dataset &dataset, int role) const
{
    const auto it = m_matches.constFind(dataset.id.value);
    const bool known = it != m_matches.constEnd() && it->filters == dataset.filters;
    if (role == SortRole)
        return known && it->number ? QVariant(*it->number) : QVariant();
    if (!known)
        return role == Qt::ToolTipRole ? QString() : QStringLiteral("…");
    if (it->error)
        return role == Qt::ToolTipRole ? it->error->text() : tr("not known");
    if (!it->number)
        return role == Qt::ToolTipRole ? tr("The service does not tell how many logs match.")
                                       : tr("not told");
    return role == Qt::ToolTipRole ? tr("logs that match now") : format::count(*it->number);
}

QVariant DatasetModel::cell(int row, int column, int role) const
{
    const Dataset &dataset = at(row);
    if (role == IdRole)
        return dataset.id.value;
    if (role != Qt::DisplayRole && role != SortRole && role != Qt::ToolTipRole)
        return {};
    if (const auto field = fieldOf(column))
        return datasetCell(dataset, *field, role, *m_time);
    return matchesCell(dataset, role);
}

QVariant DatasetModel::header(int column, int role) const
{
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const bool title = role == Qt::DisplayRole;
    if (const auto field = fieldOf(column))
        return datasetHeader(*field, title);
    return title ? tr("Matches now") : tr("How many logs of the gateway it holds at the moment");
}

} // namespace gatehouse
