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
QString RequestModel::pathText(const RequestRecord &record)
{
    const QUrl &url = record.url;
    QString text = url.path(QUrl::FullyEncoded);
    const QLatin1String accounts("/accounts/");
    if (const auto at = text.indexOf(accounts); at >= 0)
        text = text.mid(text.indexOf(u'/', at + accounts.size()));
    if (url.hasQuery())
        text += u'?' + url.query(QUrl::FullyEncoded);
    return QUrl::fromPercentEncoding(text.toLatin1());
}

static bool isCancelled(const RequestRecord &record)
{
    return record.error == ApiError::cancelled().text();
}

bool RequestModel::hasFailed(const RequestRecord &record)
{
    const bool refusedHere = record.finished && record.attempts == 0;
    return !record.error.isEmpty() && !refusedHere && !isCancelled(record);
}

QString RequestModel::urgencyText(Urgency urgency)
{
    switch (urgency) {
    case Urgency::Awaited:
        return tr("awaited");
    case Urgency::Visible:
        return tr("visible");
    case Urgency::Background:
        return tr("background");
    }
    return {};
}

QString RequestModel::statusText(const RequestRecord &record)
{
    if (!record.finished)
        return record.queued ? tr("queued") : tr("under way");
    if (isCancelled(record))
        return tr("cancelled");
    if (record.status == 0)
        return record.attempts == 0 ? tr("not sent") : tr("no answer");
    return QString::number(record.status);
}

QString RequestModel::errorText(const RequestRecord &record)
{
    if (record.finished || record.error.isEmpty())
        return isCancelled(record) ? QString() : record.error;
    return tr("Trying again (attempts so far: %1). %2")
        .arg(format::count(record.attempts), record.error);
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
        const QString error = errorText(record);
        return column == ErrorColumn && !error.isEmpty() ? QVariant(error) : QVariant();
    }
    if (role != Qt::DisplayRole && role != SortRole)
        return {};
    const bool sort = role == SortRole;
    switch (column) {
    case StartedColumn:
        return sort ? QVariant(record.startedAt) : m_time->text(record.startedAt);
    case ConnectionColumn:
        return record.connection;
    case UrgencyColumn:
        return sort ? QVariant(int(record.urgency)) : urgencyText(record.urgency);
    case VerbColumn:
        return QString::fromLatin1(verbName(record.verb));
    case PathColumn:
        return pathText(record);
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
        return errorText(record);
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
    case ConnectionColumn:
        return title ? tr("Profile") : tr("The profile whose account was asked");
    case UrgencyColumn:
        return title
            ? tr("Class")
            : tr("Who waits for the answer: somebody who pressed something (awaited), what "
                 "is on the screen (visible), or nobody (background)");
    case VerbColumn:
        return title ? tr("Verb") : tr("The HTTP verb");
    case PathColumn:
        return title ? tr("Path") : tr("The path below the account, with its query");
    case StatusColumn:
        return title ? tr("Status")
                     : tr("The HTTP status of the last answer, or how far the call is");
    case DurationColumn:
        return title ? tr("Duration") : tr("From the call to its end, repetitions included");
    case AttemptsColumn:
        return title ? tr("Attempts") : tr("How often it was sent");
    case ReceivedColumn:
        return title ? tr("Received") : tr("The size of the answers' bodies");
    case ErrorColumn:
        return title ? tr("Error") : tr("What went wrong; while it is repeated, why");
    default:
        return {};
    }
}

} // namespace gatehouse
