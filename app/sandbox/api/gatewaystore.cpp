// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/api/gatewaystore.h"

namespace sandbox {

namespace {

constexpr auto columns = "SELECT number, id, created_at, modified_at, is_default, fields "
                         "FROM gateways ";

Gateway readGateway(const Statement &select)
{
    return {static_cast<std::uint32_t>(select.integer(0)),
            select.text(1),
            select.integer(2),
            select.integer(3),
            select.integer(4) != 0,
            Json::parse(select.text(5))};
}

} // namespace

Json Gateway::json() const
{
    Json result = fields;
    result["id"] = id;
    result["created_at"] = isoTime(createdAt);
    result["modified_at"] = isoTime(modifiedAt);
    result["is_default"] = isDefault;
    return result;
}

std::vector<Gateway> allGateways(Database &database, const std::string &search)
{
    const std::scoped_lock guard(database.mutex());
    Statement select = database.prepare(
        std::string(columns) + "WHERE instr(lower(id), lower(?)) > 0 ORDER BY created_at DESC, id");
    select.bind(0, search);
    std::vector<Gateway> gateways;
    while (select.step()) {
        gateways.push_back(readGateway(select));
    }
    return gateways;
}

std::optional<Gateway> findGateway(Database &database, const std::string &id)
{
    const std::scoped_lock guard(database.mutex());
    Statement select = database.prepare(std::string(columns) + "WHERE id = ?");
    select.bind(0, id);
    return select.step() ? std::optional(readGateway(select)) : std::nullopt;
}

Gateway gatewayOf(Database &database, const std::string &id)
{
    auto gateway = findGateway(database, id);
    if (!gateway) {
        throw Failure(404, NotFound, "Gateway not found");
    }
    return std::move(*gateway);
}

void insertGateway(Database &database, Gateway &gateway)
{
    const std::scoped_lock guard(database.mutex());
    database.prepare("INSERT INTO gateways VALUES (NULL, ?, ?, ?, ?, ?)")
        .bind(0, gateway.id)
        .bind(1, gateway.createdAt)
        .bind(2, gateway.modifiedAt)
        .bind(3, std::int64_t{gateway.isDefault})
        .bind(4, gateway.fields.dump())
        .run();
    gateway.number = findGateway(database, gateway.id)->number;
}

void updateGateway(Database &database, const Gateway &gateway)
{
    const std::scoped_lock guard(database.mutex());
    database.prepare("UPDATE gateways SET modified_at = ?, fields = ? WHERE number = ?")
        .bind(0, gateway.modifiedAt)
        .bind(1, gateway.fields.dump())
        .bind(2, std::int64_t{gateway.number})
        .run();
}

void deleteGateway(Database &database, const Gateway &gateway)
{
    const std::scoped_lock guard(database.mutex());
    database.prepare("DELETE FROM gateways WHERE number = ?")
        .bind(0, std::int64_t{gateway.number})
        .run();
}

} // namespace sandbox
