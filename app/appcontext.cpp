// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/appcontext.h"

#include "models/services/keychain.h"
#include "models/services/profileendpoint.h"
#include "models/services/sandboxprocess.h"
#include "views/common/desktopnotice.h"
#include "views/common/messagebar.h"

#include <QDir>
#include <QRegularExpression>
#include <QStandardPaths>

namespace gatehouse {

static const QString sandboxId = QStringLiteral("sandbox");

AppContext::AppContext(const QString &folder, std::unique_ptr<SecretBackend> keychain)
    : m_settings(folder.isEmpty() ? QString() : folder + QStringLiteral("/settings.ini"))
    , m_profiles(m_settings.folder() + QStringLiteral("/profiles.json"))
    , m_secrets(folder.isEmpty() ? makeKeychain() : std::move(keychain))
    , m_drafts(folder.isEmpty() ? QString() : folder + QStringLiteral("/drafts"))
    , m_positions(folder.isEmpty() ? QString() : folder + QStringLiteral("/positions"))
    , m_requests(&m_time)
    , m_exports(m_settings.folder() + QStringLiteral("/exports"))
    , m_topups(&m_drafts)
    , m_billingWatch(&m_settings, &m_time)
    , m_evaluations(m_settings.folder() + QStringLiteral("/evaluations"))
    , m_connections(&m_profiles, &m_secrets,
                    [folder](const Profile &profile) { return sandboxArguments(folder, profile); })
{
    m_time.setZone(m_settings.get(setting::timeZone) == u"local" ? TimeDisplay::Zone::Local
                                                                 : TimeDisplay::Zone::Utc);
    const QString theme = m_settings.get(setting::theme);
    m_theme.setScheme(theme == u"light"      ? Theme::Scheme::Light
                          : theme == u"dark" ? Theme::Scheme::Dark
                                             : Theme::Scheme::System);
    m_window = std::make_unique<MainWindow>(MainWindow::Parts{
        &m_settings, &m_drafts, &m_time, &m_theme, &m_dialogs, &m_tasks, &m_requests, &m_profiles,
        &m_secrets, &m_connections, &m_exports, &m_positions, &m_topups, &m_evaluations});
    connect(&m_exports, &LogExports::taskAdded, &m_tasks, &TaskModel::add);
    connect(&m_topups, &Topups::taskAdded, &m_tasks, &TaskModel::add);
    connect(&m_evaluations, &EvaluationWaits::taskAdded, &m_tasks, &TaskModel::add);
    connect(&m_evaluations, &EvaluationWaits::openRequested, this,
            [this](const AwaitedEvaluation &awaited) {
                for (ConnectionModels *models : std::as_const(m_models))
                    if (models->connection()->identity() == awaited.connection)
                        m_window->open(models->connection(),
                                       {ViewAddress::Kind::Evaluations, awaited.gateway,
                                        ViewAddress::joined({awaited.id.value})});
            });
    connect(&m_billingWatch, &BillingWatch::alerted, this,
            [this](const Connection *connection, const QString &text) {
                showDesktopNotice(connection->name(), text, this);
            });
    connect(&m_connections, &Connections::opened, this, &AppContext::onOpened);
    connect(&m_connections, &Connections::aboutToClose, this, &AppContext::onClosing);
    const auto showProblem = [this] {
        if (!m_profiles.problem().isEmpty())
            m_window->messages()->showWarning(QStringLiteral("profiles"), m_profiles.problem());
    };
    connect(&m_profiles, &Profiles::problemChanged, this, showProblem);
    showProblem();
}

AppContext::~AppContext() = default;

static Profile sandboxProfile()
{
    return {.id = sandboxId,
            .name = AppContext::tr("Sandbox"),
            .color = profileColors().at(4),
            .backEnd = Profile::BackEnd::Sandbox};
}

void AppContext::connectAgain()
{
    if (m_profiles.isFirstStart() && m_profiles.values().isEmpty()) {
        Profile sandbox = sandboxProfile();
        sandbox.open = true;
        m_profiles.add(sandbox);
    }
    const QList<Profile> profiles = m_profiles.values();
    for (const Profile &profile : profiles)
        if (profile.open)
            m_connections.open(profile.id);
}

QString AppContext::offerService(const QString &name, const Endpoint &endpoint,
                                 const QUrl &ngrokUrl, const QString &ngrokToken)
{
    const Credentials &credentials = endpoint.credentials;
    const bool byKey = credentials.token.isEmpty() && !credentials.isEmpty();
    const bool cloudflare = endpoint.apiUrl == cloudflareUrl();
    const bool local = endpoint.apiUrl.scheme() == u"http"; // this machine only
    const QString id = endpoint.apiUrl.toString(QUrl::RemoveScheme | QUrl::RemoveUserInfo) + u'/'
        + endpoint.account;
    m_profiles.addForThisRun(
        {.id = id,
         .name = name,
         .backEnd = cloudflare ? Profile::BackEnd::Cloudflare : Profile::BackEnd::Other,
         .apiUrl = cloudflare ? QString() : endpoint.apiUrl.toString(QUrl::RemoveUserInfo),
         .account = endpoint.account,
         .signIn = byKey ? Profile::SignIn::Key : Profile::SignIn::Token,
         .email = credentials.email,
         .ngrokUrl = ngrokUrl.toString(QUrl::RemoveUserInfo),
         .budget = local ? 0 : Profile::vendorBudget});
    m_secrets.keepForThisRun(id, SecretKind::Token, credentials.token);
    m_secrets.keepForThisRun(id, SecretKind::Key, credentials.key);
    m_secrets.keepForThisRun(id, SecretKind::Ngrok, ngrokToken);
    return id;
}

Connection *AppContext::addService(const QString &name, const Endpoint &endpoint,
                                   const QUrl &ngrokUrl, const QString &ngrokToken)
{
    return m_connections.open(offerService(name, endpoint, ngrokUrl, ngrokToken), endpoint);
}

Connection *AppContext::addSandbox()
{
    if (!m_profiles.find(sandboxId))
        m_profiles.addForThisRun(sandboxProfile());
    return m_connections.open(sandboxId);
}

Connection *AppContext::addSandbox(const QStringList &arguments)
{
    m_connections.setSandboxArguments([arguments](const Profile &) { return arguments; });
    return addSandbox();
}

QStringList AppContext::sandboxArguments(const QString &folder, const Profile &profile)
{
    const QString data = folder.isEmpty()
        ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)
        : folder;
    QDir().mkpath(data);
    const QString file = profile.id == sandboxId
        ? QStringLiteral("/sandbox.db")
        : QStringLiteral("/sandbox-%1.db")
              .arg(QString::fromLatin1(QUrl::toPercentEncoding(profile.id)));
    return {QStringLiteral("--database"), data + file, QStringLiteral("--fill-gap"),
            QStringLiteral("--traffic"), QStringLiteral("0.5")};
}

ConnectionModels *AppContext::models(const Connection *connection) const
{
    for (ConnectionModels *models : m_models)
        if (models->connection() == connection)
            return models;
    return nullptr;
}

void AppContext::onOpened(Connection *connection)
{
    auto *models = new ConnectionModels(connection, &m_time, connection);
    m_models.append(models);
    for (ApiClient *client : {connection->client(), connection->ngrokClient()})
        connect(client, &ApiClient::requestChanged, &m_requests, &RequestModel::record);
    if (connection->profile().backEnd == Profile::BackEnd::Sandbox)
        watchSandboxStart(connection);
    m_window->addConnection(models);
    m_exports.attach(connection);
    m_topups.attach(connection);
    m_billingWatch.attach(connection);
    m_evaluations.attach(connection);
}

// The views go first, then the models that they show, then the services.
void AppContext::onClosing(Connection *connection)
{
    ConnectionModels *closing = models(connection);
    m_window->removeConnection(closing);
    m_exports.detach(connection);
    m_evaluations.detach(connection);
    m_models.removeOne(closing);
    delete closing;
}

// Making 200,000 logs takes a moment, the ten million of a trial longer: that is a task to watch.
void AppContext::watchSandboxStart(Connection *connection)
{
    const auto begin = [this, connection] {
        auto *task = new Task(tr("Start the sandbox"), tr("logs"));
        connect(connection, &Connection::progressed, task, [task](const QString &line) {
            static const QRegularExpression counted(QStringLiteral("(\\d+) logs"));
            if (const auto match = counted.match(line); match.hasMatch())
                task->setProgress(match.captured(1).toLongLong(), 0);
        });
        connect(connection, &Connection::stateChanged, task, [task, connection] {
            if (connection->state() == Connection::State::Ready)
                task->finish(tr("Listening on %1")
                                 .arg(connection->client()->endpoint().apiUrl.toDisplayString()));
            else if (connection->state() == Connection::State::Failed)
                task->fail(connection->failure());
        });
        connect(connection, &QObject::destroyed, task, [task] {
            if (task->state() == Task::State::Running)
                task->fail(tr("Disconnected"));
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
