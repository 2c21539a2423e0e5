// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/common/view.h"

#include <QMainWindow>
#include <QSet>
#include <QTimer>

namespace gatehouse {

// The centre of the window: every view is a dock that can be tabbed, split and floated.
class Workspace : public QMainWindow
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Workspace)

public:
    explicit Workspace(QWidget *parent = nullptr);
    ~Workspace() override;

    // Takes the view over. key tells it from all others and finds its place in a saved layout.
    void add(View *view, const QString &key);
    void setKey(View *view, const QString &key);
    // Whose view it is: a coloured dot in its tab and, unless name is empty, the name in its title.
    void setOrigin(View *view, const QString &name, const QColor &color);
    // At once, whatever it shows.
    void remove(View *view);
    View *find(const QString &key) const;
    QStringList keys() const; // in the order of opening
    QList<View *> views() const;
    View *activeView() const { return m_activeView; }
    void activate(View *view);
    void close(View *view);
    void activateNext(int step); // 1 or -1, around the end
    void stack(); // all views as tabs of one stack

Q_SIGNALS:
    void activeViewChanged(gatehouse::View *view); // nullptr: none is left
    void activeTitleChanged();
    // It holds what closing it would lose: remove() closes it all the same.
    void closeHeld(gatehouse::View *view);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QDockWidget *dockOf(const View *view) const;
    void setActiveView(View *view);
    void onFocusChanged(QWidget *now);
    void updateTabs();
    void hideCovered(const QSet<const QDockWidget *> &covered);
    void showTitle(const View *view);

    QList<QDockWidget *> m_docks;
    QTimer m_tabs; // the tab bars are made and thrown away by the layout
    View *m_activeView = nullptr;
};

} // namespace gatehouse
