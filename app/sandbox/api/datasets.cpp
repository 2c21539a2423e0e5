// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/api/datasetstore.h"
#include "app/sandbox/api/paging.h"
#include "app/sandbox/api/service.h"
#include "app/sandbox/store/ids.h"

namespace sandbox {

namespace {

Gateway gatewayOf(Service &service, const Call &call)
{
    return gatewayOf(service.database, call.path.at("gateway_id"));
}

Dataset datasetOf(Service &service, const Gateway &gateway, const Call &call)
{
    auto dataset = findDataset(service.database, gateway, call.path.at("id"));
    if (!dataset) {
        throw Failure(404, NotFound, "Dataset not found");
    }
    return std::move(*dataset);
}

/// What a create and an update body have; the filters are joined by AND.
void apply(Dataset &dataset, const Call &call)
{
    static const Schema schema = object({{"name", string().required()},
                                         {"enable", boolean().required()},
                                         {"filters", array(datasetFilterSchema()).required()}});
    Json body = checkedBody(schema, call);
    dataset.name = body["name"];
    dataset.enable = body["enable"];
    dataset.filters = std::move(body["filters"]);
}

/// The vendor may have a limit of 10 a gateway; how it words the refusal is not known.
void refuseOneMore(Service &service, const Gateway &gateway)
{
    const std::uint64_t limit = service.options.datasetLimit;
    if (countDatasets(service.database, gateway) >= limit) {
        throw Failure(400, InvalidInput,
                      "A gateway can have " + std::to_string(limit) + " datasets at most");
    }
}

Reply list(Service &service, const Call &call)
{
    static const Schema schema = object({{"page", integer().min(1).otherwise(1)},
                                         {"per_page", integer().min(1).max(100).otherwise(20)},
                                         {"name", string().otherwise("")},
                                         {"search", string().otherwise("")},
                                         {"enable", boolean()}});
    const Gateway gateway = gatewayOf(service, call);
    const Json query = checkedQuery(schema, call);
    Json result = Json::array();
    for (const Dataset &dataset : pageOf(findDatasets(service.database, gateway, query), query)) {
        result.push_back(dataset.json(gateway.id));
    }
    return success(std::move(result));
}

Reply create(Service &service, const Call &call)
{
    Transaction transaction(service.database);
    const Gateway gateway = gatewayOf(service, call);
    Dataset dataset;
    apply(dataset, call);
    refuseOneMore(service, gateway);
    dataset.id = newUuid();
    dataset.createdAt = dataset.modifiedAt = service.clock.now();
    saveDataset(service.database, gateway, dataset);
    transaction.commit();
    return success(dataset.json(gateway.id));
}

Reply fetch(Service &service, const Call &call)
{
    const Gateway gateway = gatewayOf(service, call);
    return success(datasetOf(service, gateway, call).json(gateway.id));
}

Reply update(Service &service, const Call &call)
{
    Transaction transaction(service.database);
    const Gateway gateway = gatewayOf(service, call);
    Dataset dataset = datasetOf(service, gateway, call);
    apply(dataset, call);
    dataset.modifiedAt = service.clock.now();
    saveDataset(service.database, gateway, dataset);
    transaction.commit();
    return success(dataset.json(gateway.id));
}

Reply remove(Service &service, const Call &call)
{
    Transaction transaction(service.database);
    const Gateway gateway = gatewayOf(service, call);
    const Dataset dataset = datasetOf(service, gateway, call);
    deleteDataset(service.database, dataset);
    transaction.commit();
    return success(dataset.json(gateway.id));
}

} // namespace

void addDatasetRoutes(Router &router, Service &service)
{
    addOperations(router, service,
                  {{"GET", "/gateways/{gateway_id}/datasets", list},
                   {"POST", "/gateways/{gateway_id}/datasets", create},
                   {"GET", "/gateways/{gateway_id}/datasets/{id}", fetch},
                   {"PUT", "/gateways/{gateway_id}/datasets/{id}", update},
                   {"DELETE", "/gateways/{gateway_id}/datasets/{id}", remove}});
}

} // namespace sandbox
