// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/api/gatewaystore.h"
#include "app/sandbox/logs/logtotals.h"

namespace sandbox {

/// What a gateway's logs were like when it was made. Later changes of its datasets or of
/// the logs do not touch it.
struct Evaluation
{
    std::uint32_t gateway = 0; ///< number
    std::string id;
    std::string name; ///< unique in its gateway
    Millis createdAt = 0;
    Millis modifiedAt = 0;
    bool processed = false;
    std::uint32_t nextSequence = 0; ///< of the gateway's logs, when it was made
    Json datasets; ///< as they were when it was made
    Json typeIds;
    std::uint64_t totalLogs = 0;
    Json results = Json::array();

    Json json(const std::string &gatewayId, const std::string &account) const;

    /// The sums that its results are made of.
    LogTotals totals(LogStore &logs, const std::stop_token &stop = {}) const;
    void complete(const LogTotals &totals, Millis now);
};

/// The newest first. The query has `name` and `search`, and may have `processed`.
std::vector<Evaluation> findEvaluations(Database &database, const Gateway &gateway,
                                        const Json &query);

/// Of all gateways, the oldest first.
std::vector<Evaluation> unprocessedEvaluations(Database &database);

/// Throws the 404.
Evaluation evaluationOf(Database &database, const Gateway &gateway, const std::string &id);

/// Throws the 409 of a name that another has.
void insertEvaluation(Database &database, const Evaluation &evaluation);

/// Stores what complete() changed, unless it has been deleted.
void updateEvaluation(Database &database, const Evaluation &evaluation);
void deleteEvaluation(Database &database, const Evaluation &evaluation);

} // namespace sandbox
