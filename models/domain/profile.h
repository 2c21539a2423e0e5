// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/json.h"
#include "models/domain/openenum.h"

#include <QUrl>

namespace gatehouse {

// How one account is reached and how carefully it is treated. It holds no secret: those are in the
// SecretStore, under the profile's id.
struct Profile
{
    enum class BackEnd { Cloudflare, Sandbox, Other };
    enum class SignIn { Token, Key };

    static constexpr int vendorBudget = 1200; // requests in any 5 minutes

    QString id{}; // made here, never shown
    QString name{};
    QString color{}; // "#rrggbb"; empty: none
    BackEnd backEnd = BackEnd::Cloudflare;
    QString apiUrl{}; // of BackEnd::Other: everything before /accounts/…
    QString account{}; // of all but BackEnd::Sandbox
    SignIn signIn = SignIn::Token;
    QString email{}; // of SignIn::Key
    QString ngrokUrl{}; // empty: no ngrok connection beside it
    bool readOnly = false;
    qint64 budget = 0; // requests in any 5 minutes; 0: not limited
    bool open = false; // connected at the next start

    bool operator==(const Profile &) const = default;
};

} // namespace gatehouse
