// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/usagemodel.h"
#include "views/common/connectionpage.h"

class QCheckBox;
class QLabel;
class QSplitter;

namespace gatehouse {

class Dialogs;
class LogCostsPanel;
class MessageBar;
class Settings;
class StateStack;
class TableView;
class UsageChart;
class UsageRange;

// Where the credit goes: a chart of the usage of any range, the same numbers as a table beside it,
// and the way out of both.
class UsagePage : public ConnectionPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UsagePage)

public:
    UsagePage(ConnectionModels *models, Settings *settings, Dialogs *dialogs,
              QWidget *parent = nullptr);

    void refresh() override;
    bool isBusy() const override;
    bool hasError() const override;
    QString place() const override;
    void setPlace(const QString &place) override;
    void setClock(const std::function<QDateTime()> &now);

    UsageModel *model() { return &m_model; }
    UsageChart *chart() const { return m_chart; }
    TableView *table() const { return m_table; }
    UsageRange *range() const { return m_range; }
    LogCostsPanel *costs() const { return m_costs; }
    QCheckBox *compareBox() const { return m_compare; }
    QString summary() const;
    QString readout() const; // the current point

protected:
    void start() override;
    void stop() override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeBar();
    QWidget *makeChartSide();
    void ask();
    void show();
    void showReadout();
    void paintKeys();
    void exportAs(int format);

    Dialogs *m_dialogs;
    UsageModel m_model;
    UsageRange *m_range;
    QCheckBox *m_compare;
    QCheckBox *m_cumulative;
    UsageChart *m_chart;
    TableView *m_table;
    QLabel *m_summary;
    QLabel *m_readout;
    MessageBar *m_messages;
    StateStack *m_stack;
    QSplitter *m_splitter;
    LogCostsPanel *m_costs;
    bool m_asked = false;
};

} // namespace gatehouse
