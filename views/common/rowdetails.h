// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;

namespace gatehouse {

class FactList;
class TableView;

// The selected row of a table in full, with the columns that are not shown, for the inspector.
class RowDetails : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RowDetails)

public:
    // The table has its model. nothing: what is said when no single row is selected.
    RowDetails(TableView *table, const QString &nothing, QWidget *parent = nullptr);

    FactList *facts() const { return m_facts; }

private:
    void showSelected();

    TableView *m_table;
    QLabel *m_title;
    QLabel *m_hint; // in its place
    FactList *m_facts;
};

} // namespace gatehouse
