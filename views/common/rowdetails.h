// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/common/detailspage.h"

namespace gatehouse {

class TableView;

// The selected row of a table in full, with the columns that are not shown, for the inspector.
class RowDetails : public DetailsPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RowDetails)

public:
    // The table has its model. nothing: what is said when no single row is selected.
    RowDetails(TableView *table, const QString &nothing, QWidget *parent = nullptr);

private:
    void showSelected();

    TableView *m_table;
};

} // namespace gatehouse
