// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/billing/usagerange.h"

#include "views/common/theme.h"

#include <QComboBox>
#include <QDateEdit>
#include <QHBoxLayout>
#include <QSignalBlocker>

namespace gatehouse {

static const QString customName = QStringLiteral("custom");

UsageRange::UsageRange(TimeDisplay *time, QWidget *parent)
    : QWidget(parent)
    , m_time(time)
    , m_range(new QComboBox)
    , m_window(new QComboBox)
    , m_from(new QDateEdit)
    , m_to(new QDateEdit)
{
    for (const auto &[text, name] : {std::pair(tr("Today"), "1d"),
                                     {tr("Last 2 days"), "2d"},
                                     {tr("Last 7 days"), "7d"},
                                     {tr("Last 30 days"), "30d"},
                                     {tr("Last 90 days"), "90d"},
                                     {tr("Last 365 days"), "365d"},
                                     {tr("This month"), "month"},
                                     {tr("Last month"), "last-month"},
                                     {tr("From … to …"), "custom"}})
        m_range->addItem(text, QString::fromLatin1(name));
    m_range->setAccessibleName(tr("Range of time"));
    m_window->addItem(tr("By the day"), QStringLiteral("day"));
    m_window->addItem(tr("By the hour"), QStringLiteral("hour"));
    m_window->setAccessibleName(tr("Hour or day"));
    m_range->setCurrentIndex(m_range->findData(QStringLiteral("30d")));
    // The last day is not before the first.
    connect(m_from, &QDateEdit::dateChanged, m_to, &QDateEdit::setMinimumDate);
    const std::pair<QDateEdit *, QString> edits[] = {{m_from, tr("First day")},
                                                     {m_to, tr("Last day")}};
    for (const auto &[edit, name] : edits) {
        edit->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
        edit->setCalendarPopup(true);
        edit->setAccessibleName(name);
        edit->setDateRange(QDate(2020, 1, 1), QDate(2099, 12, 31));
        edit->setKeyboardTracking(false);
        edit->hide();
        connect(edit, &QDateEdit::dateChanged, this, &UsageRange::edited);
    }
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(grid);
    layout->addWidget(m_range);
    layout->addWidget(m_from);
    layout->addWidget(m_to);
    layout->addWidget(m_window);
    setFocusProxy(m_range);
    connect(m_range, &QComboBox::currentIndexChanged, this, &UsageRange::onRangeChanged);
    connect(m_window, &QComboBox::currentIndexChanged, this, &UsageRange::edited);
}

bool UsageRange::isCustom() const
{
    return m_range->currentData().toString() == customName;
}

// One's own range begins as the one that was shown.
void UsageRange::onRangeChanged()
{
    if (isCustom() && m_from->isHidden()) {
        const QSignalBlocker quietFrom(m_from);
        const QSignalBlocker quietTo(m_to);
        const QDate today = m_now().toTimeZone(m_time->timeZone()).date();
        m_from->setDate(today.addDays(-29));
        m_to->setMinimumDate(m_from->date());
        m_to->setDate(today);
    }
    m_from->setVisible(isCustom());
    m_to->setVisible(isCustom());
    Q_EMIT edited();
}

TimeRange UsageRange::range() const
{
    const QTimeZone zone = m_time->timeZone();
    const QDate today = m_now().toTimeZone(zone).date();
    const QString name = m_range->currentData().toString();
    QDate first = today;
    QDate last = today;
    if (name == customName) {
        first = m_from->date();
        last = m_to->date();
    } else if (name == u"month") {
        first = QDate(today.year(), today.month(), 1);
    } else if (name == u"last-month") {
        last = QDate(today.year(), today.month(), 1).addDays(-1);
        first = QDate(last.year(), last.month(), 1);
    } else {
        first = today.addDays(1 - name.chopped(1).toInt());
    }
    return {first.startOfDay(zone).toUTC(), last.addDays(1).startOfDay(zone).toUTC()};
}

UsageWindow UsageRange::window() const
{
    return m_window->currentData().toString() == u"hour" ? UsageWindow::Hour : UsageWindow::Day;
}

QString UsageRange::text() const
{
    const QString name = isCustom() ? m_from->date().toString(Qt::ISODate) + QStringLiteral("..")
            + m_to->date().toString(Qt::ISODate)
                                    : m_range->currentData().toString();
    return name + u' ' + m_window->currentData().toString();
}

void UsageRange::setText(const QString &text)
{
    const QString before = this->text();
    const QString name = text.section(u' ', 0, 0);
    {
        const QSignalBlocker quiet(this);
        const QDate first =
            QDate::fromString(name.section(QStringLiteral(".."), 0, 0), Qt::ISODate);
        const QDate last = QDate::fromString(name.section(QStringLiteral(".."), 1), Qt::ISODate);
        if (first.isValid() && last.isValid()) {
            m_range->setCurrentIndex(m_range->findData(customName));
            m_from->setDate(first);
            m_to->setDate(last);
        } else if (const int index = m_range->findData(name); index >= 0) {
            m_range->setCurrentIndex(index);
        }
        if (const int index = m_window->findData(text.section(u' ', 1)); index >= 0)
            m_window->setCurrentIndex(index);
    }
    if (this->text() != before)
        Q_EMIT edited();
}

} // namespace gatehouse
