// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/gatewaydeletion.h"

#include "models/domain/format.h"
#include "views/common/dialogs.h"
#include "views/common/losscount.h"

#include <QPointer>
#include <QWidget>

namespace gatehouse {

GatewayDeletion::GatewayDeletion(Connection *connection, Dialogs *dialogs, QWidget *parent)
    : QObject(parent)
    , m_connection(connection)
    , m_contents(new GatewayContents(connection->client(), this))
    , m_dialogs(dialogs)
    , m_window(parent)
{
}

static QString nameOf(GatewayContents::Kind kind)
{
    switch (kind) {
    case GatewayContents::Kind::Logs:
        return GatewayDeletion::tr("Logs");
    case GatewayContents::Kind::Routes:
        return GatewayDeletion::tr("Dynamic routes");
    case GatewayContents::Kind::Datasets:
        return GatewayDeletion::tr("Datasets");
    case GatewayContents::Kind::Evaluations:
        return GatewayDeletion::tr("Evaluations");
    case GatewayContents::Kind::ProviderConfigs:
        return GatewayDeletion::tr("Provider keys");
    case GatewayContents::Kind::CustomDomains:
        return GatewayDeletion::tr("Custom domains");
    }
    return {};
}

// The counts are nice to have: the question is there at once, and the answer need not wait for
// them. One after the other, so that what is confirmed does not queue behind them.
void GatewayDeletion::countNext(const GatewayId &id, const std::weak_ptr<LossCount> &counted,
                                qsizetype line)
{
    if (line == qsizetype(GatewayContents::kinds.size()) || counted.expired())
        return;
    using Count = GatewayContents::Count;
    m_contents->count(id, GatewayContents::kinds.at(size_t(line)))
        .then(this, [this, id, counted, line](const Result<Count> &count) {
            const auto losses = counted.lock();
            if (!losses) // answered already
                return;
            if (!count) {
                losses->setCount(line, tr("not known"), count.error().text());
            } else {
                const QString number = format::count(count->number);
                losses->setCount(line, count->isLeast ? tr("%1 or more").arg(number) : number);
            }
            countNext(id, counted, line + 1);
        });
}

void GatewayDeletion::start(const GatewayId &id)
{
    if (isActive(id))
        return;
    setActive(id, true);
    m_asking.insert(id);
    Confirmation question;
    question.title = tr("Delete the gateway “%1” and all that belongs to it?").arg(id.value);
    question.counted = std::make_shared<LossCount>();
    for (const GatewayContents::Kind kind : GatewayContents::kinds)
        question.counted->add(nameOf(kind));
    countNext(id, question.counted, 0);
    question.losses.append(tr("Callers that use its URL get errors from now on."));
    question.losses.append(tr("This cannot be undone."));
    question.from = tr("account %1").arg(m_connection->client()->endpoint().account);
    question.connectionName = m_connection->name();
    question.profileColor = QColor(m_connection->profile().color);
    question.typedName = id.value;
    question.actionLabel = tr("Delete gateway");
    m_dialogs->confirm(question, m_window, [self = QPointer(this), id](bool confirmed) {
        // A dialog that is on its way out may be pressed once more.
        if (!self || !self->m_asking.remove(id))
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
