// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/versionspanel.h"

#include "views/common/icons.h"
#include "views/common/tableview.h"
#include "views/common/writeguard.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <algorithm>

namespace gatehouse {

VersionsPanel::VersionsPanel(RouteRecord *record, WriteGuard *writes, QWidget *parent)
    : QWidget(parent)
    , m_record(record)
    , m_writes(writes)
    , m_versions(new TableView(tr("Versions")))
    , m_deployments(new TableView(tr("Deployments")))
    , m_open(new QPushButton(tr("Open")))
    , m_compare(new QPushButton(icon(Icon::Compare), tr("Compare")))
    , m_deploy(new QPushButton(icon(Icon::Deploy), tr("Deploy…")))
{
    m_versions->setModel(record->versions());
    m_versions->setDefaultColumns({{RouteVersionModel::NumberColumn, 7},
                                   {RouteVersionModel::ActiveColumn, 6},
                                   {RouteVersionModel::CreatedColumn, 18},
                                   {RouteVersionModel::ElementsColumn, 8},
                                   {RouteVersionModel::IdColumn, 30, false}});
    m_deployments->setModel(record->deployments());
    m_deployments->setDefaultColumns({{RouteDeploymentModel::CreatedColumn, 18},
                                      {RouteDeploymentModel::VersionColumn, 7},
                                      {RouteDeploymentModel::LiveColumn, 6},
                                      {RouteDeploymentModel::IdColumn, 30, false}});
    m_versions->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_open->setToolTip(tr("Look at the selected version"));
    m_compare->setToolTip(tr("The two selected versions, or the selected one with what is live"));
    m_deploy->setToolTip(tr("Let callers get the selected version"));
    m_writes->add(m_deploy);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(grid, grid, grid, grid);
    buttons->setSpacing(grid / 2);
    for (QPushButton *button : {m_open, m_compare, m_deploy})
        buttons->addWidget(button);
    buttons->addStretch();
    auto *tables = new QHBoxLayout;
    tables->setSpacing(grid);
    tables->addWidget(m_versions, 5);
    tables->addWidget(m_deployments, 4);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addLayout(buttons);
    layout->addLayout(tables, 1);

    connect(record, &RouteRecord::loaded, this, [this] {
        if (selected().isEmpty())
            m_versions->selectRow(0);
        updateControls();
    });
    connect(m_versions->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &VersionsPanel::updateControls);
    const auto open = [this] {
        if (selected().size() == 1)
            Q_EMIT openRequested(selected().constFirst());
    };
    connect(m_versions, &QTableView::activated, this, open);
    connect(m_open, &QPushButton::clicked, this, open);
    connect(m_deployments, &QTableView::activated, this, [this](const QModelIndex &index) {
        const RouteVersionId version = m_record->deployments()->at(index.row()).versionId;
        if (m_record->version(version))
            Q_EMIT openRequested(version);
    });
    connect(m_compare, &QPushButton::clicked, this, [this] {
        const QList<RouteVersionId> chosen = selected();
        if (chosen.size() == 2)
            Q_EMIT compareRequested(chosen.at(0), chosen.at(1));
        else if (chosen.size() == 1)
            Q_EMIT compareRequested(m_record->live(), chosen.constFirst());
    });
    connect(m_deploy, &QPushButton::clicked, this, [this] {
        if (selected().size() == 1)
            Q_EMIT deployRequested(selected().constFirst());
    });
    updateControls();
}

QList<RouteVersionId> VersionsPanel::selected() const
{
    QList<int> rows;
    for (const QModelIndex &index : m_versions->selectionModel()->selectedRows())
        rows.append(index.row());
    std::sort(rows.begin(), rows.end(), std::greater<>());
    QList<RouteVersionId> ids;
    for (const int row : std::as_const(rows))
        ids.append(m_record->versions()->at(row).id);
    return ids;
}

void VersionsPanel::updateControls()
{
    const QList<RouteVersionId> chosen = selected();
    const bool one = chosen.size() == 1;
    const RouteVersionId live = m_record->live();
    m_open->setEnabled(one);
    m_compare->setEnabled(chosen.size() == 2
                          || (one && chosen.constFirst() != live && !live.isEmpty()));
    m_writes->setEnabled(m_deploy, one && chosen.constFirst() != live);
    const bool isBack = one && m_record->number(chosen.constFirst()) < m_record->number(live);
    m_deploy->setText(isBack ? tr("Roll back…") : tr("Deploy…"));
}

} // namespace gatehouse
