// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/evaluationtype.h"
#include "models/services/apiclient.h"

namespace gatehouse {

// In which order types are wanted; to begin with the service's own.
struct EvaluationTypeOrder
{
    QString key = QStringLiteral("mandatory"); // a member of the type
    bool ascending = false;

    bool operator==(const EvaluationTypeOrder &) const = default;
};

// GET /evaluation-types
class EvaluationTypeService : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EvaluationTypeService)

public:
    explicit EvaluationTypeService(ApiClient *client, QObject *parent = nullptr);

    Call<QList<EvaluationType>> list(const EvaluationTypeOrder &order = {});

private:
    ApiClient *m_client;
};

} // namespace gatehouse
