// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/evaluationservice.h"

#include "models/services/lostanswer.h"
#include "models/services/paging.h"

namespace gatehouse {

static QStringList pathOf(const GatewayId &gateway)
{
    return {QStringLiteral("gateways"), gateway.value, QStringLiteral("evaluations")};
}

EvaluationService::EvaluationService(ApiClient *client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
}

Call<QList<Evaluation>> EvaluationService::list(const GatewayId &gateway, const NamedQuery &query,
                                                Urgency urgency)
{
    ApiRequest request = ApiRequest::get(pathOf(gateway), query.items(QStringLiteral("processed")));
    request.urgency = urgency;
    return fetchAllPages<Evaluation>(m_client, request, 100);
}

Call<Evaluation> EvaluationService::get(const GatewayId &gateway, const EvaluationId &id,
                                        Urgency urgency)
{
    ApiRequest request = ApiRequest::get(pathOf(gateway) << id.value);
    request.urgency = urgency;
    return withEffect(m_client->call<Evaluation>(request, readResult<Evaluation>), this,
                      [this, gateway](const Evaluation &value) { Q_EMIT updated(gateway, value); });
}

Call<Evaluation> EvaluationService::create(const GatewayId &gateway,
                                           const NewEvaluation &evaluation)
{
    ApiRequest request = ApiRequest::post(pathOf(gateway), toJson(evaluation).toObject());
    request.urgency = Urgency::Awaited;
    const LostAnswer words{tr("create evaluation %1").arg(evaluation.name),
                           tr("The evaluation is there: it was created."),
                           tr("The evaluation is not there: it was not created.")};
    const auto created =
        lookedUp(m_client->call<Evaluation>(request, readResult<Evaluation>), this, m_client, words,
                 [this, gateway, evaluation] { return findCreated(gateway, evaluation); });
    return withEffect(created, this,
                      [this, gateway](const Evaluation &value) { Q_EMIT updated(gateway, value); });
}

// Nothing but its name and datasets tells it from the others.
Call<std::optional<Evaluation>> EvaluationService::findCreated(const GatewayId &gateway,
                                                               const NewEvaluation &evaluation)
{
    CallSource<std::optional<Evaluation>> source;
    list(gateway, {.text = evaluation.name, .byName = true}, Urgency::Awaited)
        .then(this, [source, evaluation](const Result<QList<Evaluation>> &all) {
            const auto isIt = [&](const Evaluation &one) {
                return one.name == evaluation.name
                    && sameAgain(one).datasets == evaluation.datasets;
            };
            source.finish(all.map([&](const QList<Evaluation> &evaluations) {
                const auto it = std::find_if(evaluations.begin(), evaluations.end(), isIt);
                return it == evaluations.end() ? std::optional<Evaluation>() : *it;
            }));
        });
    return source.call();
}

Call<Evaluation> EvaluationService::remove(const GatewayId &gateway, const EvaluationId &id)
{
    Evaluation gone;
    gone.id = id;
    // It is gone, whatever the service then says about it.
    const auto decode = [gone](const ApiResponse &response) {
        return readEnvelope(response).map(
            [&](const QJsonObject &) { return readResult<Evaluation>(response).value_or(gone); });
    };
    ApiRequest request = ApiRequest::remove(pathOf(gateway) << id.value);
    request.urgency = Urgency::Awaited;
    request.idempotent = false; // sent again after a lost answer, it would say “not found”
    const LostAnswer words{tr("delete evaluation %1").arg(id.value),
                           tr("The evaluation is not there any more: it was deleted."),
                           tr("The evaluation is still there: it was not deleted.")};
    const auto removal = lookedUp(
        m_client->call<Evaluation>(request, decode), this, m_client, words, [this, gateway, gone] {
            return ifGone(get(gateway, gone.id, Urgency::Awaited), this, gone);
        });
    return withEffect(removal, this,
                      [this, gateway, id](const Evaluation &) { Q_EMIT removed(gateway, id); });
}

} // namespace gatehouse
