// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tour.h"

#include "models/domain/gatewayfile.h"
#include "views/billing/billingoverview.h"
#include "views/billing/billingview.h"
#include "views/billing/usagechart.h"
#include "views/billing/usagepage.h"
#include "views/common/tableview.h"
#include "views/datasets/datasetsview.h"
#include "views/datasets/evaluationsview.h"
#include "views/datasets/newevaluationdialog.h"
#include "views/gateways/bulkeditview.h"
#include "views/gateways/bulkfield.h"
#include "views/gateways/gatewaycompareview.h"
#include "views/gateways/gatewayform.h"
#include "views/gateways/gatewayimportview.h"
#include "views/gateways/gatewayoverview.h"
#include "views/gateways/gatewaypages.h"
#include "views/gateways/gatewayview.h"
#include "views/logs/annotationseditor.h"
#include "views/logs/logbodypanel.h"
#include "views/logs/logdifferenceview.h"
#include "views/logs/logfieldspanel.h"
#include "views/logs/loginspector.h"
#include "views/logs/logsview.h"
#include "views/logs/logtable.h"
#include "views/logs/savedfiltersdialog.h"
#include "views/providers/customproviderform.h"
#include "views/providers/keyform.h"
#include "views/providers/ngrokform.h"
#include "views/providers/providerdetails.h"
#include "views/providers/providersview.h"
#include "views/providers/rotationpanel.h"
#include "views/routes/routecanvas.h"
#include "views/routes/routeeditor.h"
#include "views/routes/routerequestform.h"
#include "views/routes/routesview.h"
#include "views/routes/simulatorpanel.h"
#include "views/routes/versionspanel.h"
#include "views/shell/profilesdialog.h"
#include "views/shell/workspace.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QDockWidget>
#include <QFile>
#include <QPushButton>
#include <QTabWidget>
#include <cstdio>

namespace gatehouse {

using namespace std::chrono_literals;

Tour::Tour(const CommandLine &commandLine)
    : m_commandLine(commandLine)
    // Never the person's own settings, which an empty path would mean.
    , m_context(m_folder.isValid() ? m_folder.path() : QDir::tempPath())
{
    m_quiet.setSingleShot(true);
    m_quiet.setInterval(150ms); // longer than any view waits before it asks for more
    m_patience.setSingleShot(true);
    m_patience.setInterval(60s);
    connect(&m_quiet, &QTimer::timeout, this, &Tour::takePicture);
    connect(&m_patience, &QTimer::timeout, this,
            [this] { fail(tr("%1 does not come to rest").arg(m_stops.value(m_at).name)); });
}

Tour::~Tour() = default;

void Tour::start()
{
    if (!m_folder.isValid())
        return fail(m_folder.errorString());
    if (!QDir().mkpath(m_commandLine.tourFolder))
        return fail(tr("%1 cannot be made").arg(m_commandLine.tourFolder));
    MainWindow *window = m_context.window();
    window->resize(1440, 900);
    m_context.theme()->setScheme(Theme::Scheme::Light);
    if (m_commandLine.endpoint)
        m_connection = m_context.addService(tr("Account %1").arg(m_commandLine.endpoint->account),
                                            *m_commandLine.endpoint);
    else
        m_connection = m_context.addSandbox(
            {QStringLiteral("--database"), m_folder.filePath(QStringLiteral("sandbox.db")),
             QStringLiteral("--seed-logs"), QStringLiteral("20000"), QStringLiteral("--now"),
             QStringLiteral("2026-11-20T12:00:00Z")});
    connect(m_connection, &Connection::stateChanged, this, &Tour::onActivity);
    connect(m_connection->client(), &ApiClient::requestChanged, this,
            [this, underWay = QSet<quint64>()](const RequestRecord &record) mutable {
                if (record.finished)
                    underWay.remove(record.serial);
                else
                    underWay.insert(record.serial);
                m_underWay = int(underWay.size());
                onActivity();
            });
    window->show();
    m_stops = {{QString(), [this] { return open({ViewAddress::Kind::Gateways, {}, {}}); }}};
    visit();
}

View *Tour::open(const ViewAddress &address)
{
    if (m_view)
        m_view->disconnect(this);
    m_view = m_context.window()->open(address);
    connect(m_view, &View::busyChanged, this, &Tour::onActivity);
    return m_view;
}

// Once the gateways are known.
void Tour::plan()
{
    const QList<Gateway> &gateways = m_context.models(m_connection)->gateways()->values();
    using Kind = ViewAddress::Kind;
    MainWindow *window = m_context.window();
    m_stops = {
        {QStringLiteral("gateways"),
         [this] {
             return open({Kind::Gateways, {}, {}});
         }},
        {QStringLiteral("evaluation-types"),
         [this] {
             return open({Kind::EvaluationTypes, {}, {}});
         }},
    };
    if (gateways.isEmpty())
        return fail(tr("there is no gateway to show"));
    const auto isDefault = [](const Gateway &gateway) { return gateway.isDefault.valueOr(false); };
    const auto it = std::find_if(gateways.begin(), gateways.end(), isDefault);
    const GatewayId id = it == gateways.end() ? gateways.constFirst().id : it->id;
    const auto openLogs = [this, id] {
        auto *view = static_cast<LogsView *>(open({Kind::Logs, id, {}}));
        if (view->model()->rowCount() > 0 && !view->table()->selectionModel()->hasSelection())
            view->table()->selectRow(2);
        return view;
    };
    for (const char *section :
         {"general", "caching", "rate-limiting", "retries", "logging", "authentication",
          "guardrails", "dlp", "otel", "logpush", "stripe", "store", "billing", "spend-limits"})
        m_stops.append(
            {QLatin1String("gateway-form-") + QLatin1String(section), [this, id, section] {
                 View *view = open({Kind::Gateway, id, {}, QStringLiteral("settings")});
                 if (auto *form = view->findChild<GatewayForm *>())
                     form->showSection(QLatin1String(section));
                 return view;
             }});
    m_stops += {
        {QStringLiteral("gateway-overview"),
         [this, id] {
             auto *view = static_cast<GatewayView *>(
                 open({Kind::Gateway, id, QStringLiteral("30d"), QStringLiteral("overview")}));
             auto *overview = static_cast<GatewayOverview *>(view->pages()->currentPage());
             if (!m_commandLine.endpoint) // the sandbox's clock stands still
                 overview->setClock([] { return QDateTime({2026, 11, 20}, {12, 0}, Qt::UTC); });
             view->refresh();
             return view;
         }},
        {QStringLiteral("gateway-connect"),
         [this, id] {
             return open({Kind::Gateway, id, QStringLiteral("openai"), QStringLiteral("connect")});
         }},
        {QStringLiteral("gateway-domains"),
         [this, id] {
             return open({Kind::Gateway, id, {}, QStringLiteral("domains")});
         }},
        {QStringLiteral("gateway-new"),
         [this] {
             return open({Kind::NewGateway, {}, {}});
         }},
    };
    addGatewayTools(gateways);
    addRoutes(id);
    addBilling();
    addDatasets(id);
    addProviders(id);
    m_stops += {
        // Twice: rows can only be chosen once they are there.
        {QString(), openLogs},
        {QStringLiteral("logs"), openLogs},
        {QStringLiteral("log-inspector"), [window] { return window->inspectorDock(); }},
        {QStringLiteral("log-notes"),
         [window] {
             auto *inspector = window->inspectorDock()->findChild<LogInspector *>();
             inspector->fields()->ensureWidgetVisible(inspector->fields()->editor());
             return window->inspectorDock();
         }},
        {QStringLiteral("log-chat"), [this] { return showBody(1, BodyMode::Chat); }},
        {QStringLiteral("log-json"), [this] { return showBody(1, BodyMode::Json); }},
        {QStringLiteral("log-stream"), [this] { return showBody(2, BodyMode::Events); }},
        {QString(), [this, id] { return openDifference(id); }},
        {QStringLiteral("log-difference"), [this, id] { return openDifference(id); }},
        {QString(), openLogs},
        {QStringLiteral("log-export"),
         [this] {
             if (auto *dialog = m_view->findChild<QDialog *>())
                 return dialog;
             m_view->findChild<QAction *>(QStringLiteral("exportAll"))->trigger();
             return m_view->findChild<QDialog *>();
         }},
        {QStringLiteral("saved-filters"),
         [this] {
             if (auto *dialog = m_view->findChild<SavedFiltersDialog *>())
                 return dialog;
             if (auto *before = m_view->findChild<QDialog *>())
                 before->reject();
             SavedFilters filters(m_context.settings(), m_connection->identity());
             filters.save(tr("Slow failures"), QStringLiteral("success:false duration>10s"));
             filters.save(tr("The search team's costs"),
                          QStringLiteral("metadata.team:search cost>$0.10"));
             auto *dialog = new SavedFiltersDialog(filters, nullptr, m_view);
             dialog->setAttribute(Qt::WA_DeleteOnClose);
             dialog->open();
             return dialog;
         }},
        {QStringLiteral("window"),
         [this, window] {
             if (auto *dialog = m_view->findChild<QDialog *>())
                 dialog->reject();
             return window;
         }},
        {QStringLiteral("requests"),
         [window] {
             window->requestsDock()->show();
             return window->requestsDock();
         }},
        {QStringLiteral("connections"),
         [this, window] {
             const QString production = m_context.profiles()->addForThisRun(
                 {.id = QStringLiteral("tour"),
                  .name = tr("Production"),
                  .color = profileColors().constFirst(),
                  .account = QStringLiteral("0123456789abcdef0123456789abcdef"),
                  .readOnly = true,
                  .budget = Profile::vendorBudget});
             ProfilesDialog *dialog = window->showProfiles(production);
             return dialog;
         }},
        {QStringLiteral("window-small"),
         [window] {
             window->showProfiles()->close();
             window->requestsDock()->hide();
             window->resize(1024, 700);
             return window;
         }},
        {QStringLiteral("route-small"), [this, window] { return openRoute(0) ? window : nullptr; }},
        {QStringLiteral("billing-small"),
         [this, window] {
             open({Kind::Billing, {}, QStringLiteral("30d day"), QStringLiteral("usage")});
             return window;
         }},
        {QStringLiteral("providers-small"),
         [this, window] {
             open({Kind::Providers, {}, {}});
             return window;
         }},
        {QStringLiteral("gateway-form-small"),
         [this, id, window] {
             View *view = open({Kind::Gateway, id, {}, QStringLiteral("settings")});
             if (auto *form = view->findChild<GatewayForm *>())
                 form->showSection(QStringLiteral("otel"));
             return window;
         }},
    };
}

void Tour::addGatewayTools(const QList<Gateway> &gateways)
{
    const QString first = gateways.constFirst().id.value;
    const QString last = gateways.constLast().id.value;
    const auto edit = [this, first, last] {
        auto *view = static_cast<BulkEditView *>(open(BulkEditView::addressOf({first, last})));
        view->field(QStringLiteral("cache_ttl"))->setValue(900);
        view->field(QStringLiteral("log_management"))->setValue(50'000);
        return view;
    };
    m_stops += {
        {QStringLiteral("gateways-edit"), edit},
        {QStringLiteral("gateways-edit-preview"),
         [edit] {
             BulkEditView *view = edit();
             view->review();
             return view;
         }},
        {QStringLiteral("gateways-compare"),
         [this, first, last] {
             auto *view = static_cast<GatewayCompareView *>(
                 open(GatewayCompareView::addressOf({first}, m_connection->profile().id, last)));
             view->copy(GatewayCompareView::Side::Right, false);
             return view;
         }},
        {QStringLiteral("gateways-import"),
         [this, gateways] {
             QList<Gateway> changed = gateways;
             changed[0].cacheTtl = 1234;
             changed.append(gateways.constLast());
             changed.last().id.value = QStringLiteral("new-gateway");
             QFile file(m_folder.filePath(QStringLiteral("gateways.json")));
             if (file.open(QIODevice::WriteOnly))
                 file.write(exportGateways(changed).text);
             file.close();
             auto *view = static_cast<GatewayImportView *>(
                 open({ViewAddress::Kind::ImportGateways, {}, {}}));
             view->addFile(file.fileName());
             return view;
         }},
    };
}

// Of those that the list showed; the largest graph is the first by name.
RouteView *Tour::openRoute(int tab)
{
    auto *view = static_cast<RouteView *>(open(m_route));
    if (view->review()->isVisible())
        view->review()->backButton()->click();
    view->editor()->tabs()->setCurrentIndex(tab);
    return view;
}

void Tour::addRoutes(const GatewayId &gateway)
{
    const auto list = [this, gateway] {
        auto *view = static_cast<RoutesView *>(open({ViewAddress::Kind::Routes, gateway}));
        m_route = {ViewAddress::Kind::Route, gateway};
        for (const DynamicRoute &route : view->model()->values())
            if (m_route.object.isEmpty() || route.name == u"assistant")
                m_route.object = route.id.value;
        return view;
    };
    const auto compare = [this] {
        RouteView *view = openRoute(4);
        view->versions()->versions()->selectAll(); // there are two
        view->versions()->compareButton()->click();
        return view;
    };
    MainWindow *window = m_context.window();
    m_stops += {
        {QStringLiteral("routes"), list},
        // Twice: the list has to be there to choose from.
        {QString(), list},
        {QString(), [this] { return openRoute(0); }},
        {QStringLiteral("route"), [this] { return openRoute(0); }},
        {QStringLiteral("route-element"),
         [this, window] {
             openRoute(1)->editor()->canvas()->reveal(QStringLiteral("coding-paid"));
             return window;
         }},
        {QStringLiteral("route-model"),
         [this, window] {
             openRoute(3)->editor()->canvas()->reveal(QStringLiteral("opus"));
             return window;
         }},
        {QStringLiteral("route-split"),
         [this, window] {
             RouteCanvas *canvas = openRoute(0)->editor()->canvas();
             canvas->reveal(QStringLiteral("coding-split"));
             canvas->setScaleFactor(1);
             canvas->centerOn(canvas->graph()->rectOf({QStringLiteral("coding-split")}).center());
             return window;
         }},
        {QStringLiteral("route-simulator"),
         [this] {
             RouteView *view = openRoute(2);
             view->editor()->canvas()->fit();
             SimulatorPanel *simulator = view->editor()->simulator();
             simulator->form()->setValue(
                 {.metadata = {{"environment", "production"}, {"team", "writing"}, {"plan", "pro"}},
                  .body = QJsonValue::Undefined});
             simulator->run();
             return view;
         }},
        {QStringLiteral("route-shares"),
         [this] {
             RouteView *view = openRoute(2);
             view->editor()->simulator()->form()->setValue({.body = QJsonValue::Undefined});
             view->editor()->simulator()->sample(1000);
             return view;
         }},
        {QStringLiteral("route-versions"),
         [this] {
             RouteView *view = openRoute(4);
             view->editor()->simulator()->clear();
             return view;
         }},
        {QStringLiteral("route-compare"), compare},
    };
}

void Tour::addBilling()
{
    const auto now = [this] { // the sandbox's clock stands still
        return m_commandLine.endpoint ? QDateTime::currentDateTimeUtc()
                                      : QDateTime({2026, 11, 20}, {12, 0}, Qt::UTC);
    };
    const auto show = [this, now](const QString &page, const QString &place = {}) {
        auto *view =
            static_cast<BillingView *>(open({ViewAddress::Kind::Billing, {}, place, page}));
        if (auto *overview = qobject_cast<BillingOverview *>(view->currentPage()))
            overview->setClock(now);
        if (auto *usage = qobject_cast<UsagePage *>(view->currentPage()))
            usage->setClock(now);
        if (!m_dark)
            view->refresh();
        return view;
    };
    m_stops += {
        {QStringLiteral("billing"),
         [show] {
             BillingView *view = show({});
             view->setCurrent(BillingView::Overview);
             return view;
         }},
        {QStringLiteral("billing-usage"),
         [show] { return show(QStringLiteral("usage"), QStringLiteral("30d day")); }},
        {QStringLiteral("billing-usage-hours"),
         [show] {
             BillingView *view = show(QStringLiteral("usage"), QStringLiteral("30d hour"));
             static_cast<UsagePage *>(view->currentPage())->chart()->setCurrent(400);
             return view;
         }},
    };
    for (const char *page : {"invoices", "top-up", "auto-top-up", "spending-limit"})
        m_stops.append({QLatin1String("billing-") + QLatin1String(page),
                        [show, page] { return show(QLatin1String(page)); }});
}

void Tour::addDatasets(const GatewayId &gateway)
{
    using Kind = ViewAddress::Kind;
    const auto openEvaluations = [this, gateway](int count) {
        auto *view = static_cast<EvaluationsView *>(open({Kind::Evaluations, gateway}));
        QStringList ids;
        for (const Evaluation &evaluation : view->model()->values().mid(0, count))
            ids.append(evaluation.id.value);
        view->goTo({Kind::Evaluations, gateway, ViewAddress::joined(ids)});
        return view;
    };
    const auto closeDialog = [this] {
        if (auto *dialog = m_view->findChild<QDialog *>())
            dialog->reject();
    };
    const auto openDataset = [this, gateway] {
        if (auto *datasets = qobject_cast<DatasetsView *>(m_view);
            datasets && datasets->model()->rowCount() > 0)
            m_dataset = datasets->model()->at(0).id.value;
        return open({.kind = Kind::Dataset, .gateway = gateway, .object = m_dataset});
    };
    m_stops += {
        {QStringLiteral("datasets"),
         [this, gateway] {
             return open({Kind::Datasets, gateway});
         }},
        {QStringLiteral("dataset"), openDataset},
        {QStringLiteral("dataset-new"),
         [this, gateway] {
             return open({Kind::NewDataset, gateway});
         }},
        // Twice: one can only be chosen once it is there.
        {QString(), [openEvaluations] { return openEvaluations(1); }},
        {QStringLiteral("evaluations"), [openEvaluations] { return openEvaluations(1); }},
        {QStringLiteral("evaluations-compare"), [openEvaluations] { return openEvaluations(2); }},
        {QStringLiteral("evaluation-new"),
         [this, openEvaluations] {
             auto *view = openEvaluations(1);
             NewEvaluation again = sameAgain(view->model()->at(0));
             again.name = nextName(again.name, {});
             return view->makeNew(again);
         }},
        {QStringLiteral("datasets-small"),
         [this, gateway, closeDialog] {
             closeDialog();
             m_context.window()->resize(1024, 700);
             open({Kind::Datasets, gateway});
             return m_context.window();
         }},
        {QStringLiteral("dataset-small"),
         [this, openDataset] {
             openDataset();
             return m_context.window();
         }},
        {QStringLiteral("evaluations-small"),
         [this, openEvaluations] {
             openEvaluations(2);
             return m_context.window();
         }},
        {QString(),
         [this, gateway] {
             m_context.window()->resize(1440, 900);
             return open({Kind::Datasets, gateway});
         }},
    };
}

void Tour::addProviders(const GatewayId &gateway)
{
    // Of the sandbox, whose data is fixed; of another service, what there is.
    const auto stop = [this](const GatewayId &of, const QString &selected,
                             const std::function<void(ProvidersView *)> &act) {
        return [this, of, selected, act]() -> QWidget * {
            const auto kind =
                of.isEmpty() ? ViewAddress::Kind::Providers : ViewAddress::Kind::GatewayProviders;
            auto *view = static_cast<ProvidersView *>(open({kind, of, {}}));
            if (!view->editor() && !view->rotation())
                view->select(selected);
            if (act)
                act(view);
            return view;
        };
    };
    const QString rhine = QStringLiteral("Rhine Inference");
    const QString vllm = QStringLiteral("vLLM in our cluster");
    const auto back = [](ProvidersView *view) { view->backToList(); };
    const auto once = [](void (ProvidersView::*run)()) {
        return [run](ProvidersView *view) {
            if (!view->editor() && !view->rotation())
                (view->*run)();
        };
    };
    m_stops += {
        {QString(), stop({}, rhine, {})},
        {QStringLiteral("providers"), stop({}, rhine, {})},
        {QStringLiteral("providers-pricing"),
         stop({}, rhine, [](ProvidersView *view) { view->details()->setCurrentIndex(1); })},
        {QStringLiteral("providers-test"),
         stop({}, rhine,
              [](ProvidersView *view) {
                  view->details()->setCurrentIndex(0);
                  view->testSelected();
              })},
        {QStringLiteral("provider-custom"), stop({}, rhine, once(&ProvidersView::editSelected))},
        {QString(), stop({}, rhine, back)},
        {QStringLiteral("provider-copy"), stop({}, rhine, once(&ProvidersView::copySelected))},
        {QString(), stop({}, vllm, back)},
        {QStringLiteral("provider-ngrok"), stop({}, vllm, once(&ProvidersView::editSelected))},
        {QString(), stop({}, vllm, back)},
        {QString(), stop(gateway, QStringLiteral("default"), {})},
        {QStringLiteral("gateway-providers"), stop(gateway, QStringLiteral("default"), {})},
        {QStringLiteral("provider-key"),
         stop(gateway, QStringLiteral("default"), once(&ProvidersView::newKey))},
        {QString(), stop(gateway, QStringLiteral("default"), back)},
        {QStringLiteral("provider-rotation"),
         stop(gateway, QStringLiteral("default"), once(&ProvidersView::rotate))},
        {QString(),
         stop(gateway, {},
              [](ProvidersView *view) {
                  if (view->rotation())
                      view->rotation()->rotation()->abandon();
                  view->backToList();
              })},
    };
}

// A part of the log that the inspector shows.
QWidget *Tour::showBody(int tab, BodyMode mode)
{
    auto *inspector = m_context.window()->inspectorDock()->findChild<LogInspector *>();
    inspector->tabs()->setCurrentIndex(tab);
    static_cast<LogBodyPanel *>(inspector->tabs()->currentWidget())->showAs(mode);
    return m_context.window()->inspectorDock();
}

// Of two logs that the table shows.
QWidget *Tour::openDifference(const GatewayId &gateway)
{
    if (auto *logs = qobject_cast<LogsView *>(m_view)) {
        const auto id = [logs](int row) { return logs->model()->log(row)->id.value; };
        m_compared = id(2) + u',' + id(3);
    }
    View *view = open({ViewAddress::Kind::LogDifference, gateway, m_compared});
    static_cast<LogDifferenceView *>(view)->tabs()->setCurrentIndex(1);
    return view;
}

void Tour::visit()
{
    m_patience.start();
    m_subject = m_stops.at(m_at).prepare();
    onActivity();
}

bool Tour::isSettled() const
{
    return m_connection->state() == Connection::State::Ready && m_underWay == 0
        && !m_view->isBusy();
}

void Tour::onActivity()
{
    if (m_connection->state() == Connection::State::Failed)
        return fail(m_connection->failure());
    if (m_view && isSettled())
        m_quiet.start();
    else
        m_quiet.stop();
}

void Tour::takePicture()
{
    m_patience.stop();
    const QString name = m_stops.at(m_at).name;
    if (m_view->hasError())
        return fail(tr("%1 shows an error").arg(m_view->title()));
    if (!name.isEmpty()) {
        const QString file =
            QDir(m_commandLine.tourFolder)
                .filePath(name
                          + (m_dark ? QStringLiteral("-dark.png") : QStringLiteral("-light.png")));
        if (!m_subject->grab().save(file))
            return fail(tr("%1 cannot be written").arg(file));
        puts(qPrintable(file));
    }
    // The same stop in the dark, so that both pictures are of the same thing.
    m_dark = !m_dark && !name.isEmpty();
    m_context.theme()->setScheme(m_dark ? Theme::Scheme::Dark : Theme::Scheme::Light);
    if (m_dark)
        return visit();
    if (m_stops.size() == 1)
        plan();
    else if (++m_at == m_stops.size())
        return QApplication::exit(0);
    visit();
}

void Tour::fail(const QString &text)
{
    m_quiet.stop();
    m_patience.stop();
    fprintf(stderr, "gatehouse: the tour failed: %s\n", qPrintable(text));
    QApplication::exit(1);
}

} // namespace gatehouse
