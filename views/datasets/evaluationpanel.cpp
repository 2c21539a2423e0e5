// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/datasets/evaluationpanel.h"

#include "models/domain/format.h"
#include "views/common/icons.h"
#include "views/common/plainlabel.h"
#include "views/common/scrollarea.h"
#include "views/common/tableview.h"
#include "views/datasets/resultbars.h"

#include <QHeaderView>
#include <QScrollArea>
#include <QScrollBar>
#include <QSplitter>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace gatehouse {

EvaluationPanel::EvaluationPanel(ConnectionModels *models, Settings *settings, QWidget *parent)
    : QWidget(parent)
    , m_results(models->evaluationTypes(), models->time())
    , m_datasets(models->time())
    , m_time(models->time())
    , m_heading(makePlainLabel({}, Lettering::Heading))
    , m_state(makePlainLabel({}, Lettering::Muted))
    , m_tabs(new QTabWidget)
    , m_both(new QSplitter(Qt::Horizontal))
    , m_resultTable(new TableView(tr("Results")))
    , m_pairTable(new TableView(tr("Results of two")))
    , m_datasetTable(new TableView(tr("Datasets as they were")))
    , m_bars(new ResultBars(&m_results))
{
    m_heading->setWordWrap(true);
    m_heading->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_state->setWordWrap(true);
    m_tabs->setDocumentMode(true);
    m_tabs->setAccessibleName(tr("Parts of the evaluation"));
    m_tabs->tabBar()->setAccessibleName(m_tabs->accessibleName());
    m_tabs->addTab(makeResults(settings), icon(Icon::Evaluation), tr("Results"));
    m_tabs->addTab(makeDatasets(settings), icon(Icon::Dataset), tr("Datasets"));

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(grid / 2);
    auto *top = new QVBoxLayout;
    top->setContentsMargins(grid, grid, grid, 0);
    top->setSpacing(0);
    top->addWidget(m_heading);
    top->addWidget(m_state);
    layout->addLayout(top);
    layout->addWidget(m_tabs, 1);
    connect(m_time, &TimeDisplay::changed, this, &EvaluationPanel::showHeading);
    setEvaluations({}, {});
}

EvaluationPanel::~EvaluationPanel()
{
    delete m_tabs; // its tables need the models
}

static QList<TableView::Column> resultColumns(bool two)
{
    using Model = EvaluationResultModel;
    // Those of two fit a window of 1440 px with both docks.
    return {{Model::TypeColumn, two ? 16 : 20, true, true},
            {Model::ResultColumn, two ? 11 : 12},
            {Model::OtherResultColumn, 11, two},
            {Model::DifferenceColumn, 20, two},
            {Model::LogsColumn, two ? 7 : 8},
            {Model::OtherLogsColumn, 7, two},
            {Model::StatusColumn, two ? 12 : 24, true, true},
            {Model::StatusCodeColumn, 10, false},
            {Model::CreatedColumn, 19, false},
            {Model::ModifiedColumn, 19, false},
            {Model::IdColumn, 38, false},
            {Model::EvaluationIdColumn, 38, false},
            {Model::TypeIdColumn, 30, false}};
}

QWidget *EvaluationPanel::makeResults(Settings *settings)
{
    m_resultTable->setModel(&m_results);
    m_resultTable->setDefaultColumns(resultColumns(false));
    m_resultTable->keepColumns(settings, QStringLiteral("evaluation-results"));
    m_pairTable->setModel(&m_results);
    m_pairTable->setDefaultColumns(resultColumns(true));
    m_pairTable->keepColumns(settings, QStringLiteral("evaluation-pairs"));
    m_pairTable->hide();

    auto *tables = new QWidget;
    auto *layout = new QVBoxLayout(tables);
    layout->setContentsMargins({});
    layout->addWidget(m_resultTable);
    layout->addWidget(m_pairTable);
    m_both->addWidget(tables);
    m_both->addWidget(makeScrollArea(m_bars)); // the table says the same
    m_both->setStretchFactor(0, 3);
    m_both->setStretchFactor(1, 2);
    m_both->setSizes({60 * grid, 40 * grid});
    m_both->setChildrenCollapsible(false);
    return m_both;
}

void EvaluationPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

// Above the bars, the table is as high as its rows.
void EvaluationPanel::arrange()
{
    TableView *table = results();
    const int enough = table == m_pairTable ? pairBesideFrom : besideFrom;
    m_both->setOrientation(width() < enough ? Qt::Vertical : Qt::Horizontal);
    const int rows = std::max(1, m_results.rowCount());
    table->parentWidget()->setMaximumHeight(
        m_both->orientation() == Qt::Horizontal ? QWIDGETSIZE_MAX
                                                : table->horizontalHeader()->sizeHint().height()
                + rows * table->verticalHeader()->defaultSectionSize()
                + table->horizontalScrollBar()->height());
}

QWidget *EvaluationPanel::makeDatasets(Settings *settings)
{
    using Model = EvaluatedDatasetModel;
    m_datasetTable->setModel(&m_datasets);
    m_datasetTable->setDefaultColumns({{Model::NameColumn, 28, true, true},
                                       {Model::FiltersColumn, 44, true, true},
                                       {Model::EnableColumn, 8},
                                       {Model::CreatedColumn, 19},
                                       {Model::ModifiedColumn, 19, false},
                                       {Model::IdColumn, 38, false},
                                       {Model::GatewayColumn, 20, false},
                                       {Model::AccountIdColumn, 34, false},
                                       {Model::AccountTagColumn, 34, false}});
    m_datasetTable->keepColumns(settings, QStringLiteral("evaluated-datasets"));
    m_datasetTable->setToolTip(tr("Enter or a double click shows the logs that match now"));
    connect(m_datasetTable, &QAbstractItemView::activated, this,
            [this](const QModelIndex &index) { Q_EMIT logsRequested(m_datasets.at(index.row())); });
    return m_datasetTable;
}

void EvaluationPanel::setEvaluations(const QList<Evaluation> &chosen,
                                     const QList<Evaluation> &listed)
{
    QHash<QString, double> greatest;
    for (const Evaluation &evaluation : listed)
        for (const EvaluationResult &result : evaluation.results)
            if (const auto number = resultNumber(result))
                greatest[result.typeId.value] =
                    std::max(greatest.value(result.typeId.value), *number);
    m_chosen = chosen.size();
    m_results.setEvaluations(m_chosen <= 2 ? chosen : QList<Evaluation>());
    m_bars->setGreatest(greatest);
    QList<EvaluatedDataset> datasets;
    for (const Evaluation &evaluation : m_results.evaluations())
        for (const EvaluatedDataset &dataset : evaluation.datasets)
            if (!datasets.contains(dataset))
                datasets.append(dataset);
    m_datasets.setDatasets(datasets);
    m_resultTable->setVisible(m_resultTable == results());
    m_pairTable->setVisible(m_pairTable == results());
    arrange();
    m_tabs->setVisible(!m_results.evaluations().isEmpty());
    showHeading();
}

TableView *EvaluationPanel::results() const
{
    return m_results.evaluations().size() > 1 ? m_pairTable : m_resultTable;
}

static QString stateText(const Evaluation &evaluation, const TimeDisplay &time)
{
    if (evaluation.processed && evaluation.totalLogs == 1)
        return EvaluationPanel::tr("1 log, started %1").arg(time.text(evaluation.createdAt));
    return evaluation.processed
        ? EvaluationPanel::tr("%1 logs, started %2")
              .arg(format::count(evaluation.totalLogs), time.text(evaluation.createdAt))
        : EvaluationPanel::tr("under way since %1; the results come when it is processed")
              .arg(time.text(evaluation.createdAt));
}

void EvaluationPanel::showHeading()
{
    const QList<Evaluation> &shown = m_results.evaluations();
    QStringList states;
    for (const Evaluation &evaluation : shown)
        states.append(shown.size() > 1
                          ? tr("%1: %2").arg(states.size() + 1).arg(stateText(evaluation, *m_time))
                          : stateText(evaluation, *m_time));
    if (m_chosen > 2)
        m_heading->setText(tr("%1 evaluations are chosen; two can be compared.").arg(m_chosen));
    else if (shown.isEmpty())
        m_heading->setText(tr("Choose an evaluation to see its results, two to compare them."));
    else if (shown.size() == 1)
        m_heading->setText(shown.constFirst().name);
    else
        m_heading->setText(tr("1: %1, and 2: %2").arg(shown.at(0).name, shown.at(1).name));
    m_state->setText(states.join(u'\n'));
    m_state->setVisible(!states.isEmpty());
}

QString EvaluationPanel::heading() const
{
    return m_heading->text();
}

} // namespace gatehouse
