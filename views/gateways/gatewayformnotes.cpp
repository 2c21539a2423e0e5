// SPDX-License-Identifier: GPL-3.0-or-later
// What GatewayForm says of the values in it.
#include "models/domain/format.h"
#include "views/common/fieldrow.h"
#include "views/gateways/gatewayform.h"

namespace gatehouse {

static QString rateSentence(const Gateway &gateway)
{
    const qint64 limit = gateway.rateLimitingLimit.valueOr(0);
    const qint64 interval = gateway.rateLimitingInterval.valueOr(0);
    if (gateway.rateLimitingLimit.isAbsent() || gateway.rateLimitingInterval.isAbsent())
        return {};
    if (limit == 0 && interval == 0)
        return GatewayForm::tr("No limit.");
    if (limit == 0)
        return GatewayForm::tr("No limit: the number of requests is 0 or not set.");
    if (interval == 0)
        return GatewayForm::tr("No limit: the interval is 0 or not set.");
    const bool sliding = gateway.rateLimitingTechnique
        && gateway.rateLimitingTechnique->known() == RateLimitingTechnique::Sliding;
    return (sliding ? GatewayForm::tr("At most %1 requests in any %2 s.")
                    : GatewayForm::tr("At most %1 requests in each interval of %2 s."))
        .arg(format::count(limit), format::count(interval));
}

static QString retrySentence(const Gateway &gateway)
{
    const qint64 attempts = gateway.retryMaxAttempts.valueOr(0);
    if (gateway.retryMaxAttempts.isAbsent())
        return {};
    if (attempts == 0)
        return GatewayForm::tr("The gateway does not repeat a failed request.");
    if (attempts == 1)
        return GatewayForm::tr("One attempt: the gateway does not repeat a failed request.");
    const qint64 delay = gateway.retryDelay.valueOr(0);
    const auto backoff = gateway.retryBackoff ? gateway.retryBackoff->known() : std::nullopt;
    QStringList pauses;
    for (qint64 i = 1; i < std::min<qint64>(attempts, 5); ++i) {
        const qint64 factor = backoff == RetryBackoff::Exponential ? qint64(1) << (i - 1)
            : backoff == RetryBackoff::Linear                      ? i
                                                                   : 1;
        pauses.append(format::duration(double(delay * factor)));
    }
    return GatewayForm::tr("Pauses between attempts: %1.").arg(pauses.join(QStringLiteral(", ")));
}

static QString fullSentence(const Gateway &gateway)
{
    const auto strategy =
        gateway.logManagementStrategy ? gateway.logManagementStrategy->known() : std::nullopt;
    const QString most = gateway.logManagement ? format::count(*gateway.logManagement) : QString();
    if (most.isEmpty() || !strategy)
        return GatewayForm::tr("Deleting the oldest keeps every new log. Stopping keeps what is "
                               "there and loses every new log.");
    return (strategy == LogManagementStrategy::DeleteOldest
                ? GatewayForm::tr("At %1 logs, the oldest one is deleted for each new one.")
                : GatewayForm::tr("At %1 logs, new ones are lost until some are deleted."))
        .arg(most);
}

void GatewayForm::updateNotes()
{
    const Gateway gateway = value();
    m_editors[QStringLiteral("rate_limiting_technique")].row->setHelp(rateSentence(gateway));
    m_editors[QStringLiteral("retry_backoff")].row->setHelp(retrySentence(gateway));
    m_editors[QStringLiteral("log_management_strategy")].row->setHelp(fullSentence(gateway));
    const bool needsKey = gateway.logpush.valueOr(false) && !gateway.logpushPublicKey;
    m_editors[QStringLiteral("logpush")].row->setHelp(
        needsKey ? tr("It needs a public key, and there is none.") : QString());
    for (const QString &key : gatewayUpdateOnlyKeys())
        m_editors[key].row->setHelp(m_isNew
                                        ? tr("Saved in a second step, once the gateway is there.")
                                        : m_editors[key].widget->property(noteProperty).toString());
}

} // namespace gatehouse
