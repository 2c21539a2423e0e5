// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tour.h"

#include "models/domain/gatewayfile.h"
#include "views/common/tableview.h"
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
        {QStringLiteral("datasets-small"),
         [this, id, window] {
             open({Kind::Datasets, id});
             return window;
         }},
        {QStringLiteral("dataset-small"),
         [this, id, window] {
             open({.kind = Kind::Dataset, .gateway = id, .object = m_dataset});
             return window;
         }},
        {QStringLiteral("evaluations-small"),
         [this, id, window] {
             open({Kind::Evaluations, id});
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
