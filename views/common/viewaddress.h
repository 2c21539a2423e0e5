// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/id.h"

#include <QStringList>
#include <optional>

namespace gatehouse {

// Names a view as text, for --open, for links and for the saved layout:
// "gateways", "new-gateway", "edit-gateways?ids=IDS", "import-gateways", "gateway/ID",
// "gateway/ID/compare?with=OTHER", "gateway/ID/logs?filter=TEXT",
// "gateway/ID/difference?logs=LOG,LOG", "providers", "evaluation-types", "requests", "tasks", and
// the pages of a gateway: "gateway/ID/settings", "gateway/ID/overview?range=TEXT",
// "gateway/ID/connect?provider=TEXT", "gateway/ID/domains"; of its dynamic routes
// "gateway/ID/routes", "gateway/ID/route/ID?version=VERSION" or "?version=VERSION,VERSION", which
// are compared; of its datasets "gateway/ID/datasets", "gateway/ID/dataset/ID" and
// "gateway/ID/new-dataset?from=ID"; of its evaluations "gateway/ID/evaluations?ids=IDS"; of its
// keys "gateway/ID/providers"; "billing" and its pages "billing/usage?range=TEXT",
// "billing/invoices?type=TEXT", "billing/top-up", "billing/auto-top-up" and
// "billing/spending-limit". What is in capitals is percent-encoded.
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
        Routes,
        Route,
        Datasets,
        NewDataset,
        Dataset,
        Evaluations,
        GatewayProviders,
        Providers,
        EvaluationTypes,
        Billing,
        Requests,
        Tasks
    };

    Kind kind = Kind::Gateways;
    GatewayId gateway = {}; // of all that begin with gateway/
    // What the view shows of its object: the filter of Logs, the ids of EditGateways, the other one
    // of CompareGateway, both of LogDifference, what is chosen on a page, the version or both of
    // Route, the dataset that NewDataset is a copy of, the ids that are chosen of Evaluations; the
    // ids, versions and the other one are made of parts.
    QString filter = {};
    QString page = {}; // of Gateway and Billing; empty: the first, or the one that is open
    QString object = {}; // of Route and Dataset: its id

    bool operator==(const ViewAddress &) const = default;

    static std::optional<ViewAddress> parse(const QString &text); // nullopt: no such view
    QString text() const;

    static QString joined(const QStringList &parts);
    static QStringList parts(const QString &filter);
};

} // namespace gatehouse
