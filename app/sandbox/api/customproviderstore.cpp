// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/api/customproviderstore.h"

#include "app/sandbox/api/providerrules.h"

namespace sandbox {

namespace {

constexpr auto columns = "SELECT number, id, created_at, modified_at, fields"
                         " FROM custom_providers WHERE ";

CustomProvider readProvider(const Statement &select)
{
    return {select.integer(0), select.text(1), select.integer(2), select.integer(3),
            Json::parse(select.text(4))};
}

void refuseTakenSlug(Database &database, const CustomProvider &provider)
{
    const std::string slug = provider.fields["slug"];
    Statement select =
        database.prepare("SELECT 1 FROM custom_providers WHERE slug = ? AND id <> ?");
    select.bind(0, slug).bind(1, provider.id);
    if (select.step()) {
        throw Failure(409,
                      {{Conflict, "A custom provider with the slug " + slug + " already exists",
                        Json::array({"body", "slug"})}});
    }
}

void bindFlag(Statement &select, int index, const std::optional<bool> &flag)
{
    if (flag) {
        select.bind(index, std::int64_t{*flag});
    } else {
        select.bindNull(index);
    }
}

Schema baseUrl()
{
    return string().rule(isHttpsUrl, "Must be a URL that starts with https://");
}

Schema slug()
{
    return string().rule(isSlug, "Must be of letters, digits and hyphens");
}

std::vector<Property> optionalProperties()
{
    return {{"curl_example", string()},
            {"description", string()},
            {"headers", string().length(0, 8192)},
            {"js_example", string()},
            {"link", string()},
            {"position", integer()}};
}

Schema createSchema()
{
    auto properties = optionalProperties();
    properties.push_back({"base_url", baseUrl().required()});
    properties.push_back({"beta", boolean().otherwise(false)});
    properties.push_back({"enable", boolean().otherwise(false)});
    properties.push_back({"name", string().nonEmpty().required()});
    properties.push_back({"slug", slug().required()});
    return object(std::move(properties));
}

Schema updateSchema()
{
    auto properties = optionalProperties();
    properties.push_back({"base_url", baseUrl()});
    properties.push_back({"beta", boolean()});
    properties.push_back({"enable", boolean()});
    properties.push_back({"logo", string()});
    properties.push_back({"name", string().nonEmpty()});
    properties.push_back({"slug", slug()});
    return object(std::move(properties));
}

} // namespace

Json CustomProvider::json() const
{
    Json result = fields;
    result["id"] = id;
    result["created_at"] = isoTime(createdAt);
    result["modified_at"] = isoTime(modifiedAt);
    return result;
}

const Schema &customProviderCreateSchema()
{
    static const Schema schema = createSchema();
    return schema;
}

const Schema &customProviderUpdateSchema()
{
    static const Schema schema = updateSchema();
    return schema;
}

std::vector<CustomProvider> customProviders(Database &database, const CustomProviderFilter &filter)
{
    const std::scoped_lock guard(database.mutex());
    Statement select =
        database.prepare(std::string(columns)
                         + "instr(lower(id || ' ' || name || ' ' || slug), lower(?1))"
                           " AND enable = ifnull(?2, enable) AND beta = ifnull(?3, beta)"
                           " ORDER BY number DESC");
    select.bind(0, filter.search);
    bindFlag(select, 1, filter.enable);
    bindFlag(select, 2, filter.beta);
    std::vector<CustomProvider> providers;
    while (select.step()) {
        providers.push_back(readProvider(select));
    }
    return providers;
}

std::optional<CustomProvider> findCustomProvider(Database &database, const std::string &id)
{
    const std::scoped_lock guard(database.mutex());
    Statement select = database.prepare(std::string(columns) + "id = ?");
    select.bind(0, id);
    return select.step() ? std::optional(readProvider(select)) : std::nullopt;
}

CustomProvider customProviderOf(Database &database, const std::string &id)
{
    auto provider = findCustomProvider(database, id);
    if (!provider) {
        throw Failure(404, NotFound, "Custom provider not found");
    }
    return std::move(*provider);
}

void insertCustomProvider(Database &database, CustomProvider &provider)
{
    const std::scoped_lock guard(database.mutex());
    refuseTakenSlug(database, provider);
    database
        .prepare("INSERT INTO custom_providers (id, created_at, modified_at, fields)"
                 " VALUES (?, ?, ?, ?)")
        .bind(0, provider.id)
        .bind(1, provider.createdAt)
        .bind(2, provider.modifiedAt)
        .bind(3, provider.fields.dump())
        .run();
    provider.number = findCustomProvider(database, provider.id)->number;
}

void updateCustomProvider(Database &database, const CustomProvider &provider)
{
    const std::scoped_lock guard(database.mutex());
    refuseTakenSlug(database, provider);
    database.prepare("UPDATE custom_providers SET modified_at = ?, fields = ? WHERE number = ?")
        .bind(0, provider.modifiedAt)
        .bind(1, provider.fields.dump())
        .bind(2, provider.number)
        .run();
}

void deleteCustomProvider(Database &database, const CustomProvider &provider)
{
    const std::scoped_lock guard(database.mutex());
    database.prepare("DELETE FROM custom_providers WHERE number = ?")
        .bind(0, provider.number)
        .run();
}

} // namespace sandbox
