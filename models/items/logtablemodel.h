// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/log.h"
#include "models/domain/logfilter.h"
#include "models/domain/timedisplay.h"
#include "models/items/logpager.h"
#include "models/items/logquestion.h"
#include "models/items/tablemodel.h"

#include <QElapsedTimer>
#include <QSet>
#include <QTimer>

namespace gatehouse {

// The logs of one gateway that match a query, however many: a row for each match, of which only the
// pages around what is looked at are held.
//
// The question is pinned in time: the newest match is asked for first, and pages are asked for with
// created_at up to it, so that rows do not move while new logs arrive. New ones come in at the top
// by catchUp(), in the default order only; in any other order it puts the question anew.
class LogTableModel : public TableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogTableModel)

public:
    enum Column {
        CreatedColumn,
        StatusColumn, // HTTP status with success
        ProviderColumn,
        ModelColumn,
        DurationColumn,
        TokensInColumn,
        TokensOutColumn,
        CostColumn,
        CachedColumn,
        StepColumn,
        PathColumn,
        ModelTypeColumn,
        RequestTypeColumn,
        RequestContentTypeColumn,
        ResponseContentTypeColumn,
        MetadataColumn,
        CustomCostColumn,
        SuccessColumn,
        IdColumn,
        ColumnCount
    };
    enum OwnRole {
        RowStateRole = TableModel::OwnRole, // RowState
        SuccessRole, // bool, of a ready row
        ShareRole, // of duration and cost: 0 to 1, beside the greatest of all matches
    };
    enum class RowState { Empty, Loading, Ready, Failed };
    Q_ENUM(RowState)

    static constexpr int pageSize = LogService::maxPerPage;
    static constexpr int maxPages = 100; // held at most; the least recently used go first

    LogTableModel(LogService *service, const GatewayId &gateway, TimeDisplay *time,
                  QObject *parent = nullptr);
    ~LogTableModel() override;

    const GatewayId &gateway() const { return m_gateway; }
    const LogQuery &query() const { return m_query; }
    // Puts the question; the same query again puts it anew.
    void setQuery(const LogQuery &query);
    void refresh() { setQuery(m_query); }

    // What the view shows. Pages for these rows and their neighbours are fetched after a moment's
    // rest; what was under way for others is cancelled; failed ones are tried again.
    void setVisibleRows(int first, int last);

    const Log *log(int row) const; // nullptr: not held
    RowState rowState(int row) const;
    // All matches' totals and extremes, from meta_info; absent members are unknown.
    const LogListInfo &info() const { return m_info; }
    std::optional<ApiError> rowError(int row) const; // of RowState::Failed

    // Adds what is newer at the top, at most catchUpLimit rows; beyond that the question is put
    // anew.
    void catchUp();
    static constexpr int catchUpLimit = 1000;

    // The order that a click on the column's header asks for, if the API can do it.
    static std::optional<LogOrder> orderOf(int column);
    static std::optional<int> columnOf(LogOrder order);
    void sort(int column, Qt::SortOrder order) override; // columns without an order are ignored

Q_SIGNALS:
    void infoChanged();
    void queryChanged();
    void rowsArrived(int count); // by catchUp(), after they are in
    void rowLoaded(int first, int last); // a page's rows became ready

protected:
    int rows() const override { return m_rowCount; }
    QVariant cell(int row, int column, int role) const override;
    std::optional<double> share(const Log &log, int column) const;
    QVariant header(int column, int role) const override;
    bool holdsNumbers(int column) const override;

private:
    // More than any gateway holds; a table view of as many stays below 2^31 pixels.
    static constexpr int maxRows = 50'000'000;
    // The view is told of this many at a time: a table header lays out ten million rows in 40 ms.
    static constexpr int growthStep = 1'000'000;
    static constexpr qint64 longestMove = 100; // ms

    int headSize() const { return int(m_head.size()); }
    int pagedCount() const { return m_allRows - headSize(); }

    void onOpened(const Result<LogOpening> &opening);
    void takeOpening(const LogOpening &opening);
    void showNothing();

    void fetchVisible();
    void onPageAnswered(int page, int size, const LogListInfo &info);
    void onPageChanged(int page);
    void grow();
    int countAfter(int page, int size, const LogListInfo &info);
    void setPagedCount(int count);

    QDateTime newest() const;
    QSet<QString> idsOfNewest() const;
    void onNewer(const NewerLogs &newer);
    void insertOnTop(const QList<Log> &logs);
    void detachNewest();
    void absorbHead();

    LogService *m_service;
    GatewayId m_gateway;
    TimeDisplay *m_time;

    LogQuery m_query; // as asked for
    LogQuery m_shownQuery; // that the rows answer
    LogQuery m_openQuery; // the same with last resolved, not pinned
    QDateTime m_pin; // of the newest match when the question was put; invalid: there was none
    QList<Log> m_pinned; // the logs of that very instant, while they are paged ones
    bool m_pinnedComplete = true;
    quint64 m_question = 0; // counts questions: answers to an older one are dropped
    Call<LogOpening> m_opening;
    Call<NewerLogs> m_newer;
    bool m_catchingUp = false;

    // Rows: those that came by catchUp(), newest first; below them the pinned question's.
    QList<Log> m_head;
    LogPager m_pager;
    int m_rowCount = 0; // what the view has been told of
    int m_allRows = 0; // that there are
    QTimer m_growth;
    int m_end; // no paged row is there or beyond, as short pages have shown
    LogListInfo m_info;

    int m_firstVisible = 0;
    int m_lastVisible = -1;
    QTimer m_settle; // runs while the rows in sight move
    QElapsedTimer m_moving; // since what is in sight was asked for
};

} // namespace gatehouse
