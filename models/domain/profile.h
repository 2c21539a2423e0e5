// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/json.h"
#include "models/domain/openenum.h"

#include <array>

namespace gatehouse {

enum class ProfileBackEnd { Cloudflare, Sandbox, Other };
constexpr std::array<std::pair<ProfileBackEnd, const char *>, 3> enumNames(ProfileBackEnd)
{
    using enum ProfileBackEnd;
    return {{{Cloudflare, "cloudflare"}, {Sandbox, "sandbox"}, {Other, "other"}}};
}

enum class ProfileSignIn { Token, Key };
constexpr std::array<std::pair<ProfileSignIn, const char *>, 2> enumNames(ProfileSignIn)
{
    using enum ProfileSignIn;
    return {{{Token, "token"}, {Key, "key"}}};
}

// How one account is reached and how carefully it is treated. It holds no secret: those are in the
// SecretStore, under the profile's id.
struct Profile
{
    using BackEnd = ProfileBackEnd;
    using SignIn = ProfileSignIn;

    static constexpr int vendorBudget = 1200; // requests in any 5 minutes

    QString id{}; // made here, never shown
    QString name{};
    QString color{}; // "#rrggbb"; empty: none
    OpenEnum<BackEnd> backEnd = BackEnd::Cloudflare;
    QString apiUrl{}; // of BackEnd::Other: everything before /accounts/…
    QString account{}; // of all but BackEnd::Sandbox
    OpenEnum<SignIn> signIn = SignIn::Token;
    QString email{}; // of SignIn::Key
    QString ngrokUrl{}; // empty: no ngrok connection beside it
    bool readOnly = false;
    qint64 budget = 0; // requests in any 5 minutes; 0: not limited
    bool open = false; // connected at the next start
    QJsonObject unknown{};

    bool operator==(const Profile &) const = default;

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("id", self.id);
        visitor("name", self.name);
        visitor("color", self.color);
        visitor("back_end", self.backEnd);
        visitor("api_url", self.apiUrl);
        visitor("account", self.account);
        visitor("sign_in", self.signIn);
        visitor("email", self.email);
        visitor("ngrok_url", self.ngrokUrl);
        visitor("read_only", self.readOnly);
        visitor("budget", self.budget);
        visitor("open", self.open);
    }
};

// A profile as the form for a new one starts.
Profile newProfile();

// Colours that are told apart on light and on dark ground, "#rrggbb".
const QStringList &profileColors();
// The first of them that none of the profiles has.
QString freeProfileColor(const QList<Profile> &profiles);

// The names of the members that differ, as the person reads them.
QStringList profileDifferences(const Profile &a, const Profile &b);

} // namespace gatehouse
