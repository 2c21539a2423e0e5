// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/evaluation.h"
#include "models/services/apiclient.h"
#include "models/services/namedquery.h"

namespace gatehouse {

// GET/POST /gateways/{g}/evaluations, GET/DELETE …/evaluations/{id}. When the answer to a creation
// or a removal is lost, the service is asked what became of it.
class EvaluationService : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EvaluationService)

public:
    explicit EvaluationService(ApiClient *client, QObject *parent = nullptr);

    Call<QList<Evaluation>> list(const GatewayId &gateway, const NamedQuery &query = {},
                                 Urgency urgency = Urgency::Visible);
    Call<Evaluation> get(const GatewayId &gateway, const EvaluationId &id,
                         Urgency urgency = Urgency::Visible);
    Call<Evaluation> create(const GatewayId &gateway, const NewEvaluation &evaluation);
    Call<Evaluation> remove(const GatewayId &gateway, const EvaluationId &id);

Q_SIGNALS:
    // As it is now: made by this program, or asked for again.
    void updated(const gatehouse::GatewayId &gateway, const gatehouse::Evaluation &evaluation);
    void removed(const gatehouse::GatewayId &gateway, const gatehouse::EvaluationId &id);

private:
    Call<std::optional<Evaluation>> findCreated(const GatewayId &gateway,
                                                const NewEvaluation &evaluation);

    ApiClient *m_client;
};

} // namespace gatehouse
