// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/evaluationtypeservice.h"

#include "models/services/paging.h"

namespace gatehouse {

EvaluationTypeService::EvaluationTypeService(ApiClient *client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
}

Call<QList<EvaluationType>> EvaluationTypeService::list(const EvaluationTypeOrder &order)
{
    const ApiRequest request =
        ApiRequest::get({QStringLiteral("evaluation-types")},
                        {{QStringLiteral("order_by"), order.key},
                         {QStringLiteral("order_by_direction"),
                          order.ascending ? QStringLiteral("asc") : QStringLiteral("desc")}});
    return fetchAllPages<EvaluationType>(m_client, request, 50);
}

} // namespace gatehouse
