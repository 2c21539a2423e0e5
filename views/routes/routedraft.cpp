// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/routedraft.h"

#include "views/routes/routeeditor.h"

namespace gatehouse {

static constexpr QLatin1String stateKey("state");
static constexpr QLatin1String baseKey("base");

RouteDraft::RouteDraft(Drafts *drafts, const QString &key, const RouteEditor *editor,
                       QObject *parent)
    : QObject(parent)
    , m_drafts(drafts)
    , m_key(key)
    , m_editor(editor)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(delayMs);
    connect(&m_timer, &QTimer::timeout, this, &RouteDraft::write);
}

RouteDraft::~RouteDraft()
{
    if (m_timer.isActive())
        write();
}

std::optional<RouteDraft::Content> RouteDraft::load() const
{
    const std::optional<Drafts::Draft> draft = m_drafts->load(m_key);
    if (!draft)
        return std::nullopt;
    return Content{draft->value.value(stateKey).toObject(), draft->value.value(baseKey).toString(),
                   draft->savedAt};
}

void RouteDraft::keep(const QString &base)
{
    m_base = base;
    m_timer.start();
}

void RouteDraft::writeNow(const QString &base)
{
    m_timer.stop();
    m_base = base;
    write();
}

void RouteDraft::remove()
{
    m_timer.stop();
    m_drafts->remove(m_key);
}

void RouteDraft::write()
{
    const QString why = m_drafts->save(m_key, {{stateKey, m_editor->state()}, {baseKey, m_base}});
    if (why.isEmpty())
        Q_EMIT written();
    else
        Q_EMIT failed(why);
}

} // namespace gatehouse
