// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/rowdetails.h"

#include "models/domain/format.h"
#include "views/common/tableview.h"

namespace gatehouse {

RowDetails::RowDetails(TableView *table, const QString &nothing, QWidget *parent)
    : DetailsPage(tr("The selected row"), nothing, parent)
    , m_table(table)
{
    const QAbstractItemModel *model = table->model();
    connect(table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &RowDetails::showSelected);
    connect(model, &QAbstractItemModel::dataChanged, this, &RowDetails::showSelected);
    connect(model, &QAbstractItemModel::modelReset, this, &RowDetails::showSelected);
    showSelected();
}

void RowDetails::showSelected()
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (rows.isEmpty())
        return showNothing();
    QList<FactList::Fact> facts;
    const QAbstractItemModel *model = m_table->model();
    for (int column = 1; column < model->columnCount() && rows.size() == 1; ++column) {
        const QString text = rows.constFirst().siblingAtColumn(column).data().toString();
        facts.append({model->headerData(column, Qt::Horizontal).toString(),
                      text.isEmpty() ? tr("none") : text});
    }
    showFacts(rows.size() == 1 ? rows.constFirst().data().toString()
                               : tr("%1 are selected").arg(format::count(rows.size())),
              facts);
}

} // namespace gatehouse
