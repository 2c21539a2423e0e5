// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/items/logtablemodel.h"

class QPushButton;

namespace gatehouse {

class Connection;
class FilterEdit;
class StateStack;
class TableView;

// Chooses one of a gateway's logs, however many there are: by a filter as in the log browser, or by
// its id.
class RouteLogPicker : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RouteLogPicker)

public:
    RouteLogPicker(Connection *connection, const GatewayId &gateway, TimeDisplay *time,
                   QWidget *parent = nullptr);

    void open(); // asks anew, with the filter that it has
    FilterEdit *filter() const { return m_filter; }
    TableView *table() const { return m_table; }
    LogTableModel *model() { return &m_model; }

Q_SIGNALS:
    void chosen(const gatehouse::Log &log);
    void left();

private:
    void ask(const LogQuery &query);
    void take();
    const Log *current() const;
    void updateControls();

    LogTableModel m_model;
    FilterEdit *m_filter;
    TableView *m_table;
    StateStack *m_stack;
    QPushButton *m_take;
};

} // namespace gatehouse
