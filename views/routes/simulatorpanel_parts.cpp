// SPDX-License-Identifier: GPL-3.0-or-later
// The making of the simulator's parts.
#include "models/domain/format.h"
#include "models/services/connection.h"
#include "views/common/actions.h"
#include "views/common/icons.h"
#include "views/logs/filteredit.h"
#include "views/routes/routerequestform.h"
#include "views/routes/simulatorpanel.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QSplitter>
#include <QToolButton>
#include <QTreeWidget>

namespace gatehouse {

static constexpr int mostLogsInMenu = 20;

SimulatorPanel::SimulatorPanel(RouteScene *scene, Connection *connection, const GatewayId &gateway,
                               QWidget *parent)
    : QWidget(parent)
    , m_scene(scene)
    , m_document(scene->document())
    , m_connection(connection)
    , m_gateway(gateway)
    , m_loader(connection->logs(), gateway)
{
    auto *splitter = new QSplitter;
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(makeRequestSide());
    splitter->addWidget(makeResultSide());
    splitter->setSizes({360, 480});
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(splitter);

    connect(m_run, &QPushButton::clicked, this, &SimulatorPanel::run);
    connect(m_sample, &QPushButton::clicked, this, [this] { sample(m_count->value()); });
    connect(m_replay, &QPushButton::clicked, this, &SimulatorPanel::replay);
    connect(m_clear, &QPushButton::clicked, this, &SimulatorPanel::clear);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (m_cancelled)
            *m_cancelled = true;
        m_loader.cancel();
    });
    connect(&m_work, &QFutureWatcherBase::finished, this,
            [this] { showShares(m_work.result(), m_what); });
    connect(&m_loader, &RouteHistoryLoader::progressed, this, [this] {
        m_summary->setText(
            tr("Reading logs: %1 of at most %2…")
                .arg(format::count(m_loader.done()), format::count(m_loader.wanted())));
    });
    connect(&m_loader, &RouteHistoryLoader::failed, this, [this](const ApiError &error) {
        m_summary->setText(tr("The logs could not be read."));
        updateControls();
        Q_EMIT failed(error);
    });
    connect(&m_loader, &RouteHistoryLoader::finished, this, [this](const RouteHistory &history) {
        m_cancelled = std::make_shared<std::atomic_bool>(false);
        RouteSimulation rules = simulation();
        rules.prices.insert(history.prices);
        start([graph = m_document->graph(), requests = history.requests, rules,
               cancelled =
                   m_cancelled] { return replayRoute(graph, requests, rules, cancelled.get()); },
              tr("%1 requests of the logs, as they came in")
                  .arg(format::count(history.requests.size())));
    });
    connect(m_results, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem *item) {
        const QString id = item ? item->data(0, Qt::UserRole).toString() : QString();
        if (!id.isEmpty())
            Q_EMIT elementChosen(id);
    });
    connect(m_document, &RouteDocument::graphChanged, this, &SimulatorPanel::fillForcing);
    connect(m_document, &RouteDocument::graphReset, this, &SimulatorPanel::fillForcing);
    QAction *enter =
        makeAction(this, {}, tr("Run"), {}, {Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter});
    connect(enter, &QAction::triggered, m_run, &QPushButton::click);
    fillLogMenu();
    fillForcing();
    clear();
}

QWidget *SimulatorPanel::makeRequestSide()
{
    m_form = new RouteRequestForm;
    m_fromLog = new QToolButton;
    m_logMenu = new QMenu(m_fromLog);
    m_fromLog->setText(tr("Take from a log"));
    m_fromLog->setMenu(m_logMenu);
    m_fromLog->setPopupMode(QToolButton::InstantPopup);
    m_fromLog->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_fromLog->setAccessibleName(m_fromLog->text());
    m_fromLog->setFocusPolicy(Qt::StrongFocus);
    m_run = new QPushButton(icon(Icon::Play), tr("Run"));
    m_run->setToolTip(tr("Send this request through the graph (Ctrl+Enter)"));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(grid);
    buttons->addWidget(m_run);
    buttons->addWidget(m_fromLog);
    buttons->addStretch();
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(grid, grid, grid, grid);
    layout->setSpacing(grid);
    layout->addLayout(buttons);
    layout->addWidget(m_form, 1);
    layout->addLayout(makeForcing());
    auto *area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(content);
    return area;
}

QLayout *SimulatorPanel::makeForcing()
{
    m_forcedElement = new QComboBox;
    m_forcedOutput = new QComboBox;
    m_forced = new QLabel;
    m_forcedElement->setAccessibleName(tr("Element whose outcome is forced"));
    m_forcedOutput->setAccessibleName(tr("Forced outcome"));
    for (QComboBox *box : {m_forcedElement, m_forcedOutput}) {
        box->setMinimumContentsLength(8);
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    }
    m_forced->setTextFormat(Qt::PlainText);
    m_forced->setWordWrap(true);
    m_forced->setForegroundRole(QPalette::PlaceholderText);
    auto *row = new QHBoxLayout;
    row->setSpacing(grid / 2);
    row->addWidget(new QLabel(tr("Outcome of")));
    row->addWidget(m_forcedElement, 1);
    row->addWidget(m_forcedOutput, 1);
    auto *layout = new QVBoxLayout;
    layout->setSpacing(grid / 2);
    layout->addLayout(row);
    layout->addWidget(m_forced);
    connect(m_forcedElement, &QComboBox::currentIndexChanged, this,
            &SimulatorPanel::fillForcedOutputs);
    connect(m_forcedOutput, &QComboBox::activated, this, [this] {
        force(m_forcedElement->currentText(), m_forcedOutput->currentData().toString());
    });
    return layout;
}

QWidget *SimulatorPanel::makeResultSide()
{
    m_count = new QSpinBox;
    m_count->setRange(1, 100'000);
    m_count->setValue(1000);
    m_count->setGroupSeparatorShown(true);
    m_count->setAccessibleName(tr("How many requests"));
    m_sample = new QPushButton(tr("Sample"));
    m_sample->setToolTip(tr("As many requests as this, drawn by lot, and their shares"));
    m_filter = new FilterEdit;
    m_filter->setPlaceholderText(tr("Filter of logs to replay, such as last:24h"));
    m_filter->setAccessibleName(tr("Filter of the logs to replay"));
    m_replay = new QPushButton(tr("Replay"));
    m_replay->setToolTip(tr("Send the newest matching logs through the graph, %1 at most")
                             .arg(format::count(RouteHistoryLoader::mostLogs)));
    m_cancel = new QPushButton(tr("Cancel"));
    m_clear = new QPushButton(tr("Clear"));
    m_summary = new QLabel;
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_results = new QTreeWidget;
    m_results->setAccessibleName(tr("Results of the simulation"));
    m_results->setRootIsDecorated(false);
    m_results->setUniformRowHeights(true);
    m_results->setColumnCount(3);
    m_results->header()->resizeSection(0, 26 * grid);
    m_results->header()->resizeSection(1, 10 * grid);
    auto *row = new QHBoxLayout;
    row->setSpacing(grid / 2);
    row->addWidget(m_count);
    row->addWidget(m_sample);
    row->addWidget(m_filter, 1);
    row->addWidget(m_replay);
    row->addWidget(m_cancel);
    row->addWidget(m_clear);
    auto *side = new QWidget;
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(grid, grid, grid, grid);
    layout->setSpacing(grid);
    layout->addLayout(row);
    layout->addWidget(m_summary);
    layout->addWidget(m_results, 1);
    return side;
}

void SimulatorPanel::fillLogMenu()
{
    m_logMenu->clear();
    for (const Log &log : m_history.logs.mid(0, mostLogsInMenu)) {
        const QString when = log.createdAt.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
        const QString metadata = log.metadata.valueOr(QString()).simplified().left(60);
        const QString text =
            when + QStringLiteral("   ") + log.model + QStringLiteral("   ") + metadata;
        QAction *action =
            m_logMenu->addAction(format::literal(text), this, [this, log] { takeLog(log); });
        action->setToolTip(format::toolTip(text)); // else it is the text, as markup
    }
    if (m_history.logs.isEmpty())
        m_logMenu->addAction(tr("There are no logs yet"))->setEnabled(false);
}

void SimulatorPanel::updateControls()
{
    const bool busy = isBusy();
    m_run->setEnabled(!busy);
    m_fromLog->setEnabled(!busy);
    m_sample->setEnabled(!busy);
    m_replay->setEnabled(!busy);
    m_cancel->setVisible(busy);
    m_clear->setEnabled(m_results->topLevelItemCount() > 0);
    Q_EMIT busyChanged();
}

} // namespace gatehouse
