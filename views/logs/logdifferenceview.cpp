// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/logs/logdifferenceview.h"

#include "models/domain/format.h"
#include "models/domain/timedisplay.h"
#include "views/common/icons.h"
#include "views/common/messagebar.h"
#include "views/common/tableview.h"
#include "views/logs/bodydifference.h"
#include "views/logs/logbodypanel.h"
#include "views/logs/logfields.h"

#include <QCheckBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStandardItemModel>
#include <QTabWidget>
#include <QVBoxLayout>

namespace gatehouse {

LogDifferenceView::LogDifferenceView(ConnectionModels *models, const ViewAddress &address,
                                     QWidget *parent)
    : View(parent)
    , m_models(models)
    , m_address(address)
    , m_messages(new MessageBar)
    , m_headings{new QLabel, new QLabel}
    , m_tabs(new QTabWidget)
    , m_fields(new TableView(tr("Fields of both logs")))
    , m_model(new QStandardItemModel(0, 3, this))
    , m_onlyDifferent(new QCheckBox(tr("Only what differs")))
{
    setAccessibleName(title());
    m_model->setHorizontalHeaderLabels({tr("Field"), tr("First log"), tr("Second log")});
    m_fields->setModel(m_model);
    m_fields->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_onlyDifferent->setChecked(true);
    auto *fields = new QWidget;
    auto *fieldsLayout = new QVBoxLayout(fields);
    fieldsLayout->setContentsMargins(0, grid, 0, 0);
    fieldsLayout->setSpacing(grid);
    auto *choice = new QHBoxLayout;
    choice->setContentsMargins(grid, 0, grid, 0);
    choice->addWidget(m_onlyDifferent);
    fieldsLayout->addLayout(choice);
    fieldsLayout->addWidget(m_fields, 1);
    m_tabs->setDocumentMode(true);
    m_tabs->setAccessibleName(tr("Parts of the logs"));
    m_tabs->addTab(fields, tr("Fields"));
    addBodies(0, tr("Request"));
    addBodies(1, tr("Response"));

    auto *headings = new QHBoxLayout;
    headings->setContentsMargins(grid, grid, grid, grid);
    headings->setSpacing(grid);
    for (QLabel *heading : m_headings) {
        heading->setTextFormat(Qt::PlainText);
        heading->setTextInteractionFlags(Qt::TextSelectableByMouse);
        heading->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        headings->addWidget(heading, 1);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_messages);
    layout->addLayout(headings);
    layout->addWidget(m_tabs, 1);
    setFocusProxy(m_tabs);

    connect(m_onlyDifferent, &QCheckBox::toggled, this, &LogDifferenceView::showFields);
    connect(models->time(), &TimeDisplay::changed, this, &LogDifferenceView::showFields);
    connect(m_tabs, &QTabWidget::currentChanged, this, &LogDifferenceView::fetchIfSmall);
    connect(models->connection(), &Connection::stateChanged, this, &LogDifferenceView::refresh);
    refresh();
}

LogDifferenceView::~LogDifferenceView()
{
    for (const Call<Log> &fetch : m_fetches)
        fetch.cancel();
    for (const Bodies &bodies : m_bodies)
        for (const Call<LogBody> &fetch : bodies.fetches)
            fetch.cancel();
}

void LogDifferenceView::addBodies(int part, const QString &title)
{
    Bodies &bodies = m_bodies[size_t(part)];
    bodies.difference = new BodyDifference;
    bodies.load = new QPushButton;
    bodies.load->hide();
    bodies.page = new QWidget;
    auto *layout = new QVBoxLayout(bodies.page);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(grid, 0, grid, 0);
    row->addWidget(bodies.load);
    row->addStretch();
    layout->addLayout(row);
    layout->addWidget(bodies.difference, 1);
    connect(bodies.load, &QPushButton::clicked, this, [this, part] { fetchBodies(part); });
    connect(bodies.difference, &BodyDifference::busyChanged, this, &LogDifferenceView::updateBusy);
    m_tabs->addTab(bodies.page, title);
}

void LogDifferenceView::goTo(const ViewAddress &address)
{
    if (address == m_address)
        return;
    m_address = address;
    m_logs = {};
    for (Bodies &bodies : m_bodies) {
        for (const Call<LogBody> &fetch : bodies.fetches)
            fetch.cancel();
        bodies.bodies = {};
    }
    refresh();
    Q_EMIT addressChanged();
}

QString LogDifferenceView::title() const
{
    return tr("Two logs of %1").arg(m_address.gateway.value);
}

QIcon LogDifferenceView::viewIcon() const
{
    return icon(Icon::Duplicate);
}

bool LogDifferenceView::hasError() const
{
    return m_messages->hasError();
}

void LogDifferenceView::refresh()
{
    if (m_models->connection()->state() != Connection::State::Ready)
        return;
    const QStringList ids = m_address.filter.split(u',');
    for (int side = 0; side < 2; ++side) {
        m_messages->clear(QString::number(side));
        m_fetches[size_t(side)].cancel();
        m_fetches[size_t(side)] =
            m_models->connection()->logs()->detail(m_address.gateway, {ids.value(side)});
        m_fetches[size_t(side)].then(this,
                                     [this, side](const Result<Log> &log) { onLog(side, log); });
    }
    updateBusy();
}

void LogDifferenceView::onLog(int side, const Result<Log> &log)
{
    if (!log) {
        m_messages->showError(QString::number(side), log.error(), [this] { refresh(); });
        return updateBusy();
    }
    m_logs[size_t(side)] = *log;
    QLabel *heading = m_headings[size_t(side)];
    heading->setText(QStringList{m_models->time()->text(log->createdAt), log->model}.join(
        QStringLiteral(" · ")));
    heading->setToolTip(format::toolTip(log->id.value));
    const auto body = [](const Field<QString> &head, const Field<bool> &complete,
                         const Field<QString> &type) {
        return Body{head.valueOr({}).toUtf8(), type.valueOr({}).toUtf8(), complete.valueOr(false)};
    };
    m_bodies[0].bodies[size_t(side)] =
        body(log->requestHead, log->requestHeadComplete, log->requestContentType);
    m_bodies[1].bodies[size_t(side)] =
        body(log->responseHead, log->responseHeadComplete, log->responseContentType);
    if (m_logs[0] && m_logs[1]) {
        showFields();
        for (int part = 0; part < 2; ++part) {
            Bodies &bodies = m_bodies[size_t(part)];
            bodies.difference->setBodies(bodies.bodies[0], bodies.bodies[1]);
            bodies.load->setText(tr("Load both bodies (%1)").arg(format::bytes(missingSize(part))));
            bodies.load->setVisible(missingSize(part) > 0);
        }
        fetchIfSmall();
    }
    updateBusy();
}

void LogDifferenceView::showFields()
{
    if (!m_logs[0] || !m_logs[1])
        return;
    m_model->setRowCount(0);
    QFont bold = m_fields->font();
    bold.setBold(true);
    for (const LogField &field : logFields()) {
        QStringList texts;
        for (const auto &log : m_logs) {
            const LogField::Shown shown = field.shown(*log, *m_models->time());
            texts.append(shown.hasValue && !shown.text.isEmpty() ? shown.text : absentText(shown));
        }
        const bool isSame = texts[0] == texts[1];
        if (isSame && m_onlyDifferent->isChecked())
            continue;
        QList<QStandardItem *> row;
        for (const QString &text : {field.title(), texts[0], texts[1]}) {
            auto *item = new QStandardItem(text);
            item->setEditable(false);
            item->setToolTip(format::toolTip(text));
            if (!isSame && !row.isEmpty())
                item->setFont(bold);
            row.append(item);
        }
        m_model->appendRow(row);
    }
}

qint64 LogDifferenceView::missingSize(int part) const
{
    qint64 missing = 0;
    for (size_t side = 0; side < 2; ++side)
        if (const auto &log = m_logs[side]; log && !m_bodies[size_t(part)].bodies[side].isWhole)
            missing += (part == 0 ? log->requestSize : log->responseSize).valueOr(0);
    return missing;
}

void LogDifferenceView::fetchIfSmall()
{
    const int part = m_tabs->currentIndex() - 1;
    if (part < 0)
        return;
    const qint64 missing = missingSize(part);
    if (missing > 0 && missing <= 2 * LogBodyPanel::automaticSize)
        fetchBodies(part);
}

void LogDifferenceView::fetchBodies(int part)
{
    Bodies &bodies = m_bodies[size_t(part)];
    LogService *logs = m_models->connection()->logs();
    for (int side = 0; side < 2; ++side) {
        Call<LogBody> &fetch = bodies.fetches[size_t(side)];
        if (bodies.bodies[size_t(side)].isWhole || fetch.isRunning())
            continue;
        const LogId id = m_logs[size_t(side)]->id;
        fetch = part == 0 ? logs->requestBody(m_address.gateway, id)
                          : logs->responseBody(m_address.gateway, id);
        fetch.then(this, [=, this](const Result<LogBody> &body) { onBody(part, side, body); });
    }
    updateBusy();
}

void LogDifferenceView::onBody(int part, int side, const Result<LogBody> &body)
{
    const QString key = QStringLiteral("body%1").arg(part);
    Bodies &bodies = m_bodies[size_t(part)];
    if (body) {
        bodies.bodies[size_t(side)] = {body->data, body->contentType, true};
        bodies.difference->setBodies(bodies.bodies[0], bodies.bodies[1]);
        bodies.load->setVisible(missingSize(part) > 0);
    } else {
        m_messages->showError(key, body.error(), [this, key, part] {
            m_messages->clear(key);
            fetchBodies(part);
        });
    }
    updateBusy();
}

void LogDifferenceView::updateBusy()
{
    bool busy = m_models->connection()->state() == Connection::State::Starting;
    for (const Call<Log> &fetch : m_fetches)
        busy = busy || fetch.isRunning();
    for (const Bodies &bodies : m_bodies) {
        busy = busy || bodies.difference->isBusy();
        for (const Call<LogBody> &fetch : bodies.fetches)
            busy = busy || fetch.isRunning();
    }
    setBusy(busy);
}

} // namespace gatehouse
