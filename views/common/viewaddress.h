// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/id.h"

#include <QString>
#include <optional>

namespace gatehouse {

// Names a view as text, for --open, for links and for the saved layout:
// "gateways", "new-gateway", "gateway/ID", "gateway/ID/logs?filter=TEXT",
// "gateway/ID/difference?logs=ID,ID", "evaluation-types", "requests", "tasks". ID and TEXT are
// percent-encoded.
struct ViewAddress
{
    enum class Kind {
        Gateways,
        NewGateway,
        Gateway,
        Logs,
        LogDifference,
        EvaluationTypes,
        Requests,
        Tasks
    };

    Kind kind = Kind::Gateways;
    GatewayId gateway = {}; // of Gateway, Logs and LogDifference
    QString filter = {}; // of Logs; of LogDifference, the ids of both logs with a comma

    bool operator==(const ViewAddress &) const = default;

    static std::optional<ViewAddress> parse(const QString &text); // nullopt: no such view
    QString text() const;
};

} // namespace gatehouse
