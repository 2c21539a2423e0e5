// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/evaluationtypeservice.h"

#include "models/services/paging.h"

namespace gatehouse {

EvaluationTypeService::EvaluationTypeService(ApiClient *client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
}

Call<QList<EvaluationType>> EvaluationTypeService::list()
{
    return fetchAllPages<EvaluationType>(m_client,
                                         ApiRequest::get({QStringLiteral("evaluation-types")}), 50);
}

} // namespace gatehouse
