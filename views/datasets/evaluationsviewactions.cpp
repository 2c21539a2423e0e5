// SPDX-License-Identifier: GPL-3.0-or-later
// What is done to the evaluations that are chosen.
#include "models/services/evaluationwaits.h"
#include "views/common/dialogs.h"
#include "views/common/messagebar.h"
#include "views/common/savefile.h"
#include "views/common/writeguard.h"
#include "views/datasets/evaluationsview.h"

#include <QDir>

namespace gatehouse {

static const QString exportKey = QStringLiteral("export");

void EvaluationsView::runAgain()
{
    const QList<Evaluation> evaluations = selected();
    if (evaluations.size() != 1)
        return;
    NewEvaluation again = sameAgain(evaluations.constFirst());
    again.name = nextName(again.name, m_model.names());
    QHash<QString, QString> names;
    for (const EvaluatedDataset &dataset : evaluations.constFirst().datasets)
        names.insert(dataset.id.value, dataset.name);
    makeNew(again, names);
}

void EvaluationsView::follow()
{
    for (const Evaluation &evaluation : selected())
        if (!evaluation.processed)
            m_parts.waits->start(m_models->connection(), m_gateway, evaluation);
    Q_EMIT openRequested({ViewAddress::Kind::Tasks});
}

void EvaluationsView::askRemoval()
{
    const QList<Evaluation> evaluations = selected();
    if (evaluations.size() != 1)
        return;
    const Evaluation &evaluation = evaluations.constFirst();
    Confirmation question;
    question.title = tr("Delete the evaluation “%1”?").arg(evaluation.name);
    question.losses = {
        evaluation.processed
            ? tr("Its results go with it. Run again, it would judge what the datasets hold then.")
            : tr("It is not processed yet; it ends without results."),
        tr("Its datasets and the logs stay."), tr("This cannot be undone.")};
    question.count = evaluation.results.size();
    question.countLabel = tr("results");
    question.from = tr("gateway %1").arg(m_gateway.value);
    question.connectionName = m_models->connection()->name();
    question.profileColor = QColor(m_models->connection()->profile().color);
    question.typedName = evaluation.name;
    question.actionLabel = tr("Delete evaluation");
    m_parts.dialogs->confirm(question, this, [this, evaluation](bool confirmed) {
        if (confirmed)
            remove(evaluation);
    });
}

void EvaluationsView::remove(const Evaluation &evaluation)
{
    ++m_removing;
    m_models->connection()
        ->evaluations()
        ->remove(m_gateway, evaluation.id)
        .then(this, [this, evaluation](const Result<Evaluation> &result) {
            --m_removing;
            const QString key = QStringLiteral("remove ") + evaluation.id.value;
            if (result) {
                m_messages->clear(key);
            } else {
                m_messages->showError(
                    key, result.error(), {},
                    m_writes->retry(result.error(), [this, evaluation] { remove(evaluation); }));
                if (result.error().kind == ApiError::Kind::NotFound)
                    refresh();
            }
            updateControls();
        });
    updateControls();
}

void EvaluationsView::exportAs(bool csv)
{
    QList<Evaluation> evaluations = selected();
    if (evaluations.isEmpty())
        evaluations = m_model.values();
    const QString suffix = csv ? QStringLiteral("csv") : QStringLiteral("json");
    const FileQuestion question{tr("Export results"),
                                tr("evaluations-of-%1.%2").arg(m_gateway.value, suffix),
                                {csv ? tr("CSV (*.csv)") : tr("JSON (*.json)")},
                                suffix};
    const QByteArray text = csv ? resultsAsCsv(evaluations, m_models->evaluationTypes()->values())
                                : resultsAsJson(evaluations);
    m_parts.dialogs->saveFile(question, this, [this, text](const QString &path) {
        if (path.isEmpty())
            return;
        saveFile(path, text, this, [this, path](const QString &error) {
            const QString file = QDir::toNativeSeparators(path);
            if (error.isEmpty())
                m_messages->showSuccess(exportKey, tr("The results are in %1.").arg(file));
            else
                m_messages->showError(exportKey,
                                      tr("%1 could not be written: %2").arg(file, error));
        });
    });
}

} // namespace gatehouse
