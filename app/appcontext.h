// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"
#include "models/items/connectionmodels.h"
#include "models/items/requestmodel.h"
#include "models/items/taskmodel.h"
#include "models/route/routepositions.h"
#include "models/services/billingwatch.h"
#include "models/services/connections.h"
#include "models/services/drafts.h"
#include "models/services/evaluationwaits.h"
#include "models/services/logexports.h"
#include "models/services/profiles.h"
#include "models/services/secretstore.h"
#include "models/services/settings.h"
#include "models/services/topups.h"
#include "views/common/dialogs.h"
#include "views/common/theme.h"
#include "views/shell/mainwindow.h"

namespace gatehouse {

// Everything there is one of, built here and handed down; nothing else knows it all.
class AppContext : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AppContext)

public:
    // Where settings, profiles and drafts are kept; empty: the person's own places, with secrets in
    // the keychain of the desktop. Of any other folder they are in the given one; nullptr: none.
    explicit AppContext(const QString &folder = {},
                        std::unique_ptr<SecretBackend> keychain = nullptr);
    ~AppContext() override;

    // What was connected when the program ended; at the very first start, the sandbox.
    void connectAgain();
    // A profile for this run, which is neither connected nor kept. Returns its id.
    QString offerService(const QString &name, const Endpoint &endpoint, const QUrl &ngrokUrl = {},
                         const QString &ngrokToken = {});
    // The same, connected.
    Connection *addService(const QString &name, const Endpoint &endpoint, const QUrl &ngrokUrl = {},
                           const QString &ngrokToken = {});
    // The sandbox's profile, connected for this run.
    Connection *addSandbox();
    // Starts gatehouse-sandbox as a child with these arguments, whatever the profile.
    Connection *addSandbox(const QStringList &arguments);

    Profiles *profiles() { return &m_profiles; }
    SecretStore *secrets() { return &m_secrets; }
    Connections *connections() { return &m_connections; }
    MainWindow *window() { return m_window.get(); }
    ConnectionModels *models(const Connection *connection) const;
    Settings *settings() { return &m_settings; }
    Theme *theme() { return &m_theme; }
    TimeDisplay *time() { return &m_time; }

private:
    void onOpened(Connection *connection);
    void onClosing(Connection *connection);
    // A sandbox of the person: 200,000 logs at first, a little traffic since.
    static QStringList sandboxArguments(const QString &folder, const Profile &profile);
    void watchSandboxStart(Connection *connection);

    Settings m_settings;
    Profiles m_profiles;
    SecretStore m_secrets;
    Drafts m_drafts;
    RoutePositions m_positions;
    TimeDisplay m_time;
    Theme m_theme;
    WidgetDialogs m_dialogs;
    TaskModel m_tasks;
    RequestModel m_requests;
    QList<ConnectionModels *> m_models;
    LogExports m_exports;
    Topups m_topups;
    BillingWatch m_billingWatch;
    EvaluationWaits m_evaluations;
    Connections m_connections;
    std::unique_ptr<MainWindow> m_window; // last: it goes before what it shows
};

} // namespace gatehouse
