// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tour.h"

#include "views/shell/profilesdialog.h"
#include "views/shell/workspace.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QDockWidget>
#include <QTableView>
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
        View *view = open({Kind::Logs, id, {}});
        auto *table = view->findChild<QTableView *>();
        if (table && table->model()->rowCount() > 0 && !table->currentIndex().isValid())
            table->setCurrentIndex(table->model()->index(2, 0));
        return view;
    };
    m_stops += {
        {QStringLiteral("gateway-form"),
         [this, id] {
             return open({Kind::Gateway, id, {}});
         }},
        {QStringLiteral("gateway-new"),
         [this] {
             return open({Kind::NewGateway, {}, {}});
         }},
        // Twice: rows can only be chosen once they are there.
        {QString(), openLogs},
        {QStringLiteral("logs"), openLogs},
        {QStringLiteral("log-inspector"), [window] { return window->inspectorDock(); }},
        {QStringLiteral("log-export"),
         [this] {
             if (auto *dialog = m_view->findChild<QDialog *>())
                 return dialog;
             m_view->findChild<QAction *>(QStringLiteral("exportAll"))->trigger();
             return m_view->findChild<QDialog *>();
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
    };
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
