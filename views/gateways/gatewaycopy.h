// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/items/connectionmodels.h"

#include <optional>

namespace gatehouse {

// What the next new gateway starts from: the list leaves it here, the form for a new gateway takes
// it, whichever of the two is there first. One for each connection.
class GatewayCopy : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GatewayCopy)

public:
    static GatewayCopy *of(ConnectionModels *models);

    struct Copy
    {
        Gateway gateway;
        QStringList lost; // what did not come along, in words

        QString described(const QString &what) const; // with what is lost
    };

    void offer(const Gateway &gateway);
    std::optional<Copy> take() { return std::exchange(m_copy, std::nullopt); }

    // The gateway without what a service sets and without its credentials, of which nobody knows
    // whether they are the real ones or what the service shows in their place.
    static Copy copyOf(const Gateway &gateway);
    // What a duplicate of it starts as; the id is "<id>-copy" or the next one that is free.
    static Gateway duplicateOf(const Gateway &gateway, const GatewayModel &existing);

Q_SIGNALS:
    void offered();

private:
    explicit GatewayCopy(QObject *parent) : QObject(parent) { }

    std::optional<Copy> m_copy;
};

} // namespace gatehouse
