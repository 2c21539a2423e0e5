// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/logs/logsview.h"

#include "models/services/sandboxprocess.h"
#include "views/common/actions.h"
#include "views/common/icons.h"
#include "views/common/messagebar.h"
#include "views/common/stateoverlay.h"
#include "views/logs/filterbar.h"
#include "views/logs/filtermenu.h"
#include "views/logs/follower.h"
#include "views/logs/logactions.h"
#include "views/logs/loginspector.h"
#include "views/logs/logsummary.h"
#include "views/logs/logtable.h"
#include "views/logs/timelinepanel.h"

#include <QAction>
#include <QActionGroup>
#include <QMenu>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace gatehouse {

static const QString loadKey = QStringLiteral("load");
static const QString rowsKey = QStringLiteral("rows");
static const QString connectionKey = QStringLiteral("connection");

LogsView::LogsView(ConnectionModels *models, const ViewAddress &address, const LogsParts &parts,
                   QWidget *parent)
    : View(parent)
    , m_models(models)
    , m_connection(models->connection())
    , m_saved(parts.settings, m_connection->identity())
    , m_model(m_connection->logs(), address.gateway, models->time())
    , m_filterBar(new LogFilterBar(models->time()))
    , m_summary(new LogSummary)
    , m_messages(new MessageBar)
    , m_table(new LogTable(&m_model, parts.settings))
    , m_stack(new StateStack(m_table))
    , m_follower(new Follower(&m_model, m_table, m_connection->client()->budget()))
    , m_actions(new LogActions(this, models, parts))
    , m_timeline(new TimelinePanel(m_connection->logs(), address.gateway,
                                   m_connection->client()->budget(), models->time(),
                                   parts.settings))
    , m_inspector(new LogInspector(m_connection, address.gateway, models->time(), parts.dialogs))
{
    setAccessibleName(title());
    makeActions();
    auto *saved = new FilterMenu(m_saved, m_filterBar, m_messages, parts.dialogs);
    connect(saved, &FilterMenu::chosen, this, &LogsView::setFilterText);
    m_filterBar->addButton(saved);
    makeLayout();

    connect(m_filterBar, &LogFilterBar::queryChanged, this, &LogsView::applyFilter);
    connect(m_filterBar->textEdit(), &FilterEdit::problemChanged, this, &LogsView::updateProblem);
    connect(m_filterBar->textEdit(), &FilterEdit::pendingChanged, this, &LogsView::updateBusy);
    connect(m_stack, &StateStack::clearFilterRequested, m_filterBar, &LogFilterBar::clear);
    connect(m_stack, &StateStack::retryRequested, this, &LogsView::refresh);
    connect(m_follower, &Follower::changed, this, &LogsView::onFollowChanged);
    connect(m_table, &LogTable::orderRequested, this, &LogsView::onOrderRequested);
    connect(m_table, &LogTable::currentLogChanged, this, &LogsView::inspectCurrent);
    connect(m_table, &TableView::visibleRowsChanged, this, &LogsView::updateBusy);
    connect(m_table, &QAbstractItemView::activated, this, &View::inspectRequested);
    connect(m_table, &TableView::copied, this, [this](int rows, bool truncated) {
        if (truncated)
            m_messages->showInfo(QStringLiteral("copy"),
                                 tr("The first %n selected rows were copied.", nullptr, rows));
    });
    connect(&m_model, &LogTableModel::infoChanged, this,
            [this] { m_summary->setInfo(m_model.info()); });
    connect(&m_model, &TableModel::stateChanged, this, &LogsView::onModelStateChanged);
    connect(&m_model, &LogTableModel::rowLoaded, this, &LogsView::onRowsLoaded);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &LogsView::updateBusy);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &LogsView::inspectCurrent);
    connect(m_inspector, &LogInspector::busyChanged, this, &LogsView::updateBusy);
    connect(m_inspector, &LogInspector::stepRequested, m_table, &LogTable::moveCurrent);
    connect(m_inspector, &LogInspector::annotated, &m_model, &LogTableModel::refresh);
    connect(m_connection, &Connection::stateChanged, this, &LogsView::onConnectionChanged);
    connect(m_connection, &Connection::progressed, this, [this](const QString &line) {
        m_stack->setNotConnectedText(tr("%1 is starting").arg(m_connection->name()), line);
    });

    connect(m_timeline, &TimelinePanel::rangeChosen, this, &LogsView::narrow);
    connect(m_timeline, &TimelinePanel::zoomOutRequested, this, &LogsView::widen);
    connect(&m_model, &LogTableModel::rowsArrived, this, &LogsView::countArrived);
    m_stack->setModel(&m_model);
    setFilterText(address.filter);
    onFollowChanged();
    onConnectionChanged();
}

LogsView::~LogsView()
{
    // What is hidden and destroyed with this still signals, and the table needs its model.
    for (QObject *child : findChildren<QObject *>())
        child->disconnect(this);
    if (m_inspector)
        m_inspector->disconnect(this);
    delete m_inspector;
    delete m_stack;
}

void LogsView::makeActions()
{
    m_refresh = makeAction(this, icon(Icon::Refresh), tr("Refresh"), {}, {QKeySequence::Refresh});
    connect(m_refresh, &QAction::triggered, this, &LogsView::refresh);
    m_follow = makeAction(this, icon(Icon::Follow), tr("Follow"), {}, {Qt::CTRL | Qt::Key_L});
    m_follow->setCheckable(true);
    connect(m_follow, &QAction::toggled, m_follower, &Follower::setOn);
    QAction *find = makeAction(this, {}, tr("Edit the filter"), {}, {QKeySequence::Find});
    connect(find, &QAction::triggered, this, [this] {
        m_filterBar->textEdit()->setFocus(Qt::ShortcutFocusReason);
        m_filterBar->textEdit()->selectAll();
    });
    for (const int rows : {-1, 1}) {
        QAction *step = makeAction(this, {}, rows < 0 ? tr("Previous log") : tr("Next log"), {},
                                   {Qt::ALT | (rows < 0 ? Qt::Key_Up : Qt::Key_Down)});
        connect(step, &QAction::triggered, m_table, [this, rows] { m_table->moveCurrent(rows); });
    }
    m_restart = new QAction(icon(Icon::Refresh), tr("Restart"), this);
    connect(m_restart, &QAction::triggered, m_connection, &Connection::restart);
    QAction *inspect = makeAction(this, icon(Icon::Inspector), tr("Show in the inspector"));
    connect(inspect, &QAction::triggered, this, &View::inspectRequested);
    m_compare = makeAction(this, icon(Icon::Duplicate), tr("Compare the two selected logs"), {},
                           {Qt::CTRL | Qt::Key_D});
    connect(m_compare, &QAction::triggered, this, &LogsView::compareSelected);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        int rows = 0;
        for (const QItemSelectionRange &range : m_table->selectionModel()->selection())
            rows += range.height();
        m_compare->setEnabled(rows == 2);
    });
    m_compare->setEnabled(false);
    m_table->addToMenu({inspect, m_compare, m_refresh});
}

void LogsView::makeLayout()
{
    QToolButton *follow = makeActionButton(m_follow, Qt::ToolButtonTextBesideIcon);
    follow->setPopupMode(QToolButton::MenuButtonPopup);
    follow->setMenu(makeRateMenu(follow));
    m_filterBar->addButton(follow);
    m_filterBar->addButton(makeActionButton(m_refresh));
    auto *columns = new QToolButton;
    columns->setIcon(icon(Icon::Settings));
    columns->setToolTip(tr("Columns"));
    columns->setAccessibleName(columns->toolTip());
    columns->setAutoRaise(true);
    columns->setFocusPolicy(Qt::TabFocus);
    columns->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(columns);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        m_table->populateColumnsMenu(menu);
        menu->addSeparator();
        menu->addAction(m_timeline->showAction());
    });
    columns->setMenu(menu);
    m_filterBar->addButton(columns);
    m_filterBar->addButton(m_actions->makeMenuButton());

    m_stack->setEmptyText(Icon::Logs, tr("No logs yet"),
                          tr("What this gateway handles from now on appears here, if it collects "
                             "logs."));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_messages);
    layout->addWidget(m_filterBar);
    layout->addWidget(m_timeline);
    layout->addWidget(m_summary);
    layout->addWidget(m_stack, 1);
    setFocusProxy(m_table);
}

QMenu *LogsView::makeRateMenu(QWidget *parent)
{
    auto *menu = new QMenu(tr("How often"), parent);
    auto *group = new QActionGroup(menu);
    for (const int seconds : {1, 2, 5, 10, 30, 60}) {
        QAction *action =
            menu->addAction(tr("Every %n second(s)", nullptr, seconds), this, [this, seconds] {
                m_follower->setInterval(std::chrono::seconds(seconds));
                m_follower->setOn(true);
            });
        action->setCheckable(true);
        action->setChecked(m_follower->interval() == std::chrono::seconds(seconds));
        group->addAction(action);
    }
    return menu;
}

ViewAddress LogsView::address() const
{
    return {ViewAddress::Kind::Logs, m_model.gateway(), formatLogQuery(m_filterBar->query())};
}

QString LogsView::title() const
{
    return tr("Logs of %1").arg(m_model.gateway().value);
}

QIcon LogsView::viewIcon() const
{
    return icon(Icon::Logs);
}

QWidget *LogsView::inspector()
{
    return m_inspector;
}

void LogsView::setFilterText(const QString &text)
{
    const auto query = parseLogQuery(text);
    if (!query)
        return m_filterBar->textEdit()->showText(text);
    m_filterBar->setQuery(*query);
    applyFilter();
}

void LogsView::applyFilter()
{
    LogQuery query = m_filterBar->query();
    query.orderBy = m_model.query().orderBy;
    query.ascending = m_model.query().ascending;
    const bool changed = query != m_model.query();
    m_stack->setFiltered(query.isFiltered());
    if (m_connection->state() == Connection::State::Ready
        && (changed || m_model.state() != TableModel::State::Loading)) {
        m_model.setQuery(query);
    }
    if (changed) {
        m_table->verticalScrollBar()->setValue(0);
        m_saved.addRecent(formatLogQuery(m_filterBar->query()));
        Q_EMIT addressChanged();
    }
    updateBusy();
}

static const QString createdAt = QStringLiteral("created_at");

void LogsView::narrow(const QDateTime &from, const QDateTime &to)
{
    LogQuery query = m_filterBar->query();
    query.last.reset();
    query.set(createdAt, FilterOperator::Gt, toJson(from.addMSecs(-1)));
    query.set(createdAt, FilterOperator::Lt, toJson(to));
    m_filterBar->setQuery(query);
    applyFilter();
}

// To twice what is shown, within which it is in the middle.
void LogsView::widen()
{
    const auto &buckets = m_timeline->model()->buckets();
    if (buckets.isEmpty())
        return;
    const qint64 half = buckets.first().from.msecsTo(buckets.last().to) / 2;
    narrow(buckets.first().from.addMSecs(-half), buckets.last().to.addMSecs(half));
}

void LogsView::countArrived(int count)
{
    QList<Log> arrived;
    for (int row = 0; row < count; ++row)
        if (const Log *log = m_model.log(row))
            arrived.append(*log);
    m_timeline->model()->add(arrived);
}

void LogsView::onOrderRequested(LogOrder order, bool ascending)
{
    LogQuery query = m_model.query();
    query.orderBy = order;
    query.ascending = ascending;
    m_table->verticalScrollBar()->setValue(0);
    m_model.setQuery(query);
}

void LogsView::refresh()
{
    if (m_connection->state() != Connection::State::Ready)
        return;
    m_model.refresh();
    m_inspector->reload();
}

void LogsView::onConnectionChanged()
{
    const Connection::State state = m_connection->state();
    QAction *restart = m_connection->sandbox() ? m_restart : nullptr;
    m_stack->setConnected(state == Connection::State::Ready);
    m_messages->clear(connectionKey);
    if (state == Connection::State::Ready) {
        applyFilter();
    } else if (state == Connection::State::Starting) {
        m_stack->setNotConnectedText(tr("%1 is starting").arg(m_connection->name()), {});
    } else {
        m_stack->setNotConnectedText(tr("%1 does not run").arg(m_connection->name()),
                                     m_connection->failure(), restart);
        if (m_model.rowCount() > 0)
            m_messages->showError(connectionKey, m_connection->failure(), {},
                                  restart ? QList<QAction *>{restart} : QList<QAction *>());
    }
    updateBusy();
}

void LogsView::onModelStateChanged()
{
    // Without rows the failure is in their place.
    if (m_model.state() == TableModel::State::Failed && m_model.rowCount() > 0)
        m_messages->showError(loadKey, m_model.error(), [this] { m_model.refresh(); });
    else
        m_messages->clear(loadKey);
    if (m_model.state() == TableModel::State::Ready) {
        m_messages->clear(rowsKey);
        m_timeline->setQuery(m_model.query());
    }
    if (m_model.state() == TableModel::State::Ready && m_model.rowCount() == 0)
        m_inspector->clear();
    updateBusy();
}

void LogsView::onRowsLoaded(int first, int last)
{
    for (int row = first; row <= last; ++row)
        if (const Log *log = m_model.log(row))
            m_filterBar->addSeen(log->provider, log->model);
    updateBusy();
}

void LogsView::compareSelected()
{
    const QList<const Log *> logs = m_table->selectedLogs();
    if (logs.size() == 2)
        Q_EMIT openRequested({ViewAddress::Kind::LogDifference, m_model.gateway(),
                              logs[0]->id.value + u',' + logs[1]->id.value});
}

void LogsView::inspectCurrent()
{
    // The focus alone makes the first row current.
    const bool selected = m_table->selectionModel()->isRowSelected(m_table->currentIndex().row());
    if (const Log *log = m_table->currentLog(); log && selected) {
        m_inspector->setLog(*log);
        m_inspector->setPlace(m_table->currentIndex().row(), m_model.rowCount());
    }
}

void LogsView::onFollowChanged()
{
    m_follow->setChecked(m_follower->isOn());
    m_follow->setEnabled(m_follower->isPossible());
    setActionHelp(m_follow,
                  m_follower->isPossible()
                      ? tr("Follow new logs")
                      : tr("New logs can be followed only with the newest first: sort by Created, "
                           "descending"));
    m_summary->setFollowText(m_follower->text());
}

void LogsView::updateProblem()
{
    const auto &problem = m_filterBar->textEdit()->problem();
    m_summary->setProblem(problem ? problem->message : QString());
    updateBusy();
}

template <class Wanted> static bool anyVisibleRow(const LogTable *table, Wanted wanted)
{
    const auto [first, last] = table->visibleRows();
    for (int row = qMax(first, 0); row <= last; ++row)
        if (wanted(row))
            return true;
    return false;
}

bool LogsView::isRowPending() const
{
    using enum LogTableModel::RowState;
    return anyVisibleRow(m_table, [this](int row) {
        const auto state = m_model.rowState(row);
        return row < m_model.rowCount() && (state == Empty || state == Loading);
    });
}

bool LogsView::isRowFailed() const
{
    return anyVisibleRow(m_table, [this](int row) {
        return m_model.rowState(row) == LogTableModel::RowState::Failed;
    });
}

bool LogsView::hasError() const
{
    return m_connection->state() == Connection::State::Failed
        || m_model.state() == TableModel::State::Failed || isRowFailed() || m_messages->hasError()
        || m_filterBar->textEdit()->problem() || m_inspector->hasError();
}

void LogsView::updateBusy()
{
    setBusy(m_connection->state() == Connection::State::Starting
            || m_model.state() == TableModel::State::Loading || m_filterBar->textEdit()->isPending()
            || isRowPending() || m_inspector->isBusy());
    const auto [first, last] = m_table->visibleRows();
    std::optional<ApiError> error;
    for (int row = qMax(first, 0); row <= last && !error; ++row)
        error = m_model.rowError(row);
    if (error)
        m_messages->showError(rowsKey, *error, [this] {
            m_model.setVisibleRows(m_table->visibleRows().first, m_table->visibleRows().second);
        });
    else if (!isRowPending())
        m_messages->clear(rowsKey);
}

} // namespace gatehouse
