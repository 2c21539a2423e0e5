// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/ratelimit.h"

#include <QHash>
#include <QList>

namespace gatehouse {

namespace {

constexpr qint64 mostRequests = 1'000'000'000;
constexpr qint64 mostSeconds = 86'400;

struct Item
{
    QByteArray name;
    QHash<QByteArray, QByteArray> parameters;

    std::optional<qint64> number(const QByteArray &key, const QByteArray &older, qint64 most) const
    {
        bool isNumber = false;
        const qint64 value = parameters.value(key, parameters.value(older)).toLongLong(&isNumber);
        return isNumber && value >= 0 && value <= most ? std::optional(value) : std::nullopt;
    }
};

QList<Item> readItems(QByteArray header)
{
    QList<Item> items;
    for (const QByteArray &word : header.replace(',', ';').split(';')) {
        const QByteArray text = word.trimmed();
        const qsizetype equals = text.indexOf('=');
        if (equals < 0 && !text.isEmpty())
            items.append({text, {}});
        if (equals <= 0)
            continue;
        if (items.isEmpty()) // the older form has no names
            items.append(Item());
        items.last().parameters.insert(text.left(equals).trimmed().toLower(),
                                       text.mid(equals + 1).trimmed());
    }
    return items;
}

} // namespace

std::optional<RateLimit> readRateLimit(const QByteArray &limit, const QByteArray &policy)
{
    const QList<Item> policies = readItems(policy);
    std::optional<RateLimit> tightest;
    for (const Item &item : readItems(limit)) {
        const auto remaining = item.number("r", "remaining", mostRequests);
        const auto reset = item.number("t", "reset", mostSeconds);
        if (!remaining || !reset || (tightest && tightest->remaining <= *remaining))
            continue;
        tightest = {*remaining, std::chrono::seconds(*reset),
                    item.number("q", "limit", mostRequests)};
        for (const Item &other : policies)
            if (other.name == item.name && !tightest->quota)
                tightest->quota = other.number("q", "limit", mostRequests);
    }
    return tightest;
}

} // namespace gatehouse
