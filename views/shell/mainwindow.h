// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/requestmodel.h"
#include "models/items/taskmodel.h"
#include "views/shell/viewfactory.h"
#include "views/shell/viewhistory.h"

#include <QHash>
#include <QMainWindow>
#include <QSet>
#include <functional>

class QMenu;
class QStackedWidget;
class QToolButton;

namespace gatehouse {

class Connections;
class EvaluationWaits;
class LogExports;
class Topups;
class ConnectionStatus;
class MessageBar;
class Navigator;
class ProfileStripe;
class Profiles;
class RoutePositions;
class ProfilesDialog;
class SecretStore;
class SideWidths;
enum class SecretKind;
class Theme;
class Workspace;

// The window: navigator, inspector, tasks and requests around the workspace of views.
class MainWindow : public QMainWindow
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MainWindow)

public:
    struct Parts
    {
        Settings *settings;
        Drafts *drafts;
        TimeDisplay *time;
        Theme *theme;
        Dialogs *dialogs;
        TaskModel *tasks;
        RequestModel *requests;
        Profiles *profiles;
        SecretStore *secrets;
        Connections *connections;
        LogExports *exports;
        RoutePositions *positions;
        Topups *topups;
        EvaluationWaits *evaluations;
    };

    explicit MainWindow(const Parts &parts, QWidget *parent = nullptr);
    ~MainWindow() override;

    // The first one is what views are opened on when nothing else is said.
    void addConnection(ConnectionModels *models);
    // Its views close at once; those of the same account are opened again when it comes back.
    void removeConnection(ConnectionModels *models);
    // Both are remembered for the next start.
    void connectTo(const QString &profile);
    void disconnectFrom(const QString &profile); // asks first when something can be lost
    // The dialog of the profiles, at one of them unless it is empty.
    ProfilesDialog *showProfiles(const QString &profile = {});
    // nullptr: the address is that of a dock, which is shown.
    View *open(Connection *connection, const ViewAddress &address);
    // Even if there is one.
    View *openAnother(Connection *connection, const ViewAddress &address);
    View *open(const ViewAddress &address); // on the connection in use
    Workspace *workspace() { return m_workspace; }
    MessageBar *messages() { return m_messages; }
    QDockWidget *requestsDock() { return m_requestsDock; }
    QDockWidget *inspectorDock() { return m_inspectorDock; }

    // The views and the arrangement of the last time.
    void restoreLayout();
    void restoreDefaultLayout();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    QAction *addAction(QMenu *menu, const QString &text, const QKeySequence &shortcut,
                       std::function<void()> run);
    QDockWidget *addDock(const QString &name, const QString &title, QWidget *widget,
                         Qt::DockWidgetArea area);
    void makeMenus();
    void makeStatusBar();
    void onActiveViewChanged(View *view);
    void showInspectorOf(View *view);
    void makeLookMenu(QMenu *menu);
    void saveLayout();
    QString layoutScope() const;
    void onConnectionChanged(Connection *connection);
    void onProfileChanged();
    void disconnectNow(const QString &profile);
    void reopenViews(Connection *connection);
    QList<View *> viewsOf(const Connection *connection) const;
    void closeListsOf(const Connection *connection, const GatewayId &gateway);
    void fillConnectMenu(QMenu *menu);
    void showTitle();
    void askForCredentials(const Connection *connection);
    void onCredentialsChanged(const Connection *connection);
    void askForNgrokToken(const Connection *connection, const QString &why);
    void onNgrokChanged(const Connection *connection);
    void signIn(const Connection *connection, SecretKind kind, const QString &secret);
    void showNotice(const Connection *connection, const QString &text);
    void updateStatus();
    void onRequestChanged(const RequestRecord &record);
    void showAbout();
    void setTimeZone(TimeDisplay::Zone zone);
    ConnectionModels *modelsOf(const Connection *connection) const;

    void goInHistory(int step);
    void makeHistoryActions(QMenu *menu);

    Parts m_parts;
    ViewHistory m_history;
    bool m_goingInHistory = false;
    bool m_mayLose = false; // what is in no draft: the person has said so
    ConnectionList m_connections;
    Connection *m_current = nullptr;
    ProfileStripe *m_stripe;
    Workspace *m_workspace;
    MessageBar *m_messages;
    Navigator *m_navigator;
    QStackedWidget *m_inspector;
    SideWidths *m_sides;
    QDockWidget *m_navigatorDock;
    QDockWidget *m_inspectorDock;
    QDockWidget *m_tasksDock;
    QDockWidget *m_requestsDock;
    ConnectionStatus *m_connectionStatus;
    QToolButton *m_tasksButton;
    QToolButton *m_requestsButton;
    QToolButton *m_zoneButton;
    QByteArray m_defaultState;
    QSet<quint64> m_underWay; // serials of requests
    ProfilesDialog *m_profiles = nullptr;
    QString m_lastScope; // of the layout, while nothing is connected
    struct Closed
    {
        QString identity;
        QList<ViewAddress> views;
    };
    QHash<QString, Closed> m_closed; // by the profile's id
};

} // namespace gatehouse
