// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>
#include <optional>

namespace gatehouse {

enum class SnippetCall { Chat, Embeddings, Route };
enum class SnippetLanguage {
    Curl,
    PythonOpenAi,
    JavaScriptOpenAi,
    PythonVendor, // the provider's own SDK
    JavaScriptVendor,
    Worker, // the AI binding of the service that runs the gateway
};

// What a program is to ask a gateway for.
struct SnippetRequest
{
    QString gateway; // its id
    QString provider; // slug
    QString endpoint; // of the provider, from GET …/url/{provider}
    QString compatibleEndpoint; // the same for compat
    SnippetCall call = SnippetCall::Chat;
    QString model; // empty: the usual one
    QString route; // name, for SnippetCall::Route
    bool authenticated = false; // the gateway asks for a token of its own

    bool operator==(const SnippetRequest &) const = default;
};

struct Snippet
{
    QString text;
    // What is read from the environment in place of keys, in the order of appearance.
    QStringList variables;
};

// In which languages there is an example at all; none where the provider has no such call, or takes
// it in a form of its own.
QList<SnippetLanguage> snippetLanguages(const SnippetRequest &request);
// A program that makes the call and prints the answer. It never holds a key.
std::optional<Snippet> makeSnippet(const SnippetRequest &request, SnippetLanguage language);
// The model that it asks for: the request's, or the usual one; empty: it has to be given.
QString snippetModel(const SnippetRequest &request);

} // namespace gatehouse
