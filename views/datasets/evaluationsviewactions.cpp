// SPDX-License-Identifier: GPL-3.0-or-later
// What is done to the evaluations that are chosen.
#include "models/services/evaluationwaits.h"
#include "views/common/dialogs.h"
#include "views/common/messagebar.h"
#include "views/common/savefile.h"
#include "views/common/writeguard.h"
#include "views/datasets/evaluationsview.h"
#include "views/datasets/sendeach.h"

#include <QDir>

namespace gatehouse {

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

static QString lossText(const QList<Evaluation> &evaluations)
{
    if (evaluations.size() > 1)
        return EvaluationsView::tr(
            "Their results go with them. Run again, they would judge what the datasets hold then.");
    return evaluations.constFirst().processed
        ? EvaluationsView::tr(
            "Its results go with it. Run again, it would judge what the datasets hold then.")
        : EvaluationsView::tr("It is not processed yet; it ends without results.");
}

void EvaluationsView::askRemoval()
{
    const QList<Evaluation> evaluations = selected();
    if (evaluations.isEmpty())
        return;
    const bool one = evaluations.size() == 1;
    QStringList names;
    qint64 results = 0;
    for (const Evaluation &evaluation : evaluations) {
        names.append(tr("“%1”").arg(evaluation.name));
        results += evaluation.results.size();
    }
    Confirmation question;
    question.title = one ? tr("Delete the evaluation “%1”?").arg(evaluations.constFirst().name)
                         : tr("Delete %n evaluation(s)?", nullptr, int(evaluations.size()));
    if (!one)
        question.losses.append(
            tr("The evaluations: %1").arg(firstTen(names, QStringLiteral(", "))));
    question.losses += {lossText(evaluations), tr("The datasets and the logs stay."),
                        tr("This cannot be undone.")};
    question.count = results;
    question.countLabel = tr("results");
    question.from = tr("gateway %1").arg(m_gateway.value);
    question.connectionName = m_models->connection()->name();
    question.profileColor = QColor(m_models->connection()->profile().color);
    question.typedName = one ? evaluations.constFirst().name : m_gateway.value;
    question.actionLabel = one ? tr("Delete evaluation") : tr("Delete evaluations");
    m_parts.dialogs->confirm(question, this, [this, evaluations](bool confirmed) {
        if (confirmed)
            remove(evaluations);
    });
}

void EvaluationsView::remove(const QList<Evaluation> &evaluations)
{
    ++m_removing;
    const auto send = [this](const Evaluation &evaluation) {
        return m_models->connection()->evaluations()->remove(m_gateway, evaluation.id);
    };
    const QString key = QStringLiteral("remove ") + evaluations.constFirst().id.value;
    sendEach(this, evaluations, send, [this, key](const EachOutcome<Evaluation> &outcome) {
        --m_removing;
        tellFailed(m_messages, m_writes, key, tr("Not deleted:\n%1"), outcome,
                   [this, failed = outcome.failed] { remove(failed); });
        const int done = int(outcome.done.size());
        if (done > 0)
            m_messages->showSuccess(QStringLiteral("removed"),
                                    done == 1
                                        ? tr("“%1” was deleted.").arg(outcome.done.first().name)
                                        : tr("%n evaluation(s) were deleted.", nullptr, done));
        if (outcome.isOutdated)
            refresh();
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
                m_messages->showSuccess(exportMessage, tr("The results are in %1.").arg(file));
            else
                m_messages->showError(exportMessage,
                                      tr("%1 could not be written: %2").arg(file, error));
        });
    });
}

} // namespace gatehouse
