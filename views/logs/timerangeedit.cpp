// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/logs/timerangeedit.h"

#include "views/common/icons.h"
#include "views/logs/filteredit.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QTimeZone>
#include <array>

namespace gatehouse {

using namespace std::chrono_literals;

static const QString createdAt = QStringLiteral("created_at");
static constexpr qint64 anyTime = 0;
static constexpr qint64 customRange = -1;

static QString ageTitle(std::chrono::seconds age)
{
    const qint64 s = age.count();
    if (s % 86400 == 0 && s > 86400)
        return TimeRangeEdit::tr("Last %n days", nullptr, int(s / 86400));
    if (s % 3600 == 0)
        return TimeRangeEdit::tr("Last %n hours", nullptr, int(s / 3600));
    if (s % 60 == 0)
        return TimeRangeEdit::tr("Last %n min", nullptr, int(s / 60));
    return TimeRangeEdit::tr("Last %n s", nullptr, int(s));
}

TimeRangeEdit::TimeRangeEdit(TimeDisplay *time, QWidget *parent)
    : QWidget(parent)
    , m_time(time)
    , m_combo(new QComboBox)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid / 2);
    layout->addWidget(m_combo);
    m_combo->setAccessibleName(tr("Time range"));
    m_combo->addItem(icon(Icon::Clock, Semantic::Muted), tr("Any time"), anyTime);
    for (const std::chrono::seconds age :
         {15min, 60min, 24 * 60min, 7 * 24 * 60min, 30 * 24 * 60min})
        m_combo->addItem(icon(Icon::Clock, Semantic::Muted), ageTitle(age), qint64(age.count()));
    m_combo->addItem(icon(Icon::Clock, Semantic::Muted), tr("Custom…"), customRange);
    m_from = addLimit(FilterOperator::Gt, tr("From"));
    m_to = addLimit(FilterOperator::Lt, tr("To"));
    showCustom(false);
    updateZone();

    m_rest.setSingleShot(true);
    m_rest.setInterval(FilterEdit::restMs);
    connect(&m_rest, &QTimer::timeout, this, &TimeRangeEdit::edited);
    connect(m_combo, &QComboBox::activated, this, &TimeRangeEdit::onChosen);
    connect(time, &TimeDisplay::changed, this, &TimeRangeEdit::updateZone);
}

TimeRangeEdit::Limit TimeRangeEdit::addLimit(FilterOperator op, const QString &label)
{
    const Limit limit{op, new QCheckBox(label), new QDateTimeEdit};
    limit.check->setAccessibleName(tr("%1: limited").arg(label));
    limit.edit->setAccessibleName(label);
    limit.edit->setCalendarPopup(true);
    limit.edit->setDisplayFormat(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    limit.edit->setFont(Theme::tabularFont());
    layout()->addWidget(limit.check);
    layout()->addWidget(limit.edit);
    connect(limit.check, &QCheckBox::toggled, limit.edit, &QWidget::setEnabled);
    connect(limit.check, &QCheckBox::toggled, this, &TimeRangeEdit::edited);
    connect(limit.edit, &QDateTimeEdit::dateTimeChanged, &m_rest, qOverload<>(&QTimer::start));
    return limit;
}

void TimeRangeEdit::onChosen(int index)
{
    const bool custom = m_combo->itemData(index).toLongLong() == customRange;
    if (custom && !m_from.check->isVisibleTo(this)) {
        const QDateTime now = QDateTime::currentDateTimeUtc();
        show(m_from, now.addDays(-1));
        show(m_to, std::nullopt);
    }
    showCustom(custom);
    if (custom)
        m_from.edit->setFocus();
    Q_EMIT edited();
}

void TimeRangeEdit::showCustom(bool custom)
{
    for (const Limit &limit : {m_from, m_to}) {
        limit.check->setVisible(custom);
        limit.edit->setVisible(custom);
    }
    updateGeometry();
}

void TimeRangeEdit::updateZone()
{
    for (const Limit &limit : {m_from, m_to}) {
        const QSignalBlocker blocker(limit.edit);
        const QDateTime time = limit.edit->dateTime();
        const bool utc = m_time->zone() == TimeDisplay::Zone::Utc;
#if QT_VERSION >= QT_VERSION_CHECK(6, 7, 0)
        limit.edit->setTimeZone(utc ? QTimeZone(QTimeZone::UTC) : QTimeZone(QTimeZone::LocalTime));
#else
        limit.edit->setTimeSpec(utc ? Qt::UTC : Qt::LocalTime);
#endif
        limit.edit->setDateTime(utc ? time.toUTC() : time.toLocalTime());
        limit.edit->setToolTip(tr("%1, %2").arg(limit.edit->accessibleName(), m_time->zoneText()));
    }
}

void TimeRangeEdit::show(const Limit &limit, const std::optional<QDateTime> &time)
{
    const QSignalBlocker checkBlocker(limit.check);
    const QSignalBlocker editBlocker(limit.edit);
    const QDateTime shown = time.value_or(QDateTime::currentDateTimeUtc());
    limit.check->setChecked(time.has_value());
    limit.edit->setEnabled(time.has_value());
    limit.edit->setDateTime(m_time->zone() == TimeDisplay::Zone::Utc ? shown.toUTC()
                                                                     : shown.toLocalTime());
}

int TimeRangeEdit::indexOf(std::chrono::seconds age)
{
    int index = m_combo->findData(qint64(age.count()));
    if (index < 0) {
        index = m_combo->count() - 1;
        m_combo->insertItem(index, icon(Icon::Clock, Semantic::Muted), ageTitle(age),
                            qint64(age.count()));
    }
    return index;
}

bool TimeRangeEdit::isCustom() const
{
    return m_combo->currentData().toLongLong() == customRange;
}

void TimeRangeEdit::showQuery(const LogQuery &query)
{
    m_rest.stop();
    const QSignalBlocker blocker(m_combo);
    const auto from = timeOf(query.find(createdAt, FilterOperator::Gt));
    const auto to = timeOf(query.find(createdAt, FilterOperator::Lt));
    // Both unchecked while the person is choosing: the range stays open.
    const bool custom = from || to || (isCustom() && !query.last && m_combo->hasFocus());
    if (from || to) {
        show(m_from, from);
        show(m_to, to);
    }
    if (custom)
        m_combo->setCurrentIndex(m_combo->findData(customRange));
    else
        m_combo->setCurrentIndex(query.last ? indexOf(*query.last) : m_combo->findData(anyTime));
    showCustom(custom);
}

bool TimeRangeEdit::shows(const LogQuery &query, const LogFilter &filter)
{
    return filter.key == createdAt
        && (&filter == query.find(createdAt, FilterOperator::Gt)
            || &filter == query.find(createdAt, FilterOperator::Lt))
        && timeOf(&filter);
}

void TimeRangeEdit::writeTo(LogQuery &query) const
{
    const qint64 chosen = m_combo->currentData().toLongLong();
    query.last.reset();
    if (chosen > 0)
        query.last = std::chrono::seconds(chosen);
    for (const Limit &limit : {m_from, m_to}) {
        const bool limited = isCustom() && limit.check->isChecked();
        query.set(createdAt, limit.op,
                  limited ? toJson(limit.edit->dateTime()) : QJsonValue(QJsonValue::Null));
    }
}

} // namespace gatehouse
