// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/items/routerecord.h"

class QPushButton;

namespace gatehouse {

class TableView;
class WriteGuard;

// The versions of a route, which of them is live, and what was deployed when.
class VersionsPanel : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(VersionsPanel)

public:
    VersionsPanel(RouteRecord *record, WriteGuard *writes, QWidget *parent = nullptr);

    TableView *versions() const { return m_versions; }
    TableView *deployments() const { return m_deployments; }
    QPushButton *compareButton() const { return m_compare; }
    QPushButton *deployButton() const { return m_deploy; }

Q_SIGNALS:
    void openRequested(const gatehouse::RouteVersionId &version);
    // Of the two that are selected, or of one with what is live.
    void compareRequested(const gatehouse::RouteVersionId &before,
                          const gatehouse::RouteVersionId &after);
    void deployRequested(const gatehouse::RouteVersionId &version);

private:
    QList<RouteVersionId> selected() const; // the older first
    void updateControls();

    RouteRecord *m_record;
    WriteGuard *m_writes;
    TableView *m_versions;
    TableView *m_deployments;
    QPushButton *m_open;
    QPushButton *m_compare;
    QPushButton *m_deploy;
};

} // namespace gatehouse
