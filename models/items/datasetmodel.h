// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/timedisplay.h"
#include "models/items/datasetcells.h"
#include "models/items/listmodel.h"
#include "models/services/datasetservice.h"
#include "models/services/logservice.h"

namespace gatehouse {

// The datasets of one gateway, with how many logs each of them holds now. That takes a request
// each, so only those are counted that are looked at, in the background.
class DatasetModel : public ListModel<Dataset>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DatasetModel)

public:
    enum Column {
        NameColumn,
        EnableColumn,
        FiltersColumn,
        MatchesColumn,
        CreatedColumn,
        ModifiedColumn,
        IdColumn,
        GatewayColumn,
        ColumnCount
    };

    DatasetModel(DatasetService *service, LogService *logs, const GatewayId &gateway,
                 TimeDisplay *time, QObject *parent = nullptr);

    void refresh(); // the counts as well
    const NamedQuery &query() const { return m_query; }
    void setQuery(const NamedQuery &query);
    // These are looked at: what is not counted of them yet comes next, what waits of others does
    // not.
    void countMatches(const QStringList &ids);
    std::optional<qint64> matches(const QString &id) const; // nullopt: not known
    bool isCounting() const { return !m_running.isEmpty() || !m_waiting.isEmpty(); }

Q_SIGNALS:
    void countingChanged();

protected:
    QVariant cell(int row, int column, int role) const override;
    QVariant header(int column, int role) const override;
    bool holdsNumbers(int column) const override { return column == MatchesColumn; }

private:
    struct Matches
    {
        QList<LogFilter> filters; // that were counted
        std::optional<qint64> number{}; // nullopt: the service does not tell
        std::optional<ApiError> error{};
        bool stale = false;
    };
    bool isCounted(const Dataset &dataset) const;
    void countNext();
    void onCounted(const QString &id, const QList<LogFilter> &filters, const Result<LogPage> &page);
    QVariant matchesCell(const Dataset &dataset, int role) const;

    DatasetService *m_service;
    LogService *m_logs;
    GatewayId m_gateway;
    TimeDisplay *m_time;
    NamedQuery m_query;
    QHash<QString, Matches> m_matches;
    QStringList m_waiting;
    QSet<QString> m_running;
    bool m_wasCounting = false;
};

} // namespace gatehouse
