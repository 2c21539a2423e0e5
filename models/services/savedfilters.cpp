// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/savedfilters.h"

#include "models/domain/logquerytext.h"

#include <QJsonDocument>
#include <algorithm>

namespace gatehouse {

static const QString listKey = QStringLiteral("gatehouse_log_filters");

SavedFilters::SavedFilters(Settings *settings, const QString &scope)
    : m_settings(settings)
    , m_scope(scope)
{
}

QList<SavedFilter> SavedFilters::values() const
{
    const QByteArray text = m_settings->get(setting::savedFilters, m_scope);
    return fromJson<QList<SavedFilter>>(QJsonDocument::fromJson(text).array())
        .value_or(QList<SavedFilter>());
}

void SavedFilters::setValues(const QList<SavedFilter> &filters)
{
    m_settings->set(setting::savedFilters,
                    QJsonDocument(toJson(filters).toArray()).toJson(QJsonDocument::Compact),
                    m_scope);
}

static auto named(QList<SavedFilter> &filters, const QString &name)
{
    return std::find_if(filters.begin(), filters.end(),
                        [&](const SavedFilter &filter) { return filter.name == name; });
}

void SavedFilters::save(const QString &name, const QString &filter)
{
    QList<SavedFilter> filters = values();
    if (const auto it = named(filters, name); it != filters.end())
        it->filter = filter;
    else
        filters.append({name, filter, {}});
    setValues(filters);
}

QStringList SavedFilters::recent() const
{
    return m_settings->get(setting::recentFilters, m_scope);
}

void SavedFilters::addRecent(const QString &filter)
{
    if (filter.isEmpty())
        return;
    QStringList filters = recent();
    filters.removeAll(filter);
    filters.prepend(filter);
    m_settings->set(setting::recentFilters, filters.mid(0, maxRecent), m_scope);
}

QByteArray SavedFilters::exported(const QList<SavedFilter> &filters)
{
    return QJsonDocument(QJsonObject{{listKey, toJson(filters)}}).toJson();
}

Result<QList<SavedFilter>> SavedFilters::readImport(const QByteArray &document)
{
    const QJsonValue list = QJsonDocument::fromJson(document).object().value(listKey);
    if (!list.isArray())
        return tl::make_unexpected(
            ApiError::protocol(ApiError::tr("the file holds no saved filters")));
    const auto filters = fromJson<QList<SavedFilter>>(list, {listKey});
    if (!filters)
        return filters;
    for (const SavedFilter &filter : *filters)
        if (const auto query = parseLogQuery(filter.filter); !query)
            return tl::make_unexpected(
                ApiError::protocol(ApiError::tr("the filter “%1” is not understood: %2")
                                       .arg(filter.name, query.error().message)));
    return filters;
}

int SavedFilters::add(const QList<SavedFilter> &filters)
{
    QList<SavedFilter> all = values();
    const qsizetype before = all.size();
    for (SavedFilter filter : filters) {
        const QString wanted = filter.name;
        const bool known = std::any_of(all.begin(), all.end(), [&](const SavedFilter &one) {
            return one.filter == filter.filter
                && (one.name == wanted || one.name.startsWith(wanted + QStringLiteral(" (")));
        });
        if (known)
            continue;
        for (int number = 2; named(all, filter.name) != all.end(); ++number)
            filter.name = QStringLiteral("%1 (%2)").arg(wanted).arg(number);
        all.append(filter);
    }
    setValues(all);
    return int(all.size() - before);
}

} // namespace gatehouse
