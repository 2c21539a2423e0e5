// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/profileendpoint.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace gatehouse {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::Profile)
};
} // namespace

QUrl cloudflareUrl()
{
    return QUrl(QStringLiteral("https://api.cloudflare.com/client/v4"));
}

Endpoint endpointOf(const Profile &profile, const Credentials &credentials)
{
    const bool other = profile.backEnd == Profile::BackEnd::Other;
    return {other ? QUrl(profile.apiUrl, QUrl::StrictMode) : cloudflareUrl(), profile.account,
            credentials};
}

QString problemOfAddress(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    if (text.isEmpty())
        return Tr::tr("An address is needed.");
    if (!url.isValid() || url.host().isEmpty())
        return Tr::tr("This is not an address such as https://host/path.");
    if (!url.userInfo().isEmpty())
        return Tr::tr("An address must not hold a user name or password: it is shown and kept.");
    if (url.hasQuery() || url.hasFragment())
        return Tr::tr("The address ends before “?” and “#”.");
    if (!isAllowedOrigin(url))
        return Tr::tr("Only https, or http on this machine, is safe for credentials.");
    return {};
}

QMap<QString, QString> problemsOf(const Profile &profile)
{
    QMap<QString, QString> problems;
    const auto add = [&problems](const char *field, const QString &text) {
        if (!text.isEmpty())
            problems.insert(QLatin1String(field), text);
    };
    if (profile.name.trimmed().isEmpty())
        add("name", Tr::tr("A name is needed."));
    static const QRegularExpression color(QStringLiteral("^(#[0-9a-fA-F]{6})?$"));
    if (!color.match(profile.color).hasMatch())
        add("color", Tr::tr("This is not a colour."));
    if (!profile.backEnd.known())
        add("back_end", Tr::tr("“%1” is not known to this version.").arg(profile.backEnd.text()));
    if (!profile.signIn.known())
        add("sign_in", Tr::tr("“%1” is not known to this version.").arg(profile.signIn.text()));
    if (profile.backEnd == Profile::BackEnd::Sandbox)
        return problems;

    if (profile.backEnd == Profile::BackEnd::Other)
        add("api_url", problemOfAddress(profile.apiUrl));
    static const QRegularExpression blank(QStringLiteral("[\\s/]"));
    if (profile.account.isEmpty())
        add("account", Tr::tr("The account id is needed."));
    else if (profile.account.contains(blank) || profile.account == u"." || profile.account == u"..")
        add("account", Tr::tr("An account id holds no blanks and no slashes."));
    static const QRegularExpression email(QStringLiteral("^[^\\s@]+@[^\\s@]+$"));
    if (profile.signIn == Profile::SignIn::Key && !email.match(profile.email).hasMatch())
        add("email", Tr::tr("The e-mail address that the key belongs to is needed."));
    if (!profile.ngrokUrl.isEmpty())
        add("ngrok_url", problemOfAddress(profile.ngrokUrl));
    if (profile.budget < 0)
        add("budget", Tr::tr("A budget is 0 or more."));
    return problems;
}

bool isSameService(const Profile &a, const Profile &b)
{
    return a.backEnd == b.backEnd && a.account == b.account
        && (a.backEnd != Profile::BackEnd::Other || a.apiUrl == b.apiUrl);
}

} // namespace gatehouse
