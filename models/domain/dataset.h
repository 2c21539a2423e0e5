// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/logfilter.h"
#include "models/domain/threeway.h"

namespace gatehouse {

class TimeDisplay;

// A named filter over a gateway's logs: it holds whatever matches now. Of GET/POST
// /gateways/{g}/datasets and GET/PUT/DELETE …/datasets/{id}.
struct Dataset
{
    DatasetId id;
    QString name;
    bool enable = true;
    QList<LogFilter> filters; // all must hold
    Field<QString> gatewayId;
    Field<QDateTime> createdAt;
    Field<QDateTime> modifiedAt;
    QJsonObject unknown;

    bool operator==(const Dataset &) const = default;

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("id", self.id);
        visitor("name", self.name);
        visitor("enable", self.enable);
        visitor("filters", self.filters);
        visitor("gateway_id", self.gatewayId);
        visitor("created_at", self.createdAt);
        visitor("modified_at", self.modifiedAt);
    }
};

// What of a log query a dataset can hold: 13 of the keys, no neq, no text to search for; a time
// that is relative to now becomes the time that it is.
struct DatasetFilters
{
    QList<LogFilter> filters;
    QStringList dropped; // what cannot go in, as it is typed in a filter
    bool fixedTime = false;
};
DatasetFilters datasetFilters(const LogQuery &query, const QDateTime &now);

const QStringList &datasetKeys(); // that its filters may be about
bool isDatasetKey(const QString &key);
bool isDatasetOperator(const OpenEnum<FilterOperator> &op);

// What POST and PUT take: without what the service itself sets.
QJsonObject datasetBody(const Dataset &dataset);
MemberRules datasetRules();

// Filters for reading: "model is gpt-4o or o3, cost above $0.05".
QString filtersInWords(const QList<LogFilter> &filters, const TimeDisplay &time);

} // namespace gatehouse
