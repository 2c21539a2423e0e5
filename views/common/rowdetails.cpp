// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/rowdetails.h"

#include "models/domain/format.h"
#include "views/common/factlist.h"
#include "views/common/icons.h"
#include "views/common/plainlabel.h"
#include "views/common/scrollarea.h"
#include "views/common/tableview.h"

#include <QScrollArea>
#include <QVBoxLayout>

namespace gatehouse {

RowDetails::RowDetails(TableView *table, const QString &nothing, QWidget *parent)
    : QWidget(parent)
    , m_table(table)
    , m_title(makePlainLabel({}, Lettering::Heading))
    , m_hint(makePlainLabel(nothing, Lettering::Muted))
    , m_facts(new FactList)
{
    setAccessibleName(tr("The selected row"));
    m_title->setWordWrap(true);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *page = new QWidget;
    auto *rows = new QVBoxLayout(page);
    rows->setContentsMargins(grid, grid, grid, grid); // an id just fits
    rows->setSpacing(2 * grid);
    m_hint->setWordWrap(true);
    rows->addWidget(m_hint);
    rows->addWidget(m_title);
    rows->addWidget(m_facts);
    rows->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(makeScrollArea(page));

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
    m_hint->setVisible(rows.isEmpty());
    m_title->setVisible(!rows.isEmpty());
    m_title->setText(rows.size() == 1 ? rows.constFirst().data().toString()
                                      : tr("%1 are selected").arg(format::count(rows.size())));
    QList<FactList::Fact> facts;
    const QAbstractItemModel *model = m_table->model();
    for (int column = 1; column < model->columnCount() && rows.size() == 1; ++column) {
        const QString text = rows.constFirst().siblingAtColumn(column).data().toString();
        facts.append({model->headerData(column, Qt::Horizontal).toString(),
                      text.isEmpty() ? tr("none") : text});
    }
    m_facts->setFacts(facts);
}

} // namespace gatehouse
