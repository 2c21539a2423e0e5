// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/gatewaycompareside.h"

#include "models/domain/format.h"
#include "views/common/colordot.h"
#include "views/common/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>

namespace gatehouse {

GatewayCompareSide::GatewayCompareSide(const QString &title, ConnectionModels *models,
                                       const ConnectionList *connections, QWidget *parent)
    : QWidget(parent)
    , m_connections(connections)
    , m_gatewayBox(new QComboBox)
    , m_note(new QLabel)
{
    constexpr int leastWidth = 10 * grid; // of a box; a name is cut short then
    auto *row = new QHBoxLayout;
    row->setContentsMargins({});
    row->setSpacing(grid);
    auto *heading = new QLabel(title);
    heading->setTextFormat(Qt::PlainText);
    row->addWidget(heading);
    if (connections) {
        m_connectionBox = new QComboBox;
        m_connectionBox->setAccessibleName(tr("%1: connection").arg(title));
        m_connectionBox->setMinimumWidth(leastWidth);
        row->addWidget(m_connectionBox, 1);
    }
    m_gatewayBox->setAccessibleName(tr("%1: gateway").arg(title));
    m_gatewayBox->setMinimumWidth(leastWidth);
    row->addWidget(m_gatewayBox, 2);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(grid / 2);
    layout->addLayout(row);
    layout->addWidget(m_note);
    layout->addStretch();
    setFocusProxy(m_gatewayBox);

    if (m_connectionBox) {
        connect(connections, &ConnectionList::changed, this, &GatewayCompareSide::fillConnections);
        connect(m_connectionBox, &QComboBox::activated, this, [this](int index) {
            choose(m_connections->find(m_connectionBox->itemData(index).toString()), m_id);
        });
    }
    connect(m_gatewayBox, &QComboBox::activated, this,
            [this](int index) { choose(m_models, m_gatewayBox->itemData(index).toString()); });
    setModels(models);
    fillConnections();
}

const Gateway *GatewayCompareSide::gateway() const
{
    return m_models ? m_models->gateways()->find(m_id) : nullptr;
}

QString GatewayCompareSide::name() const
{
    if (!m_models)
        return tr("no connection");
    return m_id.isEmpty() ? m_models->connection()->name()
                          : tr("%1 on %2").arg(m_id, m_models->connection()->name());
}

void GatewayCompareSide::choose(ConnectionModels *models, const QString &gateway)
{
    if (models == m_models && gateway == m_id)
        return;
    m_id = gateway;
    if (models != m_models)
        setModels(models);
    fillConnections();
    fillGateways();
    Q_EMIT chosen();
}

void GatewayCompareSide::setNote(const QString &note)
{
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

void GatewayCompareSide::setLocked(bool locked)
{
    m_gatewayBox->setEnabled(!locked);
    if (m_connectionBox)
        m_connectionBox->setEnabled(!locked);
}

void GatewayCompareSide::setModels(ConnectionModels *models)
{
    if (m_models) {
        m_models->gateways()->disconnect(this);
        m_models->connection()->disconnect(this);
    }
    m_models = models;
    if (!models)
        return;
    GatewayModel *gateways = models->gateways();
    connect(gateways, &TableModel::stateChanged, this, &GatewayCompareSide::fillGateways);
    connect(gateways, &QAbstractItemModel::rowsInserted, this, &GatewayCompareSide::fillGateways);
    connect(gateways, &QAbstractItemModel::rowsRemoved, this, &GatewayCompareSide::fillGateways);
    connect(gateways, &QAbstractItemModel::dataChanged, this, &GatewayCompareSide::changed);
    connect(models->connection(), &Connection::stateChanged, this, &GatewayCompareSide::changed);
    connect(models->connection(), &Connection::profileChanged, this,
            &GatewayCompareSide::fillConnections);
    fillGateways();
}

void GatewayCompareSide::fillConnections()
{
    if (m_connectionBox) {
        // Before it is deleted.
        if (m_models && !m_connections->values().contains(m_models.data()))
            setModels(nullptr);
        const QSignalBlocker quiet(m_connectionBox);
        m_connectionBox->clear();
        for (ConnectionModels *models : m_connections->values())
            m_connectionBox->addItem(colorDot(QColor(models->connection()->profile().color)),
                                     models->connection()->name(),
                                     models->connection()->profile().id);
        m_connectionBox->setCurrentIndex(
            m_models ? m_connectionBox->findData(m_models->connection()->profile().id) : -1);
        fillGateways();
    }
    Q_EMIT changed();
}

void GatewayCompareSide::fillGateways()
{
    QStringList ids;
    if (m_models)
        for (const Gateway &gateway : m_models->gateways()->values())
            ids.append(gateway.id.value);
    ids.sort(Qt::CaseInsensitive);
    {
        const QSignalBlocker quiet(m_gatewayBox);
        m_gatewayBox->clear();
        for (const QString &id : std::as_const(ids))
            m_gatewayBox->addItem(id, id);
        m_gatewayBox->setCurrentIndex(int(ids.indexOf(m_id)));
        m_gatewayBox->setPlaceholderText(m_id.isEmpty() ? tr("Choose a gateway")
                                                        : tr("%1 is not there").arg(m_id));
    }
    m_gatewayBox->setToolTip(format::toolTip(name()));
    Q_EMIT changed();
}

} // namespace gatehouse
