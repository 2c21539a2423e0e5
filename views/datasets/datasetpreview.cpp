// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/datasets/datasetpreview.h"

#include "models/domain/format.h"
#include "views/common/plainlabel.h"
#include "views/common/stateoverlay.h"
#include "views/logs/loginspector.h"
#include "views/logs/logtable.h"

#include <QLabel>
#include <QVBoxLayout>

namespace gatehouse {

DatasetPreview::DatasetPreview(ConnectionModels *models, const GatewayId &gateway,
                               Settings *settings, Dialogs *dialogs, QWidget *parent)
    : QWidget(parent)
    , m_connection(models->connection())
    , m_logs(m_connection->logs(), gateway, models->time())
    , m_count(makePlainLabel({}, Lettering::Heading))
    , m_table(new LogTable(&m_logs, settings))
    , m_stack(new StateStack(m_table))
    , m_inspector(new LogInspector(m_connection, gateway, models->time(), dialogs))
{
    m_count->setWordWrap(true);
    m_count->setContentsMargins(grid, 0, grid, grid / 2);
    m_table->setAccessibleName(tr("Logs that match now"));
    m_stack->setModel(&m_logs);
    m_stack->setEmptyText(Icon::Logs, tr("No logs yet"),
                          tr("What the gateway handles from now on is in the dataset when it "
                             "matches."));
    m_stack->setFilteredText(tr("No log matches now"),
                             tr("What matches later is in the dataset all the same."));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_count);
    layout->addWidget(m_stack, 1);

    connect(m_stack, &StateStack::retryRequested, this, &DatasetPreview::ask);
    connect(m_stack, &StateStack::clearFilterRequested, this,
            &DatasetPreview::clearFilterRequested);
    connect(&m_logs, &TableModel::stateChanged, this, [this] {
        showCount();
        Q_EMIT changed();
    });
    connect(&m_logs, &LogTableModel::infoChanged, this, &DatasetPreview::showCount);
    connect(&m_logs, &LogTableModel::rowLoaded, this, [this](int first, int last) {
        for (int row = first; row <= last; ++row)
            if (const Log *log = m_logs.log(row))
                Q_EMIT seen(log->provider, log->model);
    });
    connect(m_table, &LogTable::orderRequested, this, [this](LogOrder order, bool ascending) {
        m_query.orderBy = order;
        m_query.ascending = ascending;
        ask();
    });
    connect(m_table, &LogTable::currentLogChanged, this, &DatasetPreview::inspectCurrent);
    connect(m_table, &QAbstractItemView::activated, this, &DatasetPreview::inspectRequested);
    connect(m_inspector, &LogInspector::stepRequested, m_table, &LogTable::moveCurrent);
    connect(m_inspector, &LogInspector::annotated, &m_logs, &LogTableModel::refresh);
    const auto followConnection = [this] {
        m_stack->setConnected(m_connection->state() == Connection::State::Ready);
    };
    connect(m_connection, &Connection::stateChanged, this, followConnection);
    followConnection();
    showCount();
}

DatasetPreview::~DatasetPreview()
{
    // What is destroyed with this still signals, and the table needs its model.
    m_logs.disconnect(this);
    m_table->disconnect(this);
    delete m_inspector; // the inspector dock may have it by now
    delete m_stack;
}

void DatasetPreview::setFilters(const QList<LogFilter> &filters)
{
    m_query.filters = filters;
    m_stack->setFiltered(!filters.isEmpty());
    ask();
}

void DatasetPreview::ask()
{
    if (m_connection->state() == Connection::State::Ready)
        m_logs.setQuery(m_query);
}

void DatasetPreview::setProblem(const QString &problem)
{
    m_problem = problem;
    showCount();
}

bool DatasetPreview::isBusy() const
{
    return m_connection->state() == Connection::State::Ready
        && m_logs.state() == TableModel::State::Loading;
}

bool DatasetPreview::hasFailed() const
{
    return m_stack->state() == StateStack::State::Failed;
}

void DatasetPreview::showCount()
{
    QString text;
    if (!m_problem.isEmpty())
        text = tr("Not applied: %1").arg(m_problem);
    else if (m_logs.state() == TableModel::State::Loading)
        text = tr("Counting…");
    else if (m_logs.state() != TableModel::State::Ready)
        text = tr("How many logs match is not known");
    else if (const auto &total = m_logs.info().totalCount)
        text = *total == 1 ? tr("1 log matches now")
                           : tr("%1 logs match now").arg(format::count(*total));
    else
        text = tr("The service does not tell how many logs match");
    m_count->setText(text);
    QPalette colors = palette();
    if (!m_problem.isEmpty())
        colors.setColor(QPalette::WindowText, Theme::color(Semantic::Error, palette()));
    m_count->setPalette(colors);
}

QWidget *DatasetPreview::inspector() const
{
    return m_inspector;
}

void DatasetPreview::inspectCurrent()
{
    // The focus alone makes the first row current.
    const int row = m_table->currentIndex().row();
    const Log *log = m_table->currentLog();
    if (!log || !m_table->selectionModel()->isRowSelected(row))
        return;
    m_inspector->setLog(*log);
    m_inspector->setPlace(row, m_logs.rowCount());
}

} // namespace gatehouse
