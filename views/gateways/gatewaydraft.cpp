// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/gatewaydraft.h"

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
        if (gatewayfields::masked(member) == member)
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

void GatewayDraft::setKey(const QString &key)
{
    m_timer.stop();
    m_key = key;
}

std::optional<GatewayDraft::Content> GatewayDraft::load() const
{
    const std::optional<Drafts::Draft> draft = m_drafts->load(m_key);
    if (!draft)
        return std::nullopt;
    return Content{draft->value.value(editsKey).toObject(), draft->value.value(baseKey).toObject(),
                   draft->savedAt};
}

void GatewayDraft::keep(const QJsonObject &edits, const QJsonObject &base)
{
    m_edits = withoutCredentials(edits);
    m_base = withoutCredentials(base);
    if (m_edits.isEmpty())
        remove();
    else
        m_timer.start();
}

void GatewayDraft::remove()
{
    m_timer.stop();
    m_drafts->remove(m_key);
}

void GatewayDraft::write()
{
    const QString why = m_drafts->save(m_key, {{editsKey, m_edits}, {baseKey, m_base}});
    if (!why.isEmpty())
        Q_EMIT failed(why);
}

} // namespace gatehouse
