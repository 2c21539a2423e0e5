// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/services/connection.h"
#include "models/services/datasetservice.h"
#include "models/services/saveguard.h"

namespace gatehouse {

class Dialogs;
class MessageBar;
class WriteGuard;

// What is done to whole datasets of a gateway, from whichever view: they are made, switched on and
// off, and deleted after it was asked which evaluations used them. What fails is told in the view's
// message bar.
class DatasetWrites : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DatasetWrites)

public:
    struct Parts
    {
        Dialogs *dialogs;
        MessageBar *messages;
        WriteGuard *writes;
    };

    // parent is also what questions are asked over.
    DatasetWrites(Connection *connection, const GatewayId &gateway, const Parts &parts,
                  QWidget *parent);

    // The dataset is read again first; what others changed stays.
    void setEnabled(const Dataset &dataset, bool enabled);
    void remove(const Dataset &dataset); // asks first
    bool isRunning() const { return m_running > 0; } // a request that writes is not answered yet

    static Call<SaveOutcome<Dataset>> save(DatasetService *service, QObject *context,
                                           const GatewayId &gateway, const Dataset &base,
                                           const Dataset &mine,
                                           OthersChanges others = OthersChanges::Keep);

Q_SIGNALS:
    void runningChanged();

private:
    void confirmed(const Dataset &dataset);
    void makeAgain(const Dataset &dataset);
    void changeRunning(int by);

    Connection *m_connection;
    GatewayId m_gateway;
    Parts m_parts;
    QWidget *m_window;
    int m_running = 0;
};

} // namespace gatehouse
