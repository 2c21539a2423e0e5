// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/logannotator.h"

namespace gatehouse {

LogAnnotator::LogAnnotator(LogService *service, const GatewayId &gateway, const LogId &id,
                           const LogAnnotations &known, QObject *parent)
    : QObject(parent)
    , m_service(service)
    , m_gateway(gateway)
    , m_id(id)
    , m_known(known)
    , m_wanted(known)
{
}

void LogAnnotator::want(const LogAnnotations &wanted)
{
    m_wanted = wanted;
    if (!m_saving && m_wanted != m_known)
        send();
    Q_EMIT changed();
}

void LogAnnotator::overwrite(const LogAnnotations &wanted, const LogAnnotations &theirs)
{
    m_known.metadata = theirs.metadata;
    want(wanted);
}

void LogAnnotator::setKnown(const LogAnnotations &known)
{
    if (m_saving || known == m_known)
        return;
    m_known = m_wanted = known;
    Q_EMIT changed();
}

void LogAnnotator::letGo()
{
    m_letGo = true;
    if (!m_saving)
        deleteLater();
}

void LogAnnotator::send()
{
    m_saving = true;
    m_service->annotate(m_gateway, m_id, m_known, m_wanted)
        .then(this, [this, sent = m_wanted](const Result<SaveOutcome<LogAnnotations>> &result) {
            onSaved(sent, result);
        });
}

void LogAnnotator::onSaved(const LogAnnotations &sent,
                           const Result<SaveOutcome<LogAnnotations>> &result)
{
    using Outcome = SaveOutcome<LogAnnotations>::Kind;
    m_saving = false;
    const LogAnnotations wanted = m_wanted;
    const bool isSaved = result && result->kind == Outcome::Saved;
    if (isSaved)
        m_known = sent;
    else
        m_wanted = m_known;
    if (m_wanted != m_known)
        send();
    Q_EMIT changed();
    if (isSaved && !m_saving) {
        Q_EMIT saved();
    } else if (!result) {
        Q_EMIT failed(result.error(), wanted);
    } else if (result->kind == Outcome::Conflicted) {
        Q_EMIT conflicted(result->value, wanted);
    } else if (result->kind == Outcome::Gone) {
        ApiError gone;
        gone.kind = ApiError::Kind::NotFound;
        gone.message = tr("the log is not there any more");
        Q_EMIT failed(gone, wanted);
    }
    if (m_letGo && !m_saving)
        deleteLater();
}

} // namespace gatehouse
