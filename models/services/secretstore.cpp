// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/secretstore.h"

namespace gatehouse {

using namespace std::chrono_literals;
using Outcome = SecretBackend::Outcome;
using Place = Secret::Place;

static QString keyOf(const QString &profile, SecretKind kind)
{
    switch (kind) {
    case SecretKind::Token:
        return profile + QStringLiteral("/token");
    case SecretKind::Key:
        return profile + QStringLiteral("/key");
    case SecretKind::Ngrok:
        return profile + QStringLiteral("/ngrok");
    }
    return {};
}

static ApiError keychainError(const QString &text)
{
    ApiError error;
    error.kind = ApiError::Kind::Permission;
    error.message = text;
    return error;
}

SecretStore::SecretStore(std::unique_ptr<SecretBackend> backend, QObject *parent)
    : QObject(parent)
    , m_backend(std::move(backend))
{
    m_timeout.setSingleShot(true);
    m_timeout.setInterval(5s);
    connect(&m_timeout, &QTimer::timeout, this, &SecretStore::onTimeout);
    if (!m_backend)
        m_failure = tr("there is no keychain");
}

SecretStore::~SecretStore() = default;

Call<Secret> SecretStore::read(const QString &profile, SecretKind kind)
{
    const QString key = keyOf(profile, kind);
    CallSource<Secret> source;
    enqueue({[this, key](SecretBackend::Done done) {
                 if (m_memory.contains(key))
                     done({Outcome::NotAsked, {}, {}});
                 else
                     m_backend->read(key, std::move(done));
             },
             [this, key, source](const Answer &answer) {
                 if (const auto kept = m_memory.constFind(key); kept != m_memory.constEnd())
                     source.finish(Secret{*kept, Place::Memory});
                 else if (answer.outcome == Outcome::Done)
                     source.finish(Secret{answer.secret, Place::Keychain});
                 else if (answer.outcome == Outcome::NotFound)
                     source.finish(Secret{});
                 else
                     source.finish(tl::make_unexpected(keychainError(answer.text)));
             },
             {}});
    return source.call();
}

Call<Place> SecretStore::write(const QString &profile, SecretKind kind, const QString &secret)
{
    CallSource<Place> source;
    if (secret.isEmpty()) {
        remove(profile, kind).then(this, [source](const Result<bool> &) {
            source.finish(Place::None);
        });
        return source.call();
    }
    const QString key = keyOf(profile, kind);
    enqueue({[this, key, secret](SecretBackend::Done done) {
                 m_backend->write(key, secret, std::move(done));
             },
             [this, key, secret, source](const Answer &answer) {
                 if (answer.outcome == Outcome::Done)
                     m_memory.remove(key);
                 else
                     m_memory.insert(key, secret);
                 source.finish(answer.outcome == Outcome::Done ? Place::Keychain : Place::Memory);
             },
             [this, profile, kind, key, secret](const Answer &answer) {
                 if (answer.outcome != Outcome::Done)
                     return;
                 if (const QString now = m_memory.value(key); now == secret)
                     m_memory.remove(key);
                 else // it was replaced or removed meanwhile
                     write(profile, kind, now);
             }});
    return source.call();
}

Call<bool> SecretStore::remove(const QString &profile, SecretKind kind)
{
    const QString key = keyOf(profile, kind);
    CallSource<bool> source;
    enqueue({[this, key](SecretBackend::Done done) { m_backend->remove(key, std::move(done)); },
             [this, key, source](const Answer &answer) {
                 m_memory.remove(key);
                 if (m_backend && answer.outcome == Outcome::Failed)
                     source.finish(tl::make_unexpected(keychainError(answer.text)));
                 else
                     source.finish(true);
             },
             {}});
    return source.call();
}

void SecretStore::keepForThisRun(const QString &profile, SecretKind kind, const QString &secret)
{
    if (secret.isEmpty())
        m_memory.remove(keyOf(profile, kind));
    else
        m_memory.insert(keyOf(profile, kind), secret);
}

void SecretStore::enqueue(Job job)
{
    m_queue.push_back(std::move(job));
    // Not from within the end of another: QtKeychain hangs on a job that is started there.
    QMetaObject::invokeMethod(this, &SecretStore::startNext, Qt::QueuedConnection);
}

void SecretStore::startNext()
{
    if (m_serial || m_queue.empty())
        return;
    m_serial = ++m_lastSerial;
    if (!m_backend || m_late)
        return onAnswer(m_serial, {Outcome::Failed, {}, m_failure});
    m_timeout.start();
    m_queue.front().start([store = QPointer(this), serial = m_serial](const Answer &answer) {
        if (store)
            store->onAnswer(serial, answer);
    });
}

void SecretStore::onAnswer(quint64 serial, const Answer &answer)
{
    if (m_late && m_late->first == serial) {
        const Job job = m_late->second;
        m_late.reset();
        if (job.late)
            job.late(answer);
        setFailure(answer.outcome == Outcome::Failed ? answer.text : QString());
        return;
    }
    if (serial != m_serial)
        return;
    m_timeout.stop();
    m_serial = 0;
    const Job job = std::move(m_queue.front());
    m_queue.pop_front();
    job.finish(answer);
    if (m_backend && !m_late && answer.outcome != Outcome::NotAsked)
        setFailure(answer.outcome == Outcome::Failed ? answer.text : QString());
    if (!m_queue.empty())
        QMetaObject::invokeMethod(this, &SecretStore::startNext, Qt::QueuedConnection);
}

// It may only wait for the person to unlock it.
void SecretStore::onTimeout()
{
    const quint64 serial = m_serial;
    const Job job = m_queue.front();
    const QString text = tr("the keychain does not answer; it may be waiting to be unlocked");
    onAnswer(serial, {Outcome::Failed, {}, text});
    m_late.emplace(serial, job);
}

void SecretStore::setFailure(const QString &failure)
{
    if (failure == m_failure)
        return;
    m_failure = failure;
    Q_EMIT failureChanged();
}

} // namespace gatehouse
