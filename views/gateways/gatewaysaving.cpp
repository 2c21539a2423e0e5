// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/gatewaysaving.h"

#include "models/services/saveguard.h"

namespace gatehouse {

GatewaySaving::GatewaySaving(GatewayService *service, QObject *parent)
    : QObject(parent)
    , m_service(service)
{
}

void GatewaySaving::create(const Gateway &gateway)
{
    if (m_running)
        return;
    start();
    m_service->create(gateway).then(this, [this](const Result<Gateway> &result) {
        finish();
        if (result)
            Q_EMIT created(*result);
        else
            Q_EMIT failed(result.error());
    });
}

void GatewaySaving::update(const Gateway &base, const Gateway &mine)
{
    if (m_running)
        return;
    start();
    const SaveSteps<Gateway> steps{
        [service = m_service, id = base.id] { return service->get(id, Urgency::Awaited); },
        [service = m_service](const Gateway &gateway) { return service->update(gateway); },
        gatewayRules()};
    using Outcome = SaveOutcome<Gateway>;
    saveGuarded(this, steps, base, mine).then(this, [this](const Result<Outcome> &outcome) {
        finish();
        if (!outcome)
            Q_EMIT failed(outcome.error());
        else if (outcome->kind == Outcome::Kind::Gone)
            Q_EMIT gone();
        else if (outcome->kind == Outcome::Kind::Conflicted)
            Q_EMIT conflicted(outcome->conflicts, outcome->value);
        else
            Q_EMIT updated(outcome->value);
    });
}

void GatewaySaving::start()
{
    m_running = true;
    Q_EMIT runningChanged();
}

void GatewaySaving::finish()
{
    m_running = false;
    Q_EMIT runningChanged();
}

} // namespace gatehouse
