// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/gatewaydeletion.h"

#include "views/common/dialogs.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

namespace gatehouse {

// A count is nice to have; the person does not wait long for it.
static constexpr int maxCountingMs = 2000;

GatewayDeletion::GatewayDeletion(Connection *connection, Dialogs *dialogs, QWidget *parent)
    : QObject(parent)
    , m_connection(connection)
    , m_dialogs(dialogs)
    , m_window(parent)
{
}

void GatewayDeletion::start(const GatewayId &id)
{
    if (isActive(id))
        return;
    setActive(id, true);
    LogService::Page page;
    page.size = 1;
    const Call<LogPage> call = m_connection->logs()->list(id, {}, page);
    auto *limit = new QTimer(this);
    limit->setSingleShot(true);
    connect(limit, &QTimer::timeout, this, [call] { call.cancel(); });
    limit->start(maxCountingMs);
    call.then(this, [this, id, limit](const Result<LogPage> &result) {
        limit->deleteLater();
        ask(id,
            result && result->info.totalCount ? std::optional(*result->info.totalCount)
                                              : std::nullopt);
    });
}

void GatewayDeletion::ask(const GatewayId &id, std::optional<qint64> logs)
{
    Confirmation question;
    question.title = tr("Delete the gateway “%1”?").arg(id.value);
    question.count = logs;
    question.countLabel = logs == 1 ? tr("log goes with it") : tr("logs go with it");
    if (!logs)
        question.losses.append(tr("Its logs go with it. How many there are is not known."));
    question.losses.append(tr("Its datasets, routes and provider keys go with it."));
    question.losses.append(tr("Callers that use its URL get errors from now on."));
    question.losses.append(tr("This cannot be undone."));
    question.from = tr("account %1").arg(m_connection->client()->endpoint().account);
    question.connectionName = m_connection->name();
    question.profileColor = QColor(m_connection->profile().color);
    question.typedName = id.value;
    question.actionLabel = tr("Delete gateway");
    m_dialogs->confirm(question, m_window, [self = QPointer(this), id](bool confirmed) {
        if (!self)
            return;
        if (confirmed)
            self->remove(id);
        else
            self->setActive(id, false);
    });
}

void GatewayDeletion::remove(const GatewayId &id)
{
    m_running.insert(id);
    Q_EMIT runningChanged(id, true);
    m_connection->gateways()->remove(id).then(this, [this, id](const Result<Gateway> &result) {
        m_running.remove(id);
        Q_EMIT runningChanged(id, false);
        setActive(id, false);
        if (result)
            Q_EMIT finished(id);
        else
            Q_EMIT failed(id, result.error());
    });
}

void GatewayDeletion::setActive(const GatewayId &id, bool active)
{
    if (active)
        m_active.insert(id);
    else
        m_active.remove(id);
    Q_EMIT activeChanged(id);
}

} // namespace gatehouse
