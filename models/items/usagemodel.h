// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/timedisplay.h"
#include "models/domain/usageseries.h"
#include "models/items/tablemodel.h"
#include "models/services/billingservice.h"

namespace gatehouse {

// The usage of a range by the hour or day, with the period before; a row for each point of the
// chart. Amounts are of the API's one currency, dollars.
class UsageModel : public TableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UsageModel)

public:
    enum Column {
        StartColumn,
        EndColumn,
        UsageColumn,
        CumulativeColumn,
        PreviousColumn,
        DifferenceColumn,
        IdColumn,
        ColumnCount
    };
    struct Question
    {
        TimeRange range;
        UsageWindow window = UsageWindow::Day;
    };

    UsageModel(BillingService *service, TimeDisplay *time, QObject *parent = nullptr);

    void ask(const Question &question);
    void cancel();

    const Question &question() const { return m_question; }
    const QList<UsagePoint> &points() const { return m_points; }
    TimeRange range() const; // of all points; widened to whole ones
    double total() const { return m_points.isEmpty() ? 0 : m_points.constLast().cumulative; }
    std::optional<double> previousTotal() const; // cents; none: nothing of it is known
    int previousCount() const; // points of which the period before is known
    bool splitsHours() const { return m_splits; }
    QByteArray csv() const; // of all points, with the times of the zone and of UTC, in dollars
    QString pointText(int row) const; // in words
    QString timeText(int row) const; // of the point, in short: Sun 2026-10-25

Q_SIGNALS:
    void pointsChanged();

protected:
    int rows() const override { return int(m_points.size()); }
    QVariant cell(int row, int column, int role) const override;
    QVariant header(int column, int role) const override;
    bool holdsNumbers(int column) const override
    {
        return column >= UsageColumn && column <= DifferenceColumn;
    }

private:
    void onAnswer();
    void take(const QList<UsagePoint> &points);

    BillingService *m_service;
    TimeDisplay *m_time;
    Question m_question;
    QList<TimeRange> m_slots;
    QList<TimeRange> m_slotsBefore;
    QList<UsagePoint> m_points;
    bool m_splits = false;
    std::optional<QList<UsageBucket>> m_buckets;
    std::optional<QList<UsageBucket>> m_bucketsBefore;
    Call<QList<UsageBucket>> m_call;
    Call<QList<UsageBucket>> m_callBefore;
    quint64 m_serial = 0;
};

} // namespace gatehouse
