// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/usagemodel.h"

#include <QWidget>
#include <functional>

class QComboBox;
class QDateEdit;

namespace gatehouse {

// Which usage is shown: a range of time, by name or from one day to another, by the hour or day.
class UsageRange : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UsageRange)

public:
    explicit UsageRange(TimeDisplay *time, QWidget *parent = nullptr);

    void setClock(const std::function<QDateTime()> &now) { m_now = now; }
    QDateTime now() const { return m_now(); }
    // The days are those of the shown zone, up to the end of the last.
    TimeRange range() const;
    UsageWindow window() const;
    // “30d hour”, “month day”, “2026-01-01..2026-01-31 day”
    QString text() const;
    void setText(const QString &text);

    QComboBox *rangeBox() const { return m_range; }
    QComboBox *windowBox() const { return m_window; }
    QDateEdit *fromEdit() const { return m_from; }
    QDateEdit *toEdit() const { return m_to; }

Q_SIGNALS:
    void edited();

private:
    void onRangeChanged();
    bool isCustom() const;

    TimeDisplay *m_time;
    std::function<QDateTime()> m_now = &QDateTime::currentDateTimeUtc;
    QComboBox *m_range;
    QComboBox *m_window;
    QDateEdit *m_from;
    QDateEdit *m_to;
};

} // namespace gatehouse
