// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/requestfilter.h"

#include <algorithm>

namespace gatehouse {

RequestFilter::RequestFilter(RequestModel *model, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_model(model)
{
    setSourceModel(model);
}

void RequestFilter::setText(const QString &text)
{
    m_words = text.split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

void RequestFilter::setFailedOnly(bool failedOnly)
{
    m_failedOnly = failedOnly;
    invalidateFilter();
}

void RequestFilter::setConnection(const QString &name)
{
    m_connection = name;
    invalidateFilter();
}

bool RequestFilter::isFiltering() const
{
    return !m_words.isEmpty() || m_failedOnly || !m_connection.isNull();
}

const RequestRecord &RequestFilter::at(int row) const
{
    return m_model->at(mapToSource(index(row, 0)).row());
}

bool RequestFilter::filterAcceptsRow(int row, const QModelIndex &) const
{
    const RequestRecord &record = m_model->at(row);
    if (m_failedOnly && !RequestModel::hasFailed(record))
        return false;
    if (!m_connection.isNull() && record.connection != m_connection)
        return false;
    return std::all_of(m_words.begin(), m_words.end(), [this, row](const QString &word) {
        for (int column = 0; column < RequestModel::ColumnCount; ++column)
            if (m_model->index(row, column).data().toString().contains(word, Qt::CaseInsensitive))
                return true;
        return false;
    });
}

} // namespace gatehouse
