// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/customprovider.h"

#include "models/domain/format.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QUrl>
#include <algorithm>

namespace gatehouse {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::CustomProvider)
};
} // namespace

QString customAddress(const QString &slug)
{
    return QStringLiteral("custom-") + slug;
}

const QStringList &customProviderServiceMadeKeys()
{
    static const QStringList keys{QStringLiteral("id"), QStringLiteral("created_at"),
                                  QStringLiteral("modified_at")};
    return keys;
}

QJsonObject customProviderCreateBody(const CustomProvider &provider)
{
    QJsonObject body = toJson(provider).toObject();
    for (const QString &key : customProviderServiceMadeKeys())
        body.remove(key);
    body.remove(QStringLiteral("logo")); // not of this operation
    return body;
}

QString slugProblem(const QString &slug)
{
    if (slug.isEmpty())
        return Tr::tr("This is needed.");
    const bool fits = std::all_of(slug.begin(), slug.end(), [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9')
            || c == u'-';
    });
    return fits ? QString() : Tr::tr("Only letters a to z, digits and hyphens.");
}

QString httpsUrlProblem(const QString &text)
{
    if (text.isEmpty())
        return Tr::tr("This is needed.");
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty())
        return Tr::tr("This is not a URL such as https://api.example.com/v1.");
    if (url.scheme() != u"https")
        return Tr::tr("It has to begin with https://.");
    if (!url.userInfo().isEmpty())
        return Tr::tr("A URL must not hold a user name or password: it is shown to everybody.");
    return {};
}

QString headersProblem(const QString &headers)
{
    if (const QString problem = lengthProblem(headers, 0, CustomProvider::longestHeaders);
        !problem.isEmpty())
        return problem;
    if (!headers.isEmpty() && !QJsonDocument::fromJson(headers.toUtf8()).isObject())
        return Tr::tr("The headers are not a JSON object.");
    return {};
}

qsizetype characters(const QString &text)
{
    return text.size()
        - std::count_if(text.begin(), text.end(), [](QChar c) { return c.isLowSurrogate(); });
}

QString lengthProblem(const QString &text, int least, int most)
{
    const qsizetype size = characters(text);
    if (size < least)
        return Tr::tr("This is needed.");
    if (size > most)
        return Tr::tr("%1 characters; at most %2 are allowed.")
            .arg(format::count(size), format::count(most));
    return {};
}

} // namespace gatehouse
