// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/datasets/datasetwrites.h"

#include "models/domain/evaluation.h"
#include "models/domain/format.h"
#include "models/services/evaluationservice.h"
#include "views/common/dialogs.h"
#include "views/common/icons.h"
#include "views/common/losscount.h"
#include "views/common/messagebar.h"
#include "views/common/writeguard.h"

#include <QAction>
#include <QPointer>
#include <QWidget>

namespace gatehouse {

using Outcome = SaveOutcome<Dataset>;

DatasetWrites::DatasetWrites(Connection *connection, const GatewayId &gateway, const Parts &parts,
                             QWidget *parent)
    : QObject(parent)
    , m_connection(connection)
    , m_gateway(gateway)
    , m_parts(parts)
    , m_window(parent)
{
}

void DatasetWrites::changeRunning(int by)
{
    m_running += by;
    Q_EMIT runningChanged();
}

Call<Outcome> DatasetWrites::save(DatasetService *service, QObject *context,
                                  const GatewayId &gateway, const Dataset &base,
                                  const Dataset &mine, OthersChanges others)
{
    const SaveSteps<Dataset> steps{
        [=] { return service->get(gateway, mine.id, Urgency::Awaited); },
        [=](const Dataset &dataset) { return service->update(gateway, dataset); }, datasetRules(),
        others};
    return saveGuarded(context, steps, base, mine);
}

static QString keyOf(const Dataset &dataset)
{
    return QStringLiteral("dataset ") + dataset.id.value;
}

void DatasetWrites::setEnabled(const Dataset &dataset, bool enabled)
{
    Dataset mine = dataset;
    mine.enable = enabled;
    changeRunning(1);
    save(m_connection->datasets(), this, m_gateway, dataset, mine)
        .then(this, [this, dataset, enabled](const Result<Outcome> &outcome) {
            changeRunning(-1);
            const QString key = keyOf(dataset);
            if (!outcome)
                return m_parts.messages->showError(
                    key, outcome.error(), {},
                    m_parts.writes->retry(outcome.error(), [this, dataset, enabled] {
                        setEnabled(dataset, enabled);
                    }));
            if (outcome->kind == Outcome::Kind::Gone)
                return m_parts.messages->showError(
                    key, tr("“%1” is not there any more.").arg(dataset.name));
            m_parts.messages->clear(key);
        });
}

void DatasetWrites::remove(const Dataset &dataset)
{
    Confirmation question;
    question.title = tr("Delete the dataset “%1”?").arg(dataset.name);
    question.losses = {
        tr("Evaluations cannot be made of it any more. Those that were keep their results."),
        tr("No log is deleted.")};
    question.counted = std::make_shared<LossCount>();
    question.counted->add(tr("Evaluations that used it"));
    question.from = tr("gateway %1").arg(m_gateway.value);
    question.connectionName = m_connection->name();
    question.profileColor = QColor(m_connection->profile().color);
    question.actionLabel = tr("Delete dataset");
    // The question is there at once, and the answer need not wait for what is looked up.
    m_connection->evaluations()->list(m_gateway).then(
        this,
        [counted = std::weak_ptr(question.counted),
         id = dataset.id](const Result<QList<Evaluation>> &all) {
            const auto losses = counted.lock();
            if (!losses) // answered already
                return;
            if (!all)
                return losses->setCount(0, tr("not known"), all.error().text());
            QStringList names;
            for (const Evaluation &evaluation : *all)
                if (sameAgain(evaluation).datasets.contains(id))
                    names.append(tr("“%1”").arg(evaluation.name));
            constexpr int most = 10;
            QString shown = names.mid(0, most).join(QStringLiteral(", "));
            if (names.size() > most)
                shown = tr("%1 and %2 more").arg(shown, format::count(names.size() - most));
            losses->setCount(0, names.isEmpty() ? tr("none") : format::count(names.size()), {},
                             shown);
        });
    m_parts.dialogs->confirm(question, m_window, [self = QPointer(this), dataset](bool yes) {
        if (self && yes)
            self->confirmed(dataset);
    });
}

void DatasetWrites::confirmed(const Dataset &dataset)
{
    changeRunning(1);
    m_connection->datasets()
        ->remove(m_gateway, dataset.id)
        .then(this, [this, dataset](const Result<Dataset> &result) {
            changeRunning(-1);
            const QString key = keyOf(dataset);
            if (!result)
                return m_parts.messages->showError(
                    key, result.error(), {},
                    m_parts.writes->retry(result.error(), [this, dataset] { confirmed(dataset); }));
            auto *again = new QAction(icon(Icon::Add), tr("Make it again"));
            connect(again, &QAction::triggered, this, [this, dataset] { makeAgain(dataset); });
            m_parts.messages->showSuccess(key, tr("“%1” was deleted.").arg(dataset.name), {again});
        });
}

void DatasetWrites::makeAgain(const Dataset &dataset)
{
    if (!m_parts.writes->mayWrite())
        return;
    const QString key = keyOf(dataset);
    m_parts.messages->clear(key);
    changeRunning(1);
    m_connection->datasets()
        ->create(m_gateway, dataset)
        .then(this, [this, key, dataset](const Result<Dataset> &result) {
            changeRunning(-1);
            if (!result)
                m_parts.messages->showError(
                    key, result.error(), {},
                    m_parts.writes->retry(result.error(), [this, dataset] { makeAgain(dataset); }));
        });
}

} // namespace gatehouse
