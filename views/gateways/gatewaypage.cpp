// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/gatewaypage.h"

namespace gatehouse {

GatewayPage::GatewayPage(ConnectionModels *models, const GatewayId &gateway, QWidget *parent)
    : QWidget(parent)
    , m_models(models)
    , m_gateway(gateway)
{
    connect(connection(), &Connection::stateChanged, this, [this] {
        if (isLive())
            start();
        Q_EMIT changed();
    });
}

bool GatewayPage::isLive() const
{
    return isVisible() && m_models->connection()->state() == Connection::State::Ready;
}

void GatewayPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (isLive())
        start();
}

void GatewayPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    stop();
}

} // namespace gatehouse
