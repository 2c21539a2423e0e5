// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/logservice.h"
#include "models/services/providerconfigservice.h"

#include <memory>

namespace gatehouse {

class Drafts;

// Replaces the key of a provider in a gateway without a moment in which there is none: the new one
// is added under an alias of its own, made the default, watched, and then the old one is retired.
// Each step until the last can be undone. A switch begins with a new one that is there, and ends
// with both. What has been reached is kept in a draft, without any
// secret, and compared with the service when it is taken up again.
class KeyRotation : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyRotation)

public:
    enum class Step {
        None, // nothing has begun, or what is there has not been read yet
        Add,
        MakeDefault, // left out where the old one is not the default
        Watch, // ends with retiring the old one
        Restore, // one was taken out to be made the default, and has to be added again
        Done,
    };
    struct Counts
    {
        qint64 requests = 0;
        qint64 failures = 0;
    };
    struct Watched
    {
        Counts since; // the switch
        Counts before; // in as much time before it
        QDateTime until;
    };

    // key: of the draft.
    KeyRotation(ProviderConfigService *configs, LogService *logs, Drafts *drafts,
                const QString &key, QObject *parent = nullptr);

    // What is not finished.
    struct Kept
    {
        ProviderConfig old;
        QString alias; // of the new one
        bool isSwitch = false;
    };

    static QString keyOf(const QString &identity, const GatewayId &gateway);
    static std::optional<Kept> kept(const Drafts &drafts, const QString &key);

    Step step() const { return m_step; }
    bool isSwitch() const { return m_isSwitch; }
    const ProviderConfig &old() const { return m_old; }
    bool hasOld() const { return !m_old.alias.isEmpty(); } // false: nobody is the default yet
    const ProviderConfig &fresh() const { return m_fresh; } // without an id: not added yet
    const QDateTime &switchedAt() const { return m_switchedAt; }
    const std::optional<Watched> &watched() const { return m_watched; }
    bool isRunning() const { return m_running > 0; }
    bool canUndo() const;
    // One is, or may be, taken out; only here it is known which.
    bool isMoving() const { return m_moving != Moving::Nothing; }
    const ProviderConfig &lost() const; // which
    QString freeAlias() const; // as far as is known
    QString aliasProblem(const QString &alias) const; // of a new key; empty: none

    void begin(const ProviderConfig &old);
    // old: the default by now; nothing: there is none.
    void beginSwitch(const ProviderConfig &fresh, const std::optional<ProviderConfig> &old);
    bool resume(); // false: nothing is kept; after a failure it can be tried again
    void abandon(); // forgets it; nothing is sent

    void add(const QString &alias, const QString &secret);
    void makeDefault();
    void watch(); // reads the logs once more
    void retire();
    // With the secret that is stored for it; one that is given takes its place.
    void restore(const QString &secret = {});
    void undo();

Q_SIGNALS:
    void changed();
    void failed(const gatehouse::ApiError &error);
    void notCounted(const gatehouse::ApiError &error); // the logs could not be read

private:
    using Answer = std::function<void(const ProviderConfig &)>;
    // What is taken out for a moment, to be added again as the default.
    enum class Moving { Nothing, Old, New };
    struct Tally
    {
        Watched counts;
        int open = 4; // counts that are not answered yet
        bool isBroken = false; // one of them failed
    };
    void run(const Call<ProviderConfig> &call, const Answer &done);
    void onDefaultRestored(const ProviderConfig &made);
    void onSwitched(const ProviderConfig &made);
    void count(Counts Watched::*period, const QDateTime &from, const QDateTime &to);
    void reconcile();
    void take(const QList<ProviderConfig> &configs);
    void noteAliases(const QList<ProviderConfig> &configs);
    void setStep(Step step);
    void finish();
    void keep();

    ProviderConfigService *m_configs;
    LogService *m_logs;
    Drafts *m_drafts;
    QString m_key;
    Step m_step = Step::None;
    ProviderConfig m_old;
    ProviderConfig m_fresh;
    bool m_isSwitch = false;
    Moving m_moving = Moving::Nothing;
    QStringList m_aliases; // that the provider's keys have
    QDateTime m_switchedAt;
    std::optional<Watched> m_watched;
    std::shared_ptr<Tally> m_tally; // nullptr: nothing is being counted
    int m_running = 0;
};

} // namespace gatehouse
