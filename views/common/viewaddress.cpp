// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/viewaddress.h"

#include <QUrl>
#include <array>

namespace gatehouse {

using Kind = ViewAddress::Kind;

namespace {

struct Form
{
    Kind kind;
    const char *path; // of those of one gateway: what follows its id
    const char *query = ""; // its only item; empty: it has none
    const char *page = "";
    bool hasObject = false; // whose id is what follows the path
};

constexpr std::array<Form, 14> singleForms{
    {{Kind::Gateways, "gateways"},
     {Kind::NewGateway, "new-gateway"},
     {Kind::EditGateways, "edit-gateways", "ids"},
     {Kind::ImportGateways, "import-gateways"},
     {Kind::Providers, "providers"},
     {Kind::EvaluationTypes, "evaluation-types"},
     {Kind::Billing, "billing"},
     {Kind::Billing, "billing/usage", "range", "usage"},
     {Kind::Billing, "billing/invoices", "type", "invoices"},
     {Kind::Billing, "billing/top-up", "", "top-up"},
     {Kind::Billing, "billing/auto-top-up", "", "auto-top-up"},
     {Kind::Billing, "billing/spending-limit", "", "spending-limit"},
     {Kind::Requests, "requests"},
     {Kind::Tasks, "tasks"}}};

constexpr std::array<Form, 15> gatewayForms{{{Kind::Gateway, ""},
                                             {Kind::Gateway, "/overview", "range", "overview"},
                                             {Kind::Gateway, "/settings", "", "settings"},
                                             {Kind::Gateway, "/connect", "provider", "connect"},
                                             {Kind::Gateway, "/domains", "", "domains"},
                                             {Kind::CompareGateway, "/compare", "with"},
                                             {Kind::Logs, "/logs", "filter"},
                                             {Kind::LogDifference, "/difference", "logs"},
                                             {Kind::Routes, "/routes"},
                                             {Kind::Route, "/route/", "version", "", true},
                                             {Kind::Datasets, "/datasets"},
                                             {Kind::NewDataset, "/new-dataset", "from"},
                                             {Kind::Dataset, "/dataset/", "", "", true},
                                             {Kind::Evaluations, "/evaluations", "ids"},
                                             {Kind::GatewayProviders, "/providers"}}};

QString encoded(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

QString decoded(const QString &text)
{
    return QUrl::fromPercentEncoding(text.toUtf8());
}

} // namespace

std::optional<ViewAddress> ViewAddress::parse(const QString &text)
{
    const qsizetype mark = text.indexOf(u'?');
    const QString path = text.left(mark);
    const auto made = [&](const Form &form, const GatewayId &gateway) {
        ViewAddress address{form.kind, gateway, {}, QString::fromLatin1(form.page)};
        if (mark < 0)
            return std::optional(address);
        const QString start = QLatin1String(form.query) + u'=';
        if (!*form.query || !text.mid(mark + 1).startsWith(start))
            return std::optional<ViewAddress>();
        address.filter = decoded(text.mid(mark + 1 + start.size()));
        return std::optional(address);
    };

    for (const Form &form : singleForms)
        if (path == QLatin1String(form.path))
            return made(form, {});
    const QStringList parts = path.split(u'/');
    if (parts.size() < 2 || parts[0] != QLatin1String("gateway") || parts[1].isEmpty())
        return std::nullopt;
    const QString rest = path.mid(parts[0].size() + 1 + parts[1].size());
    for (const Form &form : gatewayForms) {
        const QString object = form.hasObject ? rest.section(u'/', 2) : QString();
        if (rest != QLatin1String(form.path) + object || form.hasObject == object.isEmpty()
            || object.contains(u'/'))
            continue;
        auto address = made(form, {decoded(parts[1])});
        if (address)
            address->object = decoded(object);
        if (form.kind == Kind::LogDifference && address && address->filter.count(u',') != 1)
            return std::nullopt; // it is of two
        return address;
    }
    return std::nullopt;
}

QString ViewAddress::text() const
{
    const auto textOf = [this](const QString &path, const Form &form) {
        return *form.query && !filter.isEmpty()
            ? path + u'?' + QLatin1String(form.query) + u'=' + encoded(filter)
            : path;
    };
    for (const Form &form : singleForms)
        if (form.kind == kind && page == QLatin1String(form.page))
            return textOf(QString::fromLatin1(form.path), form);
    const QString start = QStringLiteral("gateway/") + encoded(gateway.value);
    for (const Form &form : gatewayForms)
        if (form.kind == kind && page == QLatin1String(form.page))
            return textOf(start + QLatin1String(form.path) + encoded(object), form);
    return start;
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
