// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/billingservice.h"
#include "models/services/drafts.h"
#include "models/services/task.h"

#include <QHash>
#include <QPointer>
#include <QTimer>

namespace gatehouse {

class Connection;

// One top-up from the press to the money. It is sent once at most, whatever happens: before it is
// sent, the newest invoices are noted down, in a file too. When the answer is lost, or the program
// ends, what became of it is found by the invoice that was not there before.
class Topup : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Topup)

public:
    enum class State {
        Preparing, // the invoices are being noted down; nothing has been sent
        Sending,
        Looking, // the answer was lost: for its invoice
        Following, // the payment is under way
        Completed,
        Failed, // not carried out; error() says why
        Unknown, // sent, and nothing more can be found out
        Stopped, // no longer followed, though not at its end
    };
    struct Patience
    {
        std::chrono::milliseconds pause{2000}; // between two questions, growing to five times it
        int looks = 6; // for an invoice, until it is given up
        int questions = 120; // for the status, until it is no longer followed
        std::chrono::milliseconds answer{30'000}; // of silence, until the answer is lost
    };

    Topup(Connection *connection, Drafts *drafts, qint64 cents, const Patience &patience,
          QObject *parent);
    ~Topup() override;

    State state() const { return m_state; }
    bool isUnderWay() const { return m_state <= State::Following; }
    // It may have been carried out, or may yet be, and nobody looks any more.
    bool isUnclear() const { return m_state == State::Unknown || m_state == State::Stopped; }
    qint64 cents() const { return m_cents; }
    const InvoiceId &invoice() const { return m_invoice; } // empty: not known yet
    const QDateTime &begun() const { return m_begun; }
    const std::optional<TopupReceipt> &receipt() const { return m_receipt; } // of this run
    bool needsConfirmation() const { return m_needsConfirmation; } // by the card holder
    const ApiError &error() const { return m_error; } // why, and the last that was met
    QString text() const; // how it stands, in a sentence or two
    bool isCompleted() const { return m_state == State::Completed; }
    bool isSettled() const { return m_settled; } // completed, and the person knows
    void settle() { m_settled = isCompleted(); }
    Task *task() const { return m_task; }
    void start();

Q_SIGNALS:
    void changed();

private:
    friend class Topups;
    void restore(const QJsonObject &kept); // what an earlier run has left
    void send();
    void look();
    void onInvoices(const InvoiceHistory &history);
    void lookLater();
    void follow();
    void askStatus();
    void keep();
    void setState(State state);
    void fail(const ApiError &error);
    void pause(void (Topup::*next)(), int asked);
    static QString keyOf(const QString &identity); // of a connection, among the drafts
    QString key() const;

    QPointer<Connection> m_connection;
    BillingService *m_service;
    Drafts *m_drafts;
    QString m_identity;
    qint64 m_cents;
    Patience m_patience;
    State m_state = State::Preparing;
    QDateTime m_begun = QDateTime::currentDateTimeUtc();
    QStringList m_known; // invoices that there were before
    InvoiceId m_invoice;
    std::optional<TopupReceipt> m_receipt;
    bool m_needsConfirmation = false;
    bool m_settled = false;
    ApiError m_error;
    QPointer<Task> m_task;
    QTimer m_pause;
    int m_asked = 0;
};

// The top-ups of this run and the one that an earlier run of each connection has left.
class Topups : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Topups)

public:
    explicit Topups(Drafts *drafts, QObject *parent = nullptr);

    void setPatience(const Topup::Patience &patience) { m_patience = patience; }
    // The newest of the connection; nullptr: there was none.
    Topup *current(const Connection *connection) const { return m_current.value(connection); }
    // nullptr: one is under way already.
    Topup *start(Connection *connection, qint64 cents);
    // Looks for what an earlier run has left, as soon as the connection is ready.
    void attach(Connection *connection);
    // The newest, or the one before that failed to replace it; nullptr: none, or one is under way.
    Topup *unclear(const Connection *connection) const;
    // Of one that is unclear: asks again what became of it, or has later runs not look for it.
    void lookAgain(Connection *connection);
    void putAside(Connection *connection);

Q_SIGNALS:
    void taskAdded(gatehouse::Task *task); // whoever shows it takes it over
    void changed(gatehouse::Connection *connection);

private:
    void resume(Connection *connection);
    Topup *add(Connection *connection, qint64 cents);
    void onChanged(Connection *connection, const Topup *topup);

    Drafts *m_drafts;
    Topup::Patience m_patience;
    QHash<const Connection *, Topup *> m_current;
    QHash<const Connection *, QPointer<Topup>> m_unclear; // before the current one
};

} // namespace gatehouse
