// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/viewaddress.h"

#include <QUrl>
#include <array>

namespace gatehouse {

using Kind = ViewAddress::Kind;

static constexpr std::array<std::pair<Kind, const char *>, 5> singleViews{
    {{Kind::Gateways, "gateways"},
     {Kind::NewGateway, "new-gateway"},
     {Kind::EvaluationTypes, "evaluation-types"},
     {Kind::Requests, "requests"},
     {Kind::Tasks, "tasks"}}};

// The pages of a gateway, and what their query is called.
static constexpr std::array<std::pair<const char *, const char *>, 4> pages{
    {{"overview", "range"}, {"settings", nullptr}, {"connect", "provider"}, {"domains", nullptr}}};

static QString encoded(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

static QString decoded(const QString &text)
{
    return QUrl::fromPercentEncoding(text.toUtf8());
}

std::optional<ViewAddress> ViewAddress::parse(const QString &text)
{
    const qsizetype mark = text.indexOf(u'?');
    const QString path = text.left(mark);
    const QString query = mark < 0 ? QString() : text.mid(mark + 1);

    for (const auto &[kind, name] : singleViews)
        if (path == QLatin1String(name))
            return mark < 0 ? std::optional(ViewAddress{kind}) : std::nullopt;

    const QStringList parts = path.split(u'/');
    if (parts.size() < 2 || parts[0] != QLatin1String("gateway") || parts[1].isEmpty())
        return std::nullopt;
    ViewAddress address{Kind::Gateway, {decoded(parts[1])}, {}};
    if (parts.size() == 2)
        return mark < 0 ? std::optional(address) : std::nullopt;
    if (parts.size() != 3)
        return std::nullopt;
    const auto takeQuery = [&](const char *name) -> std::optional<ViewAddress> {
        if (mark < 0)
            return address;
        const QString start = QLatin1String(name) + u'=';
        if (!name || !query.startsWith(start))
            return std::nullopt;
        address.filter = decoded(query.mid(start.size()));
        return address;
    };
    if (parts[2] == QLatin1String("logs")) {
        address.kind = Kind::Logs;
        return takeQuery("filter");
    }
    for (const auto &[page, name] : pages) {
        if (parts[2] == QLatin1String(page)) {
            address.page = parts[2];
            return takeQuery(name);
        }
    }
    return std::nullopt;
}

QString ViewAddress::text() const
{
    for (const auto &[single, name] : singleViews)
        if (single == kind)
            return QString::fromLatin1(name);
    QString text = QStringLiteral("gateway/") + encoded(gateway.value);
    QString name = kind == Kind::Logs ? QStringLiteral("filter") : QString();
    if (kind == Kind::Logs)
        text += QStringLiteral("/logs");
    for (const auto &[known, query] : pages) {
        if (kind == Kind::Gateway && page == QLatin1String(known)) {
            text += u'/' + page;
            name = QLatin1String(query);
        }
    }
    if (!name.isEmpty() && !filter.isEmpty())
        text += u'?' + name + u'=' + encoded(filter);
    return text;
}

} // namespace gatehouse
