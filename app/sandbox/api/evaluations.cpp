// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/api/datasetstore.h"
#include "app/sandbox/api/evaluationtypes.h"
#include "app/sandbox/api/paging.h"
#include "app/sandbox/api/service.h"
#include "app/sandbox/store/ids.h"

namespace sandbox {

namespace {

Gateway gatewayOf(Service &service, const Call &call)
{
    return gatewayOf(service.database, call.path.at("gateway_id"));
}

bool contains(const Json &list, const Json &value)
{
    return std::ranges::find(list, value) != list.end();
}

/// The named datasets as they are now, each once.
Json namedDatasets(Service &service, const Gateway &gateway, const Json &ids,
                   std::vector<Problem> &problems)
{
    Json datasets = Json::array();
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const auto dataset = findDataset(service.database, gateway, ids[i]);
        if (!dataset) {
            problems.push_back(
                {InvalidInput, "Dataset not found", Json::array({"body", "dataset_ids", i})});
        } else if (const Json json = dataset->json(gateway.id); !contains(datasets, json)) {
            datasets.push_back(json);
        }
    }
    return datasets;
}

/// The ids of the named types and of those that are mandatory, each once.
Json typesWith(const Json &ids, std::vector<Problem> &problems)
{
    Json known = Json::array();
    Json typeIds = Json::array();
    for (const Json &type : evaluationTypes()) {
        known.push_back(type["id"]);
        if (type["mandatory"] || contains(ids, type["id"])) {
            typeIds.push_back(type["id"]);
        }
    }
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (!contains(known, ids[i])) {
            problems.push_back({InvalidInput, "Evaluation type not found",
                                Json::array({"body", "evaluation_type_ids", i})});
        }
    }
    return typeIds;
}

Reply list(Service &service, const Call &call)
{
    static const Schema schema = object({{"page", integer().min(1).otherwise(1)},
                                         {"per_page", integer().min(1).max(100).otherwise(20)},
                                         {"name", string().otherwise("")},
                                         {"search", string().otherwise("")},
                                         {"processed", boolean()}});
    const Gateway gateway = gatewayOf(service, call);
    const Json query = checkedQuery(schema, call);
    Json result = Json::array();
    for (const Evaluation &evaluation :
         pageOf(findEvaluations(service.database, gateway, query), query)) {
        result.push_back(evaluation.json(gateway.id, service.options.account));
    }
    return success(std::move(result));
}

Reply create(Service &service, const Call &call)
{
    static const Schema schema =
        object({{"name", string().required()},
                {"dataset_ids", array(string()).minItems(1).maxItems(5).required()},
                {"evaluation_type_ids", array(string()).required()}});
    Transaction transaction(service.database);
    const Gateway gateway = gatewayOf(service, call);
    const Json body = checkedBody(schema, call);
    std::vector<Problem> problems;
    Evaluation evaluation;
    evaluation.gateway = gateway.number;
    evaluation.id = newUuid();
    evaluation.name = body["name"];
    evaluation.datasets = namedDatasets(service, gateway, body["dataset_ids"], problems);
    evaluation.typeIds = typesWith(body["evaluation_type_ids"], problems);
    if (!problems.empty()) {
        throw Failure(400, std::move(problems));
    }
    evaluation.createdAt = evaluation.modifiedAt = service.clock.now();
    // no log comes in while the transaction holds the database
    evaluation.nextSequence = service.logs.table(gateway.number)->nextSequence();
    insertEvaluation(service.database, evaluation);
    transaction.commit();
    Json result = evaluation.json(gateway.id, service.options.account);
    service.evaluator.add(std::move(evaluation));
    return success(std::move(result));
}

Reply fetch(Service &service, const Call &call)
{
    const Gateway gateway = gatewayOf(service, call);
    return success(evaluationOf(service.database, gateway, call.path.at("id"))
                       .json(gateway.id, service.options.account));
}

Reply remove(Service &service, const Call &call)
{
    Transaction transaction(service.database);
    const Gateway gateway = gatewayOf(service, call);
    const Evaluation evaluation = evaluationOf(service.database, gateway, call.path.at("id"));
    deleteEvaluation(service.database, evaluation);
    transaction.commit();
    return success(evaluation.json(gateway.id, service.options.account));
}

Reply setTime(Service &service, const Call &call)
{
    static const Schema schema =
        object({{"milliseconds", integer().min(0).max(86'400'000).required()}});
    const Json body = checkedBody(schema, call);
    service.evaluator.setProcessingTime(std::chrono::milliseconds(body["milliseconds"]));
    return success(body);
}

} // namespace

void addEvaluationRoutes(Router &router, Service &service)
{
    // No part of the API: how long evaluations take, those under way as well.
    router.add("PUT", "/_sandbox/evaluations",
               [&service](const Call &call) { return setTime(service, call); });
    addOperations(router, service,
                  {{"GET", "/gateways/{gateway_id}/evaluations", list},
                   {"POST", "/gateways/{gateway_id}/evaluations", create},
                   {"GET", "/gateways/{gateway_id}/evaluations/{id}", fetch},
                   {"DELETE", "/gateways/{gateway_id}/evaluations/{id}", remove}});
}

} // namespace sandbox
