// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/mainwindow.h"

#include "models/services/gatewayservice.h"
#include "views/common/icons.h"
#include "views/common/messagebar.h"
#include "views/common/theme.h"
#include "views/common/unkept.h"
#include "views/shell/navigator.h"
#include "views/shell/profilestripe.h"
#include "views/shell/requestspanel.h"
#include "views/shell/sidewidths.h"
#include "views/shell/taskspanel.h"
#include "views/shell/workspace.h"

#include <QCloseEvent>
#include <QDockWidget>
#include <QLabel>
#include <QScopedValueRollback>
#include <QScreen>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace gatehouse {

// Finds a view's place again: one of a kind for each object, whatever it is filtered by.
static QString keyOf(const Connection *connection, ViewAddress address, int copy = 0)
{
    address.filter.clear();
    address.page.clear();
    const QString key = connection->identity() + u' ' + address.text();
    return copy == 0 ? key : key + QStringLiteral(" #%1").arg(copy);
}

static const QList<int> sideWidths{224, 376}; // px, of navigator and inspector

MainWindow::MainWindow(const Parts &parts, QWidget *parent)
    : QMainWindow(parent)
    , m_parts(parts)
    , m_stripe(new ProfileStripe)
    , m_workspace(new Workspace)
    , m_messages(new MessageBar)
    , m_navigator(new Navigator(parts.settings))
    , m_inspector(new QStackedWidget)
{
    setWindowTitle(tr("Gatehouse"));
    setWindowIcon(icon(Icon::App));
    setDockOptions(AnimatedDocks | AllowNestedDocks | AllowTabbedDocks);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);

    auto *layout = new QVBoxLayout(m_stripe);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_messages);
    layout->addWidget(m_workspace, 1);
    setCentralWidget(m_stripe);

    auto *nothing = new QLabel(tr("Select something to see all of it here."));
    nothing->setTextFormat(Qt::PlainText);
    nothing->setAlignment(Qt::AlignCenter);
    nothing->setWordWrap(true);
    nothing->setMargin(2 * grid);
    nothing->setForegroundRole(QPalette::PlaceholderText);
    m_inspector->addWidget(nothing);
    m_inspector->setMinimumWidth(28 * grid); // a value has room beside its name

    m_navigatorDock =
        addDock(QStringLiteral("navigator"), tr("Navigator"), m_navigator, Qt::LeftDockWidgetArea);
    m_inspectorDock =
        addDock(QStringLiteral("inspector"), tr("Inspector"), m_inspector, Qt::RightDockWidgetArea);
    m_tasksDock = addDock(QStringLiteral("tasks"), tr("Tasks"),
                          new TasksPanel(parts.tasks, parts.settings), Qt::BottomDockWidgetArea);
    m_requestsDock =
        addDock(QStringLiteral("requests"), tr("Requests"),
                new RequestsPanel(parts.requests, parts.settings), Qt::BottomDockWidgetArea);
    tabifyDockWidget(m_tasksDock, m_requestsDock);
    // Room is left for the frame that the desktop adds.
    resize(QSize(1440, 900).boundedTo(screen()->availableSize() - QSize(2 * grid, 6 * grid)));
    m_sides = new SideWidths(this, {m_navigatorDock, m_inspectorDock});
    m_sides->set(sideWidths);
    resizeDocks({m_tasksDock}, {176}, Qt::Vertical);
    m_tasksDock->hide();
    m_requestsDock->hide();
    m_defaultState = saveState();

    makeMenus();
    makeStatusBar();
    connect(m_navigator, &Navigator::openRequested, this,
            qOverload<Connection *, const ViewAddress &>(&MainWindow::open));
    connect(m_navigator, &Navigator::disconnectRequested, this, &MainWindow::disconnectFrom);
    connect(m_navigator, &Navigator::editRequested, this, &MainWindow::showProfiles);
    connect(m_workspace, &Workspace::activeViewChanged, this, &MainWindow::onActiveViewChanged);
    connect(m_workspace, &Workspace::activeTitleChanged, this, &MainWindow::showTitle);
    connect(m_workspace, &Workspace::closeHeld, this, [this](View *view) {
        askToLose(m_parts.dialogs, view, [this, view] { m_workspace->remove(view); });
    });
    connect(parts.tasks, &TaskModel::runningCountChanged, this, &MainWindow::updateStatus);
}

MainWindow::~MainWindow()
{
    // Views go while the models they show, and this window's own parts, are still there.
    disconnect(m_workspace, nullptr, this, nullptr);
    delete centralWidget();
}

QDockWidget *MainWindow::addDock(const QString &name, const QString &title, QWidget *widget,
                                 Qt::DockWidgetArea area)
{
    auto *dock = new QDockWidget(title, this);
    dock->setObjectName(name);
    dock->setWidget(widget);
    addDockWidget(area, dock);
    return dock;
}

void MainWindow::addConnection(ConnectionModels *models)
{
    Connection *connection = models->connection();
    m_connections.add(models);
    if (!m_current)
        m_current = connection;
    m_navigator->add(models);
    connect(connection, &Connection::stateChanged, this,
            [this, connection] { onConnectionChanged(connection); });
    connect(connection, &Connection::profileChanged, this, &MainWindow::onProfileChanged);
    connect(connection->client(), &ApiClient::credentialsRefused, this,
            [this, connection] { askForCredentials(connection); });
    connect(connection->client(), &ApiClient::credentialsChanged, this,
            [this, connection] { onCredentialsChanged(connection); });
    connect(connection->ngrokClient(), &ApiClient::credentialsRefused, this, [this, connection] {
        askForNgrokToken(connection, tr("ngrok does not accept the token"));
    });
    connect(connection, &Connection::ngrokChanged, this,
            [this, connection] { onNgrokChanged(connection); });
    for (ApiClient *client : {connection->client(), connection->ngrokClient()}) {
        connect(client, &ApiClient::requestChanged, this, &MainWindow::onRequestChanged);
        connect(client, &ApiClient::noticed, this,
                [this, connection](const QString &text) { showNotice(connection, text); });
    }
    connect(connection->gateways(), &GatewayService::removed, this,
            [this, connection](const GatewayId &id) { closeListsOf(connection, id); });
    onProfileChanged();
    reopenViews(connection);
}

View *MainWindow::open(Connection *connection, const ViewAddress &address)
{
    for (const auto &[kind, dock] : {std::pair(ViewAddress::Kind::Tasks, m_tasksDock),
                                     std::pair(ViewAddress::Kind::Requests, m_requestsDock)}) {
        if (address.kind == kind) {
            dock->show();
            dock->raise();
            return nullptr;
        }
    }
    if (!connection)
        return nullptr;
    const QString key = keyOf(connection, address);
    if (View *view = m_workspace->find(key)) {
        if (!address.filter.isEmpty() || !address.page.isEmpty())
            view->goTo(address);
        m_workspace->activate(view);
        return view;
    }
    return openAnother(connection, address);
}

View *MainWindow::openAnother(Connection *connection, const ViewAddress &address)
{
    int copy = 0;
    while (m_workspace->find(keyOf(connection, address, copy)))
        ++copy;
    const QString key = keyOf(connection, address, copy);
    View *view =
        makeView(address, modelsOf(connection),
                 {m_parts.settings, m_parts.drafts, m_parts.dialogs, m_parts.tasks, &m_connections,
                  m_parts.exports, m_parts.positions, m_parts.topups, m_parts.evaluations});
    view->setProperty("connection", QVariant::fromValue(connection));
    connect(view, &View::openRequested, this,
            [this, connection](const ViewAddress &other) { open(connection, other); });
    connect(view, &View::openAnotherRequested, this,
            [this, connection](const ViewAddress &other) { openAnother(connection, other); });
    const auto onAddressChanged = [this, connection, view, copy, kind = address.kind]() mutable {
        const ViewAddress now = view->address();
        const bool isMade = std::exchange(kind, now.kind) != now.kind; // of a new one
        m_workspace->setKey(view, keyOf(connection, now, copy));
        if (view != m_workspace->activeView())
            return;
        m_navigator->select(connection, now);
        showInspectorOf(view); // which another page may have
        if (isMade)
            m_history.replace({connection, now});
        else if (!m_goingInHistory)
            m_history.visit({connection, now});
    };
    connect(view, &View::addressChanged, this, onAddressChanged);
    connect(view, &View::inspectRequested, m_inspectorDock, [this] {
        m_inspectorDock->show();
        m_inspectorDock->raise();
    });
    m_workspace->add(view, key);
    onProfileChanged();
    return view;
}

View *MainWindow::open(const ViewAddress &address)
{
    return open(m_current, address);
}

void MainWindow::onActiveViewChanged(View *view)
{
    showInspectorOf(view);
    if (view) {
        m_current = view->property("connection").value<Connection *>();
        m_navigator->select(m_current, view->address());
        if (!m_goingInHistory)
            m_history.visit({m_current, view->address()});
    }
    showTitle();
    updateStatus();
}

void MainWindow::goInHistory(int step)
{
    if (!m_history.canGo(step))
        return;
    const QScopedValueRollback guard(m_goingInHistory, true);
    const ViewHistory::Place place = m_history.go(step);
    if (View *view = open(place.connection, place.address))
        view->goTo(place.address); // with no filter at all, too
}

void MainWindow::showInspectorOf(View *view)
{
    QWidget *widget = view ? view->inspector() : nullptr;
    if (!widget) {
        m_inspector->setCurrentIndex(0);
        return;
    }
    if (m_inspector->indexOf(widget) < 0) {
        m_inspector->addWidget(widget);
        connect(view, &QObject::destroyed, widget, &QObject::deleteLater);
    }
    m_inspector->setCurrentWidget(widget);
}

void MainWindow::onRequestChanged(const RequestRecord &record)
{
    if (record.finished)
        m_underWay.remove(record.serial);
    else
        m_underWay.insert(record.serial);
    updateStatus();
}

QString MainWindow::layoutScope() const
{
    const QList<ConnectionModels *> &connections = m_connections.values();
    return connections.isEmpty() ? m_lastScope : connections.constFirst()->connection()->identity();
}

void MainWindow::saveLayout()
{
    Settings &settings = *m_parts.settings;
    settings.set(setting::windowGeometry, saveGeometry());
    if (layoutScope().isEmpty()) // nothing was connected at all
        return;
    settings.set(setting::windowState, saveState(), layoutScope());
    settings.set(setting::workspaceState, m_workspace->saveState(), layoutScope());
    QStringList views;
    for (View *view : m_workspace->views())
        views.append(view->property("connection").value<Connection *>()->identity() + u' '
                     + view->address().text());
    settings.set(setting::openViews, views, layoutScope());
}

void MainWindow::restoreLayout()
{
    const Settings &settings = *m_parts.settings;
    restoreGeometry(settings.get(setting::windowGeometry));
    if (layoutScope().isEmpty())
        return;
    for (const QString &entry : settings.get(setting::openViews, layoutScope())) {
        const auto address = ViewAddress::parse(entry.section(u' ', -1));
        const QString identity = entry.section(u' ', 0, -2);
        for (ConnectionModels *models : m_connections.values())
            if (address && models->connection()->identity() == identity)
                openAnother(models->connection(), *address);
    }
    if (m_workspace->views().isEmpty())
        open({ViewAddress::Kind::Gateways, {}, {}});
    if (restoreState(settings.get(setting::windowState, layoutScope())))
        m_sides->takeNext();
    m_workspace->restoreState(settings.get(setting::workspaceState, layoutScope()));
}

void MainWindow::restoreDefaultLayout()
{
    restoreState(m_defaultState);
    m_sides->set(sideWidths);
    m_workspace->stack();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    const QList<View *> views = m_workspace->views();
    if (!m_mayLose && std::any_of(views.begin(), views.end(), hasUnkept)) {
        event->ignore();
        return askToLose(m_parts.dialogs, this, [this] {
            m_mayLose = true;
            close();
        });
    }
    saveLayout();
    event->accept();
}

} // namespace gatehouse
