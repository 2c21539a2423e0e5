// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/modelprovider.h"
#include "models/domain/snippets.h"

namespace gatehouse {

// One HTTP request through a gateway, in the form that the provider takes.
struct ProviderRequest
{
    using Members = QList<std::pair<QString, QString>>;

    ModelProvider::Form form = ModelProvider::Form::OpenAi;
    QString base; // URL, without a / at its end
    QString slug; // that base is of
    QString path; // below base
    QString keyHeader; // the header's name; empty: no key is sent
    QString keyPrefix; // how its value begins
    QString keyVariable; // of the environment
    QString model;
    Members extraHeaders;
    Members body; // values are JSON texts
    bool embeds = false;

    QString url() const { return base + u'/' + path; }
};

// nullopt: the provider has no such call, or takes it in a form of its own. anyForm: as the
// provider itself takes it; else as OpenAI does.
std::optional<ProviderRequest> providerRequest(const SnippetRequest &wanted, bool anyForm);

// Of the environment: the gateway's own token.
inline constexpr QLatin1String gatewayTokenVariable{"CF_AIG_TOKEN"};
inline constexpr QLatin1String exampleQuestion{"What is a gateway?"};
QString jsonQuoted(const QString &text); // a literal of JavaScript and Python as well

} // namespace gatehouse
