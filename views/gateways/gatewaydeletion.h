// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSet>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/services/connection.h"
#include "models/services/gatewaycontents.h"
#include "models/services/gatewayservice.h"

#include <memory>

namespace gatehouse {

class Dialogs;
class LossCount;

// Deletes a gateway: asks, counting meanwhile what goes with it, and does it. Each gateway is dealt
// with once at a time.
class GatewayDeletion : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GatewayDeletion)

public:
    // parent is also what the question is asked over.
    GatewayDeletion(Connection *connection, Dialogs *dialogs, QWidget *parent);

    void start(const GatewayId &id);
    bool isActive(const GatewayId &id) const { return m_active.contains(id); } // asking included
    bool isRunning() const { return !m_running.isEmpty(); } // a request is not answered yet

Q_SIGNALS:
    void activeChanged(const gatehouse::GatewayId &id);
    void runningChanged(const gatehouse::GatewayId &id, bool running);
    void finished(const gatehouse::GatewayId &id);
    void failed(const gatehouse::GatewayId &id, const gatehouse::ApiError &error);

private:
    void countNext(const GatewayId &id, const std::weak_ptr<LossCount> &counted, qsizetype line);
    void remove(const GatewayId &id);
    void setActive(const GatewayId &id, bool active);

    Connection *m_connection;
    GatewayContents *m_contents;
    Dialogs *m_dialogs;
    QWidget *m_window;
    QSet<GatewayId> m_active;
    QSet<GatewayId> m_asking;
    QSet<GatewayId> m_running;
};

} // namespace gatehouse
