// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/topups.h"

#include "models/domain/money.h"
#include "models/services/connection.h"

#include <algorithm>

namespace gatehouse {

static constexpr int pagesRead = 3; // the newest are on the first

QString Topup::keyOf(const QString &identity)
{
    return identity + QStringLiteral("/top-up");
}

Topup::Topup(Connection *connection, Drafts *drafts, qint64 cents, const Patience &patience,
             QObject *parent)
    : QObject(parent)
    , m_connection(connection)
    , m_service(connection->billing())
    , m_drafts(drafts)
    , m_identity(connection->identity())
    , m_cents(cents)
    , m_patience(patience)
    , m_task(new Task(tr("Top-up of %1").arg(money(double(cents))), tr("looks"), this))
{
    m_pause.setSingleShot(true);
    m_task->setCancellable(true);
    connect(m_task, &Task::cancelRequested, this, [this] {
        m_pause.stop();
        if (m_state == State::Preparing) {
            m_error = ApiError::cancelled();
            setState(State::Failed);
        } else if (isUnderWay()) {
            setState(State::Stopped);
        }
    });
}

Topup::~Topup()
{
    if (m_task && !m_task->hasEnded())
        m_task->fail(tr("Disconnected before the end. It is looked up when the connection is there "
                        "again."));
}

QString Topup::key() const
{
    return keyOf(m_identity);
}

void Topup::setState(State state)
{
    m_state = state;
    Q_EMIT changed();
}

// Written before anything is sent: with it, another run can tell what this one has begun.
void Topup::keep()
{
    const QString problem = m_drafts->save(key(),
                                           {{"amount", m_cents},
                                            {"known", QJsonArray::fromStringList(m_known)},
                                            {"invoice", m_invoice.value},
                                            {"needsConfirmation", m_needsConfirmation},
                                            {"at", m_begun.toString(Qt::ISODateWithMs)}});
    if (!problem.isEmpty() && m_state == State::Preparing) {
        m_error = {};
        m_error.kind = ApiError::Kind::Validation;
        m_error.message = tr("nothing was sent: it cannot be noted down that a top-up is under "
                             "way (%1)")
                              .arg(problem);
    }
}

void Topup::restore(const QJsonObject &kept)
{
    for (const QJsonValue id : kept.value(u"known").toArray())
        m_known.append(id.toString());
    m_invoice.value = kept.value(u"invoice").toString();
    m_needsConfirmation = kept.value(u"needsConfirmation").toBool();
    m_begun = QDateTime::fromString(kept.value(u"at").toString(), Qt::ISODateWithMs);
    if (m_invoice.isEmpty()) {
        setState(State::Looking);
        look();
    } else {
        follow();
    }
}

void Topup::start()
{
    m_service->invoices(InvoiceType::Manual, pagesRead, Urgency::Awaited)
        .then(this, [this](const Result<InvoiceHistory> &history) {
            if (m_state != State::Preparing)
                return;
            if (!history)
                return fail(history.error());
            for (const Invoice &invoice : history->invoices)
                m_known.append(invoice.id.value);
            keep();
            if (!m_error.message.isEmpty())
                return fail(m_error);
            send();
        });
}

void Topup::send()
{
    setState(State::Sending);
    m_task->setCancellable(false);
    const auto call = m_service->topUp(m_cents, m_patience.answer);
    call.then(this, [this](const Result<TopupReceipt> &receipt) {
        if (receipt) {
            m_receipt = *receipt;
            m_invoice = receipt->invoice;
            m_needsConfirmation = receipt->needsConfirmation;
            keep();
            return follow();
        }
        m_error = receipt.error();
        const bool brokeDown = m_error.httpStatus >= 500; // before it charged the card, or after
        if (!m_error.mayHaveHappened && !brokeDown)
            return fail(m_error);
        setState(State::Looking);
        look();
    });
}

void Topup::look()
{
    m_task->setCancellable(true);
    m_task->setProgress(++m_asked, 0);
    m_service->invoices(InvoiceType::Manual, pagesRead, Urgency::Awaited)
        .then(this, [this](const Result<InvoiceHistory> &history) {
            if (m_state != State::Looking)
                return;
            m_error = history ? ApiError() : history.error();
            if (history)
                onInvoices(*history);
            else
                lookLater();
        });
}

void Topup::onInvoices(const InvoiceHistory &history)
{
    const auto find = [&](qint64 most) {
        return std::find_if(
            history.invoices.begin(), history.invoices.end(), [&](const Invoice &invoice) {
                return invoice.amountDue >= m_cents && invoice.amountDue <= most
                    && !invoice.number.valueOr({}).isEmpty() && !m_known.contains(invoice.id.value);
            });
    };
    auto it = find(m_cents);
    if (it == history.invoices.end())
        it = find(m_cents * 3 / 2); // with a fee and tax on top
    if (it == history.invoices.end())
        return lookLater();
    m_invoice.value = *it->number;
    keep();
    follow();
}

void Topup::lookLater()
{
    if (m_asked < m_patience.looks)
        return pause(&Topup::look, m_asked);
    setState(State::Unknown);
    m_task->fail(text());
}

void Topup::follow()
{
    m_asked = 0;
    m_task->setCancellable(true);
    setState(State::Following);
    Q_EMIT m_service->changed();
    askStatus();
}

void Topup::askStatus()
{
    m_task->setProgress(++m_asked, 0);
    m_service->topupStatus(m_invoice).then(this, [this](const Result<TopupStatus> &status) {
        if (m_state != State::Following)
            return;
        m_error = status ? ApiError() : status.error();
        // Of the card, or of how it was asked: that says nothing of the payment.
        const bool refused = m_error.kind == ApiError::Kind::Validation && !status;
        if (m_error.httpStatus == 402 || (refused && !billingAdvice(m_error).isEmpty()))
            return fail(m_error);
        if (status && status->status.known() == TopupState::Completed) {
            m_drafts->remove(key());
            setState(State::Completed);
            Q_EMIT m_service->changed();
            return m_task->finish(text());
        }
        if (refused || m_asked >= m_patience.questions) {
            setState(State::Stopped);
            return m_task->fail(text());
        }
        pause(&Topup::askStatus, m_asked);
    });
}

void Topup::fail(const ApiError &error)
{
    m_error = error;
    const bool wasSent = m_state != State::Preparing;
    if (wasSent) // what is noted down before is of another
        m_drafts->remove(key());
    setState(State::Failed);
    m_task->fail(text());
    if (wasSent)
        Q_EMIT m_service->changed(); // a declined payment is an invoice, too
}

void Topup::pause(void (Topup::*next)(), int asked)
{
    m_pause.disconnect(this);
    connect(&m_pause, &QTimer::timeout, this, next);
    m_pause.start(m_patience.pause * std::clamp(asked, 1, 5));
}

QString Topup::text() const
{
    const QString amount = money(double(m_cents));
    switch (m_state) {
    case State::Preparing:
        return tr("The top-up of %1 is being prepared.").arg(amount);
    case State::Sending:
        return tr("The top-up of %1 is on its way.").arg(amount);
    case State::Looking:
        return tr("Whether the top-up of %1 was carried out is being looked up among the invoices. "
                  "It is not sent again.")
            .arg(amount);
    case State::Following:
        if (m_needsConfirmation)
            return tr("Your bank asks you to confirm the payment of %1 (3-D Secure). This program "
                      "cannot show its page: confirm it in the bank's app, or open the vendor's "
                      "dashboard, Billing, and pay invoice %2 there. It is followed here.")
                .arg(amount, m_invoice.value);
        return tr("The payment of %1 is under way, invoice %2.").arg(amount, m_invoice.value);
    case State::Completed:
        return tr("%1 was paid and is part of the balance, invoice %2.")
            .arg(amount, m_invoice.value);
    case State::Failed:
        return m_error.kind == ApiError::Kind::Cancelled
            ? tr("The top-up of %1 was cancelled before it was sent.").arg(amount)
            : tr("The top-up of %1 was not carried out. %2")
                  .arg(amount,
                       m_error.httpStatus == 402 && !m_error.message.isEmpty()
                           ? m_error.message // the card's matter, not the account's
                           : m_error.text());
    case State::Unknown:
        return tr("The top-up of %1 may have been carried out: no clear answer came, and %2. Look "
                  "at the "
                  "invoices and the card's statement before you send another.")
            .arg(amount,
                 m_error.message.isEmpty()
                     ? tr("no invoice of it has appeared so far")
                     : tr("the invoices could not be read (%1)").arg(m_error.text()));
    case State::Stopped: {
        const QString stopped = m_invoice.isEmpty()
            ? tr("The top-up of %1 may have been carried out: no clear answer came, and its "
                 "invoice is "
                 "no longer looked for.")
                  .arg(amount)
            : tr("The payment of %1, invoice %2, was not completed when it was last asked about, "
                 "and is no longer followed.")
                  .arg(amount, m_invoice.value);
        return m_error.message.isEmpty() ? stopped : stopped + u' ' + m_error.text();
    }
    }
    return {};
}

} // namespace gatehouse
