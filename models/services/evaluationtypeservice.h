// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/evaluationtype.h"
#include "models/services/apiclient.h"

namespace gatehouse {

// GET /evaluation-types
class EvaluationTypeService : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EvaluationTypeService)

public:
    explicit EvaluationTypeService(ApiClient *client, QObject *parent = nullptr);

    Call<QList<EvaluationType>> list();

private:
    ApiClient *m_client;
};

} // namespace gatehouse
