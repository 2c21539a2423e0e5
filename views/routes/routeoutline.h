// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QTreeWidget>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "views/routes/routescene.h"

namespace gatehouse {

// The graph as a tree along its edges, which a screen reader can read. An element that several
// edges lead to stands in full where it comes first; elsewhere its id alone.
class RouteOutline : public QTreeWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RouteOutline)

public:
    explicit RouteOutline(RouteScene *scene, QWidget *parent = nullptr);

Q_SIGNALS:
    void chosen(const QString &id);
    void editRequested(const QString &id);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void showGraph();
    void build();
    static void describe(QTreeWidgetItem *item, const RouteElement &element);
    void add(QTreeWidgetItem *parent, const QString &way, const QString &id);
    void markCurrent();

    RouteScene *m_scene;
    QTimer m_timer; // once for all changes of a turn
    QHash<QString, QTreeWidgetItem *> m_full;
    RouteGraph m_shown;
};

} // namespace gatehouse
