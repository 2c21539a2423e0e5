// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFutureWatcher>
#include <QWidget>
#include <atomic>
#include <functional>
#include <memory>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/items/routehistory.h"
#include "views/routes/routerequestform.h"
#include "views/routes/routescene.h"

class QBoxLayout;
class QComboBox;
class QLabel;
class QPushButton;
class QSpinBox;
class QStackedWidget;
class QTreeWidget;
class QVBoxLayout;

namespace gatehouse {

class Connection;
class FilterEdit;
class RouteLogPicker;
class TimeDisplay;

// Tries the graph: one request, whose path lights up on the canvas with the reason at each element,
// or many, whose shares stand at the edges. Nothing is sent to a model.
class SimulatorPanel : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SimulatorPanel)

public:
    SimulatorPanel(RouteScene *scene, Connection *connection, const GatewayId &gateway,
                   QWidget *parent = nullptr);
    ~SimulatorPanel() override;

    RouteRequestForm *form() const { return m_form; }
    QTreeWidget *results() const { return m_results; }
    bool isBusy() const;
    void setHistory(const RouteHistory &history); // for prices, failures and samples
    // Lets a request be taken from any log.
    void offerLogs(TimeDisplay *time);
    RouteLogPicker *logPicker() const { return m_picker; } // nullptr: not offered
    void chooseLog();
    void run();
    void sample(int count);
    void replay();
    void force(const QString &element, const QString &output); // empty: as it decides
    void clear();

Q_SIGNALS:
    void elementChosen(const QString &id);
    void failed(const gatehouse::ApiError &error);
    void busyChanged();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitControls();
    void onGraphChanged();
    void outdate();
    QWidget *makeRequestSide();
    QWidget *makeResultSide();
    QLayout *makeForcing();
    void takeLog(const Log &log);
    void onRequestRead();
    void cancel();
    void showRequest();
    void onLogsRead(const RouteHistory &history);
    QString readingText() const;
    void fillForcing();
    void fillForcedOutputs();
    void showForced();
    RouteSimulation simulation() const;
    void showPath(const RoutePath &path);
    void showShares(const RouteShares &shares, const QString &what);
    void start(const std::function<RouteShares()> &work, const QString &what);
    void updateControls();

    RouteScene *m_scene;
    RouteDocument *m_document;
    Connection *m_connection;
    GatewayId m_gateway;
    RouteHistory m_history;
    RouteHistoryLoader m_loader; // of a replay
    RouteForcing m_forcing;
    QFutureWatcher<RouteShares> m_work;
    std::shared_ptr<std::atomic_bool> m_cancelled;
    QString m_what; // is counted by m_work
    bool m_counting = false; // until the shares are shown: m_work is done before that
    bool m_isOfGraph = false; // the graph is still that of m_work
    Call<LogBody> m_body;
    QFutureWatcher<RouteRequestForm::Content> m_request; // of that body
    bool m_reading = false; // it is wanted

    RouteRequestForm *m_form;
    QStackedWidget *m_pages; // the simulator, the choice of a log
    RouteLogPicker *m_picker = nullptr;
    QPushButton *m_fromLog;
    QPushButton *m_run;
    QBoxLayout *m_many; // by lot, by a filter
    QSpinBox *m_count;
    QPushButton *m_sample;
    FilterEdit *m_filter;
    QPushButton *m_replay;
    QPushButton *m_cancel;
    QPushButton *m_clear;
    QComboBox *m_forcedElement;
    QComboBox *m_forcedOutput;
    QLabel *m_forced;
    QLabel *m_summary;
    QTreeWidget *m_results;
};

} // namespace gatehouse
