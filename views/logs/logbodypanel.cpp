// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/logs/logbodypanel.h"

#include "models/domain/format.h"
#include "views/common/actions.h"
#include "views/common/icons.h"
#include "views/common/messagebar.h"
#include "views/logs/bodysearchbar.h"
#include "views/logs/bodytextview.h"

#include <QAction>
#include <QButtonGroup>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QToolButton>

namespace gatehouse {

static const QString fetchKey = QStringLiteral("body");

LogBodyPanel::LogBodyPanel(LogService *service, const GatewayId &gateway, Part part,
                           QWidget *parent)
    : QWidget(parent)
    , m_service(service)
    , m_gateway(gateway)
    , m_part(part)
    , m_messages(new MessageBar)
    , m_text(new BodyTextView)
    , m_search(new BodySearchBar(m_text))
    , m_facts(new QLabel)
    , m_load(new QPushButton)
    , m_cancel(new QPushButton(icon(Icon::Close), tr("Cancel")))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, grid, 0, 0);
    layout->setSpacing(grid);
    layout->addWidget(m_messages);
    layout->addWidget(makeTools());
    layout->addWidget(m_search);
    layout->addWidget(m_text, 1);
    m_search->setContentsMargins(grid, 0, grid, 0);
    m_text->setAccessibleName(part == Part::Request ? tr("Request body") : tr("Response body"));

    connect(m_text, &BodyTextView::prepared, this, &LogBodyPanel::showState);
    connect(m_text, &BodyTextView::busyChanged, this, &LogBodyPanel::busyChanged);
    connect(m_load, &QPushButton::clicked, this, &LogBodyPanel::fetch);
    connect(m_cancel, &QPushButton::clicked, this, &LogBodyPanel::cancelFetch);
    clear();
}

LogBodyPanel::~LogBodyPanel()
{
    m_fetch.cancel();
}

QRadioButton *LogBodyPanel::addMode(const QString &text, const QString &toolTip, bool pretty)
{
    auto *button = new QRadioButton(text);
    button->setToolTip(toolTip);
    button->setChecked(pretty);
    connect(button, &QRadioButton::clicked, this, [this, pretty] {
        m_wantsPretty = pretty;
        showBody();
    });
    return button;
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
    row->setSpacing(grid);
    m_pretty = addMode(tr("Pretty"), tr("Indent JSON"), true);
    m_raw = addMode(tr("Raw"), tr("Show the body as it came"), false);
    auto *modes = new QButtonGroup(this);
    for (QRadioButton *mode : {m_pretty, m_raw}) {
        modes->addButton(mode);
        row->addWidget(mode);
    }
    row->addWidget(m_load);
    row->addWidget(m_cancel);
    row->addStretch();
    QAction *find =
        makeAction(this, icon(Icon::Search), tr("Find in the body"), {}, {QKeySequence::Find});
    connect(find, &QAction::triggered, m_search, &BodySearchBar::open);
    m_copy = makeAction(this, icon(Icon::Copy), tr("Copy the body as it came"));
    row->addWidget(makeActionButton(find));
    row->addWidget(makeActionButton(m_copy));
    connect(m_copy, &QAction::triggered, this,
            [this] { QGuiApplication::clipboard()->setText(QString::fromUtf8(m_data)); });
    layout->addLayout(row);
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
    m_data.clear();
    m_text->clearBody();
    showState();
}

void LogBodyPanel::setLog(const Log &detail)
{
    clear();
    m_log = detail;
    m_hasLog = true;
    m_data = head().valueOr({}).toUtf8();
    const bool isRequest = m_part == Part::Request;
    m_contentType =
        (isRequest ? detail.requestContentType : detail.responseContentType).valueOr({});
    // Without a word about it, the head is taken for all when it is as long as the body.
    const Field<bool> &complete =
        isRequest ? detail.requestHeadComplete : detail.responseHeadComplete;
    m_complete = complete.valueOr(head().hasValue() && size() && m_data.size() >= *size());
    showBody();
    m_fetchOnShow = !m_complete && size().valueOr(0) <= automaticSize;
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
    m_fetch = m_part == Part::Request ? m_service->requestBody(m_gateway, m_log.id)
                                      : m_service->responseBody(m_gateway, m_log.id);
    m_fetch.then(this, [this, generation = ++m_generation](Result<LogBody> body) {
        if (generation == m_generation)
            onFetched(std::move(body));
    });
    showState();
    Q_EMIT busyChanged();
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
        m_data = std::move(body->data);
        if (!body->contentType.isEmpty())
            m_contentType = QString::fromUtf8(body->contentType);
        m_complete = true;
        showBody();
    } else {
        m_messages->showError(fetchKey, body.error(), [this] { fetch(); });
        showState();
    }
    Q_EMIT busyChanged();
}

void LogBodyPanel::showBody()
{
    m_text->setBody(m_data, m_wantsPretty);
    showState();
}

bool LogBodyPanel::isBusy() const
{
    return m_fetch.isRunning() || m_text->isBusy();
}

bool LogBodyPanel::hasError() const
{
    return m_messages->hasError();
}

void LogBodyPanel::showState()
{
    const BodyText &body = m_text->body();
    const bool fetching = m_fetch.isRunning();
    QStringList facts;
    if (m_hasLog) {
        facts.append(m_contentType.isEmpty() ? tr("content type not reported") : m_contentType);
        if (m_complete)
            facts.append(tr("%1, complete").arg(format::bytes(m_data.size())));
        else if (size())
            facts.append(
                tr("the first %1 of %2").arg(format::bytes(m_data.size()), format::bytes(*size())));
        else
            facts.append(tr("the first %1").arg(format::bytes(m_data.size())));
        if (fetching)
            facts.append(tr("loading the rest…"));
        if (!body.isText)
            facts.append(tr("not text: unreadable bytes are replaced"));
        if (body.isWrapped)
            facts.append(tr("long lines are broken"));
    } else {
        facts.append(tr("Loading…"));
    }
    m_facts->setText(facts.join(QStringLiteral(" · ")));
    m_facts->setAccessibleName(m_facts->text());

    m_load->setText(size() ? tr("Load all (%1)").arg(format::bytes(*size())) : tr("Load all"));
    m_load->setVisible(m_hasLog && !m_complete && !fetching);
    m_cancel->setVisible(fetching);
    m_pretty->setEnabled(body.isJson);
    m_pretty->setToolTip(body.isJson ? tr("Indent JSON")
                                     : tr("Only whole JSON can be indented, and this is none"));
    m_pretty->setChecked(m_wantsPretty && body.isJson);
    m_raw->setChecked(!m_pretty->isChecked());
    m_copy->setEnabled(!m_data.isEmpty());
    m_text->setPlaceholderText(m_hasLog ? tr("The body is empty.") : QString());
}

} // namespace gatehouse
