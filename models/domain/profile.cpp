// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/profile.h"

#include <QCoreApplication>
#include <algorithm>

namespace gatehouse {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::Profile)
};
} // namespace

Profile newProfile()
{
    return {.name = Tr::tr("New connection"), .budget = Profile::vendorBudget};
}

const QStringList &profileColors()
{
    static const QStringList colors{QStringLiteral("#d0383f"), QStringLiteral("#c76a00"),
                                    QStringLiteral("#a38600"), QStringLiteral("#2f8f46"),
                                    QStringLiteral("#0f8a94"), QStringLiteral("#2f75c9"),
                                    QStringLiteral("#8a55d0"), QStringLiteral("#c2458f")};
    return colors;
}

QString freeProfileColor(const QList<Profile> &profiles)
{
    // From the quiet end: red is for production, which the person says.
    for (qsizetype i = profileColors().size() - 1; i >= 0; --i) {
        const QString &color = profileColors().at(i);
        if (std::none_of(profiles.begin(), profiles.end(),
                         [&](const Profile &profile) { return profile.color == color; }))
            return color;
    }
    return profileColors().constLast();
}

QStringList profileDifferences(const Profile &a, const Profile &b)
{
    QStringList names;
    const auto compare = [&names](const QString &name, const auto &one, const auto &other) {
        if (one != other)
            names.append(name);
    };
    compare(Tr::tr("name"), a.name, b.name);
    compare(Tr::tr("colour"), a.color, b.color);
    compare(Tr::tr("back end"), a.backEnd, b.backEnd);
    compare(Tr::tr("address"), a.apiUrl, b.apiUrl);
    compare(Tr::tr("account"), a.account, b.account);
    compare(Tr::tr("sign-in"), a.signIn, b.signIn);
    compare(Tr::tr("e-mail"), a.email, b.email);
    compare(Tr::tr("ngrok address"), a.ngrokUrl, b.ngrokUrl);
    compare(Tr::tr("read-only"), a.readOnly, b.readOnly);
    compare(Tr::tr("request budget"), a.budget, b.budget);
    return names;
}

} // namespace gatehouse
