// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/api/evaluationstore.h"

#include "app/sandbox/api/evaluationtypes.h"
#include "app/sandbox/store/ids.h"

namespace sandbox {

namespace {

constexpr auto columns = "SELECT gateway, id, name, created_at, modified_at, processed, "
                         "next_sequence, datasets, types, total_logs, results FROM evaluations ";

Evaluation readEvaluation(const Statement &select)
{
    return {static_cast<std::uint32_t>(select.integer(0)),
            select.text(1),
            select.text(2),
            select.integer(3),
            select.integer(4),
            select.integer(5) != 0,
            static_cast<std::uint32_t>(select.integer(6)),
            Json::parse(select.text(7)),
            Json::parse(select.text(8)),
            static_cast<std::uint64_t>(select.integer(9)),
            Json::parse(select.text(10))};
}

std::vector<Evaluation> readAll(Statement &select)
{
    std::vector<Evaluation> evaluations;
    while (select.step()) {
        evaluations.push_back(readEvaluation(select));
    }
    return evaluations;
}

void refuseTakenName(Database &database, const Evaluation &evaluation)
{
    Statement select = database.prepare("SELECT 1 FROM evaluations WHERE gateway = ? AND name = ?");
    select.bind(0, std::int64_t{evaluation.gateway}).bind(1, evaluation.name);
    if (select.step()) {
        throw Failure(409,
                      {{Conflict, "An evaluation with this name already exists",
                        Json::array({"body", "name"})}});
    }
}

} // namespace

Json Evaluation::json(const std::string &gatewayId, const std::string &account) const
{
    Json used = datasets;
    for (Json &dataset : used) {
        dataset["account_id"] = account;
        dataset["account_tag"] = account;
    }
    return {{"id", id},
            {"name", name},
            {"created_at", isoTime(createdAt)},
            {"modified_at", isoTime(modifiedAt)},
            {"gateway_id", gatewayId},
            {"processed", processed},
            {"total_logs", totalLogs},
            {"datasets", std::move(used)},
            {"results", results}};
}

LogTotals Evaluation::totals(LogStore &logs, const std::stop_token &stop) const
{
    std::vector<std::vector<Term>> filters;
    for (const Json &dataset : datasets) {
        filters.push_back(datasetTerms(dataset["filters"]));
    }
    return totalsOf(filters, nextSequence, *logs.table(gateway), logs, stop);
}

void Evaluation::complete(const LogTotals &totals, Millis now)
{
    processed = true;
    modifiedAt = now;
    totalLogs = totals.logs;
    results = Json::array();
    for (const Json &typeId : typeIds) {
        Json result = measured(typeId, totals);
        result["id"] = newUuid();
        result["created_at"] = result["modified_at"] = isoTime(now);
        result["evaluation_id"] = id;
        result["evaluation_type_id"] = typeId;
        results.push_back(std::move(result));
    }
}

std::vector<Evaluation> findEvaluations(Database &database, const Gateway &gateway,
                                        const Json &query)
{
    const std::scoped_lock guard(database.mutex());
    Statement select =
        database.prepare(std::string(columns)
                         + "WHERE gateway = ? AND instr(lower(name), lower(?)) > 0 "
                           "AND instr(lower(id || char(10) || name), lower(?)) > 0 "
                           "AND processed BETWEEN ? AND ? ORDER BY created_at DESC, number DESC");
    select.bind(0, std::int64_t{gateway.number})
        .bind(1, query["name"].get<std::string>())
        .bind(2, query["search"].get<std::string>())
        .bind(3, std::int64_t{query.value("processed", false)})
        .bind(4, std::int64_t{query.value("processed", true)});
    return readAll(select);
}

std::vector<Evaluation> unprocessedEvaluations(Database &database)
{
    const std::scoped_lock guard(database.mutex());
    Statement select =
        database.prepare(std::string(columns) + "WHERE processed = 0 ORDER BY number");
    return readAll(select);
}

Evaluation evaluationOf(Database &database, const Gateway &gateway, const std::string &id)
{
    const std::scoped_lock guard(database.mutex());
    Statement select = database.prepare(std::string(columns) + "WHERE gateway = ? AND id = ?");
    select.bind(0, std::int64_t{gateway.number}).bind(1, id);
    if (!select.step()) {
        throw Failure(404, NotFound, "Evaluation not found");
    }
    return readEvaluation(select);
}

void insertEvaluation(Database &database, const Evaluation &evaluation)
{
    const std::scoped_lock guard(database.mutex());
    refuseTakenName(database, evaluation);
    database.prepare("INSERT INTO evaluations VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(0, std::int64_t{evaluation.gateway})
        .bind(1, evaluation.id)
        .bind(2, evaluation.name)
        .bind(3, evaluation.createdAt)
        .bind(4, evaluation.modifiedAt)
        .bind(5, std::int64_t{evaluation.processed})
        .bind(6, std::int64_t{evaluation.nextSequence})
        .bind(7, evaluation.datasets.dump())
        .bind(8, evaluation.typeIds.dump())
        .bind(9, static_cast<std::int64_t>(evaluation.totalLogs))
        .bind(10, evaluation.results.dump())
        .run();
}

void updateEvaluation(Database &database, const Evaluation &evaluation)
{
    const std::scoped_lock guard(database.mutex());
    database
        .prepare("UPDATE evaluations SET modified_at = ?, processed = ?, total_logs = ?, "
                 "results = ? WHERE id = ?")
        .bind(0, evaluation.modifiedAt)
        .bind(1, std::int64_t{evaluation.processed})
        .bind(2, static_cast<std::int64_t>(evaluation.totalLogs))
        .bind(3, evaluation.results.dump())
        .bind(4, evaluation.id)
        .run();
}

void deleteEvaluation(Database &database, const Evaluation &evaluation)
{
    const std::scoped_lock guard(database.mutex());
    database.prepare("DELETE FROM evaluations WHERE id = ?").bind(0, evaluation.id).run();
}

} // namespace sandbox
