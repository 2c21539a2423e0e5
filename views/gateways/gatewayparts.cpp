// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/gatewayparts.h"

#include "models/domain/format.h"
#include "views/gateways/cardlist.h"
#include "views/gateways/dlpeditor.h"
#include "views/gateways/filteredits.h"
#include "views/gateways/guardrailsgrid.h"
#include "views/gateways/headersedit.h"
#include "views/gateways/objecteditor.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>
#include <QUrl>

namespace gatehouse::gatewayparts {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::GatewayParts)
};

constexpr int mostEndpoints = 5;
constexpr int longestUrl = 2048;
constexpr int longestAuthorization = 256;
constexpr int mostRules = 20;
constexpr qint64 mostSeconds = 10LL * 365 * 86'400;

QString key(const char *name)
{
    return QString::fromLatin1(name);
}

QString urlProblem(const QJsonValue &value)
{
    if (const QString length = textOf(1, longestUrl)(value); !length.isEmpty())
        return length;
    const QUrl url(value.toString(), QUrl::StrictMode);
    const bool isWeb = url.scheme() == u"https" || url.scheme() == u"http";
    return url.isValid() && isWeb && !url.host().isEmpty()
        ? QString()
        : Tr::tr("A whole URL, such as https://otel.example.com/v1/traces");
}

JsonEditor *makeEndpoint()
{
    auto *endpoint = new ObjectEditor;
    endpoint->addText(key("url"), Tr::tr("URL"),
                      Tr::tr("At most %1 characters.").arg(format::count(longestUrl)), urlProblem);
    endpoint->addSecret(
        key("authorization"), Tr::tr("Authorization"),
        Tr::tr("Sent as the header of that name; at most %1 characters.").arg(longestAuthorization),
        textOf(0, longestAuthorization));
    endpoint->addPart(
        key("headers"), Tr::tr("Headers"), new HeadersEdit,
        Tr::tr("Values have at most %1 characters.").arg(format::count(HeadersEdit::longestValue)));
    endpoint->addChoice(
        key("content_type"), Tr::tr("Content type"),
        {{key("json"), Tr::tr("JSON")}, {key("protobuf"), Tr::tr("Protocol Buffers")}});
    return endpoint;
}

QJsonObject freshEndpoint()
{
    return {{key("url"), QString()},
            {key("authorization"), QString()},
            {key("headers"), QJsonObject()},
            {key("content_type"), key("json")}};
}

JsonEditor *makeEvent()
{
    auto *event = new ObjectEditor;
    event->addLongText(key("payload"), Tr::tr("Payload"),
                       Tr::tr("What is sent to Stripe as the meter event."), textOf(1, INT_MAX));
    return event;
}

JsonEditor *makeRule()
{
    auto *rule = new ObjectEditor;
    rule->addText(key("id"), Tr::tr("Id"), Tr::tr("Left empty, the service makes one."), {});
    rule->addSwitch(key("enabled"), Tr::tr("Enabled"));
    rule->addAmount(key("limit"), Tr::tr("Limit"), Tr::tr("$"));
    rule->addChoice(key("limitType"), Tr::tr("Limit of"), {{key("cost"), Tr::tr("Cost")}});
    rule->addNumber(key("window"), Tr::tr("Window"), Tr::tr("s"), {1, mostSeconds});
    rule->addChoice(
        key("technique"), Tr::tr("Technique"),
        {{key("sliding"), Tr::tr("Sliding")}, {key("fixed"), Tr::tr("Fixed")}},
        Tr::tr(
            "Fixed counts anew at the start of every window. Sliding looks back at any moment."));
    rule->addPart(key("provider"), Tr::tr("Providers"), new ValuesFilterEdit,
                  Tr::tr("One a line; none: all of them."));
    rule->addPart(key("model"), Tr::tr("Models"), new ValuesFilterEdit,
                  Tr::tr("One a line; none: all of them."));
    rule->addPart(key("metadata"), Tr::tr("Metadata"), new MetadataFilterEdit,
                  Tr::tr("Only requests with these values, or a limit for each value by itself."));
    return rule;
}

QJsonObject freshRule()
{
    constexpr int day = 86'400; // s
    return {{key("enabled"), true},
            {key("limitType"), key("cost")},
            {key("window"), day},
            {key("technique"), key("sliding")}};
}

JsonEditor *makeOtel()
{
    return new CardList({.heading = Tr::tr("Endpoint %1"),
                         .add = Tr::tr("Add endpoint"),
                         .most = mostEndpoints,
                         .make = makeEndpoint,
                         .fresh = [] { return QJsonValue(freshEndpoint()); }});
}

JsonEditor *makeStripe()
{
    auto *stripe = new ObjectEditor(ObjectEditor::Place::Form);
    stripe->addSecret(key("authorization"), Tr::tr("Authorization"),
                      Tr::tr("A restricted key of the Stripe account."), textOf(1, INT_MAX));
    stripe->addPart(key("usage_events"), Tr::tr("Usage events"),
                    new CardList({.heading = Tr::tr("Event %1"),
                                  .add = Tr::tr("Add event"),
                                  .most = 0,
                                  .make = makeEvent,
                                  .fresh = [] {
                                      return QJsonValue(QJsonObject{{key("payload"), {}}});
                                  }}));
    return stripe;
}

JsonEditor *makeSpendLimits()
{
    auto *limits = new ObjectEditor(ObjectEditor::Place::Form);
    limits->addSwitch(key("enabled"), Tr::tr("Enabled"));
    limits->addPart(key("rules"), Tr::tr("Rules"),
                    new CardList({.heading = Tr::tr("Rule %1"),
                                  .add = Tr::tr("Add rule"),
                                  .most = mostRules,
                                  .make = makeRule,
                                  .fresh = [] { return QJsonValue(freshRule()); }}));
    return limits;
}

} // namespace

QStringList keys()
{
    return {key("guardrails"), key("dlp"), key("otel"), key("stripe"), key("spend_limits")};
}

Part make(const QString &name)
{
    if (name == u"guardrails")
        return {new GuardrailsGrid, true,
                QJsonObject{{key("prompt"), QJsonObject()}, {key("response"), QJsonObject()}}};
    if (name == u"dlp")
        return {new DlpEditor, false, DlpEditor::fresh()};
    if (name == u"otel")
        return {makeOtel(), true, QJsonArray()};
    if (name == u"stripe")
        return {
            makeStripe(), true,
            QJsonObject{{key("authorization"), QString()}, {key("usage_events"), QJsonArray()}}};
    Q_ASSERT(name == u"spend_limits");
    return {makeSpendLimits(), true,
            QJsonObject{{key("enabled"), true}, {key("rules"), QJsonArray()}}};
}

} // namespace gatehouse::gatewayparts
