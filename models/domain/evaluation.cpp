// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/evaluation.h"

#include "models/domain/format.h"
#include "models/domain/logexport.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QLocale>
#include <QRegularExpression>
#include <cmath>

namespace gatehouse {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::Evaluation)
};

std::optional<double> numberOf(const QString &text)
{
    bool ok = false;
    const double value = text.toDouble(&ok);
    return ok && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

} // namespace

NewEvaluation sameAgain(const Evaluation &evaluation)
{
    NewEvaluation again{evaluation.name, {}, {}};
    for (const EvaluatedDataset &dataset : evaluation.datasets)
        again.datasets.append(dataset.id);
    for (const EvaluationResult &result : evaluation.results)
        if (!again.types.contains(result.typeId))
            again.types.append(result.typeId);
    return again;
}

QString nextName(const QString &name, const QStringList &taken)
{
    static const QRegularExpression counted(QStringLiteral("^(.*), run (\\d{1,6})$"));
    const auto match = counted.match(name);
    const QString stem = match.hasMatch() ? match.captured(1) : name;
    int number = match.hasMatch() ? match.captured(2).toInt() : 1;
    QString next;
    do
        next = QStringLiteral("%1, run %2").arg(stem).arg(++number);
    while (taken.contains(next));
    return next;
}

std::optional<double> resultNumber(const EvaluationResult &result)
{
    return numberOf(result.result);
}

QString resultText(const QString &result, const QString &type)
{
    const auto value = numberOf(result);
    if (!value)
        return result;
    if (type == u"cost")
        return format::dollars(*value);
    if (type == u"speed")
        return format::duration(*value);
    if (type == u"human_feedback")
        return Tr::tr("%1 %").arg(QLocale().toString(*value, 'f', QLocale::FloatingPointShortest));
    return result;
}

QString statusText(const EvaluationResult &result)
{
    return result.statusDescription.isEmpty() ? Tr::tr("status %1").arg(result.status)
                                              : result.statusDescription;
}

QByteArray resultsAsCsv(const QList<Evaluation> &evaluations, const QList<EvaluationType> &types)
{
    static const QStringList columns{QStringLiteral("evaluation"),
                                     QStringLiteral("type"),
                                     QStringLiteral("result"),
                                     QStringLiteral("status"),
                                     QStringLiteral("status_description"),
                                     QStringLiteral("total_logs"),
                                     QStringLiteral("created_at"),
                                     QStringLiteral("modified_at"),
                                     QStringLiteral("evaluation_id"),
                                     QStringLiteral("evaluation_type_id"),
                                     QStringLiteral("id")};
    QByteArray csv = csvHeading(columns);
    for (const Evaluation &evaluation : evaluations) {
        for (const EvaluationResult &result : evaluation.results) {
            QJsonObject row = toJson(result).toObject();
            row.insert(QStringLiteral("evaluation"), evaluation.name);
            for (const EvaluationType &type : types)
                if (type.id == result.typeId)
                    row.insert(QStringLiteral("type"), type.name);
            csv += csvLine(row, columns);
        }
    }
    return csv;
}

QByteArray resultsAsJson(const QList<Evaluation> &evaluations)
{
    return QJsonDocument(toJson(evaluations).toArray()).toJson();
}

} // namespace gatehouse
