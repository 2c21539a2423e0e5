// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/id.h"

#include <QString>
#include <optional>

namespace gatehouse {

// Names a view as text, for --open, for links and for the saved layout:
// "gateways", "new-gateway", "gateway/ID", "gateway/ID/logs?filter=TEXT", "evaluation-types",
// "requests", "tasks", and the pages of a gateway: "gateway/ID/settings",
// "gateway/ID/overview?range=TEXT", "gateway/ID/connect?provider=TEXT", "gateway/ID/domains". ID
// and TEXT are percent-encoded.
struct ViewAddress
{
    enum class Kind { Gateways, NewGateway, Gateway, Logs, EvaluationTypes, Requests, Tasks };

    Kind kind = Kind::Gateways;
    GatewayId gateway = {}; // of Gateway and Logs
    QString filter = {}; // of Logs; of a page: what is shown there
    QString page = {}; // of Gateway; empty: the settings, or the one that is open

    bool operator==(const ViewAddress &) const = default;

    static std::optional<ViewAddress> parse(const QString &text); // nullopt: no such view
    QString text() const;
};

} // namespace gatehouse
