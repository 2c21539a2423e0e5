// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/logs/logbodypanel.h"

#include "models/domain/format.h"
#include "views/common/actions.h"
#include "views/common/dialogs.h"
#include "views/common/icons.h"
#include "views/common/messagebar.h"
#include "views/common/savefile.h"
#include "views/logs/bodysearchbar.h"
#include "views/logs/bodyview.h"

#include <QAction>
#include <QButtonGroup>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QToolButton>

namespace gatehouse {

static const QString fetchKey = QStringLiteral("body");
static const QString saveKey = QStringLiteral("save");

LogBodyPanel::LogBodyPanel(LogService *service, const GatewayId &gateway, Part part,
                           Dialogs *dialogs, QWidget *parent)
    : QWidget(parent)
    , m_service(service)
    , m_gateway(gateway)
    , m_part(part)
    , m_dialogs(dialogs)
    , m_messages(new MessageBar)
    , m_view(new BodyView)
    , m_search(new BodySearchBar(m_view))
    , m_facts(new QLabel)
    , m_load(new QPushButton)
    , m_cancel(new QPushButton(icon(Icon::Close), tr("Cancel")))
    , m_progress(new QProgressBar)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, grid, 0, 0);
    layout->setSpacing(grid);
    layout->addWidget(m_messages);
    layout->addWidget(makeTools());
    layout->addWidget(m_search);
    layout->addWidget(m_view, 1);
    m_search->setContentsMargins(grid, 0, grid, 0);
    m_view->setAccessibleName(part == Part::Request ? tr("Request body") : tr("Response body"));

    connect(m_view, &BodyView::prepared, this, &LogBodyPanel::showState);
    connect(m_view, &BodyView::busyChanged, this, &LogBodyPanel::busyChanged);
    connect(m_load, &QPushButton::clicked, this, &LogBodyPanel::fetch);
    connect(m_cancel, &QPushButton::clicked, this, &LogBodyPanel::cancelFetch);
    clear();
}

LogBodyPanel::~LogBodyPanel()
{
    m_fetch.cancel();
}

QWidget *LogBodyPanel::makeModes()
{
    auto *modes = new QWidget;
    modes->setAccessibleName(tr("Show the body as"));
    auto *layout = new QHBoxLayout(modes);
    layout->setContentsMargins({});
    layout->setSpacing(grid);
    auto *group = new QButtonGroup(this);
    using enum BodyMode;
    for (const auto &[mode, text] : {std::pair(Chat, tr("Chat")), std::pair(Json, tr("JSON")),
                                     std::pair(Events, tr("Events")), std::pair(Raw, tr("Raw"))}) {
        auto *button = new QRadioButton(text);
        group->addButton(button);
        layout->addWidget(button);
        m_modes.insert(mode, button);
        connect(button, &QRadioButton::clicked, this, [this, wanted = mode] { showAs(wanted); });
    }
    m_modes[Chat]->setToolTip(tr("Who said what"));
    m_modes[Json]->setToolTip(tr("A line for each member, to fold and search"));
    m_modes[Events]->setToolTip(tr("The stream event by event"));
    m_modes[Raw]->setToolTip(tr("The body as it came"));
    return modes;
}

QWidget *LogBodyPanel::makeTools()
{
    auto *tools = new QWidget;
    auto *layout = new QVBoxLayout(tools);
    layout->setContentsMargins(grid, 0, grid, 0);
    layout->setSpacing(grid / 2);
    m_facts->setWordWrap(true);
    m_facts->setTextFormat(Qt::PlainText);
    m_facts->setForegroundRole(QPalette::PlaceholderText);
    layout->addWidget(m_facts);

    auto *row = new QHBoxLayout;
    row->setSpacing(grid / 2);
    row->addWidget(makeModes());
    row->addStretch();
    const auto add = [&](Icon symbol, const QString &text, const QKeySequence &key = {}) {
        QAction *action = makeAction(this, icon(symbol), text, {}, {key});
        row->addWidget(makeActionButton(action));
        return action;
    };
    connect(add(Icon::Search, tr("Find in the body"), QKeySequence::Find), &QAction::triggered,
            m_search, &BodySearchBar::open);
    connect(add(Icon::Collapse, tr("Fold all"), Qt::CTRL | Qt::Key_Minus), &QAction::triggered,
            m_view, [this] { m_view->setAllFolded(true); });
    connect(add(Icon::Expand, tr("Unfold all"), Qt::CTRL | Qt::Key_Plus), &QAction::triggered,
            m_view, [this] { m_view->setAllFolded(false); });
    m_copy = add(Icon::Copy, tr("Copy the body as it came"));
    connect(m_copy, &QAction::triggered, this,
            [this] { QGuiApplication::clipboard()->setText(QString::fromUtf8(m_body.data)); });
    m_save = add(Icon::Export, tr("Save the body to a file…"), QKeySequence::Save);
    connect(m_save, &QAction::triggered, this, &LogBodyPanel::save);
    layout->addLayout(row);

    auto *loading = new QHBoxLayout;
    loading->setSpacing(grid);
    m_progress->setTextVisible(true);
    m_progress->setAccessibleName(tr("How much of the body has come"));
    loading->addWidget(m_load);
    loading->addWidget(m_progress, 1);
    loading->addWidget(m_cancel);
    layout->addLayout(loading);
    return tools;
}

const Field<QString> &LogBodyPanel::head() const
{
    return m_part == Part::Request ? m_log.requestHead : m_log.responseHead;
}

Field<qint64> LogBodyPanel::size() const
{
    return m_part == Part::Request ? m_log.requestSize : m_log.responseSize;
}

void LogBodyPanel::clear()
{
    ++m_generation;
    m_fetch.cancel();
    m_messages->clearAll();
    m_log = {};
    m_hasLog = false;
    m_fetchOnShow = false;
    m_body = {};
    m_view->clearBody();
    showState();
}

void LogBodyPanel::setLog(const Log &detail)
{
    ++m_generation;
    m_fetch.cancel();
    m_messages->clearAll();
    m_log = detail;
    m_hasLog = true;
    const bool isRequest = m_part == Part::Request;
    const QByteArray beginning = head().valueOr({}).toUtf8();
    // Without a word about it, the head is taken for all when it is as long as the body.
    const Field<bool> &complete =
        isRequest ? detail.requestHeadComplete : detail.responseHeadComplete;
    m_body = {
        beginning,
        (isRequest ? detail.requestContentType : detail.responseContentType).valueOr({}).toUtf8(),
        complete.valueOr(head().hasValue() && size() && beginning.size() >= *size())};
    showBody();
    m_fetchOnShow = !m_body.isWhole && size().valueOr(0) <= automaticSize;
    if (isVisible())
        fetchIfSmall();
}

void LogBodyPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    fetchIfSmall();
}

void LogBodyPanel::fetchIfSmall()
{
    if (std::exchange(m_fetchOnShow, false))
        fetch();
}

void LogBodyPanel::fetch()
{
    m_messages->clear(fetchKey);
    m_fetch.cancel();
    const quint64 generation = ++m_generation;
    const auto progress = [panel = QPointer(this), generation](qint64 received, qint64 total) {
        if (panel && generation == panel->m_generation)
            panel->showProgress(received, total);
    };
    m_fetch = m_part == Part::Request ? m_service->requestBody(m_gateway, m_log.id, progress)
                                      : m_service->responseBody(m_gateway, m_log.id, progress);
    m_fetch.then(this, [this, generation](Result<LogBody> body) {
        if (generation == m_generation)
            onFetched(std::move(body));
    });
    showProgress(0, 0);
    showState();
    Q_EMIT busyChanged();
}

void LogBodyPanel::showProgress(qint64 received, qint64 total)
{
    const qint64 all = total > 0 ? total : size().valueOr(0);
    m_progress->setRange(0, all > 0 ? 1000 : 0);
    m_progress->setValue(all > 0 ? int(qMin<qint64>(1000, received * 1000 / all)) : 0);
    m_progress->setFormat(all > 0 ? tr("%1 of %2").arg(format::bytes(received), format::bytes(all))
                                  : format::bytes(received));
}

void LogBodyPanel::cancelFetch()
{
    ++m_generation;
    m_fetch.cancel();
    showState();
    Q_EMIT busyChanged();
}

void LogBodyPanel::onFetched(Result<LogBody> body)
{
    if (body) {
        m_body.data = std::move(body->data);
        if (!body->contentType.isEmpty())
            m_body.contentType = body->contentType;
        m_body.isWhole = true;
        showBody();
    } else {
        m_messages->showError(fetchKey, body.error(), [this] { fetch(); });
        showState();
    }
    Q_EMIT busyChanged();
}

void LogBodyPanel::showBody()
{
    m_view->setBody(m_body, m_wanted);
    showState();
}

void LogBodyPanel::showAs(BodyMode mode)
{
    m_wanted = mode;
    showBody();
}

bool LogBodyPanel::isBusy() const
{
    return m_fetch.isRunning() || m_view->isBusy();
}

bool LogBodyPanel::hasError() const
{
    return m_messages->hasError();
}

void LogBodyPanel::showState()
{
    const bool fetching = m_fetch.isRunning();
    QStringList facts;
    if (m_hasLog) {
        facts.append(m_body.contentType.isEmpty() ? tr("content type not reported")
                                                  : QString::fromUtf8(m_body.contentType));
        const QString shown = format::bytes(m_body.data.size());
        if (m_body.isWhole)
            facts.append(tr("%1, complete").arg(shown));
        else if (size())
            facts.append(tr("the first %1 of %2").arg(shown, format::bytes(*size())));
        else
            facts.append(tr("the first %1").arg(shown));
        facts += m_view->facts();
    } else {
        facts.append(tr("Loading…"));
    }
    m_facts->setText(facts.join(QStringLiteral(" · ")));
    m_facts->setAccessibleName(m_facts->text());

    m_load->setText(size() ? tr("Load all (%1)").arg(format::bytes(*size())) : tr("Load all"));
    m_load->setVisible(m_hasLog && !m_body.isWhole && !fetching);
    m_cancel->setVisible(fetching);
    m_progress->setVisible(fetching);
    for (auto it = m_modes.begin(); it != m_modes.end(); ++it) {
        it.value()->setVisible(m_view->modes().contains(it.key()));
        if (it.key() == m_view->mode())
            it.value()->setChecked(true);
    }
    m_copy->setEnabled(!m_body.data.isEmpty());
    m_save->setEnabled(!m_body.data.isEmpty());
    m_view->setPlaceholder(m_hasLog ? tr("The body is empty.") : QString());
}

void LogBodyPanel::save()
{
    const bool isRequest = m_part == Part::Request;
    const bool isJson = m_body.contentType.contains("json");
    const QString name =
        m_log.id.value + (isRequest ? QStringLiteral("-request") : QStringLiteral("-response"));
    m_dialogs->saveFile(
        {.title =
             m_body.isWhole ? tr("Save the body") : tr("Save the part of the body that is here"),
         .suggestion = name + (isJson ? QStringLiteral(".json") : QStringLiteral(".txt")),
         .nameFilters = {tr("All files (*)")},
         .suffix = isJson ? QStringLiteral("json") : QStringLiteral("txt")},
        this, [this](const QString &path) {
            if (!path.isEmpty())
                write(path);
        });
}

void LogBodyPanel::write(const QString &path)
{
    m_messages->clear(saveKey);
    saveFile(path, m_body.data, this, [this, path](const QString &error) {
        if (error.isEmpty())
            m_messages->showSuccess(saveKey, tr("Saved to %1").arg(path));
        else
            m_messages->showError(saveKey, tr("%1 could not be written: %2").arg(path, error));
    });
}

} // namespace gatehouse
