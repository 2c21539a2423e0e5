// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/gatewaysaving.h"

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
    m_service->get(base.id).then(this, [this, base, mine](const Result<Gateway> &theirs) {
        if (!theirs) {
            finish();
            Q_EMIT failed(theirs.error());
            return;
        }
        if (const auto conflicts = conflictsOf(base, mine, *theirs); !conflicts.isEmpty()) {
            finish();
            Q_EMIT conflicted(conflicts, *theirs);
            return;
        }
        put(mine);
    });
}

void GatewaySaving::put(const Gateway &gateway)
{
    m_service->update(gateway).then(this, [this, gateway](const Result<Gateway> &result) {
        finish();
        // What the answer leaves out was sent all the same.
        if (result)
            Q_EMIT updated(overlaid(gateway, *result));
        else
            Q_EMIT failed(result.error());
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
