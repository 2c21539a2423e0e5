// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/dataset.h"
#include "models/domain/evaluationtype.h"

namespace gatehouse {

using EvaluationId = Id<struct EvaluationTag>;
using EvaluationResultId = Id<struct EvaluationResultTag>;

// What one evaluator has measured. The API says neither what a status is nor in which unit a result
// is; status_description and result are shown as they are.
struct EvaluationResult
{
    EvaluationResultId id;
    EvaluationId evaluationId;
    EvaluationTypeId typeId;
    QString result;
    qint64 status = 0;
    QString statusDescription;
    qint64 totalLogs = 0;
    QDateTime createdAt;
    QDateTime modifiedAt;
    QJsonObject unknown;

    bool operator==(const EvaluationResult &) const = default;

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("id", self.id);
        visitor("evaluation_id", self.evaluationId);
        visitor("evaluation_type_id", self.typeId);
        visitor("result", self.result);
        visitor("status", self.status);
        visitor("status_description", self.statusDescription);
        visitor("total_logs", self.totalLogs);
        visitor("created_at", self.createdAt);
        visitor("modified_at", self.modifiedAt);
    }
};

// A dataset as it was when the evaluation was made.
struct EvaluatedDataset : Dataset
{
    Field<QString> accountId;
    Field<QString> accountTag;

    bool operator==(const EvaluatedDataset &) const = default;

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        Dataset::visit(self, visitor);
        visitor("account_id", self.accountId);
        visitor("account_tag", self.accountTag);
    }
};

// Datasets judged by evaluators, once. Of GET/POST /gateways/{g}/evaluations and GET/DELETE
// …/evaluations/{id}.
struct Evaluation
{
    EvaluationId id;
    QString name;
    bool processed = false; // there are no results before
    QList<EvaluatedDataset> datasets;
    QList<EvaluationResult> results;
    qint64 totalLogs = 0;
    Field<QString> gatewayId;
    QDateTime createdAt;
    QDateTime modifiedAt;
    QJsonObject unknown;

    bool operator==(const Evaluation &) const = default;

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("id", self.id);
        visitor("name", self.name);
        visitor("processed", self.processed);
        visitor("datasets", self.datasets);
        visitor("results", self.results);
        visitor("total_logs", self.totalLogs);
        visitor("gateway_id", self.gatewayId);
        visitor("created_at", self.createdAt);
        visitor("modified_at", self.modifiedAt);
    }
};

// What an evaluation is made of: the body of the POST.
struct NewEvaluation
{
    static constexpr int maxDatasets = 5;

    QString name;
    QList<DatasetId> datasets; // 1 to maxDatasets
    QList<EvaluationTypeId> types; // the service adds those that are mandatory

    bool operator==(const NewEvaluation &) const = default;

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("name", self.name);
        visitor("dataset_ids", self.datasets);
        visitor("evaluation_type_ids", self.types);
    }
};
NewEvaluation sameAgain(const Evaluation &evaluation); // under a name that counts on
// "NAME, run 2" of "NAME", "NAME, run 3" of that; one that none of the others has.
QString nextName(const QString &name, const QStringList &taken);

// The number that a result is; of a text, none.
std::optional<double> resultNumber(const EvaluationResult &result);
// In the unit that the evaluators are known to measure in: dollars (cost), milliseconds (speed),
// percent (human_feedback). Anything else as it is. type: EvaluationType::type.
QString resultText(const QString &result, const QString &type);
QString statusText(const EvaluationResult &result);

// The results for other programs, a row for each evaluator.
QByteArray resultsAsCsv(const QList<Evaluation> &evaluations, const QList<EvaluationType> &types);
QByteArray resultsAsJson(const QList<Evaluation> &evaluations);

} // namespace gatehouse
