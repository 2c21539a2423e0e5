// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/keyrotation.h"

#include "models/services/drafts.h"

#include <algorithm>

namespace gatehouse {

KeyRotation::KeyRotation(ProviderConfigService *configs, LogService *logs, Drafts *drafts,
                         const QString &key, QObject *parent)
    : QObject(parent)
    , m_configs(configs)
    , m_logs(logs)
    , m_drafts(drafts)
    , m_key(key)
{
}

QString KeyRotation::keyOf(const QString &identity, const GatewayId &gateway)
{
    return identity + QStringLiteral("/rotation/") + gateway.value;
}

bool KeyRotation::isKept(const Drafts &drafts, const QString &key)
{
    return drafts.load(key).has_value();
}

bool KeyRotation::canUndo() const
{
    return !isRunning() && (m_step == Step::MakeDefault || m_step == Step::Watch)
        && !m_fresh.id.isEmpty();
}

void KeyRotation::begin(const ProviderConfig &old)
{
    m_old = old;
    m_fresh = {};
    m_restoring = false;
    m_switchedAt = {};
    m_watched.reset();
    setStep(Step::Add);
}

bool KeyRotation::resume()
{
    const auto draft = m_drafts->load(m_key);
    if (!draft)
        return false;
    const auto old = fromJson<ProviderConfig>(draft->value.value(QLatin1String("old")));
    if (!old)
        return false;
    m_old = *old;
    m_fresh = fromJson<ProviderConfig>(draft->value.value(QLatin1String("new")))
                  .value_or(ProviderConfig());
    m_restoring = draft->value.value(QLatin1String("restoring")).toBool();
    m_switchedAt = QDateTime::fromString(
        draft->value.value(QLatin1String("switched_at")).toString(), Qt::ISODateWithMs);
    m_step = Step::Add;
    reconcile();
    return true;
}

void KeyRotation::abandon()
{
    m_drafts->remove(m_key);
    m_step = Step::None;
    Q_EMIT changed();
}

void KeyRotation::run(const Call<ProviderConfig> &call, const Answer &done)
{
    ++m_running;
    Q_EMIT changed();
    call.then(this, [this, done](const Result<ProviderConfig> &result) {
        --m_running;
        if (result)
            return done(*result);
        Q_EMIT failed(result.error());
        reconcile(); // a step of several requests may have got half way
    });
}

void KeyRotation::add(const QString &alias, const QString &secret)
{
    if (isRunning())
        return;
    const NewProviderConfig config{m_old.providerSlug,   alias, false, secret, {}, m_old.rateLimit,
                                   m_old.rateLimitPeriod};
    run(m_configs->create(m_old.gateway, config), [this](const ProviderConfig &made) {
        m_fresh = made;
        if (!m_old.isDefault)
            m_switchedAt = QDateTime::currentDateTimeUtc();
        setStep(m_old.isDefault ? Step::MakeDefault : Step::Watch);
    });
}

void KeyRotation::makeDefault()
{
    if (isRunning() || m_step != Step::MakeDefault)
        return;
    run(m_configs->makeDefault(m_fresh), [this](const ProviderConfig &made) {
        m_fresh = made;
        m_switchedAt = QDateTime::currentDateTimeUtc();
        m_watched.reset();
        setStep(Step::Watch);
    });
}

void KeyRotation::retire()
{
    if (isRunning() || m_step != Step::Watch)
        return;
    run(m_configs->remove(m_old), [this](const ProviderConfig &) {
        m_drafts->remove(m_key);
        m_step = Step::Done;
        Q_EMIT changed();
    });
}

void KeyRotation::undo()
{
    if (!canUndo())
        return;
    if (m_step == Step::Watch && m_old.isDefault) {
        m_restoring = true; // if this program ends in between, it is known what was meant
        keep();
        run(m_configs->makeDefault(m_old), [this](const ProviderConfig &made) {
            m_old = made;
            m_restoring = false;
            m_switchedAt = {};
            m_fresh.isDefault = false;
            setStep(Step::MakeDefault);
        });
        return;
    }
    run(m_configs->remove(m_fresh), [this](const ProviderConfig &) {
        m_fresh = {};
        setStep(Step::Add);
    });
}

void KeyRotation::restore()
{
    if (isRunning() || m_step != Step::Restore)
        return;
    run(m_configs->create(m_old.gateway, recreated(m_old, true)),
        [this](const ProviderConfig &made) {
            m_old = made;
            m_restoring = false;
            m_switchedAt = {};
            m_fresh.isDefault = false;
            setStep(Step::MakeDefault);
        });
}

void KeyRotation::reconcile()
{
    ++m_running;
    Q_EMIT changed();
    m_configs->list(m_old.gateway, Urgency::Awaited)
        .then(this, [this](const Result<QList<ProviderConfig>> &configs) {
            --m_running;
            if (configs)
                return take(*configs);
            Q_EMIT failed(configs.error());
            Q_EMIT changed();
        });
}

// By their aliases: what is made anew has another id.
void KeyRotation::take(const QList<ProviderConfig> &configs)
{
    const auto find = [&](const QString &alias) {
        const auto it =
            std::find_if(configs.begin(), configs.end(), [&](const ProviderConfig &config) {
                return config.providerSlug == m_old.providerSlug && config.alias == alias;
            });
        return it == configs.end() ? nullptr : &*it;
    };
    const bool wasDefault = m_old.isDefault;
    const ProviderConfig *old = find(m_old.alias);
    if (old) {
        m_old = *old;
        m_old.isDefault = wasDefault;
    }
    const ProviderConfig *fresh = m_fresh.alias.isEmpty() ? nullptr : find(m_fresh.alias);
    if (fresh)
        m_fresh = *fresh;
    else
        m_fresh.id = {};
    if (!old && m_restoring)
        return setStep(Step::Restore);
    m_restoring = false;
    if (!fresh)
        return setStep(Step::Add);
    if (!old) {
        m_drafts->remove(m_key);
        m_step = Step::Done;
        return Q_EMIT changed();
    }
    if (wasDefault && !fresh->isDefault)
        return setStep(Step::MakeDefault);
    if (!m_switchedAt.isValid())
        m_switchedAt = QDateTime::currentDateTimeUtc();
    setStep(Step::Watch);
}

void KeyRotation::watch()
{
    if (m_step != Step::Watch || m_counts > 0 || !m_switchedAt.isValid())
        return;
    m_counting = {};
    m_counting.until = QDateTime::currentDateTimeUtc();
    const QDateTime begin = m_switchedAt.addMSecs(m_counting.until.msecsTo(m_switchedAt));
    m_counts = 4;
    count(m_switchedAt, {}, false, &m_counting.since.requests);
    count(m_switchedAt, {}, true, &m_counting.since.failures);
    count(begin, m_switchedAt, false, &m_counting.before.requests);
    count(begin, m_switchedAt, true, &m_counting.before.failures);
}

void KeyRotation::count(const QDateTime &from, const QDateTime &to, bool failures, qint64 *into)
{
    const auto at = [](const QDateTime &time) {
        return QJsonArray{time.toUTC().toString(Qt::ISODateWithMs)};
    };
    LogQuery query;
    query.filters = {
        {QStringLiteral("provider"), FilterOperator::Eq, QJsonArray{m_old.providerSlug}},
        {QStringLiteral("created_at"), FilterOperator::Gt, at(from)}};
    if (to.isValid())
        query.filters.append({QStringLiteral("created_at"), FilterOperator::Lt, at(to)});
    if (failures)
        query.filters.append({QStringLiteral("success"), FilterOperator::Eq, QJsonArray{false}});
    LogService::Page page;
    page.size = 1;
    page.urgency = Urgency::Background;
    m_logs->list(m_old.gateway, query, page)
        .then(this, [this, into](const Result<LogPage> &result) {
            --m_counts;
            if (result)
                *into = result->info.totalCount.valueOr(qint64(result->logs.size()));
            else
                Q_EMIT failed(result.error());
            if (m_counts == 0 && result) {
                m_watched = m_counting;
                Q_EMIT changed();
            }
        });
}

void KeyRotation::setStep(Step step)
{
    m_step = step;
    keep();
    Q_EMIT changed();
}

void KeyRotation::keep()
{
    QJsonObject draft{{QStringLiteral("old"), toJson(m_old)},
                      {QStringLiteral("restoring"), m_restoring}};
    if (!m_fresh.alias.isEmpty())
        draft.insert(QStringLiteral("new"), toJson(m_fresh));
    if (m_switchedAt.isValid())
        draft.insert(QStringLiteral("switched_at"),
                     m_switchedAt.toUTC().toString(Qt::ISODateWithMs));
    const QString why = m_drafts->save(m_key, draft);
    if (why.isEmpty())
        return;
    ApiError error;
    error.kind = ApiError::Kind::Protocol;
    error.message = tr("how far the rotation is cannot be kept: %1").arg(why);
    Q_EMIT failed(error);
}

} // namespace gatehouse
