// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/logs/timelinechart.h"

class QStackedWidget;

namespace gatehouse {

class Settings;
class TableView;

// The timeline of a logs view, as bars or, for who cannot see them, as a table. Only what is shown
// is counted.
class TimelinePanel : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TimelinePanel)

public:
    TimelinePanel(LogService *service, const GatewayId &gateway, RequestBudget *budget,
                  TimeDisplay *time, Settings *settings, QWidget *parent = nullptr);

    LogTimeline *model() { return &m_model; }
    QAction *showAction() const { return m_show; }
    // The question whose rows are there.
    void setQuery(const LogQuery &query);

Q_SIGNALS:
    void rangeChosen(const QDateTime &from, const QDateTime &to);
    void zoomOutRequested();

private:
    void setShown(bool shown);
    void setAsTable(bool table);

    LogTimeline m_model;
    Settings *m_settings;
    std::optional<LogQuery> m_query; // the latest
    QStackedWidget *m_stack;
    TimelineChart *m_chart;
    TableView *m_table;
    QAction *m_show;
    QAction *m_asTable;
};

} // namespace gatehouse
