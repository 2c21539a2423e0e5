// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/connection.h"

#include <QHash>
#include <functional>

class QAbstractButton;
class QAction;

namespace gatehouse {

// Keeps the controls of a view that write disabled, with the reason in their tooltip, while the
// connection is read-only. Such a control is given over once and asks here for what it would
// otherwise do itself:
//
//     m_writes->add(m_delete);
//     m_writes->setEnabled(m_delete, hasSelection);
//
// The ApiClient refuses what gets past this all the same.
class WriteGuard : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WriteGuard)

public:
    static constexpr const char *mark = "gatehouseWrites"; // property of what was given over

    WriteGuard(Connection *connection, QObject *parent);

    bool mayWrite() const { return !m_connection->isReadOnly(); }
    QString reason() const; // “Production” is read-only; empty when one may write

    void add(QAction *control);
    void add(QAbstractButton *control);
    void setEnabled(QObject *control, bool enabled);

    // The button that does again what failed, for a MessageBar, whose row takes it over; none when
    // the same would come of it.
    QList<QAction *> retry(const ApiError &error, const std::function<void()> &run);

Q_SIGNALS:
    void changed(); // mayWrite() or its reason

private:
    struct Control
    {
        bool enabled = true; // if one may write
        QString toolTip; // of its own
    };
    void take(QObject *control);
    void apply(QObject *control);
    void onProfileChanged();

    Connection *m_connection;
    QString m_reason;
    QHash<QObject *, Control> m_controls;
};

} // namespace gatehouse
