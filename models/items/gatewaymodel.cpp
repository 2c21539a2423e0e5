// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/gatewaymodel.h"

#include "models/items/gatewaycells.h"

namespace gatehouse {

GatewayModel::GatewayModel(GatewayService *service, TimeDisplay *time, QObject *parent)
    : ListModel(ColumnCount, parent)
    , m_service(service)
    , m_time(time)
{
    connect(time, &TimeDisplay::changed, this,
            [this] { columnsChanged(CreatedColumn, ModifiedColumn); });
    // A list that is under way may have been made up before the change: it is asked for anew.
    connect(service, &GatewayService::saved, this, [this](const Gateway &gateway) {
        insertOrUpdate(gateway);
        if (state() == State::Loading)
            refresh();
    });
    connect(service, &GatewayService::removed, this, [this](const GatewayId &id) {
        removeId(id.value);
        if (state() == State::Loading)
            refresh();
    });
}

void GatewayModel::refresh()
{
    load(m_service->list());
}

QVariant GatewayModel::cell(int row, int column, int role) const
{
    const Gateway &gateway = at(row);
    switch (role) {
    case Qt::DisplayRole:
        return gatewayCellText(gateway, column, *m_time);
    case SortRole:
        return gatewaySortValue(gateway, column, *m_time);
    case IdRole:
        return gateway.id.value;
    case Qt::ToolTipRole:
        if (column == CreatedColumn)
            return m_time->preciseText(gateway.createdAt);
        if (column == ModifiedColumn)
            return m_time->preciseText(gateway.modifiedAt);
        if (const QString text = gatewayCellText(gateway, column, *m_time);
            text != gatewayNotReported())
            return text;
        return tr("The service did not return this; it may be set all the same.");
    default:
        return {};
    }
}

QVariant GatewayModel::header(int column, int role) const
{
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const bool title = role == Qt::DisplayRole;
    switch (column) {
    case IdColumn:
        return title ? tr("Gateway") : tr("The gateway's name, part of its URL (id)");
    case CreatedColumn:
        return title ? tr("Created") : tr("When it was created (created_at)");
    case ModifiedColumn:
        return title ? tr("Modified") : tr("When it was last changed (modified_at)");
    case CachingColumn:
        return title ? tr("Caching")
                     : tr("How long an answer is served from the cache, in seconds (cache_ttl)");
    case RateLimitColumn:
        return title ? tr("Rate limit")
                     : tr("Requests let through in an interval, in seconds "
                          "(rate_limiting_limit, rate_limiting_interval, rate_limiting_technique)");
    case LogsKeptColumn:
        return title ? tr("Logs kept")
                     : tr("Whether requests are logged and how many logs are kept "
                          "(collect_logs, log_management, log_management_strategy)");
    case AuthenticationColumn:
        return title ? tr("Authentication")
                     : tr("Whether callers have to present a token (authentication)");
    case RetriesColumn:
        return title ? tr("Retries")
                     : tr("How often a failed request is sent, how the pauses grow and from how "
                          "many milliseconds (retry_max_attempts, retry_backoff, retry_delay)");
    case GuardrailsColumn:
        return title ? tr("Guardrails")
                     : tr("Categories of prompts and responses that are flagged or blocked "
                          "(guardrails)");
    case DlpColumn:
        return title ? tr("DLP") : tr("Data loss prevention: its action and profiles (dlp)");
    case OtelColumn:
        return title ? tr("OTEL") : tr("Where traces are exported to (otel)");
    case LogpushColumn:
        return title ? tr("Log push") : tr("Whether logs are pushed to a store (logpush)");
    case ZdrColumn:
        return title ? tr("Zero data retention")
                     : tr("Zero data retention at providers paid through unified billing; "
                          "logging is not concerned (zdr)");
    case BillingColumn:
        return title ? tr("Billing mode") : tr("How Workers AI is paid (workers_ai_billing_mode)");
    case DefaultColumn:
        return title ? tr("Default")
                     : tr("Whether it is the account's default gateway "
                          "(is_default)");
    default:
        return {};
    }
}

} // namespace gatehouse
