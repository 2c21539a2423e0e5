// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/versionspanel.h"

#include "views/common/icons.h"
#include "views/common/tableview.h"
#include "views/common/writeguard.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStandardItemModel>

namespace gatehouse {

static TableView *makeTable(const QString &name, QStandardItemModel *model)
{
    auto *table = new TableView(name);
    table->setModel(model);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    return table;
}

VersionsPanel::VersionsPanel(RouteRecord *record, TimeDisplay *time, WriteGuard *writes,
                             QWidget *parent)
    : QWidget(parent)
    , m_record(record)
    , m_time(time)
    , m_writes(writes)
    , m_versionRows(new QStandardItemModel(0, 4, this))
    , m_deploymentRows(new QStandardItemModel(0, 2, this))
    , m_versions(makeTable(tr("Versions"), m_versionRows))
    , m_deployments(makeTable(tr("Deployments"), m_deploymentRows))
    , m_open(new QPushButton(tr("Open")))
    , m_compare(new QPushButton(icon(Icon::Compare), tr("Compare")))
    , m_deploy(new QPushButton(icon(Icon::Deploy), tr("Deploy…")))
{
    m_versionRows->setHorizontalHeaderLabels(
        {tr("Version"), tr("Saved"), tr("State"), tr("Elements")});
    m_deploymentRows->setHorizontalHeaderLabels({tr("Deployed"), tr("Version")});
    m_versions->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_open->setToolTip(tr("Look at the selected version"));
    m_compare->setToolTip(tr("The two selected versions, or the selected one with what is live"));
    m_deploy->setToolTip(tr("Let callers get the selected version"));
    m_writes->add(m_deploy);
    auto *buttons = new QVBoxLayout;
    buttons->setContentsMargins(grid, grid, grid, grid);
    buttons->setSpacing(grid / 2);
    for (QPushButton *button : {m_open, m_compare, m_deploy})
        buttons->addWidget(button);
    buttons->addStretch();
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_versions, 5);
    layout->addLayout(buttons);
    layout->addWidget(m_deployments, 3);

    connect(record, &RouteRecord::loaded, this, &VersionsPanel::fill);
    connect(time, &TimeDisplay::changed, this, &VersionsPanel::fill);
    connect(m_versions->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &VersionsPanel::updateControls);
    const auto open = [this] {
        if (selected().size() == 1)
            Q_EMIT openRequested(selected().constFirst());
    };
    connect(m_versions, &QTableView::activated, this, open);
    connect(m_open, &QPushButton::clicked, this, open);
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

static QStandardItem *cell(const QString &text)
{
    auto *item = new QStandardItem(text);
    item->setEditable(false);
    return item;
}

void VersionsPanel::fill()
{
    const QList<RouteVersionId> chosen = selected();
    m_versionRows->setRowCount(0);
    for (const RouteVersion &version : m_record->versions()) {
        QStringList states;
        if (version.id == m_record->live())
            states.append(tr("live"));
        if (version.id == m_record->newest())
            states.append(tr("newest"));
        if (version.isValid && !*version.isValid)
            states.append(tr("not valid"));
        const std::optional<QJsonArray> graph = version.graph();
        QStandardItem *name = cell(tr("Version %1").arg(m_record->number(version.id)));
        name->setData(version.id.value, Qt::UserRole);
        if (version.id == m_record->live())
            name->setIcon(icon(Icon::Success, Semantic::Success));
        m_versionRows->appendRow({name, cell(m_time->text(version.createdAt)),
                                  cell(states.join(QStringLiteral(", "))),
                                  cell(graph ? QString::number(graph->size()) : tr("not told"))});
        if (chosen.contains(version.id))
            m_versions->selectRow(m_versionRows->rowCount() - 1);
    }
    m_deploymentRows->setRowCount(0);
    for (const RouteDeployment &deployment : m_record->deployments()) {
        const int number = m_record->number(deployment.versionId);
        m_deploymentRows->appendRow(
            {cell(m_time->text(deployment.createdAt)),
             cell(number ? tr("Version %1").arg(number) : deployment.versionId.value)});
    }
    if (chosen.isEmpty() && m_versionRows->rowCount() > 0)
        m_versions->selectRow(0);
    updateControls();
}

QList<RouteVersionId> VersionsPanel::selected() const
{
    QList<RouteVersionId> ids;
    for (int row = m_versionRows->rowCount() - 1; row >= 0; --row)
        if (m_versions->selectionModel()->isRowSelected(row, {}))
            ids.append({m_versionRows->item(row)->data(Qt::UserRole).toString()});
    return ids;
}

void VersionsPanel::updateControls()
{
    const QList<RouteVersionId> chosen = selected();
    const bool one = chosen.size() == 1;
    m_open->setEnabled(one);
    m_compare->setEnabled(
        chosen.size() == 2
        || (one && chosen.constFirst() != m_record->live() && !m_record->live().isEmpty()));
    m_writes->setEnabled(m_deploy, one && chosen.constFirst() != m_record->live());
    const bool isBack =
        one && m_record->number(chosen.constFirst()) < m_record->number(m_record->live());
    m_deploy->setText(isBack ? tr("Roll back…") : tr("Deploy…"));
}

} // namespace gatehouse
