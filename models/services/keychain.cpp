// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/keychain.h"

#include <qt6keychain/keychain.h>

namespace gatehouse {

namespace {

class Keychain : public SecretBackend
{
public:
    void read(const QString &key, Done done) override
    {
        auto *job = new QKeychain::ReadPasswordJob(service());
        run(job, key, std::move(done), [job] { return job->textData(); });
    }
    void write(const QString &key, const QString &secret, Done done) override
    {
        auto *job = new QKeychain::WritePasswordJob(service());
        job->setTextData(secret);
        run(job, key, std::move(done), {});
    }
    void remove(const QString &key, Done done) override
    {
        run(new QKeychain::DeletePasswordJob(service()), key, std::move(done), {});
    }

private:
    static QString service() { return QStringLiteral("Gatehouse"); }

    static void run(QKeychain::Job *job, const QString &key, Done done,
                    const std::function<QString()> &secret)
    {
        job->setKey(key); // it deletes itself when it has finished
        QObject::connect(job, &QKeychain::Job::finished, job, [job, done, secret] {
            switch (job->error()) {
            case QKeychain::NoError:
                return done({Outcome::Done, secret ? secret() : QString(), {}});
            case QKeychain::EntryNotFound:
                return done({Outcome::NotFound, {}, {}});
            default:
                return done({Outcome::Failed, {}, job->errorString()});
            }
        });
        job->start();
    }
};

} // namespace

std::unique_ptr<SecretBackend> makeKeychain()
{
    return std::make_unique<Keychain>();
}

} // namespace gatehouse
