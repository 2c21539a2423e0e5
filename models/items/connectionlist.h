// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/connectionmodels.h"

namespace gatehouse {

// The connections that there are at the moment, in the order of opening, for views that reach
// beyond their own.
class ConnectionList : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConnectionList)

public:
    using QObject::QObject;

    const QList<ConnectionModels *> &values() const { return m_values; }
    ConnectionModels *find(const QString &profile) const // nullptr: not connected
    {
        for (ConnectionModels *models : m_values)
            if (models->connection()->profile().id == profile)
                return models;
        return nullptr;
    }
    void add(ConnectionModels *models)
    {
        m_values.append(models);
        Q_EMIT changed();
    }
    void remove(ConnectionModels *models) // before it goes
    {
        m_values.removeOne(models);
        Q_EMIT changed();
    }

Q_SIGNALS:
    void changed();

private:
    QList<ConnectionModels *> m_values;
};

} // namespace gatehouse
