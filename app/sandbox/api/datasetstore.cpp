// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/api/datasetstore.h"

namespace sandbox {

namespace {

constexpr auto columns = "SELECT id, name, enable, created_at, modified_at, filters "
                         "FROM datasets WHERE gateway = ? ";

Dataset readDataset(const Statement &select)
{
    return {select.text(0),    select.text(1),    select.integer(2) != 0,
            select.integer(3), select.integer(4), Json::parse(select.text(5))};
}

void refuseTakenName(Database &database, const Gateway &gateway, const Dataset &dataset)
{
    Statement select =
        database.prepare("SELECT 1 FROM datasets WHERE gateway = ? AND name = ? AND id <> ?");
    select.bind(0, std::int64_t{gateway.number}).bind(1, dataset.name).bind(2, dataset.id);
    if (select.step()) {
        throw Failure(
            409,
            {{Conflict, "A dataset with this name already exists", Json::array({"body", "name"})}});
    }
}

} // namespace

Json Dataset::json(const std::string &gatewayId) const
{
    return {{"id", id},
            {"name", name},
            {"enable", enable},
            {"created_at", isoTime(createdAt)},
            {"modified_at", isoTime(modifiedAt)},
            {"gateway_id", gatewayId},
            {"filters", filters}};
}

std::vector<Dataset> findDatasets(Database &database, const Gateway &gateway, const Json &query)
{
    const std::scoped_lock guard(database.mutex());
    Statement select = database.prepare(
        std::string(columns)
        + "AND instr(lower(name), lower(?)) > 0 "
          "AND instr(lower(id || char(10) || name || char(10) || filters), lower(?)) > 0 "
          "AND enable BETWEEN ? AND ? ORDER BY created_at DESC, number DESC");
    select.bind(0, std::int64_t{gateway.number})
        .bind(1, query["name"].get<std::string>())
        .bind(2, query["search"].get<std::string>())
        .bind(3, std::int64_t{query.value("enable", false)})
        .bind(4, std::int64_t{query.value("enable", true)});
    std::vector<Dataset> datasets;
    while (select.step()) {
        datasets.push_back(readDataset(select));
    }
    return datasets;
}

std::uint64_t countDatasets(Database &database, const Gateway &gateway)
{
    const std::scoped_lock guard(database.mutex());
    Statement select = database.prepare("SELECT count(*) FROM datasets WHERE gateway = ?");
    select.bind(0, std::int64_t{gateway.number});
    select.step();
    return static_cast<std::uint64_t>(select.integer(0));
}

std::optional<Dataset> findDataset(Database &database, const Gateway &gateway,
                                   const std::string &id)
{
    const std::scoped_lock guard(database.mutex());
    Statement select = database.prepare(std::string(columns) + "AND id = ?");
    select.bind(0, std::int64_t{gateway.number}).bind(1, id);
    return select.step() ? std::optional(readDataset(select)) : std::nullopt;
}

void saveDataset(Database &database, const Gateway &gateway, const Dataset &dataset)
{
    const std::scoped_lock guard(database.mutex());
    refuseTakenName(database, gateway, dataset);
    database
        .prepare("INSERT INTO datasets "
                 "(gateway, id, name, enable, created_at, modified_at, filters) "
                 "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
                 "name = excluded.name, enable = excluded.enable, "
                 "modified_at = excluded.modified_at, filters = excluded.filters")
        .bind(0, std::int64_t{gateway.number})
        .bind(1, dataset.id)
        .bind(2, dataset.name)
        .bind(3, std::int64_t{dataset.enable})
        .bind(4, dataset.createdAt)
        .bind(5, dataset.modifiedAt)
        .bind(6, dataset.filters.dump())
        .run();
}

void deleteDataset(Database &database, const Dataset &dataset)
{
    const std::scoped_lock guard(database.mutex());
    database.prepare("DELETE FROM datasets WHERE id = ?").bind(0, dataset.id).run();
}

} // namespace sandbox
