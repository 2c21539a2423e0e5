// SPDX-License-Identifier: GPL-3.0-or-later
// The making of the simulator's parts.
#include "models/domain/format.h"
#include "models/services/connection.h"
#include "views/common/actions.h"
#include "views/common/icons.h"
#include "views/logs/filtercompleter.h"
#include "views/logs/filteredit.h"
#include "views/routes/routelogpicker.h"
#include "views/routes/routerequestform.h"
#include "views/routes/simulatorpanel.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>
#include <QTreeWidget>

namespace gatehouse {

SimulatorPanel::SimulatorPanel(RouteScene *scene, Connection *connection, const GatewayId &gateway,
                               QWidget *parent)
    : QWidget(parent)
    , m_scene(scene)
    , m_document(scene->document())
    , m_connection(connection)
    , m_gateway(gateway)
    , m_loader(connection->logs(), gateway)
    , m_pages(new QStackedWidget)
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
    layout->addWidget(m_pages);
    m_pages->addWidget(splitter);

    connect(splitter, &QSplitter::splitterMoved, this, &SimulatorPanel::fitControls);
    connect(m_run, &QPushButton::clicked, this, &SimulatorPanel::run);
    connect(m_sample, &QPushButton::clicked, this, [this] { sample(m_count->value()); });
    connect(m_replay, &QPushButton::clicked, this, &SimulatorPanel::replay);
    connect(m_clear, &QPushButton::clicked, this, &SimulatorPanel::clear);
    connect(m_cancel, &QPushButton::clicked, this, &SimulatorPanel::cancel);
    connect(&m_request, &QFutureWatcherBase::finished, this, &SimulatorPanel::onRequestRead);
    connect(&m_work, &QFutureWatcherBase::finished, this, [this] {
        m_counting = false;
        if (!m_isOfGraph)
            return outdate();
        const RouteShares shares = m_work.result();
        showShares(shares,
                   *m_cancelled
                       ? tr("Stopped early, with %1 counted").arg(format::count(shares.requests))
                       : m_what);
    });
    connect(&m_loader, &RouteHistoryLoader::progressed, this,
            [this] { m_summary->setText(readingText()); });
    connect(&m_loader, &RouteHistoryLoader::failed, this, [this](const ApiError &error) {
        m_summary->setText(tr("The logs could not be read."));
        updateControls();
        Q_EMIT failed(error);
    });
    connect(&m_loader, &RouteHistoryLoader::finished, this, &SimulatorPanel::onLogsRead);
    connect(m_fromLog, &QPushButton::clicked, this, &SimulatorPanel::chooseLog);
    connect(m_filter, &QLineEdit::returnPressed, this, [this] {
        if (!m_filter->filterCompleter()->isChoosing())
            replay();
    });
    connect(m_results, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem *item) {
        const QString id = item ? item->data(0, Qt::UserRole).toString() : QString();
        if (!id.isEmpty())
            Q_EMIT elementChosen(id);
    });
    connect(m_document, &RouteDocument::graphChanged, this, &SimulatorPanel::onGraphChanged);
    QAction *enter =
        makeAction(this, {}, tr("Run"), {}, {Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter});
    connect(enter, &QAction::triggered, m_run, &QPushButton::click);
    fillForcing();
    clear();
}

QWidget *SimulatorPanel::makeRequestSide()
{
    m_form = new RouteRequestForm;
    m_fromLog = new QPushButton(icon(Icon::Logs), tr("Take from a log…"));
    m_fromLog->setToolTip(tr("Try a request that came in: any log, by its id or a filter"));
    m_fromLog->hide(); // until logs are offered
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
    m_filter->setPlaceholderText(tr("Filter of logs, such as last:24h"));
    m_filter->setAccessibleName(tr("Filter of the logs to replay"));
    m_replay = new QPushButton(tr("Replay"));
    m_replay->setToolTip(
        tr("Send the newest matching logs through the graph: as many as this, %1 at most, and %2 "
           "where the graph decides by their bodies, which are read one by one")
            .arg(format::count(RouteHistoryLoader::mostLogs),
                 format::count(RouteHistoryLoader::mostBodies)));
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
    auto *byLot = new QHBoxLayout;
    byLot->setSpacing(grid / 2);
    byLot->addWidget(m_count);
    byLot->addWidget(m_sample);
    byLot->addStretch();
    auto *byFilter = new QHBoxLayout;
    byFilter->setSpacing(grid / 2);
    byFilter->addWidget(m_filter, 1);
    byFilter->addWidget(m_replay);
    m_many = new QBoxLayout(QBoxLayout::LeftToRight);
    m_many->setSpacing(grid / 2);
    m_many->addLayout(byLot);
    m_many->addLayout(byFilter, 1);
    auto *said = new QHBoxLayout;
    said->setSpacing(grid);
    said->addWidget(m_summary, 1);
    said->addWidget(m_cancel);
    said->addWidget(m_clear);
    auto *side = new QWidget;
    side->setMinimumWidth(28 * grid); // less than its controls need in one row
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(grid, grid, grid, grid);
    layout->setSpacing(grid);
    layout->addLayout(m_many);
    layout->addLayout(said);
    layout->addWidget(m_results, 1);
    return side;
}

// A filter needs room to be read.
void SimulatorPanel::fitControls()
{
    constexpr int enough = 52 * grid;
    m_many->setDirection(m_results->width() < enough ? QBoxLayout::TopToBottom
                                                     : QBoxLayout::LeftToRight);
}

void SimulatorPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    QTimer::singleShot(0, this, &SimulatorPanel::fitControls); // once its parts have their sizes
}

void SimulatorPanel::offerLogs(TimeDisplay *time)
{
    m_picker = new RouteLogPicker(m_connection, m_gateway, time);
    m_pages->addWidget(m_picker);
    m_fromLog->show();
    connect(m_picker, &RouteLogPicker::left, this, &SimulatorPanel::showRequest);
    connect(m_picker, &RouteLogPicker::chosen, this, [this](const Log &log) {
        showRequest();
        takeLog(log);
    });
}

void SimulatorPanel::chooseLog()
{
    if (isBusy())
        return;
    m_pages->setCurrentWidget(m_picker);
    m_picker->open();
    m_picker->setFocus();
}

void SimulatorPanel::showRequest()
{
    m_pages->setCurrentIndex(0);
    m_fromLog->setFocus();
}

void SimulatorPanel::updateControls()
{
    // Those that begin something stay enabled, and do nothing meanwhile: the focus would be lost.
    const bool busy = isBusy();
    const bool hasResults = m_results->topLevelItemCount() > 0;
    for (const auto &[button, shown] :
         {std::pair(m_cancel, busy), {m_clear, hasResults && !busy}}) {
        if (!shown && button->hasFocus())
            m_results->setFocus();
        button->setVisible(shown);
    }
    m_results->setHeaderHidden(!hasResults);
    if (hasResults) // all rows are as high as the first
        m_results->topLevelItem(0)->setSizeHint(0, {0, fontMetrics().height() + grid});
    const int widest = std::min(32 * grid, m_results->width() / 2);
    for (int column = 0; column < 2; ++column) { // the rest is for the reasons
        m_results->resizeColumnToContents(column);
        m_results->setColumnWidth(column, std::min(m_results->columnWidth(column), widest) + grid);
    }
    Q_EMIT busyChanged();
}

} // namespace gatehouse
