// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/pricingrule.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace gatehouse {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::PricingRule)
};
} // namespace

void readJson(const QJsonValue &json, TokenPricing &value, JsonContext &context)
{
    if (json.isString()) {
        const QJsonDocument document = QJsonDocument::fromJson(json.toString().toUtf8());
        if (!document.isObject() && !json.toString().isEmpty())
            return context.fail("a text of a JSON object", json);
        value.prices = document.object();
        return;
    }
    readJson(json, value.prices, context);
}

QJsonValue toJson(const TokenPricing &value)
{
    return value.prices;
}

const QStringList &pricingUnits()
{
    static const QStringList units{
        QStringLiteral("input_tokens"),        QStringLiteral("output_tokens"),
        QStringLiteral("input_cached_tokens"), QStringLiteral("input_cache_creation_tokens"),
        QStringLiteral("input_text_tokens"),   QStringLiteral("input_audio_tokens"),
        QStringLiteral("input_image_tokens"),  QStringLiteral("input_image_count"),
        QStringLiteral("input_video_tokens"),  QStringLiteral("output_reasoning_tokens"),
        QStringLiteral("output_image_count"),  QStringLiteral("total_tokens")};
    return units;
}

const QStringList &pricingRuleServiceMadeKeys()
{
    static const QStringList keys{QStringLiteral("id"), QStringLiteral("weight"),
                                  QStringLiteral("changed_by"), QStringLiteral("created_at"),
                                  QStringLiteral("modified_at")};
    return keys;
}

QJsonObject pricingRuleCreateBody(const PricingRule &rule)
{
    QJsonObject body = toJson(rule).toObject();
    for (const QString &key : pricingRuleServiceMadeKeys())
        body.remove(key);
    return body;
}

QString decimalText(double price)
{
    constexpr int places = 12;
    QString text = QString::number(price, 'f', places);
    while (text.endsWith(u'0'))
        text.chop(1);
    return text.endsWith(u'.') ? text.chopped(1) : text;
}

QString modelRuleText(const OpenEnum<ModelRule> &rule)
{
    const auto known = rule.known();
    if (!known)
        return rule.text();
    switch (*known) {
    case ModelRule::Equals:
        return Tr::tr("is");
    case ModelRule::StartsWith:
        return Tr::tr("begins with");
    case ModelRule::Contains:
        return Tr::tr("contains");
    }
    return {};
}

} // namespace gatehouse
