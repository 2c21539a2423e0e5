// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QWidget>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/items/connectionlist.h"

class QComboBox;
class QLabel;

namespace gatehouse {

// Chooses one of the two gateways that are compared: of one connection, or of any.
class GatewayCompareSide : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GatewayCompareSide)

public:
    // With a list, the connection can be chosen, too.
    GatewayCompareSide(const QString &title, ConnectionModels *models,
                       const ConnectionList *connections, QWidget *parent = nullptr);

    ConnectionModels *models() const { return m_models; } // nullptr: it is gone
    const QString &gatewayId() const { return m_id; } // as chosen, there or not
    const Gateway *gateway() const; // nullptr: not there (yet)
    QString name() const; // "staging on Sandbox"
    void choose(ConnectionModels *models, const QString &gateway);
    const ConnectionList *connections() const { return m_connections; }
    void setNote(const QString &note); // what keeps it from being written to
    void setLocked(bool locked); // while something is pending

    QComboBox *gatewayBox() const { return m_gatewayBox; }
    QComboBox *connectionBox() const { return m_connectionBox; } // nullptr: it is fixed

Q_SIGNALS:
    void chosen(); // another gateway
    void changed(); // what is in it, or its connection

private:
    void setModels(ConnectionModels *models);
    void fillConnections();
    void fillGateways();

    QPointer<ConnectionModels> m_models;
    const ConnectionList *m_connections;
    QString m_id;
    QComboBox *m_connectionBox = nullptr;
    QComboBox *m_gatewayBox;
    QLabel *m_note;
};

} // namespace gatehouse
