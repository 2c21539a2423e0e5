// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/workspace.h"

#include "models/domain/format.h"
#include "views/common/colordot.h"
#include "views/common/unkept.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QTabBar>

namespace gatehouse {

Workspace::Workspace(QWidget *parent) : QMainWindow(parent, Qt::Widget)
{
    setDockOptions(AnimatedDocks | AllowNestedDocks | AllowTabbedDocks | GroupedDragging);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    setDocumentMode(true);
    m_tabs.setSingleShot(true);
    m_tabs.setInterval(0);
    connect(&m_tabs, &QTimer::timeout, this, &Workspace::updateTabs);
    connect(qApp, &QApplication::focusChanged, this,
            [this](QWidget *, QWidget *now) { onFocusChanged(now); });
}

Workspace::~Workspace()
{
    // While the members that their going is noted in are still there.
    qApp->disconnect(this);
    for (QDockWidget *dock : std::exchange(m_docks, {})) {
        disconnect(dock->widget(), nullptr, this, nullptr);
        dock->disconnect(this);
        delete dock;
    }
}

void Workspace::add(View *view, const QString &key)
{
    auto *dock = new QDockWidget(this);
    dock->setObjectName(key);
    dock->setWindowIcon(view->viewIcon()); // seen when it floats
    dock->setAttribute(Qt::WA_DeleteOnClose);
    dock->setWidget(view);
    dock->installEventFilter(this);
    connect(dock, &QDockWidget::dockLocationChanged, &m_tabs, qOverload<>(&QTimer::start));
    connect(dock, &QDockWidget::topLevelChanged, &m_tabs, qOverload<>(&QTimer::start));
    connect(view, &View::titleChanged, dock, [this, view] {
        showTitle(view);
        if (view == activeView())
            Q_EMIT activeTitleChanged();
    });
    connect(view, &View::unsavedChangesChanged, dock, [this, view] { showTitle(view); });
    connect(dock, &QDockWidget::visibilityChanged, this, [this, view](bool visible) {
        m_tabs.start();
        if (!visible)
            return;
        view->show();
        setActiveView(view); // a tab was chosen
        // Qt leaves the focus in what it covers.
        for (const QDockWidget *covered : tabifiedDockWidgets(dockOf(view)))
            if (covered->isAncestorOf(QApplication::focusWidget()))
                view->setFocus();
    });
    connect(dock, &QObject::destroyed, this, [this, dock] {
        m_docks.removeOne(dock);
        if (!m_docks.isEmpty() && !m_activeView)
            activate(qobject_cast<View *>(m_docks.constLast()->widget()));
    });
    connect(view, &QObject::destroyed, this, [this, view] {
        if (m_activeView == view)
            setActiveView(nullptr);
    });

    if (QDockWidget *beside = m_activeView ? dockOf(m_activeView) : nullptr;
        beside && !beside->isFloating())
        tabifyDockWidget(beside, dock);
    else
        addDockWidget(Qt::TopDockWidgetArea, dock);
    m_docks.append(dock);
    showTitle(view);
    m_tabs.start();
    activate(view);
}

static const char *const originName = "originName";
static const char *const originColor = "originColor";

void Workspace::setOrigin(View *view, const QString &name, const QColor &color)
{
    QDockWidget *dock = dockOf(view);
    dock->setProperty(originName, name);
    dock->setProperty(originColor, color);
    showTitle(view);
    m_tabs.start();
}

void Workspace::showTitle(const View *view)
{
    QDockWidget *dock = dockOf(view);
    QString title = format::literal(view->title());
    if (const QString name = dock->property(originName).toString(); !name.isEmpty())
        title = tr("%1 – %2").arg(title, format::literal(name));
    dock->setWindowTitle(view->hasUnsavedChanges() ? tr("%1 •").arg(title) : title);
}

void Workspace::remove(View *view)
{
    delete dockOf(view);
}

void Workspace::setKey(View *view, const QString &key)
{
    dockOf(view)->setObjectName(key);
}

View *Workspace::find(const QString &key) const
{
    for (QDockWidget *dock : m_docks)
        if (dock->objectName() == key)
            return qobject_cast<View *>(dock->widget());
    return nullptr;
}

QStringList Workspace::keys() const
{
    QStringList keys;
    for (const QDockWidget *dock : m_docks)
        keys.append(dock->objectName());
    return keys;
}

QList<View *> Workspace::views() const
{
    QList<View *> views;
    for (QDockWidget *dock : m_docks)
        views.append(qobject_cast<View *>(dock->widget()));
    return views;
}

void Workspace::activate(View *view)
{
    if (!view)
        return;
    QDockWidget *dock = dockOf(view);
    dock->show();
    dock->raise();
    view->setFocus();
    setActiveView(view);
}

void Workspace::close(View *view)
{
    if (view)
        dockOf(view)->close();
}

void Workspace::activateNext(int step)
{
    if (m_docks.isEmpty() || !m_activeView)
        return;
    const qsizetype at = m_docks.indexOf(dockOf(m_activeView));
    const qsizetype next = (at + step + m_docks.size()) % m_docks.size();
    activate(qobject_cast<View *>(m_docks.at(next)->widget()));
}

void Workspace::stack()
{
    View *active = m_activeView;
    for (QDockWidget *dock : m_docks) {
        dock->setFloating(false);
        addDockWidget(Qt::TopDockWidgetArea, dock);
        if (dock != m_docks.constFirst())
            tabifyDockWidget(m_docks.constFirst(), dock);
    }
    activate(active);
}

QDockWidget *Workspace::dockOf(const View *view) const
{
    return qobject_cast<QDockWidget *>(view->parentWidget());
}

void Workspace::setActiveView(View *view)
{
    if (view == m_activeView)
        return;
    m_activeView = view;
    Q_EMIT activeViewChanged(view);
}

void Workspace::updateTabs()
{
    // The layout keeps the dock's address as the tab's data.
    const auto dockAt = [](const QTabBar *bar, int index) {
        return reinterpret_cast<QDockWidget *>(bar->tabData(index).value<quintptr>());
    };
    QSet<const QDockWidget *> covered;
    for (auto *bar : findChildren<QTabBar *>(QString(), Qt::FindDirectChildrenOnly)) {
        for (int i = 0; i < bar->count(); ++i) {
            QDockWidget *dock = dockAt(bar, i);
            if (!m_docks.contains(dock))
                continue;
            if (bar->isVisible() && i != bar->currentIndex())
                covered.insert(dock);
            const auto color = dock->property(originColor).value<QColor>();
            bar->setTabIcon(i, color.isValid() ? colorDot(color) : QIcon());
        }
        if (bar->tabsClosable())
            continue;
        bar->setTabsClosable(true);
        bar->setElideMode(Qt::ElideNone); // in a narrow window they scroll and stay readable
        bar->setUsesScrollButtons(true);
        connect(bar, &QTabBar::tabCloseRequested, this, [this, bar, dockAt](int index) {
            QDockWidget *dock = dockAt(bar, index);
            if (m_docks.contains(dock))
                dock->close();
        });
    }
    hideCovered(covered);
}

// Qt only moves them out of sight, where Tab and the keys would still reach them.
void Workspace::hideCovered(const QSet<const QDockWidget *> &covered)
{
    if (m_activeView && covered.contains(dockOf(m_activeView)))
        for (const QDockWidget *dock : tabifiedDockWidgets(dockOf(m_activeView)))
            if (!covered.contains(dock))
                activate(qobject_cast<View *>(dock->widget()));
    for (const QDockWidget *dock : std::as_const(m_docks))
        dock->widget()->setVisible(!covered.contains(dock));
}

bool Workspace::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Close)
        for (const QDockWidget *dock : m_docks)
            if (dock == watched && hasUnkept(dock->widget())) {
                event->ignore();
                Q_EMIT closeHeld(qobject_cast<View *>(dock->widget()));
                return true;
            }
    return QMainWindow::eventFilter(watched, event);
}

void Workspace::onFocusChanged(QWidget *now)
{
    for (QWidget *widget = now; widget; widget = widget->parentWidget()) {
        auto *view = qobject_cast<View *>(widget);
        if (view && m_docks.contains(dockOf(view)))
            return setActiveView(view);
    }
}

} // namespace gatehouse
