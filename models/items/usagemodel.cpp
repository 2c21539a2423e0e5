// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/usagemodel.h"

#include "models/domain/money.h"

#include <QLocale>
#include <algorithm>

namespace gatehouse {

// With the zone where summer time ends: the clock shows one hour twice then.
static QString clockText(const TimeDisplay &time, const QDateTime &at)
{
    const QString text = time.text(at);
    const bool twice = text == time.text(at.addSecs(3600)) || text == time.text(at.addSecs(-3600));
    return twice ? text + u' ' + at.toTimeZone(time.timeZone()).timeZoneAbbreviation() : text;
}

UsageModel::UsageModel(BillingService *service, TimeDisplay *time, QObject *parent)
    : TableModel(ColumnCount, parent)
    , m_service(service)
    , m_time(time)
{
    // Where days begin elsewhere then, whoever looks asks anew.
    connect(time, &TimeDisplay::changed, this, [this] {
        columnsChanged(StartColumn, EndColumn);
        Q_EMIT pointsChanged();
    });
}

void UsageModel::ask(const Question &question)
{
    cancel();
    const QTimeZone zone = m_time->timeZone();
    m_question = question;
    m_slots = usageSlots(question.range, question.window, zone);
    m_slotsBefore = slotsBefore(m_slots, question.window, zone);
    m_splits = gatehouse::splitsHours(m_slots);
    m_buckets.reset();
    m_bucketsBefore.reset();
    if (m_slots.isEmpty()) {
        take({});
        return setState(State::Ready);
    }
    setState(State::Loading);
    const UsageWindow window = wireWindow(question.window, zone);
    const auto answered = [this, serial = m_serial](std::optional<QList<UsageBucket>> *buckets) {
        return [this, serial, buckets](const Result<QList<UsageBucket>> &answer) {
            if (serial != m_serial)
                return;
            if (!answer) {
                cancel();
                return setState(State::Failed, answer.error());
            }
            *buckets = *answer;
            onAnswer();
        };
    };
    m_call = m_service->usage(window, {m_slots.constFirst().from, m_slots.constLast().to});
    m_call.then(this, answered(&m_buckets));
    m_callBefore =
        m_service->usage(window, {m_slotsBefore.constFirst().from, m_slotsBefore.constLast().to});
    m_callBefore.then(this, answered(&m_bucketsBefore));
}

void UsageModel::cancel()
{
    ++m_serial;
    m_call.cancel();
    m_callBefore.cancel();
    if (state() == State::Loading)
        setState(m_points.isEmpty() ? State::Idle : State::Ready);
}

void UsageModel::onAnswer()
{
    if (!m_buckets || !m_bucketsBefore)
        return;
    take(usagePoints(m_slots, *m_buckets, m_slotsBefore, *m_bucketsBefore));
    setState(State::Ready);
}

void UsageModel::take(const QList<UsagePoint> &points)
{
    const bool same = points.size() == m_points.size() && !points.isEmpty()
        && points.constFirst().range == m_points.constFirst().range
        && points.constLast().range == m_points.constLast().range;
    if (!same)
        beginResetModel();
    m_points = points;
    if (!same)
        endResetModel();
    else
        columnsChanged(0, ColumnCount - 1);
    Q_EMIT pointsChanged();
}

TimeRange UsageModel::range() const
{
    return m_points.isEmpty()
        ? TimeRange()
        : TimeRange{m_points.constFirst().range.from, m_points.constLast().range.to};
}

std::optional<double> UsageModel::previousTotal() const
{
    std::optional<double> sum;
    for (const UsagePoint &point : m_points)
        if (point.previous)
            sum = sum.value_or(0) + *point.previous;
    return sum;
}

int UsageModel::previousCount() const
{
    return int(std::count_if(m_points.begin(), m_points.end(),
                             [](const UsagePoint &point) { return point.previous.has_value(); }));
}

static QString number(const std::optional<double> &cents)
{
    constexpr int places = 12;
    QString text = cents ? QString::number(*cents / 100, 'f', places) : QString();
    while (text.endsWith(u'0'))
        text.chop(1);
    return text.endsWith(u'.') ? text.chopped(1) : text;
}

QByteArray UsageModel::csv() const
{
    QByteArray text = "start,end,start_utc,end_utc,usage_usd,cumulative_usd,previous_usd,ids\r\n";
    for (const UsagePoint &point : m_points) {
        QStringList cells{clockText(*m_time, point.range.from),
                          clockText(*m_time, point.range.to),
                          point.range.from.toString(Qt::ISODate),
                          point.range.to.toString(Qt::ISODate),
                          number(point.cents),
                          number(point.cumulative),
                          number(point.previous)};
        const QString ids = point.ids.join(u' ').replace(u'"', QStringLiteral("\"\""));
        cells.append(u'"' + ids + u'"');
        text += cells.join(u',').toUtf8() + "\r\n";
    }
    return text;
}

QString UsageModel::pointText(int row) const
{
    if (row < 0 || row >= m_points.size())
        return {};
    const UsagePoint &point = m_points.at(row);
    QString text =
        tr("%1 to %2: %3")
            .arg(clockText(*m_time, point.range.from), clockText(*m_time, point.range.to),
                 point.cents ? exactMoney(*point.cents) : tr("nothing reported"));
    text += tr(" · so far %1").arg(exactMoney(point.cumulative));
    if (point.previous)
        text += tr(" · period before %1").arg(exactMoney(*point.previous));
    return text;
}

QString UsageModel::timeText(int row) const
{
    const QTimeZone zone = m_time->timeZone();
    const TimeRange &range = m_points.at(row).range;
    const QDateTime from = range.from.toTimeZone(zone);
    if (m_question.window == UsageWindow::Day)
        return QLocale().toString(from.date(), QStringLiteral("ddd "))
            + from.date().toString(Qt::ISODate);
    return tr("%1 to %2 %3")
        .arg(from.toString(QStringLiteral("yyyy-MM-dd HH:mm")),
             range.to.toTimeZone(zone).toString(QStringLiteral("HH:mm")),
             from.timeZoneAbbreviation());
}

QVariant UsageModel::cell(int row, int column, int role) const
{
    const UsagePoint &point = m_points.at(row);
    if (role == IdRole)
        return QString::number(point.range.from.toMSecsSinceEpoch());
    if (role == Qt::ToolTipRole)
        return column == IdColumn ? point.ids.join(u'\n') : pointText(row);
    if (role != Qt::DisplayRole && role != SortRole)
        return {};
    const bool sort = role == SortRole;
    const auto amount = [sort](const std::optional<double> &cents) -> QVariant {
        if (!cents)
            return {};
        return sort ? QVariant(*cents) : QVariant(exactMoney(*cents));
    };
    switch (column) {
    case StartColumn:
        return sort ? QVariant(point.range.from) : QVariant(clockText(*m_time, point.range.from));
    case EndColumn:
        return sort ? QVariant(point.range.to) : QVariant(clockText(*m_time, point.range.to));
    case UsageColumn:
        return amount(point.cents);
    case CumulativeColumn:
        return amount(point.cumulative);
    case PreviousColumn:
        return amount(point.previous);
    case DifferenceColumn:
        return point.cents && point.previous ? amount(*point.cents - *point.previous) : QVariant();
    case IdColumn:
        return point.ids.size() > 1 ? tr("%n entries", nullptr, int(point.ids.size()))
                                    : point.ids.value(0);
    default:
        return {};
    }
}

QVariant UsageModel::header(int column, int role) const
{
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const bool title = role == Qt::DisplayRole;
    switch (column) {
    case StartColumn:
        return title ? tr("From") : tr("When the hour or day begins");
    case EndColumn:
        return title ? tr("To") : tr("When it ends");
    case UsageColumn:
        return title ? tr("Usage") : tr("What was used, in dollars; empty: nothing was reported");
    case CumulativeColumn:
        return title ? tr("Cumulative") : tr("What was used since the start of the range");
    case PreviousColumn:
        return title ? tr("Period before") : tr("The same hour or day of the period before");
    case DifferenceColumn:
        return title ? tr("Difference") : tr("Usage less that of the period before");
    case IdColumn:
        return title ? tr("Id") : tr("What the service calls the entry");
    default:
        return {};
    }
}

} // namespace gatehouse
