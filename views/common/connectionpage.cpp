// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/connectionpage.h"

namespace gatehouse {

ConnectionPage::ConnectionPage(ConnectionModels *models, QWidget *parent)
    : QWidget(parent)
    , m_models(models)
{
    connect(connection(), &Connection::stateChanged, this, [this] {
        if (isLive())
            start();
        Q_EMIT changed();
    });
}

bool ConnectionPage::isLive() const
{
    return isVisible() && m_models->connection()->state() == Connection::State::Ready;
}

void ConnectionPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (isLive())
        start();
}

void ConnectionPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    stop();
}

} // namespace gatehouse
