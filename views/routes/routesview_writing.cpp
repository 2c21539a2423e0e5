// SPDX-License-Identifier: GPL-3.0-or-later
// Creating, renaming, copying and deleting routes.
#include "views/common/dialogs.h"
#include "views/common/messagebar.h"
#include "views/common/tableview.h"
#include "views/common/writeguard.h"
#include "views/routes/routefile.h"
#include "views/routes/routenameform.h"
#include "views/routes/routesview.h"

#include <QFileInfo>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>

namespace gatehouse {

static const QString writeKey = QStringLiteral("write");

// What a new route begins with: the service takes none that is empty.
static QJsonArray emptyRoute()
{
    RouteGraph graph;
    RouteElement start = newRouteElement(RouteElementType::Start, QStringLiteral("start"));
    start.outputs.first().target = QStringLiteral("end");
    graph.append(start);
    graph.append(newRouteElement(RouteElementType::End, QStringLiteral("end")));
    return toJson(graph);
}

void RoutesView::ask(Asking asking)
{
    const DynamicRoute *route = selected();
    m_asking = asking;
    if (route)
        m_subject = *route;
    m_messages->clear(writeKey);
    switch (asking) {
    case Asking::New:
        m_form->ask(tr("New route"), {}, tr("Create"));
        break;
    case Asking::Import:
        m_form->ask(tr("Import as"), m_form->freeName(m_form->name()), tr("Create"));
        break;
    case Asking::Rename:
        m_form->ask(tr("Rename “%1” to").arg(m_subject.name), m_subject.name, tr("Rename"),
                    m_subject.name);
        break;
    case Asking::Copy:
        m_form->ask(tr("Duplicate “%1” as").arg(m_subject.name),
                    m_form->freeName(tr("%1 copy").arg(m_subject.name)), tr("Duplicate"));
        m_form->offerTargets(m_connections, m_models, m_gateway);
        break;
    case Asking::Nothing:
        break;
    }
    m_form->show();
    m_form->edit()->setFocus();
    updateControls();
}

void RoutesView::closeForm()
{
    m_asking = Asking::Nothing;
    m_elements = {};
    m_form->hide();
    m_table->setFocus();
    updateControls();
}

void RoutesView::submit()
{
    if (m_pending > 0 || !m_form->button()->isEnabled())
        return;
    switch (m_asking) {
    case Asking::New:
        return create(m_models, m_gateway, m_form->name(), emptyRoute());
    case Asking::Import:
        return create(m_models, m_gateway, m_form->name(), m_elements);
    case Asking::Rename:
        return rename();
    case Asking::Copy:
        return copy();
    case Asking::Nothing:
        return;
    }
}

void RoutesView::finishWrite()
{
    --m_pending;
    updateControls();
}

void RoutesView::create(ConnectionModels *models, const GatewayId &gateway, const QString &name,
                        const QJsonArray &elements, const RoutePositions::Positions &positions)
{
    ++m_pending;
    updateControls();
    const QPointer<ConnectionModels> target(models);
    models->connection()
        ->routes()
        ->create(gateway, name, elements)
        .then(this, [=, this](const Result<DynamicRoute> &result) {
            finishWrite();
            if (result)
                return onCreated(target, gateway, *result, positions);
            m_messages->showError(writeKey, result.error(), {},
                                  m_writes->retry(result.error(), [=, this] {
                                      if (target)
                                          create(target, gateway, name, elements, positions);
                                  }));
        });
}

void RoutesView::onCreated(ConnectionModels *models, const GatewayId &gateway,
                           const DynamicRoute &route, const RoutePositions::Positions &positions)
{
    const bool isHere = models == m_models && gateway == m_gateway;
    const bool isNew = m_asking == Asking::New;
    closeForm();
    if (models && route.version && !positions.isEmpty())
        m_parts.positions->save({models->connection()->profile().id, gateway.value, route.id.value},
                                route.version->id.value, positions);
    const int row = m_model.rowOf(route.id.value);
    if (isHere && row >= 0)
        m_table->setCurrentIndex(m_sorted->mapFromSource(m_model.index(row, 0)));
    const QString where = models ? models->connection()->name() : tr("another connection");
    m_messages->showSuccess(
        writeKey,
        isHere ? tr("“%1” was created, and its first version is live.").arg(route.name)
               : tr("“%1” was created in gateway %2 of %3, and its first version is live.")
                     .arg(route.name, gateway.value, where));
    if (isHere && isNew)
        open(route.id);
}

RoutePositions::Positions RoutesView::positionsOf(const DynamicRoute &route) const
{
    return m_parts.positions->load(
        {m_models->connection()->profile().id, m_gateway.value, route.id.value},
        route.version ? route.version->id.value : QString());
}

// Lists may come without the graph: it is read first.
void RoutesView::copy()
{
    const QPointer<ConnectionModels> target = m_form->targetModels();
    const GatewayId gateway = m_form->targetGateway();
    const QString name = m_form->name();
    ++m_pending;
    updateControls();
    m_models->connection()
        ->routes()
        ->get({m_gateway, m_subject.id}, Urgency::Awaited)
        .then(this, [=, this](const Result<DynamicRoute> &result) {
            finishWrite();
            const std::optional<QJsonArray> graph = result ? result->graph() : std::nullopt;
            if (!result)
                m_messages->showError(writeKey, result.error(), [this] { copy(); });
            else if (!graph)
                m_messages->showError(
                    writeKey,
                    tr("The service does not tell the elements of “%1”.").arg(m_subject.name));
            else if (!target)
                m_messages->showError(writeKey, tr("The other connection is closed by now."));
            else
                create(target, gateway, name, *graph, positionsOf(*result));
        });
}

void RoutesView::rename()
{
    ++m_pending;
    updateControls();
    using Outcome = SaveOutcome<DynamicRoute>;
    m_models->connection()
        ->routes()
        ->rename(m_gateway, m_subject, m_form->name())
        .then(this, [this](const Result<Outcome> &outcome) {
            finishWrite();
            if (!outcome) {
                m_messages->showError(writeKey, outcome.error(), {},
                                      m_writes->retry(outcome.error(), [this] { rename(); }));
            } else if (outcome->kind == Outcome::Kind::Gone) {
                m_messages->showError(writeKey,
                                      tr("“%1” is not there any more.").arg(m_subject.name));
                refresh();
            } else if (outcome->kind == Outcome::Kind::Conflicted) {
                m_messages->showWarning(
                    writeKey,
                    tr("Nothing was renamed: meanwhile somebody else named it “%1”.")
                        .arg(outcome->value.name));
                m_subject = outcome->value;
                refresh();
            } else {
                closeForm();
                m_messages->showSuccess(
                    writeKey,
                    tr("Callers now name it as model %1.").arg(outcome->value.modelName()));
            }
        });
}

void RoutesView::askRemoval()
{
    const DynamicRoute *route = selected();
    if (!route)
        return;
    Confirmation question;
    question.title = tr("Delete the dynamic route “%1”?").arg(route->name);
    question.losses = {
        tr("Callers that ask for model %1 get errors from now on.").arg(route->modelName()),
        tr("All its versions and its history of deployments go with it."),
        tr("This cannot be undone.")};
    question.from = tr("gateway %1 of account %2")
                        .arg(m_gateway.value, m_models->connection()->client()->endpoint().account);
    question.connectionName = m_models->connection()->name();
    question.profileColor = QColor(m_models->connection()->profile().color);
    question.typedName = route->name;
    question.actionLabel = tr("Delete route");
    m_parts.dialogs->confirm(question, this,
                             [self = QPointer(this), subject = *route](bool confirmed) {
                                 if (self && confirmed)
                                     self->remove(subject);
                             });
}

void RoutesView::remove(const DynamicRoute &route)
{
    ++m_pending;
    updateControls();
    m_models->connection()
        ->routes()
        ->remove({m_gateway, route.id})
        .then(this, [this, route](const Result<DynamicRoute> &result) {
            finishWrite();
            if (!result) {
                m_messages->showError(
                    writeKey, result.error(), {},
                    m_writes->retry(result.error(), [this, route] { remove(route); }));
                if (result.error().kind == ApiError::Kind::NotFound)
                    refresh();
                return;
            }
            m_parts.positions->remove(
                {m_models->connection()->profile().id, m_gateway.value, route.id.value});
            m_messages->showSuccess(writeKey, tr("“%1” was deleted.").arg(route.name));
        });
}

void RoutesView::importFile()
{
    openRouteFile(
        m_parts.dialogs, this,
        [this](const QString &path, const RouteGraph &graph) {
            m_elements = toJson(graph);
            m_form->ask({}, QFileInfo(path).completeBaseName(), {});
            ask(Asking::Import);
        },
        [this](const QString &why) { m_messages->showError(writeKey, why); });
}

} // namespace gatehouse
