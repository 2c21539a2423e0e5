// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/services/connection.h"
#include "models/services/datasetservice.h"
#include "models/services/saveguard.h"
#include "views/datasets/sendeach.h"

namespace gatehouse {

class Dialogs;
class LossCount;
class MessageBar;
class WriteGuard;

// What is done to whole datasets of a gateway, from whichever view: they are switched on and off,
// and deleted after it was asked which evaluations used them. What comes of it, and how to undo it,
// is told in the view's message bar.
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
        bool makesAgain = true; // is offered for what was deleted
    };

    // parent is also what questions are asked over.
    DatasetWrites(Connection *connection, const GatewayId &gateway, const Parts &parts,
                  QWidget *parent);

    // Each is read again first; what others changed stays.
    void setEnabled(const QList<Dataset> &datasets, bool enabled);
    void remove(const QList<Dataset> &datasets); // asks first
    bool isRunning() const { return m_running > 0; } // a request that writes is not answered yet

    static Call<SaveOutcome<Dataset>> save(DatasetService *service, QObject *context,
                                           const GatewayId &gateway, const Dataset &base,
                                           const Dataset &mine,
                                           OthersChanges others = OthersChanges::Keep);

Q_SIGNALS:
    void runningChanged();
    void outdated(); // one is not there any more, as only the service knows

private:
    Call<Dataset> switched(const Dataset &dataset, bool enabled);
    void countEvaluations(const QList<Dataset> &datasets,
                          const std::shared_ptr<LossCount> &counted);
    void confirmed(const QList<Dataset> &datasets);
    void makeAgain(const QList<Dataset> &datasets);
    void changeRunning(int by);
    void tellFailed(const QString &key, const QString &what, const EachFailures &failures,
                    const std::function<void()> &retry);
    void tellDone(const QString &key, const QString &what, const QString &undo,
                  const std::function<void()> &run);

    Connection *m_connection;
    GatewayId m_gateway;
    Parts m_parts;
    QWidget *m_window;
    int m_running = 0;
};

} // namespace gatehouse
