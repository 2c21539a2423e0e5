// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/sidewidths.h"

#include <QDockWidget>
#include <QMainWindow>
#include <QResizeEvent>

namespace gatehouse {

SideWidths::SideWidths(QMainWindow *window, const QList<QDockWidget *> &docks)
    : QObject(window)
    , m_window(window)
    , m_docks(docks)
{
    window->installEventFilter(this);
}

void SideWidths::set(const QList<int> &widths)
{
    m_wanted = widths;
    m_window->resizeDocks(m_docks, widths, Qt::Horizontal);
}

void SideWidths::takeNext()
{
    m_wanted = m_window->isVisible() ? widths() : QList<int>();
}

QList<int> SideWidths::widths() const
{
    QList<int> widths;
    for (const QDockWidget *dock : m_docks)
        widths.append(dock->width());
    return widths;
}

void SideWidths::widen()
{
    QList<QDockWidget *> docks;
    QList<int> widths;
    for (int i = 0; i < m_docks.size(); ++i) {
        QDockWidget *dock = m_docks.at(i);
        const Qt::DockWidgetArea area = m_window->dockWidgetArea(dock);
        const bool isBeside = area == Qt::LeftDockWidgetArea || area == Qt::RightDockWidgetArea;
        if (isBeside && dock->isVisible() && !dock->isFloating()
            && dock->width() < m_wanted.at(i)) {
            docks.append(dock);
            widths.append(m_wanted.at(i));
        }
    }
    if (!docks.isEmpty())
        m_window->resizeDocks(docks, widths, Qt::Horizontal);
}

// The window has laid its docks out by the time that it is told of its size. The handles between
// them are its own: only they change a width that the person meant.
bool SideWidths::eventFilter(QObject *, QEvent *event)
{
    switch (event->type()) {
    case QEvent::Resize: {
        const auto *resize = static_cast<QResizeEvent *>(event);
        if (m_wanted.isEmpty())
            m_wanted = widths();
        else if (resize->size().width() > resize->oldSize().width())
            widen();
        break;
    }
    case QEvent::MouseButtonPress:
        m_pressed = widths();
        break;
    case QEvent::MouseButtonRelease: {
        const QList<int> now = widths();
        for (int i = 0; i < now.size() && !m_pressed.isEmpty() && !m_wanted.isEmpty(); ++i)
            if (now.at(i) != m_pressed.at(i))
                m_wanted[i] = now.at(i);
        break;
    }
    default:
        break;
    }
    return false;
}

} // namespace gatehouse
