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
    if (parts.size() == 3 && parts[2] == QLatin1String("difference")
        && query.startsWith(QLatin1String("logs="))) {
        address.kind = Kind::LogDifference;
        address.filter = decoded(query.mid(5));
        return address.filter.count(u',') == 1 ? std::optional(address) : std::nullopt;
    }
    if (parts.size() != 3 || parts[2] != QLatin1String("logs"))
        return std::nullopt;
    address.kind = Kind::Logs;
    if (mark < 0)
        return address;
    if (!query.startsWith(QLatin1String("filter=")))
        return std::nullopt;
    address.filter = decoded(query.mid(7));
    return address;
}

QString ViewAddress::text() const
{
    for (const auto &[single, name] : singleViews)
        if (single == kind)
            return QString::fromLatin1(name);
    QString text = QStringLiteral("gateway/") + encoded(gateway.value);
    if (kind == Kind::Logs) {
        text += QStringLiteral("/logs");
        if (!filter.isEmpty())
            text += QStringLiteral("?filter=") + encoded(filter);
    }
    if (kind == Kind::LogDifference) {
        text += QStringLiteral("/difference");
        if (!filter.isEmpty())
            text += QStringLiteral("?logs=") + encoded(filter);
    }
    return text;
}

} // namespace gatehouse
