// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/apirequest.h"
#include "views/common/viewaddress.h"

#include <QProcessEnvironment>
#include <optional>

namespace gatehouse {

// What the program was asked to do.
struct CommandLine
{
    enum class Action { Run, Help, Version, Fail };

    Action action = Action::Run;
    QString text; // of Help, Version and Fail
    // With neither of both, what was connected the last time is connected again.
    bool sandbox = false;
    std::optional<Endpoint> endpoint; // of --api-url
    QUrl ngrokUrl;
    QString ngrokToken;
    QList<ViewAddress> open;
    QString tourFolder;

    // environment: the API's CLOUDFLARE_… variables are read from it.
    static CommandLine parse(const QStringList &arguments, const QProcessEnvironment &environment);
};

// The account that the environment variables speak of, if they do.
std::optional<Endpoint> endpointFromEnvironment(const QProcessEnvironment &environment);

} // namespace gatehouse
