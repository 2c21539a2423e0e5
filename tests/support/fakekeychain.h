// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/secretstore.h"

#include <QTimer>

namespace gatehouse::test {

// A keychain that lives with the test: it answers from the event loop, fails, or stays silent.
class FakeKeychain : public SecretBackend
{
public:
    struct World
    {
        QHash<QString, QString> secrets;
        QStringList asked; // "read KEY", "write KEY", "remove KEY"
        bool broken = false;
        bool silent = false; // keeps the questions, see answerHeld()
        int running = 0;
        int mostRunning = 0;
        QList<std::function<void()>> held;
        QObject context;

        void answerHeld()
        {
            for (const auto &answer : std::exchange(held, {}))
                answer();
        }
    };

    explicit FakeKeychain(World *world) : m_world(world) { }

    void read(const QString &key, Done done) override
    {
        answer(QStringLiteral("read ") + key, std::move(done), [this, key] {
            return m_world->secrets.contains(key)
                ? Answer{Outcome::Done, m_world->secrets.value(key), {}}
                : Answer{Outcome::NotFound, {}, {}};
        });
    }
    void write(const QString &key, const QString &secret, Done done) override
    {
        answer(QStringLiteral("write ") + key, std::move(done), [this, key, secret] {
            m_world->secrets.insert(key, secret);
            return Answer{};
        });
    }
    void remove(const QString &key, Done done) override
    {
        answer(QStringLiteral("remove ") + key, std::move(done), [this, key] {
            return Answer{m_world->secrets.remove(key) ? Outcome::Done : Outcome::NotFound, {}, {}};
        });
    }

private:
    void answer(const QString &question, Done done, std::function<Answer()> act)
    {
        World *world = m_world;
        world->asked.append(question);
        world->mostRunning = std::max(world->mostRunning, ++world->running);
        const auto reply = [world, done = std::move(done), act = std::move(act)] {
            --world->running;
            done(world->broken ? Answer{Outcome::Failed, {}, QStringLiteral("out of order")}
                               : act());
        };
        if (world->silent)
            world->held.append(reply);
        else
            QTimer::singleShot(0, &world->context, reply);
    }

    World *m_world;
};

} // namespace gatehouse::test
