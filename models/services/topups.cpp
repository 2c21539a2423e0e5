// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/topups.h"
#include "models/services/connection.h"

namespace gatehouse {

Topups::Topups(Drafts *drafts, QObject *parent) : QObject(parent), m_drafts(drafts) { }

Topup *Topups::add(Connection *connection, qint64 cents)
{
    auto *topup = new Topup(connection, m_drafts, cents, m_patience, connection->billing());
    if (Topup *before = m_current.value(connection))
        before->deleteLater();
    m_current.insert(connection, topup);
    connect(topup, &Topup::changed, this,
            [this, connection, topup] { onChanged(connection, topup); });
    connect(topup, &QObject::destroyed, this, [this, connection, topup] {
        if (m_current.value(connection) == topup)
            m_current.remove(connection);
    });
    Q_EMIT taskAdded(topup->task());
    return topup;
}

void Topups::onChanged(Connection *connection, const Topup *topup)
{
    // One that ended tells nothing of the one before, and both have one place to be noted down.
    if (Topup *before = m_unclear.value(connection); before && !topup->isUnderWay()) {
        if (topup->isUnclear()) {
            before->deleteLater();
        } else {
            before->m_known.append(topup->invoice().value); // which is not what it looks for
            before->keep();
        }
    }
    Q_EMIT changed(connection);
}

Topup *Topups::unclear(const Connection *connection) const
{
    Topup *topup = current(connection);
    if (topup && topup->isUnderWay())
        return nullptr;
    return topup && topup->isUnclear() ? topup : m_unclear.value(connection).data();
}

Topup *Topups::start(Connection *connection, qint64 cents)
{
    const Topup *before = current(connection);
    if (before && before->isUnderWay())
        return nullptr;
    if (before && before->isUnclear())
        m_unclear.insert(connection, m_current.take(connection));
    Topup *topup = add(connection, cents);
    topup->start();
    Q_EMIT changed(connection);
    return topup;
}

void Topups::attach(Connection *connection)
{
    const auto tryNow = [this, connection] {
        if (connection->state() == Connection::State::Ready && !current(connection))
            resume(connection);
    };
    connect(connection, &Connection::stateChanged, this, tryNow);
    tryNow();
}

void Topups::resume(Connection *connection)
{
    const auto kept = m_drafts->load(Topup::keyOf(connection->identity()));
    if (!kept)
        return;
    Topup *topup = add(connection, kept->value.value(u"amount").toInteger());
    topup->restore(kept->value);
    Q_EMIT changed(connection);
}

void Topups::lookAgain(Connection *connection)
{
    if (!unclear(connection))
        return;
    if (Topup *before = m_unclear.take(connection))
        before->deleteLater();
    resume(connection);
}

void Topups::putAside(Connection *connection)
{
    Topup *topup = unclear(connection);
    if (!topup)
        return;
    m_drafts->remove(topup->key());
    m_unclear.remove(connection);
    if (current(connection) == topup)
        m_current.remove(connection);
    topup->deleteLater();
    Q_EMIT changed(connection);
}

} // namespace gatehouse
