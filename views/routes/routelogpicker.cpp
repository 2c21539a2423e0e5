// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/routelogpicker.h"

#include "models/services/connection.h"
#include "views/common/actions.h"
#include "views/common/stateoverlay.h"
#include "views/common/tableview.h"
#include "views/logs/filteredit.h"
#include "views/logs/logdelegate.h"

#include <QAction>
#include <QHBoxLayout>
#include <QPushButton>
#include <QRegularExpression>

namespace gatehouse {

RouteLogPicker::RouteLogPicker(Connection *connection, const GatewayId &gateway, TimeDisplay *time,
                               QWidget *parent)
    : QWidget(parent)
    , m_model(connection->logs(), gateway, time)
    , m_filter(new FilterEdit)
    , m_table(new TableView(tr("Logs to choose from")))
    , m_stack(new StateStack(m_table))
    , m_take(new QPushButton(tr("Take")))
{
    using enum LogTableModel::Column;
    m_filter->setPlaceholderText(
        tr("The id of a log, or a filter such as model:gpt-4o metadata.plan:free last:24h"));
    m_filter->setAccessibleName(tr("Filter of the logs to choose from"));
    m_table->setModel(&m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setDefaultColumns({{CreatedColumn, 19},
                                {StatusColumn, 10},
                                {ModelColumn, 20},
                                {CostColumn, 10},
                                {MetadataColumn, 48, true, true},
                                {IdColumn, 28}});
    m_table->setItemDelegate(new LogDelegate(m_table));
    m_table->setMiddleElided({IdColumn});
    m_stack->setModel(&m_model);
    m_stack->setEmptyText(Icon::Logs, tr("No logs"), tr("This gateway has no logs yet."));
    m_stack->setFilteredText(tr("No log matches"), tr("Another filter may find some."));
    auto *back = new QPushButton(tr("Back"));
    m_take->setToolTip(tr("Try the request of the selected log (Enter)"));
    auto *row = new QHBoxLayout;
    row->setContentsMargins(grid, grid, grid, grid);
    row->setSpacing(grid);
    row->addWidget(m_filter, 1);
    row->addWidget(m_take);
    row->addWidget(back);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addLayout(row);
    layout->addWidget(m_stack, 1);
    setFocusProxy(m_filter);

    connect(m_filter, &FilterEdit::queryTyped, this, &RouteLogPicker::ask);
    connect(m_table, &TableView::visibleRowsChanged, &m_model, &LogTableModel::setVisibleRows);
    connect(m_table, &QTableView::activated, this, &RouteLogPicker::take);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &RouteLogPicker::updateControls);
    connect(&m_model, &LogTableModel::rowLoaded, this, [this](int first) {
        if (first == 0 && !m_table->currentIndex().isValid())
            m_table->selectRow(0);
        updateControls();
    });
    connect(m_stack, &StateStack::retryRequested, this, &RouteLogPicker::open);
    connect(m_stack, &StateStack::clearFilterRequested, this, [this] { m_filter->showText({}); });
    connect(m_take, &QPushButton::clicked, this, &RouteLogPicker::take);
    connect(back, &QPushButton::clicked, this, &RouteLogPicker::left);
    connect(makeAction(this, {}, tr("Back"), {}, {Qt::Key_Escape}), &QAction::triggered, this,
            &RouteLogPicker::left);
    updateControls();
}

// An id alone, as it is copied from the log browser, is one: ULID or UUID.
static LogQuery withId(const LogQuery &query)
{
    static const QRegularExpression id(
        QStringLiteral("^([0-9A-Z]{26}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$"));
    if (query.last || !query.filters.isEmpty() || !id.match(query.search).hasMatch())
        return query;
    LogQuery byId;
    byId.set(QStringLiteral("id"), FilterOperator::Eq, query.search);
    return byId;
}

void RouteLogPicker::ask(const LogQuery &query)
{
    const LogQuery asked = withId(query);
    m_stack->setFiltered(asked.isFiltered());
    m_model.setQuery(asked);
    updateControls();
}

void RouteLogPicker::open()
{
    if (const auto query = parseLogQuery(m_filter->text()))
        ask(*query);
}

const Log *RouteLogPicker::current() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr : m_model.log(rows.constFirst().row());
}

void RouteLogPicker::take()
{
    if (const Log *log = current())
        Q_EMIT chosen(Log(*log)); // who takes it may put another question
}

void RouteLogPicker::updateControls()
{
    m_take->setEnabled(current());
}

} // namespace gatehouse
