// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/requestmodel.h"

#include "models/domain/format.h"

#include <algorithm>

namespace gatehouse {

RequestModel::RequestModel(TimeDisplay *time, QObject *parent)
    : TableModel(ColumnCount, parent)
    , m_time(time)
{
    connect(time, &TimeDisplay::changed, this,
            [this] { columnsChanged(StartedColumn, StartedColumn); });
}

void RequestModel::record(const RequestRecord &record)
{
    const auto it = std::lower_bound(
        m_records.begin(), m_records.end(), record.serial,
        [](const RequestRecord &other, quint64 serial) { return other.serial > serial; });
    const auto row = int(it - m_records.begin());
    if (it != m_records.end() && it->serial == record.serial) {
        *it = record;
        Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
        return;
    }
    if (row >= maxRows) // one that has been dropped meanwhile
        return;
    beginInsertRows({}, row, row);
    m_records.insert(it, record);
    endInsertRows();
    if (rows() > maxRows) {
        beginRemoveRows({}, maxRows, rows() - 1);
        m_records.resize(maxRows);
        endRemoveRows();
    }
}

void RequestModel::clear()
{
    beginResetModel();
    m_records.clear();
    endResetModel();
}

// Cut while still encoded: an account or a segment may hold an encoded slash.
static QString readablePath(const QUrl &url)
{
    QString text = url.path(QUrl::FullyEncoded);
    const QLatin1String accounts("/accounts/");
    if (const auto at = text.indexOf(accounts); at >= 0)
        text = text.mid(text.indexOf(u'/', at + accounts.size()));
    if (url.hasQuery())
        text += u'?' + url.query(QUrl::FullyEncoded);
    return QUrl::fromPercentEncoding(text.toLatin1());
}

static QString statusText(const RequestRecord &record)
{
    if (!record.finished)
        return QStringLiteral("…");
    return record.status ? QString::number(record.status) : RequestModel::tr("no answer");
}

QVariant RequestModel::cell(int row, int column, int role) const
{
    const RequestRecord &record = at(row);
    if (role == IdRole)
        return QString::number(record.serial);
    if (role == Qt::ToolTipRole) {
        if (column == StartedColumn)
            return m_time->preciseText(record.startedAt);
        if (column == PathColumn)
            return record.url.toString(QUrl::FullyEncoded);
        return column == ErrorColumn && !record.error.isEmpty() ? QVariant(record.error)
                                                                : QVariant();
    }
    if (role != Qt::DisplayRole && role != SortRole)
        return {};
    const bool sort = role == SortRole;
    switch (column) {
    case StartedColumn:
        return sort ? QVariant(record.startedAt) : m_time->text(record.startedAt);
    case VerbColumn:
        return QString::fromLatin1(verbName(record.verb));
    case PathColumn:
        return readablePath(record.url);
    case StatusColumn:
        return sort ? QVariant(record.status) : statusText(record);
    case DurationColumn:
        if (sort)
            return record.duration;
        return record.finished ? format::duration(double(record.duration)) : QString();
    case AttemptsColumn:
        return sort ? QVariant(record.attempts) : format::count(record.attempts);
    case ReceivedColumn:
        if (sort)
            return record.received;
        return record.finished ? format::bytes(record.received) : QString();
    case ErrorColumn:
        return record.error;
    default:
        return {};
    }
}

bool RequestModel::holdsNumbers(int column) const
{
    return column == DurationColumn || column == AttemptsColumn || column == ReceivedColumn;
}

QVariant RequestModel::header(int column, int role) const
{
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const bool title = role == Qt::DisplayRole;
    switch (column) {
    case StartedColumn:
        return title ? tr("Started") : tr("When the call was made");
    case VerbColumn:
        return title ? tr("Verb") : tr("The HTTP verb");
    case PathColumn:
        return title ? tr("Path") : tr("The path below the account, with its query");
    case StatusColumn:
        return title ? tr("Status") : tr("The HTTP status of the last answer");
    case DurationColumn:
        return title ? tr("Duration") : tr("From the call to its end, repetitions included");
    case AttemptsColumn:
        return title ? tr("Attempts") : tr("How often it was sent");
    case ReceivedColumn:
        return title ? tr("Received") : tr("The size of the answers' bodies");
    case ErrorColumn:
        return title ? tr("Error") : tr("What went wrong");
    default:
        return {};
    }
}

} // namespace gatehouse
