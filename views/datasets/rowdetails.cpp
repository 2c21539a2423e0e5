// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/datasets/rowdetails.h"

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
    , m_nothing(nothing)
    , m_title(makePlainLabel({}, Lettering::Heading))
    , m_facts(new FactList)
{
    setAccessibleName(tr("The selected row"));
    m_title->setWordWrap(true);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *page = new QWidget;
    auto *rows = new QVBoxLayout(page);
    rows->setContentsMargins(2 * grid, grid, 2 * grid, 2 * grid);
    rows->setSpacing(2 * grid);
    rows->addWidget(m_title);
    rows->addWidget(m_facts);
    rows->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(makeScrollArea(page));

    const QAbstractItemModel *model = table->model();
    connect(table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &RowDetails::update);
    connect(model, &QAbstractItemModel::dataChanged, this, &RowDetails::update);
    connect(model, &QAbstractItemModel::modelReset, this, &RowDetails::update);
    update();
}

void RowDetails::update()
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    m_title->setText(rows.size() > 1      ? tr("%n row(s) selected", nullptr, int(rows.size()))
                         : rows.isEmpty() ? m_nothing
                                          : rows.constFirst().data().toString());
    QList<FactList::Fact> facts;
    const QAbstractItemModel *model = m_table->model();
    for (int column = 1; column < model->columnCount() && rows.size() == 1; ++column)
        facts.append({model->headerData(column, Qt::Horizontal).toString(),
                      rows.constFirst().siblingAtColumn(column).data().toString()});
    m_facts->setFacts(facts);
}

} // namespace gatehouse
