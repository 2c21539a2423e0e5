// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/http/control.h"

#include "app/sandbox/http/schema.h"

namespace sandbox {

namespace {

Json faultJson(const Fault &fault)
{
    Json json = fault.rule;
    json["id"] = fault.id;
    return json;
}

Json faultList(const Faults &faults)
{
    Json list = Json::array();
    for (const Fault &fault : faults.all()) {
        list.push_back(faultJson(fault));
    }
    return list;
}

Json requestList(const Journal &journal, const Call &call)
{
    static const Schema schema = object({{"after", integer().min(0).otherwise(0)}});
    Json list = Json::array();
    for (const JournalEntry &entry : journal.after(checkedQuery(schema, call)["after"])) {
        list.push_back(entry.json());
    }
    return list;
}

} // namespace

void addControlRoutes(Router &router, Faults &faults, Journal &journal)
{
    router.add("GET", "/_sandbox/faults", [&](const Call &) { return success(faultList(faults)); });
    router.add("POST", "/_sandbox/faults",
               [&](const Call &call) { return success(faultJson(faults.add(parseBody(call)))); });
    router.add("DELETE", "/_sandbox/faults", [&](const Call &) {
        faults.clear();
        return success(Json::object());
    });
    router.add("DELETE", "/_sandbox/faults/{id}", [&](const Call &call) {
        if (!faults.remove(call.path.at("id"))) {
            throw Failure(404, NotFound, "Fault not found");
        }
        return success(Json::object());
    });
    router.add("GET", "/_sandbox/requests",
               [&](const Call &call) { return success(requestList(journal, call)); });
    router.add("DELETE", "/_sandbox/requests", [&](const Call &) {
        journal.clear();
        return success(Json::object());
    });
}

} // namespace sandbox
