// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>

class QDockWidget;
class QMainWindow;

namespace gatehouse {

// A window that becomes small takes width from the docks beside its centre and does not give it
// back: this does, up to what the person had.
class SideWidths : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SideWidths)

public:
    SideWidths(QMainWindow *window, const QList<QDockWidget *> &docks);

    void set(const QList<int> &widths); // px, of each dock
    void takeNext(); // what they have when they are laid out next: a state was restored

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QList<int> widths() const; // as they are now
    void widen();

    QMainWindow *m_window;
    QList<QDockWidget *> m_docks;
    QList<int> m_wanted; // empty: see takeNext()
    QList<int> m_pressed; // what they had when a mouse button went down
};

} // namespace gatehouse
