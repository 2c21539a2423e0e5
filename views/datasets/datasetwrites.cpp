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
#include <algorithm>

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

static QString keyOf(const QList<Dataset> &datasets)
{
    return QStringLiteral("dataset ") + datasets.constFirst().id.value;
}

static QStringList namesOf(const QList<Dataset> &datasets)
{
    QStringList names;
    for (const Dataset &dataset : datasets)
        names.append(DatasetWrites::tr("“%1”").arg(dataset.name));
    return names;
}

void DatasetWrites::tellFailed(const QString &key, const QString &what,
                               const EachFailures &failures, const std::function<void()> &retry)
{
    gatehouse::tellFailed(m_parts.messages, m_parts.writes, key, what, failures, retry);
    if (failures.isOutdated)
        Q_EMIT outdated();
}

void DatasetWrites::tellDone(const QString &key, const QString &what, const QString &undo,
                             const std::function<void()> &run)
{
    auto *action = new QAction(icon(Icon::Undo), undo);
    connect(action, &QAction::triggered, this, [this, key, run] {
        m_parts.messages->clear(key);
        run();
    });
    m_parts.writes->add(action);
    m_parts.messages->showSuccess(key, what, {action});
}

Call<Dataset> DatasetWrites::switched(const Dataset &dataset, bool enabled)
{
    Dataset mine = dataset;
    mine.enable = enabled;
    CallSource<Dataset> source;
    save(m_connection->datasets(), this, m_gateway, dataset, mine)
        .then(this, [source](const Result<Outcome> &outcome) {
            if (!outcome)
                return source.finish(tl::make_unexpected(outcome.error()));
            if (outcome->kind != Outcome::Kind::Gone)
                return source.finish(outcome->value);
            ApiError gone;
            gone.kind = ApiError::Kind::NotFound;
            gone.message = tr("it is not there any more");
            source.finish(tl::make_unexpected(gone));
        });
    return source.call();
}

void DatasetWrites::setEnabled(const QList<Dataset> &datasets, bool enabled)
{
    changeRunning(1);
    const auto send = [this, enabled](const Dataset &dataset) {
        return switched(dataset, enabled);
    };
    sendEach(this, datasets, send, [this, enabled](const EachOutcome<Dataset> &outcome) {
        changeRunning(-1);
        tellFailed(QStringLiteral("not switched"), tr("Not changed:\n%1"), outcome,
                   [this, failed = outcome.failed, enabled] { setEnabled(failed, enabled); });
        QList<Dataset> done = outcome.done;
        if (done.isEmpty())
            return;
        for (Dataset &dataset : done)
            dataset.enable = enabled;
        const int count = int(done.size());
        const QString name = done.constFirst().name;
        tellDone(QStringLiteral("switched"),
                 count > 1     ? (enabled ? tr("%n dataset(s) were enabled.", nullptr, count)
                                          : tr("%n dataset(s) were disabled.", nullptr, count))
                     : enabled ? tr("“%1” was enabled.").arg(name)
                               : tr("“%1” was disabled.").arg(name),
                 tr("Undo"), [this, done, enabled] { setEnabled(done, !enabled); });
    });
}

void DatasetWrites::countEvaluations(const QList<Dataset> &datasets,
                                     const std::shared_ptr<LossCount> &counted)
{
    counted->add(datasets.size() == 1 ? tr("Evaluations that used it")
                                      : tr("Evaluations that used them"));
    m_connection->evaluations()->list(m_gateway).then(
        this, [weak = std::weak_ptr(counted), datasets](const Result<QList<Evaluation>> &all) {
            const auto losses = weak.lock();
            if (!losses) // answered already
                return;
            if (!all)
                return losses->setCount(0, tr("not known"), all.error().text());
            QStringList names;
            for (const Evaluation &evaluation : *all) {
                const QList<DatasetId> used = sameAgain(evaluation).datasets;
                if (std::any_of(datasets.begin(), datasets.end(), [&used](const Dataset &dataset) {
                        return used.contains(dataset.id);
                    }))
                    names.append(tr("“%1”").arg(evaluation.name));
            }
            losses->setCount(0, names.isEmpty() ? tr("none") : format::count(names.size()), {},
                             firstTen(names, QStringLiteral(", ")));
        });
}

void DatasetWrites::remove(const QList<Dataset> &datasets)
{
    const bool one = datasets.size() == 1;
    Confirmation question;
    question.title = one ? tr("Delete the dataset “%1”?").arg(datasets.constFirst().name)
                         : tr("Delete %n dataset(s)?", nullptr, int(datasets.size()));
    if (!one)
        question.losses.append(
            tr("The datasets: %1").arg(firstTen(namesOf(datasets), QStringLiteral(", "))));
    question.losses.append(
        one ? tr("Evaluations cannot be made of it any more. Those that were keep their results.")
            : tr("Evaluations cannot be made of them any more. Those that were keep their "
                 "results."));
    question.losses.append(tr("No log is deleted."));
    question.counted = std::make_shared<LossCount>();
    question.from = tr("gateway %1").arg(m_gateway.value);
    question.connectionName = m_connection->name();
    question.profileColor = QColor(m_connection->profile().color);
    question.actionLabel = one ? tr("Delete dataset") : tr("Delete datasets");
    // The question is there at once, and the answer need not wait for what is looked up.
    countEvaluations(datasets, question.counted);
    m_parts.dialogs->confirm(question, m_window, [self = QPointer(this), datasets](bool yes) {
        if (self && yes)
            self->confirmed(datasets);
    });
}

void DatasetWrites::confirmed(const QList<Dataset> &datasets)
{
    changeRunning(1);
    const auto send = [this](const Dataset &dataset) {
        return m_connection->datasets()->remove(m_gateway, dataset.id);
    };
    const QString key = keyOf(datasets);
    sendEach(this, datasets, send, [this, key](const EachOutcome<Dataset> &outcome) {
        changeRunning(-1);
        tellFailed(key + QStringLiteral(" not deleted"), tr("Not deleted:\n%1"), outcome,
                   [this, failed = outcome.failed] { confirmed(failed); });
        const QList<Dataset> &done = outcome.done;
        if (done.isEmpty() || !m_parts.makesAgain)
            return;
        tellDone(key,
                 done.size() == 1 ? tr("“%1” was deleted.").arg(done.constFirst().name)
                                  : tr("%n dataset(s) were deleted.", nullptr, int(done.size())),
                 done.size() == 1 ? tr("Make it again") : tr("Make them again"),
                 [this, done] { makeAgain(done); });
    });
}

void DatasetWrites::makeAgain(const QList<Dataset> &datasets)
{
    changeRunning(1);
    const auto send = [this](const Dataset &dataset) {
        return m_connection->datasets()->create(m_gateway, dataset);
    };
    const QString key = keyOf(datasets) + QStringLiteral(" not made");
    sendEach(this, datasets, send, [this, key](const EachOutcome<Dataset> &outcome) {
        changeRunning(-1);
        tellFailed(key, tr("Not made:\n%1"), outcome,
                   [this, failed = outcome.failed] { makeAgain(failed); });
    });
}

} // namespace gatehouse
