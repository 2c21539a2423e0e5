// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/services/gatewayservice.h"
#include "views/gateways/gatewaydiff.h"

namespace gatehouse {

// Writes a gateway, once at a time. An existing one is read before: what somebody else changed
// meanwhile is not overwritten.
class GatewaySaving : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GatewaySaving)

public:
    explicit GatewaySaving(GatewayService *service, QObject *parent = nullptr);

    void create(const Gateway &gateway);
    void update(const Gateway &base, const Gateway &mine);
    bool isRunning() const { return m_running; }

Q_SIGNALS:
    void runningChanged();
    void created(const gatehouse::Gateway &gateway);
    void updated(const gatehouse::Gateway &gateway);
    // Nothing was written.
    void conflicted(const QList<gatehouse::FieldConflict> &conflicts,
                    const gatehouse::Gateway &theirs);
    // The gateway to be updated is not there any more.
    void gone();
    void failed(const gatehouse::ApiError &error);

private:
    void finish(); // before the outcome is told
    void start();

    GatewayService *m_service;
    bool m_running = false;
};

} // namespace gatehouse
