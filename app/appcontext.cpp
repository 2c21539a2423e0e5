// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/appcontext.h"

#include "models/services/sandboxprocess.h"

#include <QDir>
#include <QRegularExpression>
#include <QStandardPaths>

namespace gatehouse {

AppContext::AppContext(const QString &folder)
    : m_settings(folder.isEmpty() ? QString() : folder + QStringLiteral("/settings.ini"))
    , m_drafts(folder.isEmpty() ? QString() : folder + QStringLiteral("/drafts"))
    , m_requests(&m_time)
{
    m_time.setZone(m_settings.get(setting::timeZone) == u"local" ? TimeDisplay::Zone::Local
                                                                 : TimeDisplay::Zone::Utc);
    const QString theme = m_settings.get(setting::theme);
    m_theme.setScheme(theme == u"light"      ? Theme::Scheme::Light
                          : theme == u"dark" ? Theme::Scheme::Dark
                                             : Theme::Scheme::System);
    m_window = std::make_unique<MainWindow>(MainWindow::Parts{
        &m_settings, &m_drafts, &m_time, &m_theme, &m_dialogs, &m_tasks, &m_requests});
}

AppContext::~AppContext() = default;

Connection *AppContext::addService(const QString &name, const Endpoint &endpoint)
{
    auto *connection =
        new Connection({.id = endpoint.apiUrl.toString(QUrl::RemoveScheme | QUrl::RemoveUserInfo)
                            + u'/' + endpoint.account,
                        .name = name},
                       this);
    add(connection);
    connection->open(endpoint);
    return connection;
}

Connection *AppContext::addSandbox(const QStringList &arguments)
{
    auto *connection = new Connection({.id = QStringLiteral("sandbox"),
                                       .name = tr("Sandbox"),
                                       .backEnd = Profile::BackEnd::Sandbox},
                                      this);
    add(connection);
    watchSandboxStart(connection);
    connection->openSandbox(arguments);
    return connection;
}

QStringList AppContext::ownSandboxArguments()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    QDir().mkpath(folder);
    return {QStringLiteral("--database"), folder + QStringLiteral("/sandbox.db"),
            QStringLiteral("--fill-gap"), QStringLiteral("--traffic"), QStringLiteral("0.5")};
}

ConnectionModels *AppContext::models(const Connection *connection) const
{
    for (ConnectionModels *models : m_models)
        if (models->connection() == connection)
            return models;
    return nullptr;
}

Connection *AppContext::add(Connection *connection)
{
    auto *models = new ConnectionModels(connection, &m_time, connection);
    m_models.append(models);
    connect(connection->client(), &ApiClient::requestChanged, &m_requests, &RequestModel::record);
    m_window->addConnection(models);
    return connection;
}

// Making 200,000 logs takes a moment, the ten million of a trial longer: that is a task to watch.
void AppContext::watchSandboxStart(Connection *connection)
{
    const auto begin = [this, connection] {
        auto *task = new Task(tr("Start the sandbox"), tr("logs"));
        connect(connection, &Connection::progressed, task, [task](const QString &line) {
            static const QRegularExpression figures(QStringLiteral("(\\d+) logs"));
            if (const auto match = figures.match(line); match.hasMatch())
                task->setProgress(match.captured(1).toLongLong(), 0);
        });
        connect(connection, &Connection::stateChanged, task, [task, connection] {
            if (connection->state() == Connection::State::Ready)
                task->finish(tr("Listening on %1")
                                 .arg(connection->client()->endpoint().apiUrl.toDisplayString()));
            else if (connection->state() == Connection::State::Failed)
                task->fail(connection->failure());
        });
        m_tasks.add(task);
    };
    begin();
    connect(connection, &Connection::stateChanged, this, [connection, begin] {
        if (connection->state() == Connection::State::Starting)
            begin();
    });
}

} // namespace gatehouse
