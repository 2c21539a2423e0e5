// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"
#include "models/items/connectionmodels.h"
#include "models/items/requestmodel.h"
#include "models/items/taskmodel.h"
#include "models/services/drafts.h"
#include "models/services/settings.h"
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
    // Where settings and drafts are kept; empty: the person's own places.
    explicit AppContext(const QString &folder = {});
    ~AppContext() override;

    Connection *addService(const QString &name, const Endpoint &endpoint);
    // Starts gatehouse-sandbox as a child with these arguments.
    Connection *addSandbox(const QStringList &arguments);
    // The person's own sandbox: 200,000 logs at first, a little traffic since.
    static QStringList ownSandboxArguments();

    MainWindow *window() { return m_window.get(); }
    ConnectionModels *models(const Connection *connection) const;
    Settings *settings() { return &m_settings; }
    Theme *theme() { return &m_theme; }
    TimeDisplay *time() { return &m_time; }

private:
    Connection *add(Connection *connection);
    void watchSandboxStart(Connection *connection);

    Settings m_settings;
    Drafts m_drafts;
    TimeDisplay m_time;
    Theme m_theme;
    WidgetDialogs m_dialogs;
    TaskModel m_tasks;
    RequestModel m_requests;
    QList<ConnectionModels *> m_models;
    std::unique_ptr<MainWindow> m_window; // last: it goes before what it shows
};

} // namespace gatehouse
