// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/items/connectionmodels.h"
#include "models/items/evaluateddatasetmodel.h"
#include "models/items/evaluationresultmodel.h"

class QLabel;
class QSplitter;
class QTabWidget;

namespace gatehouse {

class ResultBars;
class Settings;
class TableView;

// One evaluation, or two side by side: the results as a table and as bars, and the datasets as they
// were.
class EvaluationPanel : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EvaluationPanel)

public:
    EvaluationPanel(ConnectionModels *models, Settings *settings, QWidget *parent = nullptr);
    ~EvaluationPanel() override;

    // Of those that are listed, which the bars are measured by: one is shown, two are compared, of
    // more it is said that there are too many.
    void setEvaluations(const QList<Evaluation> &chosen, const QList<Evaluation> &listed);

    TableView *results() const; // of one, or of two
    TableView *datasets() const { return m_datasetTable; }
    ResultBars *bars() const { return m_bars; }
    QTabWidget *tabs() const { return m_tabs; }
    QString heading() const;

protected:
    void resizeEvent(QResizeEvent *event) override;

Q_SIGNALS:
    void logsRequested(const gatehouse::EvaluatedDataset &dataset);

private:
    // px: narrower, the bars are beneath the table
    static constexpr int besideFrom = 960;
    static constexpr int pairBesideFrom = 1400;
    QWidget *makeResults(Settings *settings);
    QWidget *makeDatasets(Settings *settings);
    void arrange();
    void showHeading();

    EvaluationResultModel m_results;
    EvaluatedDatasetModel m_datasets;
    qsizetype m_chosen = 0;
    TimeDisplay *m_time;
    QLabel *m_heading;
    QLabel *m_state;
    QTabWidget *m_tabs;
    QSplitter *m_both; // the results as a table and as bars
    TableView *m_resultTable;
    TableView *m_pairTable; // with columns of its own, as the person keeps them
    TableView *m_datasetTable;
    ResultBars *m_bars;
};

} // namespace gatehouse
