// SPDX-License-Identifier: GPL-3.0-or-later
// Comparing versions and deploying one.
#include "views/common/icons.h"
#include "views/common/messagebar.h"
#include "views/common/writeguard.h"
#include "views/routes/routeeditor.h"
#include "views/routes/routeview.h"

#include <QAction>
#include <QPushButton>

namespace gatehouse {

static const QString saveMessage = QStringLiteral("save");
static const QString deployMessage = QStringLiteral("deploy");

QString RouteView::liveName() const
{
    const RouteVersionId live = m_record.live();
    return m_record.number(live) > 0 ? versionName(live) : tr("what is live now");
}

bool RouteView::isUnread(const RouteVersionId &version) const
{
    return !m_record.graph(version);
}

void RouteView::reviewDeploying(const RouteVersionId &version)
{
    if (!m_record.version(version))
        return; // saved just now, and not read yet
    if (m_record.fetch({version, m_record.live()})) {
        m_toDeploy = version; // it comes back here
        return updateControls();
    }
    if (isUnread(version))
        return m_messages->showError(deployMessage,
                                     tr("The service does not tell the elements of %1, so that it "
                                        "cannot be shown what would change. Nothing was deployed.")
                                         .arg(versionName(version)));
    const bool isBack = m_record.number(version) < m_record.number(m_record.live());
    const QString name = m_record.route().name;
    const QString what =
        tr("“%1” of gateway %2 on %3")
            .arg(name, m_record.at().gateway.value, m_models->connection()->name());
    m_messages->clear(deployMessage); // of the last time
    m_deploying = version;
    m_deploymentSeen = m_record.deployments()->newest();
    m_review->ask(
        {.purpose = RouteReview::Purpose::Deploy,
         .title = isBack ? tr("Roll %1 back to %2?").arg(what, versionName(version))
                         : tr("Deploy %1 of %2?").arg(versionName(version), what),
         .note = tr("Callers of dynamic/%1 get %2 in place of %3 at once.")
                     .arg(name, versionName(version), liveName())
             + (isUnread(m_record.live())
                    ? tr(" What is live is not known: everything counts as added.")
                    : QString()),
         .action = isBack ? tr("Roll back") : tr("Deploy"),
         .request = requestText(QStringLiteral("deployments"), {{"version_id", version.value}}),
         .color = QColor(m_models->connection()->profile().color),
         .before = placedVersion(m_record.live()),
         .after = placedVersion(version)});
    showReview(true);
}

void RouteView::deploy()
{
    m_messages->clear(deployMessage);
    m_writing = true;
    updateControls();
    m_models->connection()
        ->routes()
        ->deploy(m_record.at(), m_deploying, m_deploymentSeen)
        .then(this, [this](const Result<SaveOutcome<RouteDeployment>> &outcome) {
            m_writing = false;
            onDeployed(outcome);
            onLoaded(); // what came meanwhile
        });
}

void RouteView::onDeployed(const Result<SaveOutcome<RouteDeployment>> &outcome)
{
    using Kind = SaveOutcome<RouteDeployment>::Kind;
    showReview(false);
    if (!outcome) {
        m_messages->showError(deployMessage, outcome.error(), {},
                              m_writes->retry(outcome.error(), [this] { deploy(); }));
        return;
    }
    if (outcome->kind == Kind::Gone)
        return onGone();
    if (outcome->kind == Kind::Conflicted) {
        auto *again = new QAction(icon(Icon::Compare), tr("Show what differs now"), m_editor);
        connect(again, &QAction::triggered, this,
                [this, id = m_deploying] { reviewDeploying(id); });
        m_writes->add(again);
        const RouteVersionId theirs = outcome->value.versionId;
        m_messages->showWarning(
            deployMessage,
            tr("Nothing was deployed: meanwhile somebody else deployed %1.")
                .arg(m_record.number(theirs) > 0 ? versionName(theirs) : tr("another version")),
            {again});
    } else {
        m_messages->clear(saveMessage);
        m_messages->showSuccess(deployMessage,
                                tr("Callers of dynamic/%1 now get %2.")
                                    .arg(m_record.route().name, versionName(m_deploying)));
    }
    refresh();
}

void RouteView::compare(const RouteVersionId &before, const RouteVersionId &after)
{
    if (!m_record.version(before) || !m_record.version(after)) {
        m_messages->showError(QStringLiteral("compare"),
                              tr("A version to be compared is not there."));
        m_compared.clear();
        return;
    }
    m_messages->clear(QStringLiteral("compare"));
    const QStringList ids{before.value, after.value};
    const bool isNew = m_compared != ids;
    m_compared = ids;
    if (m_record.fetch({before, after}))
        return updateControls(); // it comes back here
    for (const RouteVersionId &version : {before, after})
        if (isUnread(version)) {
            m_compared.clear();
            return m_messages->showError(
                QStringLiteral("compare"),
                tr("The service does not tell the elements of %1.").arg(versionName(version)));
        }
    m_review->ask(
        {.purpose = RouteReview::Purpose::Compare,
         .title = tr("“%1”: from %2 to %3")
                      .arg(m_record.route().name, versionName(before), versionName(after)),
         .before = placedVersion(before),
         .after = placedVersion(after)});
    showReview(true);
    if (isNew)
        Q_EMIT addressChanged();
}

} // namespace gatehouse
