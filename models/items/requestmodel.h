// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/timedisplay.h"
#include "models/items/tablemodel.h"
#include "models/services/apirequest.h"

#include <deque>

namespace gatehouse {

// The API calls made, newest first, at most maxRows of them.
class RequestModel : public TableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RequestModel)

public:
    enum Column {
        StartedColumn,
        ConnectionColumn, // the profile
        UrgencyColumn,
        VerbColumn,
        PathColumn, // below /accounts/{account}, with its query, percent-decoded for reading
        StatusColumn, // in words until there is one
        DurationColumn,
        AttemptsColumn,
        ReceivedColumn,
        ErrorColumn, // of a call that is being repeated: why
        ColumnCount
    };
    static constexpr int maxRows = 1000;

    explicit RequestModel(TimeDisplay *time, QObject *parent = nullptr);

    // Connect ApiClient::requestChanged to it.
    void record(const gatehouse::RequestRecord &record);
    const RequestRecord &at(int row) const { return m_records.at(size_t(row)); }
    void clear();

    // An answer that tells of an error, or none; not what was cancelled or refused here.
    static bool hasFailed(const RequestRecord &record);
    static QString urgencyText(Urgency urgency);
    static QString pathText(const RequestRecord &record); // see PathColumn
    static QString statusText(const RequestRecord &record);
    static QString errorText(const RequestRecord &record);

protected:
    int rows() const override { return int(m_records.size()); }
    QVariant cell(int row, int column, int role) const override;
    QVariant header(int column, int role) const override;
    bool holdsNumbers(int column) const override;

private:
    TimeDisplay *m_time;
    std::deque<RequestRecord> m_records;
};

} // namespace gatehouse
