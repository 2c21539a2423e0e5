// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/api/ngrokstore.h"

#include <set>

namespace sandbox {

namespace {

constexpr auto columns = "SELECT id, created_at, updated_at, created_by, updated_by, in_use, fields"
                         " FROM ngrok_providers WHERE ";

NgrokProvider readProvider(const Statement &select)
{
    return {select.text(0), select.integer(1),      select.integer(2),          select.text(3),
            select.text(4), select.integer(5) != 0, Json::parse(select.text(6))};
}

Json reference(const std::string &root, const std::string &user)
{
    return {{"id", user}, {"uri", root + "/users/" + user}};
}

} // namespace

Json NgrokProvider::json(const std::string &root) const
{
    Json result = fields;
    result["id"] = id;
    result["uri"] = root + "/providers/" + id;
    result["createdAt"] = isoTime(createdAt);
    result["updatedAt"] = isoTime(updatedAt);
    result["createdBy"] = reference(root, createdBy);
    result["lastUpdatedBy"] = reference(root, updatedBy);
    return result;
}

std::string newNgrokId(std::string_view prefix, Millis now, Random &random)
{
    constexpr std::string_view digits =
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    std::string id(27, '0');
    constexpr std::size_t timeDigits = 7;
    for (std::size_t i = timeDigits; i > 0; --i) {
        id[i - 1] = digits[static_cast<std::size_t>(now) % digits.size()];
        now /= static_cast<Millis>(digits.size());
    }
    for (std::size_t i = timeDigits; i < id.size(); ++i) {
        id[i] = digits[random.below(digits.size())];
    }
    return std::string(prefix).append(id);
}

void nameModels(Json &models, const Json &before, Millis now, Random &random)
{
    std::map<std::string, std::string> known;
    for (const Json &model : before) {
        known[model["modelId"]] = model["id"];
    }
    std::set<std::string> named;
    for (std::size_t i = 0; i < models.size(); ++i) {
        const std::string modelId = models[i]["modelId"];
        if (!named.insert(modelId).second) {
            throw Failure(400,
                          {{InvalidInput, "This model is in the list twice",
                            Json::array({"body", "models", i, "modelId"})}});
        }
        const auto old = known.find(modelId);
        models[i]["id"] = old != known.end() ? old->second : newNgrokId("aigpm_", now, random);
    }
}

std::vector<NgrokProvider> ngrokProviders(Database &database, const std::string &beforeId,
                                          std::size_t limit)
{
    const std::scoped_lock guard(database.mutex());
    Statement select =
        database.prepare(std::string(columns) + "?1 = '' OR id < ?1 ORDER BY id DESC LIMIT ?2");
    select.bind(0, beforeId).bind(1, static_cast<std::int64_t>(limit));
    std::vector<NgrokProvider> providers;
    while (select.step()) {
        providers.push_back(readProvider(select));
    }
    return providers;
}

NgrokProvider ngrokProviderOf(Database &database, const std::string &id)
{
    const std::scoped_lock guard(database.mutex());
    Statement select = database.prepare(std::string(columns) + "id = ?");
    select.bind(0, id);
    if (!select.step()) {
        throw Failure(404, NotFound, "AI Gateway provider " + id + " not found");
    }
    return readProvider(select);
}

void insertNgrokProvider(Database &database, const NgrokProvider &provider)
{
    const std::scoped_lock guard(database.mutex());
    const std::string providerId = provider.fields["providerId"];
    Statement taken = database.prepare("SELECT 1 FROM ngrok_providers WHERE provider_id = ?");
    taken.bind(0, providerId);
    if (taken.step()) {
        throw Failure(409,
                      {{NgrokProviderExists,
                        "A provider with the providerId " + providerId + " already exists",
                        Json::array({"body", "providerId"})}});
    }
    database
        .prepare("INSERT INTO ngrok_providers (id, created_at, updated_at, created_by, updated_by,"
                 " in_use, fields) VALUES (?, ?, ?, ?, ?, ?, ?)")
        .bind(0, provider.id)
        .bind(1, provider.createdAt)
        .bind(2, provider.updatedAt)
        .bind(3, provider.createdBy)
        .bind(4, provider.updatedBy)
        .bind(5, std::int64_t{provider.inUse})
        .bind(6, provider.fields.dump())
        .run();
}

void updateNgrokProvider(Database &database, const NgrokProvider &provider)
{
    const std::scoped_lock guard(database.mutex());
    database
        .prepare("UPDATE ngrok_providers SET updated_at = ?, updated_by = ?, fields = ?"
                 " WHERE id = ?")
        .bind(0, provider.updatedAt)
        .bind(1, provider.updatedBy)
        .bind(2, provider.fields.dump())
        .bind(3, provider.id)
        .run();
}

void deleteNgrokProvider(Database &database, const NgrokProvider &provider)
{
    if (provider.inUse) {
        throw Failure(409, NgrokReferencedProvider,
                      "This provider cannot be deleted while a provider key or an access key"
                      " configuration refers to it");
    }
    const std::scoped_lock guard(database.mutex());
    database.prepare("DELETE FROM ngrok_providers WHERE id = ?").bind(0, provider.id).run();
}

} // namespace sandbox
