// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/keyrotation.h"

#include "models/services/drafts.h"

#include <QRegularExpression>
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

static std::optional<KeyRotation::Kept> keptIn(const std::optional<Drafts::Draft> &draft)
{
    if (!draft)
        return {};
    const auto old = fromJson<ProviderConfig>(draft->value.value(QLatin1String("old")));
    if (!old)
        return {};
    return KeyRotation::Kept{*old, draft->value.value(QLatin1String("alias")).toString(),
                             draft->value.value(QLatin1String("switch")).toBool()};
}

std::optional<KeyRotation::Kept> KeyRotation::kept(const Drafts &drafts, const QString &key)
{
    return keptIn(drafts.load(key));
}

bool KeyRotation::canUndo() const
{
    return !isRunning() && ((m_step == Step::MakeDefault && !m_isSwitch) || m_step == Step::Watch)
        && !m_fresh.id.isEmpty();
}

const ProviderConfig &KeyRotation::lost() const
{
    return m_moving == Moving::New ? m_fresh : m_old;
}

// default, default-2, default-3
QString KeyRotation::freeAlias() const
{
    static const QRegularExpression numbered(QStringLiteral("^(.+)-([0-9]{1,6})$"));
    const QRegularExpressionMatch match = numbered.match(m_old.alias);
    const QString stem = match.hasMatch() ? match.captured(1) : m_old.alias;
    int number = match.hasMatch() ? match.captured(2).toInt() : 1;
    QString alias;
    do
        alias = QStringLiteral("%1-%2").arg(stem).arg(++number);
    while (!aliasProblem(alias).isEmpty());
    return alias;
}

QString KeyRotation::aliasProblem(const QString &alias) const
{
    if (alias.isEmpty())
        return tr("An alias is needed.");
    return alias == m_old.alias || m_aliases.contains(alias)
        ? tr("The gateway has a key of this provider with this alias already.")
        : QString();
}

void KeyRotation::begin(const ProviderConfig &old)
{
    m_old = old;
    m_fresh = {};
    m_isSwitch = false;
    m_moving = Moving::Nothing;
    m_switchedAt = {};
    setStep(Step::Add);
    m_configs->list(old.gateway).then(this, [this](const Result<QList<ProviderConfig>> &configs) {
        if (configs)
            noteAliases(*configs);
        Q_EMIT changed();
    });
}

void KeyRotation::beginSwitch(const ProviderConfig &fresh, const std::optional<ProviderConfig> &old)
{
    m_fresh = fresh;
    m_old = old.value_or(fresh);
    if (!old)
        m_old.alias.clear(); // see hasOld()
    m_old.isDefault = true;
    m_isSwitch = true;
    m_moving = Moving::Nothing;
    m_switchedAt = {};
    setStep(Step::MakeDefault);
}

bool KeyRotation::resume()
{
    const auto draft = m_drafts->load(m_key);
    const auto kept = keptIn(draft);
    if (!kept)
        return false;
    m_old = kept->old;
    m_isSwitch = kept->isSwitch;
    m_fresh = fromJson<ProviderConfig>(draft->value.value(QLatin1String("new")))
                  .value_or(ProviderConfig());
    m_fresh.alias = kept->alias;
    const QString moving = draft->value.value(QLatin1String("moving")).toString();
    m_moving = moving == u"old" ? Moving::Old : moving == u"new" ? Moving::New : Moving::Nothing;
    m_switchedAt = QDateTime::fromString(
        draft->value.value(QLatin1String("switched_at")).toString(), Qt::ISODateWithMs);
    m_step = Step::None;
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
        // One of this alias that is there all the same is somebody else's.
        if (m_step == Step::Add && !result.error().mayHaveHappened)
            m_fresh = {};
        Q_EMIT failed(result.error());
        reconcile(); // a step of several requests may have got half way
    });
}

void KeyRotation::add(const QString &alias, const QString &secret)
{
    if (isRunning())
        return;
    if (const QString problem = aliasProblem(alias); !problem.isEmpty()) {
        ApiError error;
        error.kind = ApiError::Kind::Conflict;
        error.message = problem;
        return Q_EMIT failed(error);
    }
    m_fresh = {};
    m_fresh.alias = alias; // if this program ends before the answer, the key is known by it
    keep();
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
    m_moving = Moving::New; // if this program ends in between, it is known what was meant
    keep();
    run(m_configs->makeDefault(m_fresh), [this](const ProviderConfig &made) { onSwitched(made); });
}

void KeyRotation::onSwitched(const ProviderConfig &made)
{
    m_fresh = made;
    m_moving = Moving::Nothing;
    m_switchedAt = QDateTime::currentDateTimeUtc();
    if (hasOld())
        setStep(Step::Watch);
    else
        finish();
}

void KeyRotation::onDefaultRestored(const ProviderConfig &made)
{
    m_old = made;
    m_moving = Moving::Nothing;
    m_switchedAt = {};
    m_fresh.isDefault = false;
    setStep(Step::MakeDefault);
}

void KeyRotation::retire()
{
    if (isRunning() || m_step != Step::Watch || m_isSwitch)
        return;
    run(m_configs->remove(m_old), [this](const ProviderConfig &) { finish(); });
}

void KeyRotation::undo()
{
    if (!canUndo())
        return;
    if (m_step == Step::Watch && m_old.isDefault) {
        m_moving = Moving::Old;
        keep();
        run(m_configs->makeDefault(m_old),
            [this](const ProviderConfig &made) { onDefaultRestored(made); });
        return;
    }
    run(m_configs->remove(m_fresh), [this](const ProviderConfig &gone) {
        m_aliases.removeAll(gone.alias);
        m_fresh = {};
        setStep(Step::Add);
    });
}

void KeyRotation::restore(const QString &secret)
{
    if (isRunning() || m_step != Step::Restore)
        return;
    NewProviderConfig config = recreated(lost(), true);
    if (!secret.isEmpty()) {
        config.secret = secret;
        config.secretId = {};
    }
    run(m_configs->create(m_old.gateway, config), [this](const ProviderConfig &made) {
        if (m_moving == Moving::New)
            onSwitched(made);
        else
            onDefaultRestored(made);
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

void KeyRotation::noteAliases(const QList<ProviderConfig> &configs)
{
    m_aliases.clear();
    for (const ProviderConfig &config : configs)
        if (config.providerSlug == m_old.providerSlug)
            m_aliases.append(config.alias);
}

// By their aliases: what is made anew has another id.
void KeyRotation::take(const QList<ProviderConfig> &configs)
{
    noteAliases(configs);
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
    if ((!old && m_moving == Moving::Old) || (!fresh && m_moving == Moving::New))
        return setStep(Step::Restore);
    m_moving = Moving::Nothing;
    if (!fresh)
        return m_isSwitch ? finish() : setStep(Step::Add);
    if (wasDefault && !fresh->isDefault && (old || m_isSwitch))
        return setStep(Step::MakeDefault);
    if (!old)
        return finish();
    if (!m_switchedAt.isValid())
        m_switchedAt = QDateTime::currentDateTimeUtc();
    setStep(Step::Watch);
}

void KeyRotation::watch()
{
    if (m_step != Step::Watch || m_tally || !m_switchedAt.isValid())
        return;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    m_tally = std::make_shared<Tally>();
    m_tally->counts.until = now;
    count(&Watched::since, m_switchedAt, {});
    count(&Watched::before, m_switchedAt.addMSecs(now.msecsTo(m_switchedAt)), m_switchedAt);
}

static Result<qint64> totalOf(const LogPage &logs)
{
    if (logs.info.totalCount)
        return *logs.info.totalCount;
    if (logs.logs.isEmpty())
        return 0;
    return tl::make_unexpected(
        ApiError::protocol(KeyRotation::tr("the service does not say how many logs match")));
}

// All of the provider's calls, and those that failed.
void KeyRotation::count(Counts Watched::*period, const QDateTime &from, const QDateTime &to)
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
    LogService::Page page;
    page.size = 1;
    page.urgency = Urgency::Background;
    for (const auto number : {&Counts::requests, &Counts::failures}) {
        if (number == &Counts::failures)
            query.filters.append(
                {QStringLiteral("success"), FilterOperator::Eq, QJsonArray{false}});
        const auto take = [this, period, number, tally = m_tally](const Result<LogPage> &logs) {
            if (tally != m_tally)
                return; // of another switch
            const Result<qint64> total = logs.and_then(totalOf);
            if (total)
                tally->counts.*period.*number = *total;
            else if (!std::exchange(tally->isBroken, true)) // all of them fail for one reason
                Q_EMIT notCounted(total.error());
            if (--tally->open > 0)
                return;
            m_tally.reset();
            if (tally->isBroken)
                return;
            m_watched = tally->counts;
            Q_EMIT changed();
        };
        m_logs->list(m_old.gateway, query, page).then(this, take);
    }
}

void KeyRotation::setStep(Step step)
{
    if (std::exchange(m_step, step) != step) { // the counts are of another switch
        m_watched.reset();
        m_tally.reset();
    }
    keep();
    Q_EMIT changed();
}

void KeyRotation::finish()
{
    m_drafts->remove(m_key);
    m_step = Step::Done;
    Q_EMIT changed();
}

void KeyRotation::keep()
{
    QJsonObject draft{{QStringLiteral("old"), toJson(m_old)},
                      {QStringLiteral("alias"), m_fresh.alias}};
    if (m_fresh.modifiedAt.isValid()) // the service has had it
        draft.insert(QStringLiteral("new"), toJson(m_fresh));
    if (m_isSwitch)
        draft.insert(QStringLiteral("switch"), true);
    if (m_moving != Moving::Nothing)
        draft.insert(QStringLiteral("moving"),
                     m_moving == Moving::Old ? QStringLiteral("old") : QStringLiteral("new"));
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
