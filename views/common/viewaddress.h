// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/id.h"

#include <QStringList>
#include <optional>

namespace gatehouse {

// Names a view as text, for --open, for links and for the saved layout:
// "gateways", "new-gateway", "edit-gateways?ids=IDS", "import-gateways", "gateway/ID",
// "gateway/ID/compare?with=OTHER", "gateway/ID/logs?filter=TEXT",
// "gateway/ID/difference?logs=LOG,LOG", "gateway/ID/providers", "providers", "evaluation-types",
// "requests", "tasks", and the pages of a gateway: "gateway/ID/settings",
// "gateway/ID/overview?range=TEXT", "gateway/ID/connect?provider=TEXT", "gateway/ID/domains". What
// is in capitals is percent-encoded.
struct ViewAddress
{
    enum class Kind {
        Gateways,
        NewGateway,
        EditGateways,
        ImportGateways,
        Gateway,
        CompareGateway,
        Logs,
        LogDifference,
        GatewayProviders,
        Providers,
        EvaluationTypes,
        Requests,
        Tasks
    };

    Kind kind = Kind::Gateways;
    GatewayId gateway = {}; // of all that begin with gateway/
    // What the view shows of its object: the filter of Logs, the ids of EditGateways, the other one
    // of CompareGateway, both of LogDifference, what is chosen on a page; the ids and the other one
    // are made of parts.
    QString filter = {};
    QString page = {}; // of Gateway; empty: the settings, or the one that is open

    bool operator==(const ViewAddress &) const = default;

    static std::optional<ViewAddress> parse(const QString &text); // nullopt: no such view
    QString text() const;

    static QString joined(const QStringList &parts);
    static QStringList parts(const QString &filter);
};

} // namespace gatehouse
