// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/gatewaydraft.h"

#include "models/domain/secrets.h"

#include "models/services/drafts.h"
#include "views/gateways/gatewayfields.h"

namespace gatehouse {

static constexpr QLatin1String editsKey("edits");
static constexpr QLatin1String baseKey("base");

static QJsonObject withoutCredentials(const QJsonObject &members)
{
    QJsonObject kept;
    for (auto it = members.begin(); it != members.end(); ++it) {
        const QJsonObject member{{it.key(), it.value()}};
        if (withoutSecrets(member) == member)
            kept.insert(it.key(), it.value());
    }
    return kept;
}

GatewayDraft::GatewayDraft(Drafts *drafts, const QString &key, QObject *parent)
    : QObject(parent)
    , m_drafts(drafts)
    , m_key(key)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(delayMs);
    connect(&m_timer, &QTimer::timeout, this, &GatewayDraft::write);
}

GatewayDraft::~GatewayDraft()
{
    if (m_timer.isActive())
        write();
}

bool GatewayDraft::keepsAll(const QJsonObject &edits)
{
    return withoutCredentials(edits) == edits;
}

void GatewayDraft::setKey(const QString &key)
{
    m_timer.stop();
    m_edits = {};
    m_key = key;
}

std::optional<GatewayDraft::Content> GatewayDraft::load()
{
    const std::optional<Drafts::Draft> draft = m_drafts->load(m_key);
    if (!draft)
        return std::nullopt;
    m_edits = draft->value.value(editsKey).toObject();
    m_base = draft->value.value(baseKey).toObject();
    return Content{m_edits, m_base, draft->savedAt};
}

void GatewayDraft::keep(const QJsonObject &edits, const QJsonObject &base)
{
    const QJsonObject kept = withoutCredentials(edits);
    if (kept == m_edits && !kept.isEmpty())
        return; // it keeps its time, too
    m_edits = kept;
    m_base = withoutCredentials(base);
    if (m_edits.isEmpty())
        remove();
    else
        m_timer.start();
}

void GatewayDraft::remove()
{
    m_timer.stop();
    m_edits = {};
    m_drafts->remove(m_key);
}

void GatewayDraft::write()
{
    const QString why = m_drafts->save(m_key, {{editsKey, m_edits}, {baseKey, m_base}});
    if (!why.isEmpty())
        Q_EMIT failed(why);
}

} // namespace gatehouse
