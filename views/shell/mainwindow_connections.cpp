// SPDX-License-Identifier: GPL-3.0-or-later
// How connections come and go.
#include "models/services/connections.h"
#include "models/services/profiles.h"
#include "models/services/secretstore.h"
#include "views/common/colordot.h"
#include "views/common/dialogs.h"
#include "views/common/icons.h"
#include "views/common/messagebar.h"
#include "views/common/unkept.h"
#include "views/shell/mainwindow.h"
#include "views/shell/navigator.h"
#include "views/shell/profilesdialog.h"
#include "views/shell/profilestripe.h"
#include "views/shell/signinform.h"
#include "views/shell/workspace.h"

#include <QMenu>
#include <algorithm>

namespace gatehouse {

static QString messageKey(const Connection *connection)
{
    return QStringLiteral("connection ") + connection->profile().id;
}

static QString signInKey(const Connection *connection)
{
    return QStringLiteral("sign in ") + connection->profile().id;
}

static QString ngrokKey(const Connection *connection)
{
    return QStringLiteral("ngrok ") + connection->profile().id;
}

ConnectionModels *MainWindow::modelsOf(const Connection *connection) const
{
    for (ConnectionModels *models : m_connections.values())
        if (models->connection() == connection)
            return models;
    return nullptr;
}

QList<View *> MainWindow::viewsOf(const Connection *connection) const
{
    QList<View *> views = m_workspace->views();
    views.removeIf([connection](const View *view) {
        return view->property("connection").value<Connection *>() != connection;
    });
    return views;
}

// Of a gateway that was deleted. What is edited stays, with the form that shows what it was.
void MainWindow::closeListsOf(const Connection *connection, const GatewayId &gateway)
{
    using Kind = ViewAddress::Kind;
    static const QSet<Kind> lists{Kind::Logs, Kind::Routes, Kind::Datasets, Kind::Evaluations,
                                  Kind::GatewayProviders};
    for (View *view : viewsOf(connection))
        if (view->address().gateway == gateway && lists.contains(view->address().kind)
            && !view->hasUnsavedChanges())
            m_workspace->close(view);
}

void MainWindow::removeConnection(ConnectionModels *models)
{
    Connection *connection = models->connection();
    m_lastScope = layoutScope();
    Closed &closed = m_closed[connection->profile().id];
    closed = {connection->identity(), {}};
    const QList<View *> views = viewsOf(connection);
    for (const View *view : views)
        closed.views.append(view->address());
    for (View *view : views)
        m_workspace->remove(view);
    m_navigator->remove(models);
    m_history.forget(connection);
    for (const QString &key : {messageKey(connection), signInKey(connection), ngrokKey(connection)})
        m_messages->clear(key);
    m_connections.remove(models);
    connection->disconnect(this);
    if (m_current == connection)
        m_current = m_connections.values().isEmpty()
            ? nullptr
            : m_connections.values().constFirst()->connection();
    onProfileChanged();
}

void MainWindow::reopenViews(Connection *connection)
{
    const Closed closed = m_closed.take(connection->profile().id);
    if (closed.views.isEmpty())
        return;
    // Of another account, nothing that was looked at need be there.
    if (closed.identity != connection->identity()) {
        open(connection, {ViewAddress::Kind::Gateways, {}, {}});
        return;
    }
    for (const ViewAddress &address : closed.views)
        open(connection, address);
}

void MainWindow::connectTo(const QString &profile)
{
    m_parts.profiles->setOpen(profile, true);
    if (Connection *connection = m_parts.connections->open(profile);
        connection && viewsOf(connection).isEmpty())
        open(connection, {ViewAddress::Kind::Gateways, {}, {}});
}

void MainWindow::disconnectFrom(const QString &profile)
{
    const Connection *connection = m_parts.connections->find(profile);
    if (!connection)
        return;
    const QList<View *> views = viewsOf(connection);
    const auto unsaved = std::count_if(views.begin(), views.end(),
                                       [](const View *view) { return view->hasUnsavedChanges(); });
    Confirmation question;
    if (unsaved)
        question.losses.append(tr("%n view(s) with edits that are not saved: they close, and the "
                                  "edits stay as drafts.",
                                  nullptr, int(unsaved)));
    if (std::any_of(views.begin(), views.end(), hasUnkept))
        question.losses.append(tr("A credential that was typed and not saved is in no draft: it "
                                  "would have to be typed again."));
    if (connection->writesUnderWay())
        question.losses.append(tr("%n change(s) are on their way: whether the service has made "
                                  "them will not be known.",
                                  nullptr, connection->writesUnderWay()));
    if (question.losses.isEmpty())
        return disconnectNow(profile);
    question.title = tr("Disconnect “%1”?").arg(connection->name());
    question.connectionName = connection->name();
    question.profileColor = QColor(connection->profile().color);
    question.actionLabel = tr("Disconnect");
    question.destructive = false;
    m_parts.dialogs->confirm(question, this, [this, profile](bool confirmed) {
        if (confirmed)
            disconnectNow(profile);
    });
}

void MainWindow::disconnectNow(const QString &profile)
{
    m_parts.profiles->setOpen(profile, false);
    m_parts.connections->close(profile);
}

ProfilesDialog *MainWindow::showProfiles(const QString &profile)
{
    if (!m_profiles) {
        m_profiles = new ProfilesDialog(
            {m_parts.profiles, m_parts.secrets, m_parts.connections, m_parts.dialogs}, this);
        connect(m_profiles, &ProfilesDialog::connectRequested, this, &MainWindow::connectTo);
        connect(m_profiles, &ProfilesDialog::disconnectRequested, this,
                &MainWindow::disconnectFrom);
        connect(m_profiles, &ProfilesDialog::requestChanged, m_parts.requests,
                &RequestModel::record);
    }
    if (!profile.isEmpty())
        m_profiles->choose(profile);
    else if (m_profiles->chosen().isEmpty() && m_current)
        m_profiles->choose(m_current->profile().id);
    m_profiles->show();
    m_profiles->raise();
    m_profiles->activateWindow();
    return m_profiles;
}

void MainWindow::fillConnectMenu(QMenu *menu)
{
    menu->clear();
    for (const Profile &profile : m_parts.profiles->values()) {
        QString name = profile.name;
        const bool connected = m_parts.connections->find(profile.id);
        QAction *action = menu->addAction(colorDot(QColor(profile.color)),
                                          name.replace(u'&', QStringLiteral("&&")), this,
                                          [this, connected, id = profile.id] {
                                              if (connected)
                                                  disconnectFrom(id);
                                              else
                                                  connectTo(id);
                                          });
        action->setCheckable(true);
        action->setChecked(connected);
    }
    if (menu->isEmpty())
        menu->addAction(tr("There are no connections"))->setEnabled(false);
}

void MainWindow::onConnectionChanged(Connection *connection)
{
    const QString key = messageKey(connection);
    if (connection->state() != Connection::State::Failed) {
        m_messages->clear(key);
    } else if (connection->sandbox()) {
        auto *restart = new QAction(icon(Icon::Refresh), tr("Restart"), connection);
        connect(restart, &QAction::triggered, connection, &Connection::restart);
        m_messages->showWarning(key, tr("The sandbox does not run: %1").arg(connection->failure()),
                                {restart});
    } else {
        auto *edit = new QAction(icon(Icon::Edit), tr("Edit the connection…"), connection);
        connect(edit, &QAction::triggered, this,
                [this, id = connection->profile().id] { showProfiles(id)->chooseSecret(id); });
        m_messages->showWarning(
            key, tr("“%1” is not connected: %2.").arg(connection->name(), connection->failure()),
            {edit});
    }
    updateStatus();
}

// Every view that asks is refused; the person is asked once, and keeps what they have typed.
void MainWindow::askForCredentials(const Connection *connection)
{
    const QString key = signInKey(connection);
    const bool again = m_messages->keys().contains(key); // what was entered is refused, too
    m_messages->clear(key);
    const Credentials &refused = connection->client()->endpoint().credentials;
    const bool byKey = refused.token.isEmpty() && !refused.isEmpty();
    auto *form =
        new SignInForm(byKey ? tr("New API key of %1").arg(refused.email) : tr("New API token"));
    connect(form, &SignInForm::entered, connection, [this, connection](const QString &secret) {
        signIn(connection,
               connection->profile().signIn == Profile::SignIn::Key ? SecretKind::Key
                                                                    : SecretKind::Token,
               secret);
    });
    const QString text = again
        ? (byKey ? tr("“%1”: the service does not accept this key either.")
                 : tr("“%1”: the service does not accept this token either."))
        : (byKey ? tr("“%1”: the service no longer accepts the key.")
                 : tr("“%1”: the service no longer accepts the token."));
    m_messages->showForm(key, text.arg(connection->name()), form);
}

// ngrok fares by itself: the account's views go on meanwhile.
void MainWindow::askForNgrokToken(const Connection *connection, const QString &why)
{
    if (connection->profile().backEnd == Profile::BackEnd::Sandbox)
        return; // has none that could be typed
    auto *form = new SignInForm(tr("New ngrok token"));
    connect(form, &SignInForm::entered, connection, [this, connection](const QString &secret) {
        signIn(connection, SecretKind::Ngrok, secret);
    });
    m_messages->showForm(ngrokKey(connection), tr("“%1”: %2.").arg(connection->name(), why), form);
}

void MainWindow::onNgrokChanged(const Connection *connection)
{
    if (connection->hasNgrok() && connection->ngrokState() == Connection::State::Failed)
        askForNgrokToken(connection, connection->ngrokFailure());
    else
        m_messages->clear(ngrokKey(connection));
}

void MainWindow::signIn(const Connection *connection, SecretKind kind, const QString &secret)
{
    const QString id = connection->profile().id;
    const auto goOn = [this, id, kind] {
        if (kind == SecretKind::Ngrok)
            m_parts.connections->renewNgrokToken(id);
        else
            m_parts.connections->renewCredentials(id);
    };
    if (m_parts.profiles->isForThisRun(id)) {
        m_parts.secrets->keepForThisRun(id, kind, secret);
        goOn();
    } else {
        m_parts.secrets->write(id, kind, secret).then(this, [goOn](auto) { goOn(); });
    }
}

// What is edited and not saved stays: a refresh goes under it.
void MainWindow::onCredentialsChanged(const Connection *connection)
{
    const QString key = signInKey(connection);
    if (!m_messages->keys().contains(key))
        return;
    m_messages->clear(key);
    for (View *view : viewsOf(connection))
        view->refresh();
}

void MainWindow::showNotice(const Connection *connection, const QString &text)
{
    m_messages->showInfo(QStringLiteral("notice ") + connection->profile().id + u' ' + text,
                         tr("“%1”: %2").arg(connection->name(), text));
}

// Names and colours, and what depends on how many connections there are.
void MainWindow::onProfileChanged()
{
    const bool several = m_connections.values().size() > 1;
    for (View *view : m_workspace->views()) {
        const auto *connection = view->property("connection").value<Connection *>();
        m_workspace->setOrigin(view, several ? connection->name() : QString(),
                               QColor(connection->profile().color));
    }
    showTitle();
    updateStatus();
}

void MainWindow::showTitle()
{
    m_stripe->setColor(m_current ? QColor(m_current->profile().color) : QColor());
    const View *view = m_workspace->activeView();
    setWindowTitle(view && m_current
                       ? tr("%1 – %2 – Gatehouse").arg(view->title(), m_current->name())
                       : tr("Gatehouse"));
}

} // namespace gatehouse
