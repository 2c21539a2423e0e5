// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/logs/loginspector.h"

#include "models/domain/format.h"
#include "models/domain/timedisplay.h"
#include "models/services/connection.h"
#include "views/common/actions.h"
#include "views/common/messagebar.h"
#include "views/logs/annotationseditor.h"
#include "views/logs/logbodypanel.h"
#include "views/logs/logfieldspanel.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QLabel>
#include <QStackedWidget>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace gatehouse {

using namespace std::chrono_literals;

static const QString fetchKey = QStringLiteral("detail");

LogInspector::LogInspector(Connection *connection, const GatewayId &gateway, TimeDisplay *time,
                           Dialogs *dialogs, QWidget *parent)
    : QWidget(parent)
    , m_service(connection->logs())
    , m_gateway(gateway)
    , m_time(time)
    , m_messages(new MessageBar)
    , m_editor(new AnnotationsEditor(connection, gateway, m_messages))
    , m_stack(new QStackedWidget)
    , m_tabs(new QTabWidget)
    , m_fields(new LogFieldsPanel(time, m_editor))
    , m_request(new LogBodyPanel(m_service, gateway, LogBodyPanel::Part::Request, dialogs))
    , m_response(new LogBodyPanel(m_service, gateway, LogBodyPanel::Part::Response, dialogs))
{
    setAccessibleName(tr("Log"));
    auto *empty = new QLabel(tr("Select a log to see it in full."));
    empty->setTextFormat(Qt::PlainText);
    empty->setAlignment(Qt::AlignCenter);
    empty->setWordWrap(true);
    empty->setForegroundRole(QPalette::PlaceholderText);

    m_tabs->setDocumentMode(true);
    m_tabs->setAccessibleName(tr("Parts of the log"));
    m_tabs->addTab(m_fields, tr("Fields"));
    m_tabs->addTab(m_request, tr("Request"));
    m_tabs->addTab(m_response, tr("Response"));
    auto *content = new QWidget;
    auto *contentLayout = new QVBoxLayout(content);
    contentLayout->setContentsMargins({});
    contentLayout->setSpacing(0);
    contentLayout->addWidget(makeHeading());
    contentLayout->addWidget(m_messages);
    contentLayout->addWidget(m_tabs, 1);
    m_stack->addWidget(empty);
    m_stack->addWidget(content);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_stack);

    m_rest.setSingleShot(true);
    m_rest.setInterval(80ms);
    connect(&m_rest, &QTimer::timeout, this, [this] {
        if (std::exchange(m_waiting, false))
            fetch();
    });
    connect(m_editor, &AnnotationsEditor::busyChanged, this, &LogInspector::busyChanged);
    connect(m_editor, &AnnotationsEditor::annotated, this, &LogInspector::annotated);
    connect(m_request, &LogBodyPanel::busyChanged, this, &LogInspector::busyChanged);
    connect(m_response, &LogBodyPanel::busyChanged, this, &LogInspector::busyChanged);
    connect(time, &TimeDisplay::changed, this, &LogInspector::showHeading);
    clear();
}

LogInspector::~LogInspector()
{
    m_fetch.cancel();
}

QWidget *LogInspector::makeHeading()
{
    auto *heading = new QWidget;
    auto *layout = new QHBoxLayout(heading);
    layout->setContentsMargins(grid, grid, grid, grid);
    layout->setSpacing(grid / 2);
    m_symbol = new QLabel;
    layout->addWidget(m_symbol, 0, Qt::AlignTop);
    auto *lines = new QVBoxLayout;
    lines->setSpacing(0);
    m_title = new QLabel;
    m_title->setTextFormat(Qt::PlainText);
    m_title->setMinimumWidth(0);
    QFont font = m_title->font();
    font.setBold(true);
    m_title->setFont(font);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_subtitle = new QLabel;
    m_subtitle->setTextFormat(Qt::PlainText);
    m_subtitle->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_subtitle->setForegroundRole(QPalette::PlaceholderText);
    lines->addWidget(m_title);
    lines->addWidget(m_subtitle);
    layout->addLayout(lines, 1);
    m_place = new QLabel;
    m_place->setTextFormat(Qt::PlainText);
    m_place->setForegroundRole(QPalette::PlaceholderText);
    layout->addWidget(m_place);
    m_previous = addStep(Icon::Up, tr("Previous log"), Qt::ALT | Qt::Key_Up, -1);
    m_next = addStep(Icon::Down, tr("Next log"), Qt::ALT | Qt::Key_Down, 1);
    QAction *copy = makeAction(this, icon(Icon::Copy), tr("Copy the log as JSON"), {},
                               {Qt::CTRL | Qt::SHIFT | Qt::Key_J});
    connect(copy, &QAction::triggered, this, &LogInspector::copyJson);
    for (QAction *step : {m_previous, m_next, copy})
        layout->addWidget(makeActionButton(step));
    return heading;
}

QAction *LogInspector::addStep(Icon symbol, const QString &text, const QKeySequence &shortcut,
                               int rows)
{
    QAction *action = makeAction(this, icon(symbol), text, {}, {shortcut});
    connect(action, &QAction::triggered, this, [this, rows] { Q_EMIT stepRequested(rows); });
    return action;
}

void LogInspector::copyJson()
{
    QGuiApplication::clipboard()->setText(
        QString::fromUtf8(QJsonDocument(toJson(m_log).toObject()).toJson()));
}

void LogInspector::setLog(const Log &row)
{
    if (row.id == m_log.id)
        return;
    m_generation++;
    m_fetch.cancel();
    m_messages->clear(fetchKey);
    m_log = row;
    m_fields->setLog(m_log, LogFieldsPanel::Detail::Loading);
    m_request->clear();
    m_response->clear();
    showHeading();
    m_stack->setCurrentIndex(1);
    m_waiting = m_rest.isActive();
    m_rest.start();
    if (!m_waiting)
        fetch();
    Q_EMIT busyChanged();
}

void LogInspector::setPlace(int row, int count)
{
    m_place->setText(tr("%1 of %2").arg(format::count(row + 1), format::count(count)));
    m_previous->setEnabled(row > 0);
    m_next->setEnabled(row + 1 < count);
}

void LogInspector::clear()
{
    m_generation++;
    m_waiting = false;
    m_fetch.cancel();
    m_log = {};
    m_request->clear();
    m_response->clear();
    m_messages->clear(fetchKey);
    m_stack->setCurrentIndex(0);
    Q_EMIT busyChanged();
}

void LogInspector::reload()
{
    if (!m_log.id.isEmpty())
        fetch();
}

void LogInspector::fetch()
{
    m_waiting = false;
    m_messages->clear(fetchKey);
    m_fetch.cancel();
    m_fetch = m_service->detail(m_gateway, m_log.id);
    m_fetch.then(this, [this, generation = ++m_generation](const Result<Log> &detail) {
        if (generation == m_generation)
            onFetched(detail);
    });
    Q_EMIT busyChanged();
}

void LogInspector::onFetched(const Result<Log> &detail)
{
    if (detail) {
        m_log = *detail;
        m_fields->setLog(m_log, LogFieldsPanel::Detail::Ready);
        m_request->setLog(m_log);
        m_response->setLog(m_log);
        showHeading();
    } else {
        m_fields->setLog(m_log, LogFieldsPanel::Detail::Failed);
        m_messages->showError(fetchKey, detail.error(), [this] { fetch(); });
    }
    Q_EMIT busyChanged();
}

void LogInspector::showHeading()
{
    m_symbol->setPixmap((m_log.success ? icon(Icon::Success, Semantic::Success)
                                       : icon(Icon::Failure, Semantic::Error))
                            .pixmap(2 * grid, 2 * grid));
    m_symbol->setAccessibleName(m_log.success ? tr("Succeeded") : tr("Failed"));
    m_title->setText(m_log.model.isEmpty() ? m_log.path : m_log.model);
    m_title->setToolTip(format::toolTip(m_title->text()));
    QStringList facts{m_time->text(m_log.createdAt), m_log.provider};
    facts.removeAll(QString());
    m_subtitle->setText(facts.join(QStringLiteral(" · ")));
    m_subtitle->setToolTip(format::toolTip(m_subtitle->text()));
}

bool LogInspector::isBusy() const
{
    return m_waiting || m_editor->isSaving() || m_fetch.isRunning() || m_request->isBusy()
        || m_response->isBusy();
}

bool LogInspector::hasError() const
{
    return m_messages->hasError() || m_request->hasError() || m_response->hasError();
}

} // namespace gatehouse
