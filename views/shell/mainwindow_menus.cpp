// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/actions.h"
#include "views/common/icons.h"
#include "views/common/theme.h"
#include "views/shell/connectionstatus.h"
#include "views/shell/mainwindow.h"
#include "views/shell/navigator.h"
#include "views/shell/workspace.h"

#include <QActionGroup>
#include <QDockWidget>
#include <QHBoxLayout>
#include <QMenuBar>
#include <QMessageBox>
#include <QStatusBar>
#include <QToolButton>
#include <algorithm>

namespace gatehouse {

QAction *MainWindow::addAction(QMenu *menu, const QString &text, const QKeySequence &shortcut,
                               std::function<void()> run)
{
    QAction *action = menu->addAction(text, this, std::move(run));
    action->setShortcut(shortcut);
    return action;
}

void MainWindow::makeMenus()
{
    QMenu *file = menuBar()->addMenu(tr("&File"));
    addAction(file, tr("C&onnections…"), Qt::CTRL | Qt::SHIFT | Qt::Key_O,
              [this] { showProfiles(); });
    QMenu *connectMenu = file->addMenu(tr("Co&nnect"));
    connect(connectMenu, &QMenu::aboutToShow, this,
            [this, connectMenu] { fillConnectMenu(connectMenu); });
    file->addSeparator();
    addAction(file, tr("&Close view"), Qt::CTRL | Qt::Key_W,
              [this] { m_workspace->close(m_workspace->activeView()); });
    file->addSeparator();
    addAction(file, tr("&Quit"), Qt::CTRL | Qt::Key_Q, [this] { close(); });

    QMenu *go = menuBar()->addMenu(tr("&Go"));
    addAction(go, tr("&Gateways"), Qt::ALT | Qt::Key_1, [this] {
        open({ViewAddress::Kind::Gateways, {}, {}});
    });
    addAction(go, tr("&Evaluation types"), Qt::ALT | Qt::Key_2, [this] {
        open({ViewAddress::Kind::EvaluationTypes, {}, {}});
    });
    addAction(go, tr("&Providers"), Qt::ALT | Qt::Key_3, [this] {
        open({ViewAddress::Kind::Providers, {}, {}});
    });
    addAction(go, tr("&Billing"), Qt::ALT | Qt::Key_4, [this] {
        open({ViewAddress::Kind::Billing, {}, {}});
    });
    go->addSeparator();
    makeHistoryActions(go);
    go->addSeparator();
    addAction(go, tr("&Find in the navigator"), Qt::CTRL | Qt::SHIFT | Qt::Key_F, [this] {
        m_navigatorDock->show();
        m_navigator->focusFilter();
    });
    addAction(go, tr("&Next view"), Qt::CTRL | Qt::Key_Tab,
              [this] { m_workspace->activateNext(1); });
    addAction(go, tr("&Previous view"), Qt::CTRL | Qt::SHIFT | Qt::Key_Tab,
              [this] { m_workspace->activateNext(-1); });

    QMenu *view = menuBar()->addMenu(tr("&View"));
    const std::pair<QDockWidget *, Icon> docks[] = {{m_navigatorDock, Icon::Navigator},
                                                    {m_inspectorDock, Icon::Inspector},
                                                    {m_tasksDock, Icon::Tasks},
                                                    {m_requestsDock, Icon::Requests}};
    int key = Qt::Key_1;
    for (const auto &[dock, dockIcon] : docks) {
        QAction *toggle = dock->toggleViewAction();
        toggle->setIcon(icon(dockIcon));
        toggle->setShortcut(QKeySequence(int(Qt::CTRL) | key++));
        view->addAction(toggle);
    }
    view->addSeparator();
    makeLookMenu(view->addMenu(tr("&Look")));
    view->addSeparator();
    addAction(view, tr("Restore &default layout"), {}, [this] { restoreDefaultLayout(); });

    QMenu *help = menuBar()->addMenu(tr("&Help"));
    addAction(help, tr("&About Gatehouse"), {}, [this] { showAbout(); });
}

// In the menu, and as buttons beside it, which take no room from the views.
void MainWindow::makeHistoryActions(QMenu *menu)
{
    auto *buttons = new QWidget;
    auto *layout = new QHBoxLayout(buttons);
    layout->setContentsMargins(grid / 2, 0, grid / 2, 0);
    layout->setSpacing(0);
    for (const int step : {-1, 1}) {
        QAction *action = addAction(menu, step < 0 ? tr("&Back") : tr("F&orward"),
                                    Qt::ALT | (step < 0 ? Qt::Key_Left : Qt::Key_Right),
                                    [this, step] { goInHistory(step); });
        action->setIcon(icon(step < 0 ? Icon::Left : Icon::Right));
        setActionHelp(
            action, step < 0 ? tr("To what was shown before") : tr("To what was shown after this"));
        const auto update = [this, action, step] { action->setEnabled(m_history.canGo(step)); };
        connect(&m_history, &ViewHistory::changed, action, update);
        update();
        QToolButton *button = makeActionButton(action);
        button->setAccessibleName(step < 0 ? tr("Back") : tr("Forward"));
        layout->addWidget(button);
    }
    menuBar()->setCornerWidget(buttons);
}

void MainWindow::makeLookMenu(QMenu *menu)
{
    const std::tuple<QString, Theme::Scheme, QString> choices[] = {
        {tr("As the &desktop"), Theme::Scheme::System, QStringLiteral("system")},
        {tr("&Light"), Theme::Scheme::Light, QStringLiteral("light")},
        {tr("D&ark"), Theme::Scheme::Dark, QStringLiteral("dark")}};
    auto *group = new QActionGroup(this);
    for (const auto &[text, scheme, name] : choices) {
        QAction *action = addAction(menu, text, {}, [this, scheme = scheme, name = name] {
            m_parts.theme->setScheme(scheme);
            m_parts.settings->set(setting::theme, name);
        });
        action->setCheckable(true);
        action->setChecked(m_parts.theme->scheme() == scheme);
        group->addAction(action);
    }
}

// As wide as the longer of its texts, so that nothing moves when they change.
static void reserve(QToolButton *button, const QStringList &texts)
{
    int width = 0;
    for (const QString &text : texts) {
        button->setText(text);
        width = std::max(width, button->sizeHint().width());
    }
    button->setMinimumWidth(width);
}

void MainWindow::makeStatusBar()
{
    m_connectionStatus = new ConnectionStatus(m_parts.time);
    statusBar()->addWidget(m_connectionStatus, 1);
    const auto makeButton = [this](Icon buttonIcon, const QString &name) {
        auto *button = new QToolButton;
        button->setAutoRaise(true);
        button->setIcon(icon(buttonIcon));
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setAccessibleName(name);
        statusBar()->addPermanentWidget(button);
        return button;
    };
    m_tasksButton = makeButton(Icon::Tasks, tr("Tasks"));
    m_requestsButton = makeButton(Icon::Requests, tr("Requests"));
    m_zoneButton = makeButton(Icon::Clock, tr("Time zone"));
    reserve(m_tasksButton, {tr("Tasks"), tr("%n task(s)", nullptr, 9)});
    reserve(m_requestsButton, {tr("Requests"), tr("%n request(s)…", nullptr, 99)});
    m_zoneButton->setToolTip(tr("Switch between UTC and local time"));
    connect(m_tasksButton, &QToolButton::clicked, m_tasksDock->toggleViewAction(),
            &QAction::trigger);
    connect(m_requestsButton, &QToolButton::clicked, m_requestsDock->toggleViewAction(),
            &QAction::trigger);
    connect(m_zoneButton, &QToolButton::clicked, this, [this] {
        setTimeZone(m_parts.time->zone() == TimeDisplay::Zone::Utc ? TimeDisplay::Zone::Local
                                                                   : TimeDisplay::Zone::Utc);
    });
    connect(m_parts.time, &TimeDisplay::changed, this, &MainWindow::updateStatus);
    updateStatus();
}

void MainWindow::setTimeZone(TimeDisplay::Zone zone)
{
    m_parts.time->setZone(zone);
    m_parts.settings->set(setting::timeZone,
                          zone == TimeDisplay::Zone::Utc ? QStringLiteral("utc")
                                                         : QStringLiteral("local"));
}

void MainWindow::updateStatus()
{
    m_connectionStatus->setConnection(m_current);
    const int running = m_parts.tasks->runningCount();
    m_tasksButton->setText(running ? tr("%n task(s)", nullptr, running) : tr("Tasks"));
    m_requestsButton->setText(m_underWay.isEmpty()
                                  ? tr("Requests")
                                  : tr("%n request(s)…", nullptr, int(m_underWay.size())));
    m_zoneButton->setText(m_parts.time->zoneText());
}

void MainWindow::showAbout()
{
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("About Gatehouse"),
                                tr("<h3>Gatehouse %1</h3><p>A console for administering AI "
                                   "gateways.</p><p>Free software under the GNU General Public "
                                   "License, version 3 or later.</p>")
                                    .arg(QStringLiteral(GATEHOUSE_VERSION)),
                                QMessageBox::Close, this);
    box->setIconPixmap(icon(Icon::App).pixmap(64));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace gatehouse
