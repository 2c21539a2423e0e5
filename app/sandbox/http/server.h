// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/http/router.h"
#include "app/sandbox/options.h"

#include <memory>

namespace sandbox {

/// HTTP on 127.0.0.1: authentication, routing, envelopes.
class Server
{
public:
    /// Takes the port; throws StartError when it is not free.
    explicit Server(const Options &options);
    ~Server();
    Server(const Server &) = delete;
    Server &operator=(const Server &) = delete;

    int port() const;

    void start(Router router);

    /// Answers what has been asked, closes every connection and returns.
    void stop();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace sandbox
