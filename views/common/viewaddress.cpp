// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/viewaddress.h"

#include <QUrl>
#include <array>

namespace gatehouse {

using Kind = ViewAddress::Kind;

static constexpr std::array<std::pair<Kind, const char *>, 7> singleViews{
    {{Kind::Gateways, "gateways"},
     {Kind::NewGateway, "new-gateway"},
     {Kind::EditGateways, "edit-gateways"},
     {Kind::ImportGateways, "import-gateways"},
     {Kind::EvaluationTypes, "evaluation-types"},
     {Kind::Requests, "requests"},
     {Kind::Tasks, "tasks"}}};

// What comes after the question mark, by the kind.
static constexpr std::array<std::pair<Kind, const char *>, 3> filterNames{
    {{Kind::EditGateways, "ids="}, {Kind::CompareGateway, "with="}, {Kind::Logs, "filter="}}};

static QLatin1String filterName(Kind kind)
{
    for (const auto &[candidate, name] : filterNames)
        if (candidate == kind)
            return QLatin1String(name);
    return {};
}

static QString encoded(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

static QString decoded(const QString &text)
{
    return QUrl::fromPercentEncoding(text.toUtf8());
}

static std::optional<ViewAddress> withoutFilter(const QString &path)
{
    for (const auto &[kind, name] : singleViews)
        if (path == QLatin1String(name))
            return ViewAddress{kind};

    const QStringList parts = path.split(u'/');
    if (parts.size() < 2 || parts[0] != QLatin1String("gateway") || parts[1].isEmpty())
        return std::nullopt;
    const GatewayId gateway{decoded(parts[1])};
    if (parts.size() == 2)
        return ViewAddress{Kind::Gateway, gateway, {}};
    if (parts.size() == 3 && parts[2] == QLatin1String("logs"))
        return ViewAddress{Kind::Logs, gateway, {}};
    if (parts.size() == 3 && parts[2] == QLatin1String("compare"))
        return ViewAddress{Kind::CompareGateway, gateway, {}};
    return std::nullopt;
}

std::optional<ViewAddress> ViewAddress::parse(const QString &text)
{
    const qsizetype mark = text.indexOf(u'?');
    std::optional<ViewAddress> address = withoutFilter(text.left(mark));
    if (!address || mark < 0)
        return address;
    const QLatin1String name = filterName(address->kind);
    const QString query = text.mid(mark + 1);
    if (name.isEmpty() || !query.startsWith(name))
        return std::nullopt;
    address->filter = decoded(query.mid(name.size()));
    return address;
}

QString ViewAddress::text() const
{
    QString text = QStringLiteral("gateway/") + encoded(gateway.value);
    for (const auto &[single, name] : singleViews)
        if (single == kind)
            text = QString::fromLatin1(name);
    if (kind == Kind::Logs)
        text += QStringLiteral("/logs");
    if (kind == Kind::CompareGateway)
        text += QStringLiteral("/compare");
    if (const QLatin1String name = filterName(kind); !name.isEmpty() && !filter.isEmpty())
        text += u'?' + name + encoded(filter);
    return text;
}

QString ViewAddress::joined(const QStringList &parts)
{
    QStringList safe;
    for (const QString &part : parts)
        safe.append(encoded(part));
    return safe.join(u',');
}

QStringList ViewAddress::parts(const QString &filter)
{
    QStringList parts = filter.split(u',', Qt::SkipEmptyParts);
    for (QString &part : parts)
        part = decoded(part);
    return parts;
}

} // namespace gatehouse
