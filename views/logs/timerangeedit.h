// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/domain/logfilter.h"
#include "models/domain/timedisplay.h"

class QCheckBox;
class QComboBox;
class QDateTimeEdit;

namespace gatehouse {

// The times that a log query is limited to: an age, or from and to in the shown zone.
class TimeRangeEdit : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TimeRangeEdit)

public:
    explicit TimeRangeEdit(TimeDisplay *time, QWidget *parent = nullptr);

    void showQuery(const LogQuery &query);
    // Whether this edits the condition, so that nothing else has to show it.
    static bool shows(const LogQuery &query, const LogFilter &filter);
    void writeTo(LogQuery &query) const;

Q_SIGNALS:
    void edited();

private:
    struct Limit
    {
        FilterOperator op;
        QCheckBox *check;
        QDateTimeEdit *edit;
    };

    Limit addLimit(FilterOperator op, const QString &label);
    void onChosen(int index);
    void showCustom(bool custom);
    void updateZone();
    int indexOf(std::chrono::seconds age);
    bool isCustom() const;
    void show(const Limit &limit, const std::optional<QDateTime> &time);

    TimeDisplay *m_time;
    QComboBox *m_combo;
    Limit m_from;
    Limit m_to;
    QTimer m_rest;
};

} // namespace gatehouse
