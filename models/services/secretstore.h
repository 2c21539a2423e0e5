// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/call.h"

#include <QHash>
#include <QTimer>
#include <deque>

namespace gatehouse {

// What keeps secrets by a key. It is asked one thing at a time and may never answer.
class SecretBackend
{
public:
    enum class Outcome {
        Done,
        NotFound,
        Failed,
        NotAsked, // it was not needed
    };
    struct Answer
    {
        Outcome outcome = Outcome::Done;
        QString secret = {}; // of a read
        QString text = {}; // why it failed
    };
    using Done = std::function<void(const Answer &answer)>;

    SecretBackend() = default;
    virtual ~SecretBackend() = default;
    Q_DISABLE_COPY_MOVE(SecretBackend)

    virtual void read(const QString &key, Done done) = 0;
    virtual void write(const QString &key, const QString &secret, Done done) = 0;
    virtual void remove(const QString &key, Done done) = 0;
};

enum class SecretKind { Token, Key, Ngrok };
inline constexpr SecretKind secretKinds[]{SecretKind::Token, SecretKind::Key, SecretKind::Ngrok};

struct Secret
{
    enum class Place {
        None, // there is no such secret
        Keychain,
        Memory, // it goes with this run
    };
    QString text = {};
    Place place = Place::None;

    bool operator==(const Secret &) const = default;
};

// The secrets of the profiles: in the keychain of the desktop or, where that is missing or silent,
// in memory for this run. They are kept nowhere else.
class SecretStore : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SecretStore)

public:
    // nullptr: there is no keychain.
    explicit SecretStore(std::unique_ptr<SecretBackend> backend, QObject *parent = nullptr);
    ~SecretStore() override;

    // Fails only when the keychain does.
    Call<Secret> read(const QString &profile, SecretKind kind);
    // Does not fail: it says where the secret is now. An empty one is removed.
    Call<Secret::Place> write(const QString &profile, SecretKind kind, const QString &secret);
    Call<bool> remove(const QString &profile, SecretKind kind);
    // Never in the keychain.
    void keepForThisRun(const QString &profile, SecretKind kind, const QString &secret);

    // Why the keychain cannot be used; empty: it can, as far as is known.
    const QString &failure() const { return m_failure; }
    void setTimeout(std::chrono::milliseconds timeout) { m_timeout.setInterval(timeout); }

Q_SIGNALS:
    void failureChanged();

private:
    using Answer = SecretBackend::Answer;
    struct Job
    {
        std::function<void(SecretBackend::Done)> start;
        std::function<void(const Answer &)> finish;
        std::function<void(const Answer &)> late; // the answer came after the time-out
    };
    void enqueue(Job job);
    void startNext();
    void onAnswer(quint64 serial, const Answer &answer);
    void onTimeout();
    void setFailure(const QString &failure);

    std::unique_ptr<SecretBackend> m_backend;
    QHash<QString, QString> m_memory;
    std::deque<Job> m_queue; // the first one runs, unless m_serial is 0
    quint64 m_serial = 0; // of what runs; 0: nothing
    quint64 m_lastSerial = 0;
    std::optional<std::pair<quint64, Job>> m_late; // it blocks the keychain
    QTimer m_timeout;
    QString m_failure;
};

} // namespace gatehouse
