// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/logs/logactions.h"

#include "models/domain/format.h"
#include "models/items/logcells.h"
#include "models/items/taskmodel.h"
#include "models/services/datasetservice.h"
#include "models/services/logexports.h"
#include "views/common/actions.h"
#include "views/common/dialogs.h"
#include "views/common/icons.h"
#include "views/common/messagebar.h"
#include "views/logs/filterbar.h"
#include "views/logs/logdatasetform.h"
#include "views/logs/logexportdialog.h"
#include "views/logs/logtable.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QToolButton>

namespace gatehouse {

static const QString exportKey = QStringLiteral("export");
static const QString deleteKey = QStringLiteral("delete");
static const QString datasetKey = QStringLiteral("dataset");
static const QString copyKey = QStringLiteral("copy");

LogActions::LogActions(LogsView *view, ConnectionModels *models, const LogsParts &parts)
    : QObject(view)
    , m_view(view)
    , m_models(models)
    , m_connection(models->connection())
    , m_parts(parts)
    , m_writes(new WriteGuard(m_connection, this))
{
    if (parts.exports)
        add(icon(Icon::Export), tr("Export all matches…"),
            tr("Write all logs that match into a file"), Qt::CTRL | Qt::Key_E,
            &LogActions::exportAll)
            ->setObjectName(QStringLiteral("exportAll"));
    QAction *dataset = add(icon(Icon::Dataset), tr("Make a dataset…"),
                           tr("Keep this filter on the service, to evaluate what it matches"), {},
                           &LogActions::makeDataset);
    add(icon(Icon::Logs), tr("Open in another view"),
        tr("The same logs once more, to filter them otherwise"), Qt::CTRL | Qt::Key_T,
        &LogActions::openAnother);
    add(icon(Icon::Link), tr("Copy a link to these logs"),
        tr("A command that opens this view with this filter"), {}, &LogActions::copyLink);
    add(icon(Icon::Copy), tr("Copy the list as curl"),
        tr("A shell command that asks the service for this list; the token is not in it"), {},
        &LogActions::copyCurl);
    m_writes->add(dataset);
    if (!parts.dialogs || !parts.tasks)
        return;
    QAction *remove = add(icon(Icon::Delete), tr("Delete all matches…"),
                          tr("Look first what would go, then delete all logs that match"), {},
                          &LogActions::deleteAll);
    m_writes->add(remove);
}

QAction *LogActions::add(const QIcon &icon, const QString &text, const QString &help,
                         const QKeySequence &shortcut, void (LogActions::*run)())
{
    QAction *action =
        makeAction(m_view, icon, text, help,
                   shortcut.isEmpty() ? QList<QKeySequence>() : QList<QKeySequence>{shortcut});
    connect(action, &QAction::triggered, this, run);
    m_actions.append(action);
    return action;
}

QToolButton *LogActions::makeMenuButton()
{
    auto *button = new QToolButton;
    button->setIcon(icon(Icon::More));
    button->setAccessibleName(tr("All matches"));
    button->setToolTip(tr("What to do with all logs that match"));
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(button);
    menu->setToolTipsVisible(true);
    menu->addActions(m_actions);
    button->setMenu(menu);
    return button;
}

bool LogActions::isApplied()
{
    const FilterEdit *text = m_view->filterBar()->textEdit();
    const bool applied = !text->problem() && !text->isPending()
        && m_view->model()->state() == TableModel::State::Ready;
    if (applied)
        m_view->messages()->clear(copyKey);
    else
        m_view->messages()->showWarning(
            copyKey, tr("The filter is not applied yet: the rows show another one."));
    return applied;
}

LogQuery LogActions::query() const
{
    return m_view->model()->query();
}

void LogActions::exportAll()
{
    if (!isApplied())
        return;
    QStringList shown;
    for (const int column : m_view->table()->shownColumns())
        if (const QString field = logField(column); !shown.contains(field))
            shown.append(field);
    auto *dialog = new LogExportDialog(m_view->model()->info().totalCount.valueOr(-1), shown,
                                       m_connection->client()->budget(), m_view);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    LogExportSpec spec{.gateway = m_view->model()->gateway(), .search = query().search};
    spec.filters = query().filtersAt(QDateTime::currentDateTimeUtc());
    connect(dialog, &QDialog::accepted, this, [this, dialog, spec]() mutable {
        spec.format = dialog->format();
        spec.columns = dialog->columns();
        const bool csv = dialog->format() == LogExportFormat::Csv;
        const QString suffix = csv ? QStringLiteral("csv") : QStringLiteral("jsonl");
        const FileQuestion question{tr("Export all matches"),
                                    tr("logs-of-%1.%2").arg(spec.gateway.value, suffix),
                                    {csv ? tr("CSV (*.csv)") : tr("JSON lines (*.jsonl)")},
                                    suffix};
        m_parts.dialogs->saveFile(question, m_view, [this, spec](const QString &path) mutable {
            spec.path = path;
            if (!path.isEmpty())
                startExport(spec);
        });
    });
    dialog->open();
}

void LogActions::startExport(const LogExportSpec &spec)
{
    Task *task = m_parts.exports->start(m_connection, spec);
    auto *show = new QAction(icon(Icon::Tasks), tr("Show the tasks"));
    connect(show, &QAction::triggered, m_view, [this] {
        Q_EMIT m_view->openRequested({ViewAddress::Kind::Tasks, {}, {}});
    });
    m_view->messages()->showInfo(exportKey, tr("%1 has begun.").arg(task->title()), {show});
    connect(task, &Task::changed, m_view, [this, task] {
        if (task->state() == Task::State::Done)
            m_view->messages()->showSuccess(exportKey, task->message());
        else if (task->state() == Task::State::Cancelled)
            m_view->messages()->clear(exportKey);
    });
}

void LogActions::deleteAll()
{
    if (!isApplied() || m_planning.isRunning())
        return;
    auto *stop = new QAction(icon(Icon::Close), tr("Cancel"));
    connect(stop, &QAction::triggered, this, [this] { m_planning.cancel(); });
    m_view->messages()->showInfo(deleteKey, tr("Counting what would be deleted…"), {stop});
    m_planning = planLogDeletion(m_connection->logs(), m_view->model()->gateway(), query());
    m_planning.then(this, [this](const Result<LogDeletionPlan> &plan) {
        m_view->messages()->clear(deleteKey);
        if (!plan)
            return m_view->messages()->showError(deleteKey, plan.error());
        if (plan->matching == 0)
            return m_view->messages()->showInfo(deleteKey,
                                                tr("Nothing matches: there is nothing to delete."));
        askToDelete(*plan);
    });
}

static QString sampleLine(const Log &log, const TimeDisplay &time)
{
    QStringList parts{time.text(log.createdAt), log.model};
    if (log.statusCode)
        parts.append(QString::number(*log.statusCode));
    if (log.cost)
        parts.append(format::dollars(*log.cost));
    return parts.join(QStringLiteral(" · "));
}

void LogActions::askToDelete(const LogDeletionPlan &plan)
{
    const TimeDisplay &time = *m_models->time();
    Confirmation confirmation;
    confirmation.title = tr("Delete logs of gateway “%1”?").arg(m_view->model()->gateway().value);
    confirmation.count = plan.matching;
    confirmation.countLabel = tr("logs");
    LogQuery shown;
    shown.filters = plan.filters;
    confirmation.losses.append(plan.filters.isEmpty()
                                   ? tr("All logs of the gateway, whatever they are.")
                                   : tr("Those that match %1").arg(formatLogQuery(shown)));
    confirmation.losses.append(
        tr("From %1 to %2 %3, with their requests and responses.")
            .arg(time.text(plan.oldest), time.text(plan.newest), time.zoneText()));
    if (const auto cost = plan.cost())
        confirmation.losses.append(
            plan.isSampleWhole()
                ? tr("They cost %1.").arg(format::dollars(*cost))
                : tr("They cost about $%1, judging by the newest %2.")
                      .arg(QLocale().toString(*cost, 'f', 2), format::count(plan.sample.size())));
    constexpr qsizetype shownLogs = 5;
    QStringList sample;
    for (const Log &log : plan.sample.first(std::min(shownLogs, plan.sample.size())))
        sample.append(sampleLine(log, time));
    confirmation.losses.append(tr("The newest of them:\n%1").arg(sample.join(u'\n')));
    confirmation.losses.append(tr("This cannot be undone. What comes in from now on stays."));
    confirmation.from = tr("gateway %1").arg(m_view->model()->gateway().value);
    confirmation.connectionName = m_connection->name();
    confirmation.profileColor = QColor(m_connection->profile().color);
    confirmation.typedName = m_view->model()->gateway().value;
    confirmation.actionLabel = tr("Delete %1 logs").arg(format::count(plan.matching));
    m_parts.dialogs->confirm(confirmation, m_view, [this, plan](bool confirmed) {
        if (confirmed)
            startDeletion(plan);
    });
}

void LogActions::startDeletion(const LogDeletionPlan &plan)
{
    auto *task = new Task(tr("Delete logs of %1").arg(plan.gateway.value), tr("logs"));
    // It goes on when this view is closed, and ends with its connection.
    auto *job = new LogDeletionJob(m_connection->logs(), plan, task, {}, m_connection->logs());
    m_parts.tasks->add(task);
    m_view->messages()->showInfo(deleteKey, tr("%1 has begun.").arg(task->title()));
    connect(task, &Task::changed, m_view, [this, task] {
        if (!task->hasEnded())
            return;
        m_view->messages()->clear(deleteKey);
        if (task->state() == Task::State::Done)
            m_view->messages()->showSuccess(deleteKey, task->message());
        else if (task->state() == Task::State::Failed)
            m_view->messages()->showError(deleteKey, task->message());
        m_view->refresh();
    });
    job->start();
}

void LogActions::makeDataset()
{
    if (!isApplied())
        return;
    auto *form =
        new LogDatasetForm(datasetFilters(query(), QDateTime::currentDateTimeUtc()), m_writes);
    connect(form, &LogDatasetForm::cancelled, this,
            [this] { m_view->messages()->clear(datasetKey); });
    connect(form, &LogDatasetForm::submitted, this,
            [this](const QString &name, const QList<LogFilter> &filters) {
                m_view->messages()->clear(datasetKey);
                Dataset made;
                made.name = name;
                made.filters = filters;
                m_connection->datasets()
                    ->create(m_view->model()->gateway(), made)
                    .then(this, [this](const Result<Dataset> &dataset) {
                        if (!dataset)
                            return m_view->messages()->showError(datasetKey, dataset.error());
                        auto *open = new QAction(icon(Icon::Dataset), tr("Open it"));
                        const ViewAddress address{.kind = ViewAddress::Kind::Dataset,
                                                  .gateway = m_view->model()->gateway(),
                                                  .object = dataset->id.value};
                        connect(open, &QAction::triggered, m_view,
                                [view = m_view, address] { Q_EMIT view->openRequested(address); });
                        m_view->messages()->showSuccess(
                            datasetKey, tr("Dataset “%1” has been made.").arg(dataset->name),
                            {open});
                    });
            });
    m_view->messages()->showForm(datasetKey, tr("Make a dataset of these logs"), form);
    form->setFocus();
}

void LogActions::openAnother()
{
    Q_EMIT m_view->openAnotherRequested(m_view->address());
}

void LogActions::copyLink()
{
    copy(openCommand(m_view->address()), tr("A command that opens these logs was copied."));
}

void LogActions::copyCurl()
{
    LogQuery sent = query();
    sent.filters = sent.filtersAt(QDateTime::currentDateTimeUtc());
    sent.last.reset();
    const ApiRequest request =
        LogService::listRequest(m_view->model()->gateway(), sent, {.metaInfo = true});
    RequestRecord record;
    const auto url = requestUrl(m_connection->client()->endpoint(), request);
    if (!url)
        return m_view->messages()->showError(copyKey, url.error());
    record.url = *url;
    const Credentials &credentials = m_connection->client()->endpoint().credentials;
    record.usesKey = credentials.token.isEmpty() && !credentials.isEmpty();
    copy(curlCommand(record),
         tr("A curl command was copied. It takes the token from the "
            "environment."));
}

void LogActions::copy(const QString &text, const QString &what)
{
    QGuiApplication::clipboard()->setText(text);
    m_view->messages()->showInfo(copyKey, what);
}

} // namespace gatehouse
