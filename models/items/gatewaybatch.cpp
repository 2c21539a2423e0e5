// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/gatewaybatch.h"

#include "models/domain/gatewayfile.h"

#include <algorithm>

namespace gatehouse {

static MemberRules rules()
{
    return {{}, gatewayServerFields()};
}

QList<FieldChange> GatewayBatch::Item::changes() const
{
    MemberRules counted = rules();
    if (base)
        return changesBetween(toJson(*base).toObject(), toJson(wanted).toObject(), counted);
    counted.serviceOwned.append(QStringLiteral("id"));
    return changesBetween({}, toJson(wanted).toObject(), counted);
}

GatewayBatch::GatewayBatch(GatewayService *service, TaskModel *tasks, QObject *parent)
    : QObject(parent)
    , m_service(service)
    , m_tasks(tasks)
{
}

GatewayBatch::~GatewayBatch()
{
    if (m_task)
        m_task->fail(tr("Disconnected"));
}

GatewayBatch *GatewayBatch::of(QObject *owner, const QString &name, GatewayService *service,
                               TaskModel *tasks)
{
    if (auto *batch = owner->findChild<GatewayBatch *>(name, Qt::FindDirectChildrenOnly))
        return batch;
    auto *batch = new GatewayBatch(service, tasks, owner);
    batch->setObjectName(name);
    return batch;
}

void GatewayBatch::setItems(const QList<Item> &items)
{
    Q_ASSERT(!m_running);
    m_items = items;
    Q_EMIT itemsReset();
}

void GatewayBatch::setChosen(int index, bool chosen)
{
    if (m_running || m_items.at(index).chosen == chosen)
        return;
    m_items[index].chosen = chosen;
    Q_EMIT itemChanged(index);
}

int GatewayBatch::count(State state) const
{
    return int(std::count_if(m_items.begin(), m_items.end(), [state](const Item &item) {
        return item.chosen && item.state == state;
    }));
}

bool GatewayBatch::isPending(const Item &item)
{
    return item.chosen && item.state != State::Done && !item.changes().isEmpty();
}

int GatewayBatch::pendingCount() const
{
    return int(std::count_if(m_items.begin(), m_items.end(), isPending));
}

void GatewayBatch::start(const QString &title)
{
    if (m_running || pendingCount() == 0)
        return;
    m_running = true;
    m_stopped = false;
    m_total = pendingCount();
    m_tried = 0;
    m_task = new Task(title, tr("gateways"));
    m_task->setCancellable(true);
    m_task->setProgress(0, m_total);
    connect(m_task, &Task::cancelRequested, this, &GatewayBatch::stop);
    m_tasks->add(m_task);
    for (int i = 0; i < m_items.size(); ++i)
        if (isPending(m_items.at(i)))
            setState(i, State::Waiting);
    Q_EMIT runningChanged();
    next();
}

void GatewayBatch::stop()
{
    if (!m_running || m_stopped)
        return;
    m_stopped = true;
    if (m_task)
        m_task->cancel();
    if (!m_writing)
        m_call.cancel();
}

void GatewayBatch::next()
{
    const auto it = std::find_if(m_items.begin(), m_items.end(), [](const Item &item) {
        return isPending(item) && item.state == State::Waiting;
    });
    if (m_stopped || it == m_items.end())
        return end();
    const auto index = int(it - m_items.begin());
    setState(index, State::Running);
    if (it->base)
        save(index);
    else
        create(index);
}

// What a creation does not take, such as guardrails, is written right after it.
void GatewayBatch::create(int index)
{
    Gateway fresh = m_items.at(index).wanted;
    fresh.unknown = {};
    m_writing = true;
    m_service->create(fresh).then(this, [this, index](const Result<Gateway> &created) {
        m_writing = false;
        if (!created)
            return fail(index, created.error());
        Item &item = m_items[index];
        item.created = true;
        item.base = *created;
        item.wanted.createdAt = created->createdAt;
        item.wanted.modifiedAt = created->modifiedAt;
        // A member that was not asked for is as the service made it.
        const QJsonObject made = toJson(*created).toObject();
        item.wanted =
            fromJson<Gateway>(overlaid(made, toJson(item.wanted).toObject())).value_or(item.wanted);
        if (item.changes().isEmpty())
            return succeed(index);
        save(index);
    });
}

void GatewayBatch::save(int index)
{
    const Item &item = m_items.at(index);
    const SaveSteps<Gateway> steps{
        [service = m_service, id = item.id] { return service->get(id, Urgency::Awaited); },
        [this](const Gateway &gateway) {
            m_writing = true;
            return m_service->update(gateway);
        },
        rules(), OthersChanges::Keep};
    m_call = saveGuarded(this, steps, *item.base, item.wanted);
    m_call.then(this, [this, index](const Result<SaveOutcome<Gateway>> &outcome) {
        m_writing = false;
        onSaved(index, outcome);
    });
}

void GatewayBatch::onSaved(int index, const Result<SaveOutcome<Gateway>> &outcome)
{
    using Kind = SaveOutcome<Gateway>::Kind;
    if (!outcome)
        return fail(index, outcome.error());
    Item &item = m_items[index];
    switch (outcome->kind) {
    case Kind::Saved:
        return succeed(index);
    case Kind::Gone: {
        ApiError gone;
        gone.kind = ApiError::Kind::NotFound;
        gone.message = tr("it has been deleted on the service");
        return fail(index, gone);
    }
    case Kind::Conflicted:
        break;
    }
    // What was to be written is written over what is there now, once the person has seen it.
    const QJsonObject from = toJson(*item.base).toObject();
    const QJsonObject theirs = toJson(outcome->value).toObject();
    const QJsonObject own = merged(from, toJson(item.wanted).toObject(), theirs, rules());
    item.conflicts = outcome->conflicts;
    item.base = fromJson<Gateway>(overlaid(from, theirs)).value_or(outcome->value);
    item.wanted = fromJson<Gateway>(own).value_or(item.wanted);
    finish(index, State::Conflicted);
}

void GatewayBatch::succeed(int index)
{
    m_items[index].conflicts.clear();
    finish(index, State::Done);
}

void GatewayBatch::fail(int index, const ApiError &error)
{
    if (error.kind == ApiError::Kind::Cancelled) { // stopped before anything was written
        setState(index, State::Waiting);
        return next();
    }
    m_items[index].error = error;
    finish(index, State::Failed);
}

void GatewayBatch::finish(int index, State state)
{
    setState(index, state);
    ++m_tried;
    if (m_task)
        m_task->setProgress(m_tried, m_total);
    next();
}

void GatewayBatch::setState(int index, State state)
{
    m_items[index].state = state;
    Q_EMIT itemChanged(index);
}

void GatewayBatch::end()
{
    m_running = false;
    QStringList failed;
    for (const Item &item : std::as_const(m_items))
        if (item.chosen && (item.state == State::Failed || item.state == State::Conflicted))
            failed.append(item.id.value);
    if (m_task && failed.isEmpty())
        m_task->finish(tr("%n gateway(s) saved", nullptr, m_tried));
    else if (m_task)
        m_task->fail(tr("%n gateway(s) saved; not saved: %1", nullptr, m_tried - int(failed.size()))
                         .arg(failed.join(QStringLiteral(", "))));
    m_task.clear();
    Q_EMIT runningChanged();
}

} // namespace gatehouse
