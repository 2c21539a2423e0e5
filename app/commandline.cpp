// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"

#include "models/services/profileendpoint.h"

#include <QCommandLineParser>

namespace gatehouse {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::CommandLine)
};
} // namespace

static Credentials credentialsFrom(const QProcessEnvironment &environment)
{
    return {environment.value(QStringLiteral("CLOUDFLARE_API_TOKEN")),
            environment.value(QStringLiteral("CLOUDFLARE_EMAIL")),
            environment.value(QStringLiteral("CLOUDFLARE_API_KEY"))};
}

std::optional<Endpoint> endpointFromEnvironment(const QProcessEnvironment &environment)
{
    Endpoint endpoint{QUrl(QStringLiteral("https://api.cloudflare.com/client/v4")),
                      environment.value(QStringLiteral("CLOUDFLARE_ACCOUNT_ID")),
                      credentialsFrom(environment)};
    if (endpoint.account.isEmpty() || endpoint.credentials.isEmpty())
        return std::nullopt;
    return endpoint;
}

CommandLine CommandLine::parse(const QStringList &arguments, const QProcessEnvironment &environment)
{
    const auto fail = [](const QString &text) {
        CommandLine result;
        result.action = Action::Fail;
        result.text = text;
        return result;
    };

    QCommandLineParser parser;
    parser.setApplicationDescription(
        Tr::tr("Administers AI gateways. Without options it connects what was connected the last\n"
               "time; at the first start, a sandbox of its own.\n\n"
               "Credentials for --api-url are CLOUDFLARE_API_TOKEN, or CLOUDFLARE_EMAIL with\n"
               "CLOUDFLARE_API_KEY; for --ngrok-url NGROK_API_KEY."));
    const QCommandLineOption help({QStringLiteral("h"), QStringLiteral("help")},
                                  Tr::tr("Show this help."));
    const QCommandLineOption version({QStringLiteral("v"), QStringLiteral("version")},
                                     Tr::tr("Show the version."));
    const QCommandLineOption sandbox(QStringLiteral("sandbox"),
                                     Tr::tr("Work on the sandbox, beside --api-url too."));
    const QCommandLineOption apiUrl(
        QStringLiteral("api-url"),
        Tr::tr("Work on the service at URL, which is everything before /accounts/…"),
        QStringLiteral("URL"));
    const QCommandLineOption account(
        QStringLiteral("account"),
        Tr::tr("The account at --api-url; CLOUDFLARE_ACCOUNT_ID by default."),
        QStringLiteral("ID"));
    const QCommandLineOption ngrokUrl(QStringLiteral("ngrok-url"),
                                      Tr::tr("Where ngrok's AI Gateway API is."),
                                      QStringLiteral("URL"));
    const QCommandLineOption open(
        QStringLiteral("open"),
        Tr::tr("Open a view: gateways, new-gateway, edit-gateways, import-gateways, gateway/ID, "
               "gateway/ID/overview, gateway/ID/connect, gateway/ID/domains, gateway/ID/compare, "
               "gateway/ID/logs?filter=TEXT, gateway/ID/difference?logs=ID,ID, "
               "gateway/ID/routes, gateway/ID/datasets, gateway/ID/evaluations, "
               "gateway/ID/providers, providers, billing, evaluation-types, requests, tasks; the "
               "manual has them all. May be repeated."),
        QStringLiteral("PATH"));
    const QCommandLineOption tour(QStringLiteral("tour"),
                                  Tr::tr("Write pictures of every view into DIR and end."),
                                  QStringLiteral("DIR"));
    parser.addOptions({help, version, sandbox, apiUrl, account, ngrokUrl, open, tour});

    if (!parser.parse(arguments))
        return fail(parser.errorText());
    CommandLine result;
    if (parser.isSet(help)) {
        result.action = Action::Help;
        result.text = parser.helpText();
        return result;
    }
    if (parser.isSet(version)) {
        result.action = Action::Version;
        result.text = QStringLiteral("gatehouse " GATEHOUSE_VERSION "\n");
        return result;
    }
    if (!parser.positionalArguments().isEmpty())
        return fail(Tr::tr("What is “%1”? Views are opened with --open.")
                        .arg(parser.positionalArguments().constFirst()));

    if (parser.isSet(apiUrl)) {
        Endpoint endpoint;
        endpoint.apiUrl = QUrl(parser.value(apiUrl), QUrl::StrictMode);
        endpoint.account = parser.isSet(account)
            ? parser.value(account)
            : environment.value(QStringLiteral("CLOUDFLARE_ACCOUNT_ID"));
        endpoint.credentials = credentialsFrom(environment);
        if (const QString problem = problemOfAddress(parser.value(apiUrl)); !problem.isEmpty())
            return fail(Tr::tr("--api-url: %1").arg(problem));
        if (endpoint.account.isEmpty())
            return fail(Tr::tr("--api-url needs --account, or CLOUDFLARE_ACCOUNT_ID"));
        result.endpoint = endpoint;
    } else if (parser.isSet(account)) {
        return fail(Tr::tr("--account belongs to --api-url"));
    }
    if (parser.isSet(ngrokUrl)) {
        result.ngrokToken = environment.value(QStringLiteral("NGROK_API_KEY"));
        result.ngrokUrl = QUrl(parser.value(ngrokUrl), QUrl::StrictMode);
        if (const QString problem = problemOfAddress(parser.value(ngrokUrl)); !problem.isEmpty())
            return fail(Tr::tr("--ngrok-url: %1").arg(problem));
        if (!result.endpoint)
            return fail(Tr::tr("--ngrok-url belongs to --api-url"));
    }
    result.sandbox = parser.isSet(sandbox);
    for (const QString &path : parser.values(open)) {
        const auto address = ViewAddress::parse(path);
        if (!address)
            return fail(Tr::tr("--open knows no view “%1”").arg(path));
        result.open.append(*address);
    }
    result.tourFolder = parser.value(tour);
    if (parser.isSet(tour) && result.tourFolder.isEmpty())
        return fail(Tr::tr("--tour needs a folder"));
    return result;
}

} // namespace gatehouse
