// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/simulatorpanel.h"

#include "models/domain/format.h"
#include "models/route/percentageshares.h"
#include "models/services/connection.h"
#include "views/common/icons.h"
#include "views/routes/routerequestform.h"
#include "views/routes/simulationtext.h"

#include <QComboBox>
#include <QLabel>
#include <QSpinBox>
#include <QTreeWidget>
#include <QtConcurrent>

#include "views/logs/filteredit.h"

namespace gatehouse {

static constexpr qint64 sampleInterval = 1000; // ms between two requests

SimulatorPanel::~SimulatorPanel()
{
    if (m_cancelled)
        *m_cancelled = true;
    m_work.disconnect(this);
}

RouteSimulation SimulatorPanel::simulation() const
{
    return {.forcing = m_forcing, .prices = m_history.prices, .failures = m_history.failures};
}

bool SimulatorPanel::isBusy() const
{
    return m_counting || m_loader.isRunning() || m_body.isRunning() || m_reading;
}

void SimulatorPanel::setHistory(const RouteHistory &history)
{
    m_history = history;
}

// What a model answers is not drawn by lot for one request: it does unless it is forced not to.
void SimulatorPanel::run()
{
    const std::optional<RouteRequest> request = m_form->value();
    if (!request || isBusy())
        return;
    RouteSimulation rules = simulation();
    rules.failures.clear();
    rules.seed = QRandomGenerator::global()->generate();
    showPath(RouteSimulator(m_document->graph(), rules).run(*request));
}

void SimulatorPanel::sample(int count)
{
    const std::optional<RouteRequest> request = m_form->value();
    if (!request || isBusy())
        return;
    // Of those that have come in lately, unless the person describes one.
    const bool isDescribed = !(*request == RouteRequest{.body = QJsonValue::Undefined});
    const QList<RouteRequest> from = isDescribed ? QList{*request} : m_history.requests;
    m_cancelled = std::make_shared<std::atomic_bool>(false);
    start(
        [graph = m_document->graph(), from, count, rules = simulation(), cancelled = m_cancelled] {
            return sampleRoute(graph, from, count, sampleInterval, rules, cancelled.get());
        },
        isDescribed || from.isEmpty()
            ? tr("%1 such requests, one each second").arg(format::count(count))
            : tr("%1 requests like those of the last logs, one each second")
                  .arg(format::count(count)));
}

void SimulatorPanel::replay()
{
    using Part = RouteHistoryLoader::Part;
    if (isBusy())
        return;
    const auto query = parseLogQuery(m_filter->text());
    if (!query) {
        m_summary->setText(tr("The filter cannot be used: %1").arg(query.error().message));
        return m_filter->setFocus();
    }
    const bool byBody = routeSources(m_document->graph()).contains(QStringLiteral("body"));
    m_summary->setText(tr("Reading logs…"));
    m_loader.start(*query, m_count->value(), Urgency::Visible,
                   byBody ? Part::WithBodies : Part::LogsOnly);
    updateControls();
}

QString SimulatorPanel::readingText() const
{
    return (m_loader.isReadingBodies() ? tr("Reading the bodies of requests: %1 of %2…")
                                       : tr("Reading logs: %1 of at most %2…"))
        .arg(format::count(m_loader.done()), format::count(m_loader.wanted()));
}

void SimulatorPanel::onLogsRead(const RouteHistory &history)
{
    if (history.requests.isEmpty()) {
        clear();
        return m_summary->setText(tr("No log matches the filter."));
    }
    m_cancelled = std::make_shared<std::atomic_bool>(false);
    RouteSimulation rules = simulation();
    rules.prices.insert(history.prices);
    QString what =
        tr("%1 requests of the logs, as they came in").arg(format::count(history.requests.size()));
    if (routeSources(m_document->graph()).contains(QStringLiteral("headers")))
        what += tr(", without their headers, which logs do not hold");
    start(
        [graph = m_document->graph(), requests = history.requests, rules, cancelled = m_cancelled] {
            return replayRoute(graph, requests, rules, cancelled.get());
        },
        what);
}

void SimulatorPanel::start(const std::function<RouteShares()> &work, const QString &what)
{
    m_what = what;
    m_isOfGraph = true;
    m_counting = true;
    m_work.setFuture(QtConcurrent::run(work));
    updateControls();
}

void SimulatorPanel::force(const QString &element, const QString &output)
{
    if (output.isEmpty())
        m_forcing.remove(element);
    else
        m_forcing.insert(element, output);
    showForced();
}

void SimulatorPanel::clear()
{
    m_scene->setMarks({});
    m_results->clear();
    m_summary->setText(tr("Nothing has been run yet."));
    updateControls();
}

// What was found of another graph is not left standing on this one.
void SimulatorPanel::onGraphChanged()
{
    fillForcing();
    m_isOfGraph = false;
    if (m_results->topLevelItemCount() > 0)
        outdate();
}

void SimulatorPanel::outdate()
{
    clear();
    m_summary->setText(tr("The graph has changed since it was run."));
}

void SimulatorPanel::showPath(const RoutePath &path)
{
    m_scene->setMarks(marksOf(path));
    m_results->clear();
    m_results->setHeaderLabels({tr("Element"), tr("Leaves by"), tr("Why")});
    m_results->headerItem()->setTextAlignment(1, Qt::AlignLeft | Qt::AlignVCenter);
    for (const RouteStep &step : path.steps) {
        auto *item =
            new QTreeWidgetItem(m_results, {step.element, shareTitle(step.output), step.reason});
        item->setData(0, Qt::UserRole, step.element);
        item->setToolTip(2, format::toolTip(step.reason));
        if (step.forced || !step.certain)
            item->setIcon(1,
                          icon(step.forced ? Icon::Lock : Icon::Warning,
                               step.forced ? Semantic::Info : Semantic::Warning));
    }
    m_summary->setText(summaryOf(path));
    updateControls();
}

void SimulatorPanel::showShares(const RouteShares &shares, const QString &what)
{
    m_scene->setMarks(marksOf(shares));
    m_results->clear();
    m_results->setHeaderLabels({tr("Where to"), tr("Share"), tr("Requests and cost")});
    m_results->headerItem()->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
    for (const ShareRow &row : rowsOf(shares, m_document->graph())) {
        auto *item = new QTreeWidgetItem(m_results, {row.name, row.share, row.detail});
        item->setData(0, Qt::UserRole, row.element);
        item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
        if (row.isHeading) {
            QFont bold = m_results->font();
            bold.setBold(true);
            item->setFont(0, bold);
        }
    }
    m_summary->setText(summaryOf(shares, what));
    updateControls();
}

void SimulatorPanel::takeLog(const Log &log)
{
    m_body.cancel();
    m_body = m_connection->logs()->requestBody(m_gateway, log.id);
    clear();
    m_summary->setText(tr("Reading the request…"));
    m_body.then(this, [this, log](const Result<LogBody> &body) {
        if (!body && body.error().kind == ApiError::Kind::Cancelled)
            return clear();
        if (!body) // there is still its metadata to decide by
            Q_EMIT failed(body.error());
        m_reading = true;
        m_request.setFuture(QtConcurrent::run([log, data = body ? body->data : QByteArray()] {
            return RouteRequestForm::contentOf(routeRequest(log, data));
        }));
        updateControls();
    });
    updateControls();
}

void SimulatorPanel::cancel()
{
    if (m_cancelled)
        *m_cancelled = true;
    m_loader.cancel();
    m_body.cancel();
    if (std::exchange(m_reading, false))
        clear();
}

void SimulatorPanel::onRequestRead()
{
    if (!std::exchange(m_reading, false))
        return;
    m_form->setContent(m_request.result());
    updateControls();
    run();
}

void SimulatorPanel::fillForcing()
{
    const QString chosen = m_forcedElement->currentText();
    const QSignalBlocker blocker(m_forcedElement);
    m_forcedElement->clear();
    for (const RouteElement &element : m_document->graph().elements())
        if (element.outputs.size() > 1)
            m_forcedElement->addItem(element.id);
    m_forcedElement->setCurrentIndex(std::max(m_forcedElement->findText(chosen), 0));
    m_forcing.removeIf([this](const RouteForcing::iterator &it) {
        const RouteElement *element = m_document->element(it.key());
        return !element || !element->output(it.value());
    });
    fillForcedOutputs();
    showForced();
}

// Shares can be equal.
static QString outputTitle(const RouteOutput &output)
{
    return routePercentage(output.name) && !output.target.isEmpty()
        ? SimulatorPanel::tr("%1 to %2").arg(shareTitle(output.name), output.target)
        : shareTitle(output.name);
}

void SimulatorPanel::fillForcedOutputs()
{
    const RouteElement *element = m_document->element(m_forcedElement->currentText());
    const QSignalBlocker blocker(m_forcedOutput);
    m_forcedOutput->clear();
    m_forcedOutput->addItem(tr("as it decides"), QString());
    if (element)
        for (const RouteOutput &output : element->outputs)
            m_forcedOutput->addItem(tr("always %1").arg(outputTitle(output)), output.name);
    const QString forced = m_forcing.value(m_forcedElement->currentText());
    m_forcedOutput->setCurrentIndex(std::max(m_forcedOutput->findData(forced), 0));
}

void SimulatorPanel::showForced()
{
    QStringList texts;
    for (auto it = m_forcing.cbegin(); it != m_forcing.cend(); ++it)
        texts.append(tr("%1 → %2").arg(it.key(), shareTitle(it.value())));
    texts.sort();
    m_forced->setText(texts.isEmpty() ? QString()
                                      : tr("Forced: %1").arg(texts.join(QStringLiteral(", "))));
    m_forced->setVisible(!texts.isEmpty());
    fillForcedOutputs();
}

} // namespace gatehouse
